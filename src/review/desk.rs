//! Where decisions are written: one writer at a time, whole files, and nothing is acknowledged before it is on the disk.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{
    Action, ReviewError, Sheet, Signature, apply, codebook,
    journal::{Bench, Change, Contents, Journal},
    sheet::{contents, digest_of},
    validate::{nothing_lost, validate},
};
use crate::{
    case::{
        CaseError, NewEntries, WriteLock, annotation_path, git_is_at_work, render_annotations, sweep_leftovers,
        write_together,
    },
    model::{Coder, Slug},
};

/// How long somebody waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long somebody waits for git.
const PATIENCE_WITH_GIT: Duration = Duration::from_secs(3);

/// What somebody wants to have written.
#[derive(Debug, Clone)]
pub struct Request {
    /// Who acts, and when.
    pub signature: Signature,
    /// The document.
    pub document: Slug,
    /// Whose annotations are written: the person's own, or `reviewed`.
    pub into: Slug,
    /// The digest of that file as the person saw it.
    pub seen: String,
    /// What to do.
    pub action: Action,
    /// Actors and propositions that the codebook does not have yet.
    pub entries: NewEntries,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The digest of the file from now on.
    pub digest: String,
    /// What a person should know beside.
    pub remark: Option<String>,
}

/// Where decisions on a case are written. One for the whole program: it remembers what can be undone.
#[derive(Debug)]
pub struct Desk {
    dir: PathBuf,
    /// Those who write here stand in a queue, however long it is; the lock of the case is for other programs.
    queue: Mutex<()>,
    journal: Mutex<Journal>,
}

/// The right to write: here, and into the case. Given back in this order, so that who is next finds the case free.
struct Turn<'d> {
    _case: WriteLock,
    _here: MutexGuard<'d, ()>,
}

impl Desk {
    /// The desk of a case.
    #[must_use]
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), queue: Mutex::default(), journal: Mutex::default() }
    }

    /// A document with everybody's annotations of it, and the file that `into`'s are in.
    ///
    /// # Errors
    /// [`ReviewError`] if the case cannot be read or has no such document.
    pub fn sheet(&self, document: &Slug, into: &Slug) -> Result<Sheet, ReviewError> {
        Sheet::read(&self.dir, document, into)
    }

    /// Does what somebody wants: all of it is on the disk when this returns, or nothing is changed.
    ///
    /// # Errors
    /// [`ReviewError`]; [`ReviewError::Conflict`] if the file is not the one that the person saw.
    pub fn act(&self, request: &Request) -> Result<Done, ReviewError> {
        let _turn = self.turn(&request.signature.by, &request.document, &request.into)?;
        let mut sheet = Sheet::read(&self.dir, &request.document, &request.into)?;
        let path = annotation_path(&request.into, &request.document);
        if sheet.digest != request.seen {
            return Err(ReviewError::Conflict { path, seen: request.seen.clone(), there: sheet.digest });
        }
        let mistakes = sheet.mistakes();
        if !mistakes.is_empty() {
            return Err(CaseError::Invalid(mistakes).into());
        }
        let before = contents(&self.dir.join(&path))?;
        if let Some(text) = before.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            nothing_lost(&sheet, text)?;
        }
        let mut changes = Vec::new();
        if !request.entries.is_empty() {
            let extended = codebook::extend(&self.dir, &sheet.case, &request.entries)?;
            sheet.case.codebooks = extended.codebooks;
            changes.push(change(codebook::FILE.into(), extended.before, extended.text));
        }
        let mut set = sheet.set.clone();
        apply(&mut set, &sheet.others(), &request.action, &request.signature)?;
        validate(&sheet, &set)?;
        let text = render_annotations(&set, sheet.document(), &sheet.case.names(), &sheet.case.prefixes());
        changes.push(change(path, before, text));
        let files: Vec<(&Path, &Contents)> = changes.iter().map(|change| (&*change.path, &change.after)).collect();
        self.put(&files)?;
        let digest = digest_of(changes.last().and_then(|change| change.after.as_deref()));
        changes.retain(|change| change.before != change.after);
        if !changes.is_empty() {
            self.journal().note(bench(request), changes);
        }
        Ok(Done { digest, remark: None })
    }

    /// Takes the person's last step on these annotations back: the files get the bytes they had.
    ///
    /// # Errors
    /// [`ReviewError::NothingLeft`], or [`ReviewError::Conflict`] if somebody has changed the file since.
    pub fn undo(&self, by: &Slug, document: &Slug, into: &Slug) -> Result<Done, ReviewError> {
        self.step_back(by, document, into, false)
    }

    /// Does the last step again that was undone.
    ///
    /// # Errors
    /// As for [`Desk::undo`].
    pub fn redo(&self, by: &Slug, document: &Slug, into: &Slug) -> Result<Done, ReviewError> {
        self.step_back(by, document, into, true)
    }

    /// Whether there is something to undo, and something to do again.
    #[must_use]
    pub fn can_step(&self, by: &Slug, document: &Slug, into: &Slug) -> (bool, bool) {
        let bench = Bench { by: by.clone(), document: document.clone(), into: into.clone() };
        let journal = self.journal();
        (journal.next(&bench, false).is_some(), journal.next(&bench, true).is_some())
    }

    fn step_back(&self, by: &Slug, document: &Slug, into: &Slug, again: bool) -> Result<Done, ReviewError> {
        let _turn = self.turn(by, document, into)?;
        let mut journal = self.journal();
        let bench = Bench { by: by.clone(), document: document.clone(), into: into.clone() };
        let place =
            journal.next(&bench, again).ok_or(ReviewError::NothingLeft(if again { "do again" } else { "undo" }))?;
        let mut remark = None;
        let mut digest = None;
        let mut files: Vec<(&Path, &Contents)> = Vec::new();
        let changes = &journal.step(place).changes;
        for change in changes.iter().rev() {
            let (expected, wanted) =
                if again { (&change.before, &change.after) } else { (&change.after, &change.before) };
            let there: Contents = contents(&self.dir.join(&change.path))?.map(Arc::from);
            let own = change.path != Path::new(codebook::FILE);
            if own && there != *expected {
                return Err(ReviewError::Conflict {
                    path: change.path.clone(),
                    seen: digest_of(expected.as_deref()),
                    there: digest_of(there.as_deref()),
                });
            }
            if !own && (there != *expected || !self.can_spare(change, again, into)?) {
                if !again {
                    remark = Some("What was added to the codebook stays there: others have used or changed it since.");
                }
                continue;
            }
            files.push((&change.path, wanted));
            if own {
                digest = Some(digest_of(wanted.as_deref()));
            }
        }
        // What annotations name is there before them and goes after them.
        if again {
            files.reverse();
        }
        self.put(&files)?;
        journal.turn(place);
        let digest = match digest {
            Some(digest) => digest,
            None => digest_of(contents(&self.dir.join(annotation_path(into, document)))?.as_deref()),
        };
        Ok(Done { digest, remark: remark.map(str::to_owned) })
    }

    /// Whether the case does without what a step added to the codebook: nobody else's annotations name it.
    fn can_spare(&self, change: &Change, again: bool, into: &Slug) -> Result<bool, ReviewError> {
        if again {
            return Ok(true);
        }
        let text = |contents: &Contents| {
            contents.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
        };
        let (before, after) = (text(&change.before), text(&change.after));
        let added = after.strip_prefix(before.trim_end()).unwrap_or(&after);
        let ids: Vec<&str> = added
            .lines()
            .filter_map(|line| line.strip_prefix("id = "))
            .map(|id| id.trim_matches(['"', '\'']))
            .collect();
        let (case, _) = crate::case::read_case(&self.dir)?;
        let named = |id: &str| ids.contains(&id);
        Ok(!case.annotations.iter().filter(|set| set.coder.name != *into).any(|set| {
            set.statements.iter().any(|found| {
                let actors = std::iter::once(&found.actor)
                    .chain(&found.spokesperson)
                    .chain(&found.ascribed_by)
                    .chain(&found.addressees)
                    .chain(&found.targets);
                actors.chain([&found.proposition]).any(|id| named(id.as_str()))
            })
        }))
    }

    /// The right to write, for who has it; what a killed run left in the coder's folder is swept.
    fn turn(&self, by: &Slug, document: &Slug, into: &Slug) -> Result<Turn<'_>, ReviewError> {
        if *into == *Coder::AUTO || (*into != *by && *into != *Coder::REVIEWED) {
            return Err(ReviewError::NotYours { by: by.clone(), into: into.clone() });
        }
        self.let_git_finish();
        let here = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let case = WriteLock::take(&self.dir, PATIENCE, &format!("serve, for {by}"))?;
        if let Some(folder) = self.dir.join(annotation_path(into, document)).parent() {
            sweep_leftovers(folder);
        }
        Ok(Turn { _case: case, _here: here })
    }

    /// What is written while git checks out would be overwritten by it. Waits for its end, but not for the end of a
    /// commit message that somebody is writing.
    fn let_git_finish(&self) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE_WITH_GIT && git_is_at_work(&self.dir) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Gives files these contents: all of them, in this order, or none.
    fn put(&self, files: &[(&Path, &Contents)]) -> Result<(), CaseError> {
        let files: Vec<(PathBuf, Option<&[u8]>)> =
            files.iter().map(|(path, wanted)| (self.dir.join(path), wanted.as_deref())).collect();
        write_together(&files)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        // A panic elsewhere leaves the journal whole: steps are pushed and turned in one go.
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn bench(request: &Request) -> Bench {
    Bench { by: request.signature.by.clone(), document: request.document.clone(), into: request.into.clone() }
}

fn change(path: PathBuf, before: Option<Vec<u8>>, after: String) -> Change {
    Change { path, before: before.map(Arc::from), after: Some(after.into_bytes().into()) }
}

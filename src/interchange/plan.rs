//! Whole files for a case, worked out before the first is written.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{Registry, Report, Shelf};
use crate::{
    case::{
        Case, CaseError, Codebooks, Manifest, annotation_path, codebook_text, coder_text, errors, foreign_content,
        manifest_text, read_case, read_codebook_with, read_file, render_annotations, write_file,
    },
    ingest,
    model::{AnnotationSet, Coder, Document, Run, Slug, Statement, identity},
};

/// Where an import goes: a case that is there, or one that will be.
#[derive(Debug, Clone)]
pub struct Target {
    dir: PathBuf,
    /// The case as it is; without documents or annotations if it is still to be made.
    case: Case,
    /// The text of `case.toml`.
    manifest: String,
    /// The text of `codebook.toml`.
    codebook: String,
    new: bool,
}

/// What was read of a file of another program.
#[derive(Debug, Clone)]
pub struct Import<'c> {
    /// The case as it is.
    pub case: &'c Case,
    /// Actors and propositions.
    pub registry: Registry<'c>,
    /// Documents.
    pub shelf: Shelf,
    /// Statements by coder and document, in the order of the file, without ids.
    pub statements: BTreeMap<(Slug, Slug), Vec<Statement>>,
    /// What is known of the coders.
    pub coders: BTreeMap<Slug, String>,
    /// What was left out or changed.
    pub report: Report,
}

impl<'c> Import<'c> {
    /// Nothing yet, on top of what the target has.
    #[must_use]
    pub fn new(target: &'c Target) -> Self {
        Self {
            case: &target.case,
            registry: Registry::new(&target.case.codebooks.merged),
            shelf: Shelf::new(Some(&target.case)),
            statements: BTreeMap::new(),
            coders: BTreeMap::new(),
            report: Report::default(),
        }
    }

    /// Adds a statement of a coder in a document.
    pub fn add(&mut self, coder: &Slug, document: &Slug, statement: Statement) {
        self.statements.entry((coder.clone(), document.clone())).or_default().push(statement);
    }
}

/// Why nothing can be imported. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The case cannot be read, or has mistakes.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// A coder has coded the same words for the same actor and proposition otherwise.
    #[error("annotations/{coder}/{document}.ttl codes {count} of these statements otherwise")]
    Differs {
        /// Whose.
        coder: Slug,
        /// Of which document.
        document: Slug,
        /// How many.
        count: usize,
    },
    /// A file says things that would be lost if statements were added to it.
    #[error("{} holds what stancegraph does not write, such as {example}", path.display())]
    Foreign {
        /// Which, relative to the case.
        path: PathBuf,
        /// One of the things.
        example: String,
    },
    /// A file of the case is written in a way that nothing can be added to it.
    #[error("cannot add to {file}: {why}")]
    Unfit {
        /// Which.
        file: &'static str,
        /// What is in the way.
        why: String,
    },
    /// The name belongs to the built-in coder.
    #[error("the coder `{0}` is this program itself")]
    Machine(Slug),
}

impl PlanError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::Case(error) => error.remedy(),
            Self::Foreign { .. } => {
                Some("take it out of the file, or import under another name with `--coder NAME`".to_owned())
            }
            Self::Differs { .. } => Some("import them under another name with `--coder NAME`".to_owned()),
            Self::Unfit { .. } => {
                Some("write its lists as tables, such as [[actor]] or [coders.ann], not in brackets".to_owned())
            }
            Self::Machine(_) => Some("choose another name: `annotate` writes these files anew".to_owned()),
        }
    }
}

impl Target {
    /// The case in a folder, or the one that will be made there.
    ///
    /// # Errors
    /// [`PlanError::Case`] if there is a case that cannot be used as it is.
    pub fn open(dir: &Path, title: Option<&str>) -> Result<Self, PlanError> {
        if dir.join("case.toml").exists() {
            let (case, found) = read_case(dir)?;
            let mistakes = errors(&found);
            if !mistakes.is_empty() {
                return Err(CaseError::Invalid(mistakes).into());
            }
            let text = |name: &str| match std::fs::read_to_string(dir.join(name)) {
                Ok(text) => Ok(text),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
                Err(source) => Err(CaseError::Read { path: dir.join(name), source }),
            };
            let (manifest, codebook) = (text("case.toml")?, text("codebook.toml")?);
            return Ok(Self { dir: dir.to_owned(), case, manifest, codebook, new: false });
        }
        let name = std::path::absolute(dir)
            .ok()
            .and_then(|dir| Some(dir.file_name()?.to_string_lossy().into_owned()))
            .unwrap_or_else(|| "case".to_owned());
        let text = manifest_text(title.unwrap_or(&name), &Slug::from_text(&name));
        let manifest: Manifest = toml::from_str(&text).expect("what is written here can be read");
        let case = Case {
            dir: dir.to_owned(),
            manifest,
            codebooks: Codebooks::default(),
            documents: BTreeMap::new(),
            annotations: Vec::new(),
            moved: BTreeMap::new(),
        };
        Ok(Self { dir: dir.to_owned(), case, manifest: text, codebook: String::new(), new: true })
    }

    /// The case as it is.
    #[must_use]
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// Whether the case is still to be made.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.new
    }
}

/// Files that make an import, in an order in which each beginning is a whole case, or none yet.
#[derive(Debug, Clone)]
pub struct Plan {
    dir: PathBuf,
    /// Paths relative to the case, with their contents.
    files: Vec<(PathBuf, String)>,
    /// How many documents are new.
    pub documents: usize,
    /// How many actors are new.
    pub actors: usize,
    /// How many propositions are new.
    pub propositions: usize,
    /// How many statements are new, by coder.
    pub statements: BTreeMap<Slug, usize>,
    /// How many statements the case has already.
    pub known: usize,
    /// Documents that had no annotations by this coder yet, or have more now.
    pub sets: usize,
}

impl Plan {
    /// Works out the files. Nothing is written.
    ///
    /// # Errors
    /// [`PlanError`]; the case can then not take the import.
    pub fn new(target: &Target, import: Import<'_>) -> Result<Self, PlanError> {
        let Import { registry, shelf, statements, coders, .. } = import;
        if let Some((coder, _)) = statements.keys().find(|(coder, _)| *coder == *Coder::AUTO) {
            return Err(PlanError::Machine(coder.clone()));
        }
        let new = registry.into_new();
        let mut codebook = if target.codebook.is_empty() { "format = 1\n".to_owned() } else { target.codebook.clone() };
        codebook.push_str(&codebook_text(&new));
        let mut case = target.case.clone();
        let (codebooks, found) = read_codebook_with(&target.dir, &case.manifest, &codebook)?;
        let mistakes = errors(&found);
        if let Some(first) = mistakes.first() {
            return Err(PlanError::Unfit { file: "codebook.toml", why: first.message.clone() });
        }
        case.codebooks = codebooks;
        let documents = shelf.into_new();
        let mut files: Vec<(PathBuf, String)> = documents
            .iter()
            .map(|document| {
                (Path::new("documents").join(format!("{}.md", document.slug)), ingest::write_document(document))
            })
            .collect();
        let count = documents.len();
        case.documents.extend(documents.into_iter().map(|document| (document.slug.clone(), document)));
        if codebook != target.codebook {
            files.push((PathBuf::from("codebook.toml"), codebook));
        }
        let mut plan = Self {
            dir: target.dir.clone(),
            files,
            documents: count,
            actors: new.actors.len(),
            propositions: new.propositions.len(),
            statements: BTreeMap::new(),
            known: 0,
            sets: 0,
        };
        let who: BTreeSet<Slug> = statements.keys().map(|(coder, _)| coder.clone()).collect();
        for ((coder, document), statements) in statements {
            plan.set(&case, coder, &document, statements)?;
        }
        let manifest = with_coders(target, &coders, &who)?;
        if target.new || manifest != target.manifest {
            plan.files.push((PathBuf::from("case.toml"), manifest));
        }
        if target.new {
            plan.room()?;
        }
        Ok(plan)
    }

    /// Adds statements to what a coder has coded of a document; those that are there already are counted only.
    fn set(&mut self, case: &Case, coder: Slug, slug: &Slug, statements: Vec<Statement>) -> Result<(), PlanError> {
        let document: &Document = &case.documents[slug];
        let known = case.annotations.iter().find(|set| set.coder.name == coder && set.document == *slug);
        let machine = case.manifest.coders.get(&coder).is_some_and(|note| note.machine);
        let mut set = AnnotationSet {
            document: slug.clone(),
            coder: Coder { name: coder.clone(), machine },
            run: Run { name: coder.clone(), coder_version: None, codebook_digest: None, command: None },
            complete: false,
            attributions: Vec::new(),
            statements,
            facts: Vec::new(),
            decisions: Vec::new(),
        };
        for statement in &mut set.statements {
            statement.evidence.sort_unstable();
            statement.evidence.dedup();
        }
        identity::assign(&mut set);
        if let Some(known) = known {
            let all = set.statements.len();
            let mut differ = 0;
            set.statements.retain(|statement| {
                let there = known.statements.iter().find(|there| there.id == statement.id);
                differ += usize::from(there.is_some_and(|there| !same(there, statement)));
                there.is_none()
            });
            if differ > 0 {
                return Err(PlanError::Differs { coder, document: slug.clone(), count: differ });
            }
            self.known += all - set.statements.len();
            if set.statements.is_empty() {
                return Ok(());
            }
            let path = annotation_path(&coder, slug);
            let text = String::from_utf8_lossy(&read_file(&self.dir.join(&path))?).into_owned();
            if let Some(example) = foreign_content(case, known, &text, false) {
                return Err(PlanError::Foreign { path, example });
            }
            let added = std::mem::replace(&mut set, known.clone());
            *self.statements.entry(coder.clone()).or_default() += added.statements.len();
            set.statements.extend(added.statements);
        } else {
            *self.statements.entry(coder.clone()).or_default() += set.statements.len();
        }
        self.sets += 1;
        let text = render_annotations(&set, document, &case.names(), &case.prefixes());
        self.files.push((annotation_path(&coder, slug), text));
        Ok(())
    }

    /// In a folder without a case, nothing of somebody else's may stand where a file goes.
    ///
    /// # Errors
    /// [`CaseError::Taken`] names what stands there.
    pub fn room(&self) -> Result<(), PlanError> {
        let taken =
            self.files.iter().map(|(path, text)| (self.dir.join(path), text)).find(|(path, text)| match std::fs::read(
                path,
            ) {
                Ok(bytes) => bytes != text.as_bytes(),
                Err(error) => error.kind() != std::io::ErrorKind::NotFound,
            });
        taken.map_or(Ok(()), |(path, _)| Err(CaseError::Taken(path).into()))
    }

    /// The files, by their paths relative to the case.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }

    /// Writes the files, each as a whole or not at all: documents, codebook, annotations, `case.toml` last. Stopped in
    /// between, the case is whole as far as it got, and the same import again goes on from there.
    ///
    /// # Errors
    /// [`CaseError::Write`] names the file.
    pub fn write(&self) -> Result<(), CaseError> {
        for (path, text) in &self.files {
            write_file(&self.dir.join(path), text.as_bytes())?;
        }
        Ok(())
    }
}

/// Whether two statements of one id say the same.
fn same(there: &Statement, here: &Statement) -> bool {
    // Where an actor is in the codebook, its name beside the statement says nothing; an attribution stays with what
    // is there, and confidences have two decimals in files.
    let bare = |statement: &Statement| Statement {
        actor_label: None,
        actor_kind: None,
        attribution: None,
        confidence: statement.confidence.map(|value| (value * 100.0).round() / 100.0),
        ..statement.clone()
    };
    bare(there) == bare(here)
}

/// `case.toml` with what is known of coders that it does not have yet.
fn with_coders(target: &Target, coders: &BTreeMap<Slug, String>, who: &BTreeSet<Slug>) -> Result<String, PlanError> {
    let new = coders.iter().filter(|(name, _)| who.contains(*name) && !target.case.manifest.coders.contains_key(*name));
    let tables: String = new.map(|(name, note)| coder_text(name, note)).collect();
    let text = format!("{}{tables}", target.manifest);
    let read: Manifest = toml::from_str(&text)
        .map_err(|error| PlanError::Unfit { file: "case.toml", why: error.message().to_owned() })?;
    debug_assert!(who.iter().filter(|name| coders.contains_key(*name)).all(|name| read.coders.contains_key(name)));
    Ok(text)
}

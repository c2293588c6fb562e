//! `codebook.toml` and the codebooks it extends: reading and merging.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, de::IgnoredAny};

use super::{
    CaseError, catalog, codebook_checks,
    files::read_file,
    git,
    manifest::{FORMAT, Manifest},
    reach::Reach,
    toml_places::{Places, Step},
};
use crate::{
    diagnostic::Diagnostic,
    ingest::is_refused,
    lexicon::{Learned, Lexicon, Taught},
    model::{Actor, Codebook, Entry, Event, Frame, Issue, Membership, Proposition},
};

/// The folder that findings name for what is part of the program.
const BUILT_IN: &str = "<built-in>";

/// The contents of a codebook file. The keys are singular, as each table declares one thing.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CodebookFile {
    /// The version of the format.
    pub format: u32,
    /// Its name, by which a built-in one is extended.
    #[serde(default)]
    pub id: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub title: Option<String>,
    /// The IRI under which its entries are named; ends in `/`. The case's own codebook needs none.
    #[serde(default)]
    pub base: Option<String>,
    /// Its language, as a BCP 47 tag.
    #[serde(default)]
    pub language: Option<String>,
    /// Its licence.
    #[serde(default)]
    pub licence: Option<String>,
    /// Codebooks it builds on: names of built-in ones, or paths relative to this file.
    #[serde(default)]
    pub extends: Vec<String>,
    /// A table of weights that examples taught the coder, relative to this file.
    #[serde(default)]
    pub learned: Option<String>,
    /// Actors.
    #[serde(default, rename = "actor")]
    pub actors: Vec<Actor>,
    /// Memberships.
    #[serde(default, rename = "membership")]
    pub memberships: Vec<Membership>,
    /// Issues.
    #[serde(default, rename = "issue")]
    pub issues: Vec<Issue>,
    /// Propositions.
    #[serde(default, rename = "proposition")]
    pub propositions: Vec<Proposition>,
    /// Frames.
    #[serde(default, rename = "frame")]
    pub frames: Vec<Frame>,
    /// Events.
    #[serde(default, rename = "event")]
    pub events: Vec<Event>,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "words")]
    lexicon_words: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "wording")]
    lexicon_wording: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "cue")]
    lexicon_cue: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "form")]
    lexicon_form: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "pragmatic")]
    lexicon_pragmatic: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "anaphor")]
    lexicon_anaphor: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "reason")]
    lexicon_reason: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "rejection")]
    lexicon_rejection: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "condition")]
    lexicon_condition: IgnoredAny,
    #[serde(default, rename = "alliance")]
    lexicon_alliance: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "work")]
    lexicon_work: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "role")]
    lexicon_role: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "group")]
    lexicon_group: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "fact")]
    lexicon_fact: IgnoredAny,
    /// Part of the lexicon, read by [`Lexicon`].
    #[serde(default, rename = "country")]
    lexicon_country: IgnoredAny,
}

/// A codebook file with its text, for findings that point into it.
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) file: CodebookFile,
    pub(super) base: Arc<str>,
    /// The table that `learned` names.
    learned: Option<Table>,
}

/// A table of weights.
enum Table {
    /// Part of the program.
    BuiltIn(&'static str),
    /// A file beside the codebook.
    Own(PathBuf, String),
}

/// Everything coders of a case code against.
#[derive(Debug, Clone, Default)]
pub struct Codebooks {
    /// All codebooks merged.
    pub merged: Codebook,
    /// The base IRIs of the shared ones.
    pub bases: Vec<String>,
    /// What each file says of words, those that are extended before those that extend them.
    pub lexicons: Vec<LexiconFile>,
    /// The files that declare events, with their texts: `case.toml` and the codebooks.
    pub files: Vec<(PathBuf, String)>,
}

/// The lexicon of one codebook file.
#[derive(Debug, Clone)]
pub struct LexiconFile {
    /// The file, for findings that point into it.
    pub path: PathBuf,
    /// Its text and that of its learned table: what the machine coder's runs are named by.
    pub text: String,
    /// What it says of words.
    pub lexicon: Lexicon,
}

/// Reads a case's `codebook.toml`, if it has one, what `case.toml` extends, and what those extend in turn.
///
/// # Errors
/// [`CaseError`] if a file cannot be read; mistakes in the files are findings.
pub fn read_codebook(dir: &Path, manifest: &Manifest) -> Result<(Codebooks, Vec<Diagnostic>), CaseError> {
    let mut reader = Reader::of(dir);
    for target in &manifest.extends {
        reader.extend(target, dir, &dir.join("case.toml"))?;
    }
    let own = dir.join("codebook.toml");
    // Also what cannot be read is there: a case without its codebook would be another case.
    if own.symlink_metadata().map_or_else(|error| error.kind() != std::io::ErrorKind::NotFound, |_| true) {
        reader.file(&own, Some(&manifest.base))?;
    }
    reader.finish(Some((dir, manifest)))
}

/// The same with this text in place of `codebook.toml`: what a change to it would make of the case.
///
/// # Errors
/// [`CaseError`] if a file that is extended cannot be read; mistakes in the files are findings.
pub fn read_codebook_with(
    dir: &Path,
    manifest: &Manifest,
    own: &str,
) -> Result<(Codebooks, Vec<Diagnostic>), CaseError> {
    let mut reader = Reader::of(dir);
    for target in &manifest.extends {
        reader.extend(target, dir, &dir.join("case.toml"))?;
    }
    let path = dir.join("codebook.toml");
    reader.source(path.display().to_string(), path, own.to_owned(), Some(&manifest.base))?;
    reader.finish(Some((dir, manifest)))
}

/// The codebooks of texts that belong to no case: the built-in ones.
///
/// # Panics
/// Never: a test reads them.
#[must_use]
pub fn built_in_codebook() -> Codebooks {
    let mut reader = Reader::default();
    for (name, _) in catalog::BUILT_IN_CODEBOOKS {
        reader.extend(name, Path::new("."), Path::new(".")).expect("built-in codebooks are part of the program");
    }
    // Nobody is told of findings here; the tests look at them.
    reader.merged(None)
}

/// Reads a single codebook file with what it extends, outside any case.
///
/// # Errors
/// [`CaseError`] if a file cannot be read; mistakes in the files are findings.
pub fn read_codebook_file(path: &Path) -> Result<(Codebooks, Vec<Diagnostic>), CaseError> {
    let mut reader = Reader::of(path.parent().unwrap_or(Path::new(".")));
    reader.file(path, None)?;
    reader.finish(None)
}

#[derive(Default)]
struct Reader {
    /// Where files that are extended lie.
    reach: Reach,
    /// Extended ones before those that extend them.
    sources: Vec<Source>,
    findings: Vec<Diagnostic>,
    /// What is being read right now, outermost first, to find cycles.
    open: Vec<String>,
    /// What has been read.
    done: Vec<String>,
}

impl Reader {
    fn of(home: &Path) -> Self {
        Self { reach: Reach::of(home), ..Self::default() }
    }

    /// Reads what `from` extends: a built-in name or a path relative to `dir`.
    fn extend(&mut self, target: &str, dir: &Path, from: &Path) -> Result<(), CaseError> {
        if let Some(text) = catalog::built_in(target) {
            return self.source(
                format!("built-in:{target}"),
                Path::new(BUILT_IN).join(format!("{target}.toml")),
                text.to_owned(),
                None,
            );
        }
        let path = dir.join(target);
        // Any other file would be shown line by line for the mistakes in it.
        if Path::new(target).is_absolute() || path.extension().is_none_or(|e| e != "toml") || !path.is_file() {
            let names: Vec<_> = catalog::BUILT_IN_CODEBOOKS.iter().map(|(n, _)| *n).collect();
            self.findings
                .push(Diagnostic::error("no-codebook", format!("there is no codebook `{target}`")).in_file(from).help(
                format!(
                    "`extends` takes the name of a built-in codebook ({}) or the path of a .toml file relative to {}",
                    names.join(", "),
                    dir.display()
                ),
            ));
            return Ok(());
        }
        if let Some(finding) = self.reach.finding(&path, "extends", target, from) {
            self.findings.push(finding);
            return Ok(());
        }
        self.file(&path, None)
    }

    fn file(&mut self, path: &Path, default_base: Option<&str>) -> Result<(), CaseError> {
        let key = path.canonicalize().unwrap_or_else(|_| path.to_owned()).display().to_string();
        let bytes = read_file(path)?;
        match String::from_utf8(bytes) {
            Ok(text) => self.source(key, path.to_owned(), text, default_base),
            Err(_) => {
                self.findings.push(
                    Diagnostic::error("not-utf8", "the codebook is not UTF-8").in_file(path).help("save it as UTF-8"),
                );
                Ok(())
            }
        }
    }

    fn source(
        &mut self,
        key: String,
        path: PathBuf,
        text: String,
        default_base: Option<&str>,
    ) -> Result<(), CaseError> {
        if self.done.contains(&key) {
            return Ok(());
        }
        if self.open.contains(&key) {
            self.cycle(&path, &text);
            return Ok(());
        }
        let file: CodebookFile = match toml::from_str(&text) {
            Ok(file) => file,
            Err(error) => {
                self.findings.push(toml_finding(&error, &path, &text));
                return Ok(());
            }
        };
        self.open.push(key.clone());
        let dir = path.parent().unwrap_or(Path::new(".")).to_owned();
        for target in &file.extends {
            self.extend(target, &dir, &path)?;
        }
        self.open.pop();
        self.done.push(key);
        if file.format != FORMAT {
            self.findings.push(format_finding(file.format, &path, &text));
        }
        let base = file.base.clone().or(default_base.map(str::to_owned));
        let base = base.unwrap_or_else(|| {
            format!("https://w3id.org/stancegraph/codebook/{}/", file.id.as_deref().unwrap_or("unnamed"))
        });
        self.findings.extend(base_finding(&base, &path, &text));
        let learned = self.learned(&file, &dir, &path)?;
        self.sources.push(Source { path, text, file, base: base.into(), learned });
        Ok(())
    }

    /// The table of weights that a codebook names.
    fn learned(&mut self, file: &CodebookFile, dir: &Path, from: &Path) -> Result<Option<Table>, CaseError> {
        let Some(name) = &file.learned else { return Ok(None) };
        let built_in = catalog::built_in_table(name);
        let path = dir.join(name);
        // A file beside the codebook is meant before a table of the program that is called the same.
        if let Some(text) = built_in
            && (dir == Path::new(BUILT_IN) || !path.is_file())
        {
            return Ok(Some(Table::BuiltIn(text)));
        }
        if Path::new(name).is_absolute() || path.extension().is_none_or(|e| e != "tsv") || !path.is_file() {
            self.findings.push(
                Diagnostic::error("no-learned-table", format!("there is no table `{name}`"))
                    .in_file(from)
                    .help(format!("`learned` takes the name of a .tsv file in {}", dir.display())),
            );
            return Ok(None);
        }
        if let Some(finding) = self.reach.finding(&path, "learned", name, from) {
            self.findings.push(finding);
            return Ok(None);
        }
        match String::from_utf8(read_file(&path)?) {
            // The same table, which the program reads only when it is needed.
            Ok(text) if built_in == Some(text.as_str()) => Ok(built_in.map(Table::BuiltIn)),
            Ok(text) => Ok(Some(Table::Own(path, text))),
            Err(_) => {
                self.findings.push(Diagnostic::error("not-utf8", "the table is not UTF-8").in_file(&path));
                Ok(None)
            }
        }
    }

    fn cycle(&mut self, path: &Path, text: &str) {
        let mut finding = Diagnostic::error(
            "extends-cycle",
            format!("{} extends itself, directly or through others", path.display()),
        )
        .help("take one of the `extends` entries out");
        if let Some(bytes) = Places::new(text).of(&[Step::Key("extends")]) {
            finding = finding.at(path, bytes).label("this leads back to the file itself");
        }
        self.findings.push(finding);
    }

    fn finish(mut self, case: Option<(&Path, &Manifest)>) -> Result<(Codebooks, Vec<Diagnostic>), CaseError> {
        let codebooks = self.merged(case);
        self.findings.extend(codebook_checks::check(&self.sources, &codebooks.merged, case));
        Ok((codebooks, self.findings))
    }

    /// What the files say together, before anybody checks whether it agrees.
    fn merged(&mut self, case: Option<(&Path, &Manifest)>) -> Codebooks {
        let mut codebooks = Codebooks::default();
        for source in &self.sources {
            merge(&mut codebooks.merged, source);
            codebooks.files.push((source.path.clone(), source.text.clone()));
            match toml::from_str::<Lexicon>(&source.text) {
                Ok(mut lexicon) => {
                    let mut text = source.text.clone();
                    match &source.learned {
                        None => {}
                        Some(Table::BuiltIn(table)) => {
                            text.push_str(table);
                            lexicon.learned = Some(Arc::new(Taught::built_in(table)));
                        }
                        Some(Table::Own(path, table)) => {
                            text.push_str(table);
                            match Learned::parse(table) {
                                Ok(learned) => lexicon.learned = Some(Arc::new(learned.into())),
                                Err(mut finding) => {
                                    let bytes = finding.place.take().and_then(|place| place.bytes);
                                    self.findings.push(finding.at(path, bytes.unwrap_or(0..0)));
                                }
                            }
                        }
                    }
                    codebooks.lexicons.push(LexiconFile { path: source.path.clone(), text, lexicon });
                }
                Err(error) => {
                    self.findings.push(toml_finding(&error, &source.path, &source.text));
                }
            }
            let base = source.base.to_string();
            let own = case.is_some_and(|(_, manifest)| manifest.base == base);
            if !own && !codebooks.bases.contains(&base) {
                codebooks.bases.push(base);
            }
        }
        if let Some((dir, manifest)) = case {
            let path = dir.join("case.toml");
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            codebooks.files.push((path, text));
            merge_manifest(&mut codebooks.merged, manifest);
        }
        codebooks
    }
}

fn merge(codebook: &mut Codebook, source: &Source) {
    let file = &source.file;
    macro_rules! merge {
        ($from:ident) => {
            for value in &file.$from {
                codebook.$from.entry(value.id.clone()).or_insert_with(|| entry(&source.base, value.clone()));
            }
        };
    }
    merge!(actors);
    merge!(issues);
    merge!(propositions);
    merge!(frames);
    merge!(events);
    codebook.memberships.extend(file.memberships.iter().map(|value| entry(&source.base, value.clone())));
}

fn merge_manifest(codebook: &mut Codebook, manifest: &Manifest) {
    let base: Arc<str> = manifest.base.as_str().into();
    for value in &manifest.events {
        codebook.events.entry(value.id.clone()).or_insert_with(|| entry(&base, value.clone()));
    }
    for value in &manifest.works {
        codebook.works.entry(value.id.clone()).or_insert_with(|| entry(&base, value.clone()));
    }
    for value in &manifest.utterances {
        codebook.utterances.entry(value.id.clone()).or_insert_with(|| entry(&base, value.clone()));
    }
}

fn entry<T>(base: &Arc<str>, value: T) -> Entry<T> {
    Entry { base: Arc::clone(base), value }
}

/// What the TOML reader says, with its place.
pub(super) fn toml_finding(error: &toml::de::Error, path: &Path, text: &str) -> Diagnostic {
    if let Some(finding) = git::conflict(text, path) {
        return finding;
    }
    let finding = Diagnostic::error("toml", error.message().trim_end().replace('\n', ", "));
    match error.span() {
        Some(bytes) => finding.at(path, bytes),
        None => finding.at(path, 0..text.len().min(1)),
    }
}

pub(super) fn format_finding(found: u32, path: &Path, text: &str) -> Diagnostic {
    let finding = Diagnostic::error("format", format!("format {found} is not known"))
        .help(format!("this version of stancegraph reads `format = {FORMAT}`"));
    match Places::new(text).of(&[Step::Key("format")]) {
        Some(bytes) => finding.at(path, bytes),
        None => finding.in_file(path),
    }
}

/// A base IRI must be absolute and end in `/`, or ids would run into it.
pub(super) fn base_finding(base: &str, path: &Path, text: &str) -> Option<Diagnostic> {
    let valid = oxigraph::model::NamedNode::new(base).is_ok()
        && (base.starts_with("https://") || base.starts_with("http://"))
        && base.ends_with('/')
        // RFC 3987 (4.1) has no formatting characters in an IRI.
        && !base.chars().any(is_refused);
    if valid {
        return None;
    }
    let finding = Diagnostic::error("base", format!("`{base}` cannot be a base IRI"))
        .help("write an address that begins with https:// and ends in a slash");
    Some(match Places::new(text).of(&[Step::Key("base")]) {
        Some(bytes) => finding.at(path, bytes),
        None => finding.in_file(path),
    })
}

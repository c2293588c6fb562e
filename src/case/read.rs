//! Reading a whole case: everything that can be used, and findings about the rest.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    CaseError,
    annotations::annotation_path,
    codebook::{self, Codebooks},
    files::{self, read_file},
    git,
    manifest::{FORMAT, Manifest},
    quotes::{self, Moved},
    seal,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    ingest,
    model::{AnnotationSet, Coder, Document, Slug},
    rdf::{Names, claimed_quotes, decode_annotations, is_by_a_program, parse_turtle},
};

/// A case as its files give it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The folder.
    pub dir: PathBuf,
    /// `case.toml`.
    pub manifest: Manifest,
    /// `codebook.toml` with everything it extends.
    pub codebooks: Codebooks,
    /// The documents, by slug.
    pub documents: BTreeMap<Slug, Document>,
    /// What each coder found in each document, by coder, then document.
    pub annotations: Vec<AnnotationSet>,
    /// Quotations that are not where the annotations say, by place in `annotations`.
    pub moved: BTreeMap<usize, Vec<Moved>>,
}

impl Case {
    /// The IRIs of this case.
    #[must_use]
    pub fn names(&self) -> Names<'_> {
        Names::new(&self.manifest.base, &self.codebooks.merged)
    }

    /// Prefixes for Turtle: one for each kind of thing of the case and of the codebooks it uses.
    #[must_use]
    pub fn prefixes(&self) -> Vec<(String, String)> {
        prefixes(&self.manifest.base, &self.codebooks.bases)
    }

    /// The annotations of one coder.
    pub fn of_coder<'a>(&'a self, coder: &'a str) -> impl Iterator<Item = &'a AnnotationSet> {
        self.annotations.iter().filter(move |set| set.coder.name == *coder)
    }

    /// The names of all coders, in order.
    #[must_use]
    pub fn coders(&self) -> Vec<&Slug> {
        let mut names: Vec<_> = self.annotations.iter().map(|set| &set.coder.name).collect();
        names.dedup();
        names
    }
}

/// Prefixes for Turtle: one for each kind of thing under a case's base IRI and under those of codebooks.
#[must_use]
pub fn prefixes(base: &str, codebooks: &[String]) -> Vec<(String, String)> {
    const OWN: [(&str, &str); 14] = [
        ("att", "attribution"),
        ("case-act", "actor"),
        ("case-event", "event"),
        ("case-prop", "proposition"),
        ("coder", "coder"),
        ("dec", "decision"),
        ("doc", "document"),
        ("fact", "fact"),
        ("position", "position"),
        ("run", "run"),
        ("span", "span"),
        ("st", "statement"),
        ("utt", "utterance"),
        ("work", "work"),
    ];
    const SHARED: [(&str, &str); 5] =
        [("act", "actor"), ("event", "event"), ("frame", "frame"), ("issue", "issue"), ("prop", "proposition")];
    let own = OWN.iter().map(|(prefix, kind)| ((*prefix).to_owned(), format!("{base}{kind}/")));
    let shared = codebooks.iter().enumerate().flat_map(|(n, base)| {
        SHARED.iter().map(move |(prefix, kind)| {
            let number = if n == 0 { String::new() } else { (n + 1).to_string() };
            (format!("{prefix}{number}"), format!("{base}{kind}/"))
        })
    });
    own.chain(shared).collect()
}

/// What stands for a case where only its graph is known: what it is called and where its names begin, and nothing else.
#[must_use]
pub fn case_without_files(dir: &Path, title: &str, base: &str) -> Case {
    Case {
        dir: dir.to_owned(),
        manifest: Manifest::named(title, base),
        codebooks: Codebooks::default(),
        documents: BTreeMap::new(),
        annotations: Vec::new(),
        moved: BTreeMap::new(),
    }
}

/// The nearest folder upwards that is a case.
///
/// # Errors
/// [`CaseError::NotFound`] if there is none.
pub fn find_case(start: &Path) -> Result<PathBuf, CaseError> {
    let absolute = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
    let levels = absolute
        .ancestors()
        .position(|dir| dir.join("case.toml").is_file())
        .ok_or_else(|| CaseError::NotFound(start.to_owned()))?;
    // The folder as seen from the start, so that messages name files the way a person would.
    let here = if levels > 0 && start == Path::new(".") { PathBuf::new() } else { start.to_owned() };
    Ok(std::iter::repeat_n("..", levels).fold(here, |dir, up| dir.join(up)))
}

/// Reads a case. What cannot be used is left out and found; nothing is guessed.
///
/// # Errors
/// [`CaseError`] if there is no case, `case.toml` cannot be used, or a file cannot be read at all.
pub fn read_case(dir: &Path) -> Result<(Case, Vec<Diagnostic>), CaseError> {
    read(dir, None)
}

/// Reads a case with one of its documents only, and everybody's annotations of it: what somebody needs who works on
/// that document, in a fraction of the time.
///
/// # Errors
/// As for [`read_case`].
pub fn read_document(dir: &Path, document: &Slug) -> Result<(Case, Vec<Diagnostic>), CaseError> {
    read(dir, Some(document))
}

fn read(dir: &Path, only: Option<&Slug>) -> Result<(Case, Vec<Diagnostic>), CaseError> {
    let manifest_path = dir.join("case.toml");
    if !manifest_path.is_file() {
        return Err(CaseError::NotFound(dir.to_owned()));
    }
    let manifest = read_manifest(&manifest_path)?;
    let (codebooks, mut findings) = codebook::read_codebook(dir, &manifest)?;
    let documents = read_documents(dir, only, &mut findings)?;
    let mut case =
        Case { dir: dir.to_owned(), manifest, codebooks, documents, annotations: Vec::new(), moved: BTreeMap::new() };
    read_all_annotations(&mut case, only, &mut findings)?;
    if only.is_none() {
        findings.extend(seal::broken(&case)?);
    }
    findings.sort_by_key(|finding| finding.severity);
    Ok((case, findings))
}

fn read_manifest(path: &Path) -> Result<Manifest, CaseError> {
    let invalid = |finding| CaseError::Invalid(vec![finding]);
    let text = String::from_utf8(read_file(path)?)
        .map_err(|_| invalid(Diagnostic::error("not-utf8", "case.toml is not UTF-8").in_file(path)))?;
    let manifest: Manifest =
        toml::from_str(&text).map_err(|error| invalid(codebook::toml_finding(&error, path, &text)))?;
    if manifest.format != FORMAT {
        return Err(invalid(codebook::format_finding(manifest.format, path, &text)));
    }
    match codebook::base_finding(&manifest.base, path, &text) {
        Some(finding) => Err(invalid(finding)),
        None => Ok(manifest),
    }
}

/// The files with this ending in a folder, by name; none if there is no such folder.
fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, CaseError> {
    let mut paths = entries(folder)?;
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    Ok(paths)
}

/// What is in a folder and not hidden, by name; nothing if there is no such folder. What cannot be listed is an error:
/// a part would be taken for the whole.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, CaseError> {
    if folder.is_symlink() {
        return Err(files::link(folder));
    }
    let fail = |source| CaseError::Read { path: folder.to_owned(), source };
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(fail(source)),
    };
    let mut paths: Vec<PathBuf> =
        listed.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(fail)?;
    paths.retain(|path| !file_name(path).starts_with('.'));
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The id that a file's or folder's name gives, or a finding.
fn slug_of(path: &Path, findings: &mut Vec<Diagnostic>) -> Option<Slug> {
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    match stem.parse() {
        Ok(slug) => Some(slug),
        Err(error) => {
            findings.push(
                Diagnostic::error("bad-name", format!("the name cannot be an id: {error}"))
                    .in_file(path)
                    .help("rename the file"),
            );
            None
        }
    }
}

fn read_documents(
    dir: &Path,
    only: Option<&Slug>,
    findings: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<Slug, Document>, CaseError> {
    let mut documents = BTreeMap::new();
    for path in files_ending(&dir.join("documents"), "md")?.into_iter().filter(|path| is_of(path, only)) {
        let Some(slug) = slug_of(&path, findings) else {
            continue;
        };
        let bytes = read_file(&path)?;
        let text = match ingest::decode(&bytes) {
            Ok(text) => text,
            Err(error) => {
                findings.push(Diagnostic::error("text", error.to_string()).in_file(&path).help(error.remedy()));
                continue;
            }
        };
        // Its lines would be read as words of the source.
        if let Some(finding) = git::conflict(&text, &path) {
            findings.push(finding);
            continue;
        }
        match ingest::parse_document(slug.clone(), &text, &path.to_string_lossy()) {
            Ok(document) => {
                documents.insert(slug, document);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    Ok(documents)
}

/// Whether a file is one of the document that alone is asked for.
fn is_of(path: &Path, only: Option<&Slug>) -> bool {
    only.is_none_or(|document| path.file_stem().is_some_and(|stem| stem == document.as_str()))
}

fn read_all_annotations(case: &mut Case, only: Option<&Slug>, findings: &mut Vec<Diagnostic>) -> Result<(), CaseError> {
    for coder_dir in entries(&case.dir.join("annotations"))? {
        // A link is refused when its files are listed.
        let metadata = fs::symlink_metadata(&coder_dir);
        if !metadata.is_ok_and(|metadata| metadata.is_dir() || metadata.is_symlink()) {
            let finding = Diagnostic::warning("stray-file", "this is no folder of a coder, and nothing reads it");
            findings.push(finding.in_file(&coder_dir).help("annotations are in annotations/CODER/DOCUMENT.ttl"));
            continue;
        }
        let Some(name) = slug_of(&coder_dir, findings) else {
            continue;
        };
        let machine = case.manifest.coders.get(&name).map(|note| note.machine);
        for path in files_ending(&coder_dir, "ttl")?.into_iter().filter(|path| is_of(path, only)) {
            if let Some(document) = slug_of(&path, findings) {
                read_annotations(case, (&name, machine), document, &path, findings)?;
            }
        }
    }
    Ok(())
}

/// Whether the coder is a program is said by `case.toml`; if it says nothing, by the file.
fn read_annotations(
    case: &mut Case,
    (name, machine): (&Slug, Option<bool>),
    slug: Slug,
    path: &Path,
    findings: &mut Vec<Diagnostic>,
) -> Result<(), CaseError> {
    let Some(document) = case.documents.get(&slug) else {
        findings.push(
            Diagnostic::error(
                "no-document",
                format!("these annotations are of a document that is not there: documents/{slug}.md"),
            )
            .in_file(path)
            .help("bring the document back, rename it to fit, or remove the annotations"),
        );
        return Ok(());
    };
    let Ok(text) = String::from_utf8(read_file(path)?) else {
        findings.push(
            Diagnostic::error("not-utf8", "the annotations are not UTF-8")
                .in_file(path)
                .help("bring the file back from git; annotations are always written as UTF-8"),
        );
        return Ok(());
    };
    let triples = match parse_turtle(&text, &case.manifest.base) {
        Ok(triples) => triples,
        Err(error) => {
            let finding = Diagnostic::error("turtle", error.message.clone())
                .help("mend the line, or bring the file back from git");
            let finding = match error.bytes {
                Some(bytes) => finding.at(path, bytes),
                None => finding.in_file(path),
            };
            findings.push(git::conflict(&text, path).unwrap_or(finding));
            return Ok(());
        }
    };
    let quotes = claimed_quotes(&triples);
    let moved = quotes::moved(document, &quotes);
    let mut found = quotes::findings(document, &quotes, &moved);
    let machine = machine.unwrap_or_else(|| *name == *Coder::AUTO || is_by_a_program(&triples));
    let coder = &Coder { name: name.clone(), machine };
    let (set, decoding) = decode_annotations(&triples, coder, &slug, &case.names());
    found.extend(decoding);
    findings.extend(found.into_iter().map(|finding| placed(finding, path, &text)));
    debug_assert_eq!(annotation_path(&coder.name, &slug).file_name(), path.file_name());
    if !moved.is_empty() {
        let moved = moved.into_iter().map(|(_, place)| place).collect();
        case.moved.insert(case.annotations.len(), moved);
    }
    case.annotations.push(set);
    Ok(())
}

/// Points a finding about a resource at the line of the file that describes it.
pub(crate) fn placed(mut finding: Diagnostic, path: &Path, text: &str) -> Diagnostic {
    let Some(iri) = finding.label.take() else {
        return finding.in_file(path);
    };
    let name = iri.rsplit('/').next().unwrap_or(&iri);
    let place = text.match_indices(&format!(":{name} ")).map(|(byte, _)| byte).find(|&byte| {
        let line = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
        !text[line..byte].contains([' ', '\t'])
    });
    match place {
        Some(byte) => {
            let start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
            finding.at(path, start..byte + 1 + name.len())
        }
        None => finding.in_file(path),
    }
}

/// Only the errors among findings: what keeps a case from being used.
#[must_use]
pub fn errors(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect()
}

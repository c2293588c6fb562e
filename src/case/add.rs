//! Adding a document to a case from a file that somebody has.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{Case, CaseError, files::write_new_file};
use crate::{
    diagnostic::Diagnostic,
    ingest::{self, FrontMatter, HtmlError, TextError},
    model::{Document, Slug},
};

/// What a person says of a document when adding it; it goes before what the file says of itself.
#[derive(Debug, Clone, Default)]
pub struct AddOptions {
    /// Bibliographic data.
    pub data: FrontMatter,
    /// The id, if it should not be made of the file's name.
    pub id: Option<Slug>,
    /// Whether to take out characters that would be refused.
    pub clean: bool,
}

/// A document that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub slug: Slug,
    /// Its file, relative to the case.
    pub path: PathBuf,
    /// How many characters were taken out.
    pub cleaned: usize,
    /// Which bibliographic data are still unknown.
    pub unknown: Vec<&'static str>,
}

/// Why a document was not added. The case is as it was.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Its bytes are not accepted.
    #[error("{}: {source}", path.display())]
    Text {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: TextError,
    },
    /// What it says of itself, or what was said of it, holds a character that is refused in texts.
    #[error("{}: its {field} has {}", path.display(), ingest::describe(*character))]
    Data {
        /// Which file.
        path: PathBuf,
        /// Which of its data: "title".
        field: &'static str,
        /// The character.
        character: char,
    },
    /// No article was found in a web page.
    #[error("{}: {source}", path.display())]
    Html {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: HtmlError,
    },
    /// Its front matter has a mistake.
    #[error("{}: {}", path.display(), finding.message)]
    FrontMatter {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        finding: Box<Diagnostic>,
    },
    /// The case has it already.
    #[error("{}: {why} documents/{known}.md", path.display())]
    Duplicate {
        /// Which file.
        path: PathBuf,
        /// In which respect.
        why: &'static str,
        /// The document that is there.
        known: Slug,
    },
    /// The case's folder could not be written.
    #[error(transparent)]
    Case(#[from] CaseError),
}

impl AddError {
    /// What a person can do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        Some(match self {
            Self::Text { source, .. } => source.remedy().to_owned(),
            Self::Data { .. } => "take the character out, or let `stancegraph add --clean` do it".to_owned(),
            Self::Html { .. } => "save the article's text as a .txt file and add that".to_owned(),
            Self::FrontMatter { finding, .. } => finding.help.clone()?,
            Self::Duplicate { why, .. } if why.starts_with("the name") => {
                "give it another name with `--id NAME`".to_owned()
            }
            Self::Duplicate { .. } => "nothing to do: it is there already".to_owned(),
            Self::Case(CaseError::Taken(_)) => {
                "mend that file (`stancegraph check` says what is wrong with it), or choose another name with `--id NAME`"
                    .to_owned()
            }
            Self::Case(error) => error.remedy()?,
            Self::Read { .. } => return None,
        })
    }
}

/// Adds a file (text, Markdown with front matter, or a saved web page) to a case as a document.
///
/// # Errors
/// [`AddError`]; the case is then as it was.
pub fn add_document(case: &mut Case, file: &Path, options: &AddOptions) -> Result<Added, AddError> {
    let bytes = read_at_most(file, ingest::MAX_DOCUMENT_BYTES)
        .map_err(|source| AddError::Read { path: file.to_owned(), source })?
        .map_err(|bytes| AddError::Text { path: file.to_owned(), source: TextError::TooLarge { bytes } })?;
    let (bytes, mut cleaned) = if options.clean { ingest::clean(&bytes) } else { (bytes, 0) };
    let text = ingest::decode(&bytes).map_err(|source| AddError::Text { path: file.to_owned(), source })?;
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let slug = options.id.clone().unwrap_or_else(|| Slug::from_text(&stem));
    let mut document = match extension(file).as_str() {
        "html" | "htm" | "xhtml" => from_page(file, &text, slug)?,
        _ if text.starts_with("+++\n") => ingest::parse_document(slug, &text, &file.to_string_lossy())
            .map_err(|finding| AddError::FrontMatter { path: file.to_owned(), finding })?,
        _ => {
            let data = FrontMatter { title: Some(headline(&text)), ..FrontMatter::default() };
            data.into_document(slug, text)
        }
    };
    override_with(&mut document, &options.data);
    if options.clean {
        cleaned += clean_document(&mut document);
    }
    // What a page's character references or the command line bring in is held to the same as a text.
    ingest::accept(&document.text).map_err(|source| AddError::Text { path: file.to_owned(), source })?;
    if let Some((field, character)) = refused_in_data(&document) {
        return Err(AddError::Data { path: file.to_owned(), field, character });
    }
    refuse_duplicates(case, file, &document)?;
    let path = Path::new("documents").join(format!("{}.md", document.slug));
    // Also a file that cannot be read as a document is somebody's.
    write_new_file(&case.dir.join(&path), ingest::write_document(&document).as_bytes())?;
    let added = Added { slug: document.slug.clone(), path, cleaned, unknown: unknown(&document) };
    case.documents.insert(document.slug.clone(), document);
    Ok(added)
}

/// A file's bytes, or its size if it has more than are allowed: what has no end is not read to it.
fn read_at_most(file: &Path, most: usize) -> std::io::Result<Result<Vec<u8>, usize>> {
    let opened = fs::File::open(file)?;
    let size = opened.metadata().map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(usize::MAX));
    if size > most {
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(size);
    opened.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > most { Err(bytes.len()) } else { Ok(bytes) })
}

/// The texts that say what a document is, each with its name.
fn data_of(document: &mut Document) -> impl Iterator<Item = (&'static str, &mut String)> {
    let authors = document.authors.iter_mut().map(|author| ("author", author));
    let others = [
        ("publisher", &mut document.publisher),
        ("address", &mut document.url),
        ("licence", &mut document.licence),
        ("language", &mut document.language),
        ("source note", &mut document.source_note),
    ];
    let others = others.into_iter().filter_map(|(field, text)| text.as_mut().map(|text| (field, text)));
    std::iter::once(("title", &mut document.title)).chain(authors).chain(others)
}

fn refused_in_data(document: &Document) -> Option<(&'static str, char)> {
    let mut document = Document { text: String::new(), ..document.clone() };
    let refused = |c: &char| ingest::is_refused(*c) || *c == '\n';
    data_of(&mut document).find_map(|(field, text)| text.chars().find(refused).map(|character| (field, character)))
}

/// Takes out of a document what is refused; returns how many characters that were.
fn clean_document(document: &mut Document) -> usize {
    let mut cleaned = 0;
    let mut clean = |text: &mut String, refused: fn(char) -> bool| {
        let before = text.chars().count();
        text.retain(|c| !refused(c));
        cleaned += before - text.chars().count();
    };
    clean(&mut document.text, ingest::is_refused);
    for (_, text) in data_of(document) {
        clean(text, |c| ingest::is_refused(c) || c == '\n');
    }
    cleaned
}

fn extension(file: &Path) -> String {
    file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn from_page(file: &Path, html: &str, slug: Slug) -> Result<Document, AddError> {
    let (data, text) = ingest::read_html(html).map_err(|source| AddError::Html { path: file.to_owned(), source })?;
    Ok(data.into_document(slug, text))
}

/// The first line with words in it, cut at a length that fits a table.
fn headline(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let mut title: String = line.chars().take(120).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

fn override_with(document: &mut Document, said: &FrontMatter) {
    let data = said.clone();
    if let Some(title) = data.title {
        document.title = title;
    }
    if !data.authors.is_empty() {
        document.authors = data.authors;
    }
    document.publisher = data.publisher.or(document.publisher.take());
    document.date = data.date.or(document.date);
    document.url = data.url.or(document.url.take());
    document.licence = data.licence.or(document.licence.take());
    document.language = data.language.or(document.language.take());
    document.text_kind = data.text_kind.unwrap_or(document.text_kind);
    document.source_note = data.source_note.or(document.source_note.take());
}

fn refuse_duplicates(case: &Case, file: &Path, document: &Document) -> Result<(), AddError> {
    let refuse = |why, known: &Slug| Err(AddError::Duplicate { path: file.to_owned(), why, known: known.clone() });
    for known in case.documents.values() {
        if words(&known.text) == words(&document.text) {
            return refuse("the same text is in the case as", &known.slug);
        }
        if known.url.is_some() && known.url == document.url {
            return refuse("the same address is in the case as", &known.slug);
        }
    }
    match case.documents.get(&document.slug) {
        Some(known) => refuse("the name is taken by", &known.slug),
        None => Ok(()),
    }
}

/// A text without its white space, so that two copies with other line breaks are the same text.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unknown(document: &Document) -> Vec<&'static str> {
    [("publisher", document.publisher.is_none()), ("date", document.date.is_none()), ("url", document.url.is_none())]
        .into_iter()
        .filter_map(|(name, missing)| missing.then_some(name))
        .collect()
}

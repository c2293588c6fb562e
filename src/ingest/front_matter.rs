//! The file of a document: bibliographic data as TOML between `+++` lines, then the text.

use serde::Deserialize;

use crate::{
    diagnostic::Diagnostic,
    model::{Date, Document, Slug, TextKind},
};

/// The line that opens and closes the front matter.
const FENCE: &str = "+++\n";

/// The bibliographic data at the head of a document's file. What no source tells is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrontMatter {
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The licence of the text kept here.
    pub licence: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The source itself (`full`) or a summary.
    pub text_kind: Option<TextKind>,
    /// Where these data come from.
    pub source_note: Option<String>,
}

/// Reads the file of a document. `path` is for messages only.
///
/// The text begins after the closing fence and one empty line, if there is one; its first character is offset 0.
///
/// # Errors
/// A finding with the place in the file.
pub fn parse_document(slug: Slug, file: &str, path: &str) -> Result<Document, Box<Diagnostic>> {
    let (head, text) = split(file).ok_or_else(|| {
        Box::new(
            Diagnostic::error("no-front-matter", "the document has no front matter")
                .at(path, 0..file.find('\n').unwrap_or(file.len()))
                .help("begin the file with a line `+++`, then `title = \"...\"`, then a line `+++`, then the text; or use `stancegraph add`"),
        )
    })?;
    let data: FrontMatter = toml::from_str(head).map_err(|error| {
        let bytes = error.span().unwrap_or(0..head.len());
        Box::new(
            Diagnostic::error("front-matter", error.message().to_owned())
                .at(path, bytes.start + FENCE.len()..bytes.end + FENCE.len()),
        )
    })?;
    if text.trim().is_empty() {
        return Err(Box::new(
            Diagnostic::error("no-text", "the document has no text after its front matter")
                .at(path, file.len().saturating_sub(1)..file.len())
                .help("put the text after the second `+++` line"),
        ));
    }
    Ok(data.into_document(slug, text.to_owned()))
}

fn split(file: &str) -> Option<(&str, &str)> {
    let rest = file.strip_prefix(FENCE)?;
    let (head, text) = match rest.strip_prefix(FENCE) {
        Some(text) => ("", text),
        None => {
            let end = rest.find("\n+++\n")? + 1;
            (&rest[..end], &rest[end + FENCE.len()..])
        }
    };
    Some((head, text.strip_prefix('\n').unwrap_or(text)))
}

impl FrontMatter {
    /// The document with these data and this text.
    #[must_use]
    pub fn into_document(self, slug: Slug, text: String) -> Document {
        Document {
            title: self.title.unwrap_or_else(|| slug.to_string()),
            slug,
            publisher: self.publisher,
            authors: self.authors,
            date: self.date,
            url: self.url,
            licence: self.licence,
            language: self.language,
            text_kind: self.text_kind.unwrap_or(TextKind::Full),
            source_note: self.source_note,
            text,
        }
    }
}

/// The file of a document, such that [`parse_document`] reads the same document back.
#[must_use]
pub fn write_document(document: &Document) -> String {
    let mut file = String::from(FENCE);
    let mut line = |key: &str, value: String| file.push_str(&format!("{key} = {value}\n"));
    line("title", quoted(&document.title));
    if let Some(publisher) = &document.publisher {
        line("publisher", quoted(publisher));
    }
    if !document.authors.is_empty() {
        let authors: Vec<_> = document.authors.iter().map(|a| quoted(a)).collect();
        line("authors", format!("[{}]", authors.join(", ")));
    }
    if let Some(date) = document.date {
        line("date", quoted(&date.to_string()));
    }
    for (key, value) in [("url", &document.url), ("licence", &document.licence), ("language", &document.language)] {
        if let Some(value) = value {
            line(key, quoted(value));
        }
    }
    line("text-kind", quoted(crate::model::ClosedList::id(document.text_kind)));
    if let Some(note) = &document.source_note {
        line("source-note", quoted(note));
    }
    file.push_str(FENCE);
    file.push('\n');
    file.push_str(&document.text);
    file
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    if !text.chars().any(super::is_refused) {
        return toml::Value::from(text).to_string();
    }
    // In front matter as in the text, nothing may reorder what is shown.
    let mut written = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            c if c.is_control() || super::is_refused(c) => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slug() -> Slug {
        "a".parse().expect("a slug")
    }

    #[test]
    fn offsets_begin_after_the_blank_line() {
        let document = parse_document(slug(), "+++\ntitle = \"T\"\n+++\n\nText.\n", "a.md").expect("well formed");
        assert_eq!(document.text, "Text.\n");
    }

    #[test]
    fn an_unknown_key_is_shown_where_it_stands() {
        let file = "+++\ntitle = \"T\"\npublsher = \"X\"\n+++\n\nText.\n";
        let finding = parse_document(slug(), file, "a.md").expect_err("a misspelt key");
        let bytes = finding.place.and_then(|place| place.bytes).expect("a place");
        assert_eq!(&file[bytes], "publsher");
    }

    #[test]
    fn what_is_refused_in_a_text_is_escaped_in_its_head() {
        let title = "a\u{202e}\"b'\\\u{0}\u{1b}\n\u{9b}";
        let data = FrontMatter { title: Some(title.to_owned()), ..FrontMatter::default() };
        let file = write_document(&data.into_document(slug(), "Text.\n".to_owned()));
        assert!(!file.contains(super::super::is_refused));
        assert_eq!(parse_document(slug(), &file, "a.md").expect("our own file").title, title);
    }

    proptest! {
        #[test]
        fn writing_and_reading_are_inverse(
            title in "\\PC{1,40}",
            publisher in proptest::option::of("\\PC{1,20}"),
            authors in proptest::collection::vec("\\PC{1,20}", 0..3),
            text in "[^\n\\s][^\r]{0,200}",
        ) {
            let mut data = FrontMatter { title: Some(title), publisher, authors, ..FrontMatter::default() };
            data.date = "2015-11".parse().ok();
            let document = data.into_document(slug(), text);
            let read = parse_document(slug(), &write_document(&document), "a.md");
            prop_assert_eq!(read.expect("own output"), document);
        }
    }
}

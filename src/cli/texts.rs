//! Texts that belong to no case: files, web pages, JSON lines, standard input, in batches.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
};

use super::{
    bounded::{AtMost, MOST_TEXT, too_large},
    error::CliError,
    sources::{Source, ending, unreadable},
};
use crate::{
    case, ingest,
    jsonl::InputLine,
    model::{Date, Slug},
};

/// The most files in a batch.
const MOST_FILES: usize = 4096;

/// A text as it comes: read and parsed when it is needed, so that this can be done for many side by side.
pub(super) enum Text<'s> {
    /// A line of JSON with its number, from 1.
    Line(&'s Source, usize, String),
    /// A whole file.
    File(&'s Source),
}

impl Text<'_> {
    /// Reads the text.
    pub(super) fn input(&self) -> Result<InputLine, CliError> {
        match self {
            Self::File(source) => file(source),
            Self::Line(source, number, line) => serde_json::from_str(line).map_err(|error| {
                CliError::new(format!("{}:{number}: {error}", source.path.display()))
                    .hint("each line is an object with \"id\" and \"text\"")
            }),
        }
    }

    /// How much of the sources it is, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::File(source) => source.bytes.unwrap_or(0),
            Self::Line(_, _, line) => line.len() as u64,
        }
    }
}

/// Hands over the texts of all sources, in order, in batches of about so many bytes.
pub(super) fn each_batch(
    sources: &[Source],
    bytes: u64,
    take: &mut dyn FnMut(Vec<Text<'_>>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let (mut batch, mut size) = (Vec::new(), 0);
    for source in sources {
        if source.lines {
            take(std::mem::take(&mut batch))?;
            size = 0;
            each_batch_of_lines(source, bytes, take)?;
            continue;
        }
        // What has no size may be large.
        size += source.bytes.unwrap_or(bytes);
        batch.push(Text::File(source));
        if size >= bytes || batch.len() == MOST_FILES {
            take(std::mem::take(&mut batch))?;
            size = 0;
        }
    }
    take(batch)
}

fn each_batch_of_lines(
    source: &Source,
    bytes: u64,
    take: &mut dyn FnMut(Vec<Text<'_>>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let path = &source.path;
    let mut reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).map_err(|error| unreadable(path, &error))?))
    };
    let mut number = 0;
    loop {
        let (mut batch, mut size) = (Vec::new(), 0);
        while size < bytes {
            let mut line = String::new();
            let read = reader
                .by_ref()
                .take(MOST_TEXT + 1)
                .read_line(&mut line)
                .and_then(|read| if read as u64 > MOST_TEXT { Err(too_large(MOST_TEXT)) } else { Ok(read) });
            let read = read.map_err(|error| {
                CliError::new(format!("{}:{}: {error}", path.display(), number + 1))
                    .hint("JSON lines are UTF-8, one object a line")
            })?;
            if read == 0 {
                break;
            }
            number += 1;
            size += read as u64;
            if !line.trim().is_empty() {
                batch.push(Text::Line(source, number, line));
            }
        }
        if size == 0 {
            return Ok(());
        }
        take(batch)?;
    }
}

fn file(source: &Source) -> Result<InputLine, CliError> {
    let path = &source.path;
    let mut data = Vec::new();
    if path.as_os_str() == "-" {
        AtMost::new(io::stdin().lock(), MOST_TEXT).read_to_end(&mut data).map_err(|error| unreadable(path, &error))?;
    } else {
        if source.bytes.is_some_and(|bytes| bytes > MOST_TEXT) {
            return Err(unreadable(path, &too_large(MOST_TEXT)));
        }
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        AtMost::new(file, MOST_TEXT).read_to_end(&mut data).map_err(|error| unreadable(path, &error))?;
    }
    text_of(source, data)
}

/// A text file, without a byte order mark and with newlines as line ends; front matter and web pages are understood.
fn text_of(source: &Source, bytes: Vec<u8>) -> Result<InputLine, CliError> {
    let (path, id) = (&source.path, source.id.clone());
    let text = String::from_utf8(bytes).map_err(|error| {
        CliError::new(format!("{}: not UTF-8 at byte {}", path.display(), error.utf8_error().valid_up_to()))
            .hint("save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (text, date): (String, Option<Date>) = match ending(path).as_str() {
        "html" | "htm" | "xhtml" => {
            let (data, text) =
                ingest::read_html(&text).map_err(|error| CliError::new(format!("{}: {error}", path.display())))?;
            (text, data.date)
        }
        "md" if text.starts_with("+++\n") => {
            let slug = Slug::from_text(&id);
            let document = ingest::parse_document(slug, &text, &path.to_string_lossy())
                .map_err(|finding| case::CaseError::Invalid(vec![*finding]))?;
            (document.text, document.date)
        }
        _ => (text, None),
    };
    Ok(InputLine { id, text, date })
}

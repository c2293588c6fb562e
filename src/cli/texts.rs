//! Texts that belong to no case: files, web pages, JSON lines, standard input.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::Path,
};

use super::{arguments::InputFormat, error::CliError};
use crate::{
    case, ingest,
    jsonl::InputLine,
    model::{Date, Slug},
};

/// A text as it comes: parsed when it is needed, so that lines can be parsed side by side.
pub(super) enum Text {
    /// A line of JSON with its number, from 1.
    Line(usize, String),
    /// A whole file.
    Whole(InputLine),
}

impl Text {
    pub(super) fn input(&self, path: &Path) -> Result<Cow<'_, InputLine>, CliError> {
        match self {
            Self::Whole(input) => Ok(Cow::Borrowed(input)),
            Self::Line(number, line) => serde_json::from_str(line).map(Cow::Owned).map_err(|error| {
                CliError::new(format!("{}:{number}: {error}", path.display()))
                    .hint("each line is an object with \"id\" and \"text\"")
            }),
        }
    }
}

/// Hands over the texts of a path, in order, in batches of about so many bytes.
pub(super) fn each_batch(
    path: &Path,
    format: Option<InputFormat>,
    bytes: usize,
    take: &mut dyn FnMut(Vec<Text>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let fail = |error: io::Error| CliError::new(format!("cannot read {}: {error}", path.display()));
    let stdin = path.as_os_str() == "-";
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let lines = match format {
        Some(format) => format == InputFormat::Jsonl,
        None => matches!(ending.as_str(), "jsonl" | "ndjson"),
    };
    if lines {
        let reader: Box<dyn BufRead> = if stdin {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(fail)?))
        };
        return each_batch_of_lines(reader, path, bytes, take);
    }
    let mut data = Vec::new();
    if stdin {
        io::stdin().lock().read_to_end(&mut data).map_err(fail)?;
    } else {
        data = std::fs::read(path).map_err(fail)?;
    }
    take(vec![Text::Whole(text_of(path, &ending, data)?)])
}

fn each_batch_of_lines(
    mut reader: Box<dyn BufRead>,
    path: &Path,
    bytes: usize,
    take: &mut dyn FnMut(Vec<Text>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut number = 0;
    loop {
        let (mut batch, mut size) = (Vec::new(), 0);
        while size < bytes {
            let mut line = String::new();
            let read = reader.read_line(&mut line).map_err(|error| {
                CliError::new(format!("{}:{}: {error}", path.display(), number + 1))
                    .hint("JSON lines are UTF-8, one object a line")
            })?;
            if read == 0 {
                break;
            }
            number += 1;
            size += read;
            if !line.trim().is_empty() {
                batch.push(Text::Line(number, line));
            }
        }
        if batch.is_empty() {
            return Ok(());
        }
        take(batch)?;
    }
}

/// A text file, without a byte order mark and with newlines as line ends; front matter and web pages are understood.
fn text_of(path: &Path, ending: &str, bytes: Vec<u8>) -> Result<InputLine, CliError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        CliError::new(format!("{}: not UTF-8 at byte {}", path.display(), error.utf8_error().valid_up_to()))
            .hint("save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (text, date): (String, Option<Date>) = match ending {
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

//! Where things go: data to standard output or a file, talk to standard error.

use std::{
    fs,
    io::{self, IsTerminal as _, Write},
    path::Path,
};

use super::{
    arguments::{Arguments, When},
    error::CliError,
    findings,
};
use crate::{
    case::{sweep_leftovers, write_file},
    diagnostic::Diagnostic,
    ingest::is_refused,
};

/// Talks to the person on standard error.
pub(super) struct Talk {
    quiet: bool,
    verbose: bool,
    color: bool,
}

impl Talk {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let color = match arguments.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Self { quiet: arguments.quiet, verbose: arguments.verbose, color }
    }

    /// Whether nothing but errors is to be said.
    pub(super) const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says something that a person waits for.
    pub(super) fn say(&self, message: impl AsRef<str>) {
        if !self.quiet {
            line(message.as_ref());
        }
    }

    /// Says something that only a curious person wants.
    pub(super) fn detail(&self, message: impl AsRef<str>) {
        if self.verbose {
            line(message.as_ref());
        }
    }

    /// Shows findings with file, line and caret.
    pub(super) fn findings(&self, found: &[Diagnostic]) {
        // Rendered already, with colours of our own.
        let _ = writeln!(io::stderr().lock(), "{}", findings::render(found, self.color).trim_end());
    }

    pub(super) fn error(&self, error: &CliError) {
        if !error.findings().is_empty() {
            self.findings(error.findings());
        }
        let (bold, red, reset) = if self.color { ("\u{1b}[1m", "\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "", "") };
        let message = visible(&error.to_string());
        let _ = writeln!(io::stderr().lock(), "{red}error{reset}{bold}: {message}{reset}");
        if let Some(hint) = error.hint_text() {
            let _ = writeln!(io::stderr().lock(), "  {bold}= help{reset}: {}", visible(hint));
        }
    }
}

fn line(message: &str) {
    // When nobody can be talked to, there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{}", visible(message));
}

/// The longest message, in characters: what it repeats of somebody's input may be as long as that.
const LONGEST: usize = 4000;

/// A message as it may be shown: names of files, ids and the like are other people's, and may try to rewrite the
/// terminal or to reorder the line.
pub(super) fn visible(message: &str) -> String {
    let shown = |c: char| if c != '\n' && is_refused(c) { char::REPLACEMENT_CHARACTER } else { c };
    let mut text: String = message.chars().take(LONGEST).map(shown).collect();
    if message.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}

/// Whether the target is standard output.
pub(super) fn is_stdout(target: Option<&Path>) -> bool {
    target.is_none_or(|path| path.as_os_str() == "-")
}

/// Writes data as a whole: to standard output, or to a file that is replaced only when everything is written.
pub(super) fn write(target: Option<&Path>, data: &[u8]) -> Result<(), CliError> {
    match target {
        Some(path) if !is_stdout(target) => write_to(path, data),
        _ => {
            let mut out = io::stdout().lock();
            out.write_all(data).and_then(|()| out.flush()).map_err(|error| CliError::output("standard output", error))
        }
    }
}

/// A device or a pipe is written to as it is; replacing it by a file would take it away from everybody.
fn write_to(path: &Path, data: &[u8]) -> Result<(), CliError> {
    // Through a link the file that it means is replaced, not the link.
    let real = fs::canonicalize(path);
    let real = real.as_deref().unwrap_or(path);
    sweep_beside(real);
    match fs::metadata(real) {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => fs::OpenOptions::new()
            .write(true)
            .open(real)
            .and_then(|mut device| device.write_all(data))
            .map_err(|error| CliError::output(&path.display().to_string(), error)),
        Ok(metadata) if metadata.is_file() => write_file(real, data).map_err(CliError::from),
        _ => write_file(path, data).map_err(CliError::from),
    }
}

/// Removes what a run that was stopped has left beside the file it wrote.
pub(super) fn sweep_beside(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    sweep_leftovers(folder.unwrap_or(Path::new(".")));
}

/// The width of the terminal that standard output goes to, if it goes to one.
pub(super) fn terminal_width() -> Option<u16> {
    io::stdout().is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0)
}

/// "2 documents, 1 coder"; what there is none of is said as 0.
pub(super) fn counted(things: &[(usize, &str)]) -> String {
    things
        .iter()
        .map(|(count, thing)| {
            let plural = if *count == 1 { "" } else { "s" };
            format!("{count} {thing}{plural}")
        })
        .collect::<Vec<_>>()
        .join(", ")
}

//! Where results go as they come: a stream, or a file that is put in place at the end.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::{error::CliError, output};
use crate::case::NewFile;

/// Where results go.
pub(super) enum Target {
    /// What is written is there at once.
    Stream(BufWriter<Box<dyn Write>>, String),
    /// What is written is there when all is.
    File(BufWriter<NewFile>, String),
}

impl Target {
    /// Standard output, or the file or device of this name.
    ///
    /// # Errors
    /// The file or its folder cannot be written.
    pub(super) fn open(target: Option<&Path>) -> Result<Self, CliError> {
        let Some(path) = target.filter(|_| !output::is_stdout(target)) else {
            return Ok(Self::Stream(BufWriter::new(Box::new(io::stdout())), "standard output".to_owned()));
        };
        let name = path.display().to_string();
        // Through a link the file that it means is replaced; a device or a pipe is written to as it is.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let device = fs::metadata(&real).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        let opened: io::Result<Self> = if device {
            let device = fs::OpenOptions::new().write(true).open(&real);
            device.map(|device| Self::Stream(BufWriter::new(Box::new(device)), name.clone()))
        } else {
            output::sweep_beside(&real);
            NewFile::create(&real).map(|file| Self::File(BufWriter::new(file), name.clone()))
        };
        opened.map_err(|error| CliError::output(&name, error))
    }

    /// Writes what was found in the next text.
    ///
    /// # Errors
    /// The disk is full, or nobody reads any more.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        match self {
            Self::Stream(out, name) => out.write_all(bytes).map_err(|error| CliError::output(name, error)),
            Self::File(out, name) => out.write_all(bytes).map_err(|error| CliError::output(name, error)),
        }
    }

    /// Puts everything in its place.
    ///
    /// # Errors
    /// The disk is full, or nobody reads any more.
    pub(super) fn finish(self) -> Result<(), CliError> {
        match self {
            Self::Stream(mut out, name) => out.flush().map_err(|error| CliError::output(&name, error)),
            Self::File(out, name) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error);
                file.and_then(NewFile::finish).map_err(|error| CliError::output(&name, error))
            }
        }
    }
}

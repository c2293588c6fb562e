//! Options of `annotate` for a reader that is plugged in.

use clap::Args;

/// How to run somebody else's reader.
#[derive(Debug, Args)]
pub struct ReaderOptions {
    /// Let this program read: documents go to its standard input as JSON lines, what it finds comes back (see
    /// docs/readers.md). It is split into words as in a shell, but no shell runs it. In a case, annotations/CODER/ is
    /// written. The command is kept with the annotations: no secrets in it
    #[arg(long, value_name = "COMMAND", conflicts_with = "explain")]
    pub reader: Option<String>,
    /// The name of the coder that its findings belong to [default: reader- and the program's name]
    #[arg(long, value_name = "NAME", requires = "reader")]
    pub coder: Option<String>,
    /// Its version, if it does not say so itself
    #[arg(long, value_name = "VERSION", requires = "reader")]
    pub reader_version: Option<String>,
    /// How long it may take from one answer to the next, its start included; then it is stopped and goes on with the
    /// document after the one it was at
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0, requires = "reader")]
    pub reader_timeout: f64,
    /// How many processes of it run side by side
    #[arg(long, value_name = "N", default_value_t = 1, requires = "reader")]
    pub jobs: usize,
}

//! What `demo`, `init` and `add` can be told.

use std::path::PathBuf;

use clap::Args;

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// The folder; run again, only the demo's own files in it are replaced
    #[arg(long, value_name = "DIR", default_value = "stancegraph-demo")]
    pub out: PathBuf,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitOptions {
    /// The new case's folder
    pub dir: PathBuf,
    /// What the case is called, such as "BlackBerry and Pakistan, 2015"
    #[arg(long)]
    pub title: Option<String>,
}

/// Options of `add`.
#[derive(Debug, Args)]
pub struct AddOptions {
    /// Files to add (.txt, .md, .html)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The document's id [default: made of the file's name]
    #[arg(long)]
    pub id: Option<String>,
    /// Its headline
    #[arg(long)]
    pub title: Option<String>,
    /// Who published it
    #[arg(long)]
    pub publisher: Option<String>,
    /// Who wrote it; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    pub authors: Vec<String>,
    /// When it was published: 2015-11-30, 2015-11 or 2015
    #[arg(long)]
    pub date: Option<String>,
    /// Where it can be read
    #[arg(long)]
    pub url: Option<String>,
    /// The text is a summary in your own words, not the source itself
    #[arg(long)]
    pub summary: bool,
    /// Take out control characters and bidirectional controls instead of refusing them
    #[arg(long)]
    pub clean: bool,
}

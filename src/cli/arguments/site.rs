//! What `site` can be told.

use std::path::PathBuf;

use clap::Args;

/// Options of `site`.
#[derive(Debug, Args)]
pub struct SiteOptions {
    /// The folders of the cases [default: the case]
    #[arg(value_name = "CASE")]
    pub folders: Vec<PathBuf>,
    /// The folder; run again, only the site's own files in it are replaced
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

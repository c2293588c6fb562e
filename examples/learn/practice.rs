//! Practice texts: what an article says, and what a careful reader codes of it.

use std::{collections::BTreeMap, error::Error, fs};

use serde::Deserialize;
use stancegraph::model::Date;

/// The last text that may be learnt from: those above are there to find out how good the coder is.
pub(crate) const LAST: u32 = 193;

/// A text with its coding.
#[derive(Deserialize)]
pub(crate) struct Practice {
    pub(crate) date: Option<Date>,
    pub(crate) text: String,
    pub(crate) statement: Vec<Gold>,
}

/// Who stands where.
#[derive(Deserialize)]
pub(crate) struct Gold {
    pub(crate) actor: String,
    pub(crate) proposition: String,
    pub(crate) stance: String,
    #[serde(default)]
    pub(crate) optional: bool,
}

/// The texts of a folder by their numbers, up to a last one: `NUMBER-NAME.toml`.
pub(crate) fn read(folder: &str, last: u32) -> Result<BTreeMap<u32, Practice>, Box<dyn Error>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let number: u32 =
            name.split('-').next().unwrap_or_default().parse().map_err(|_| format!("{name}: no number"))?;
        if number <= last {
            texts.insert(number, toml::from_str(&fs::read_to_string(&path)?)?);
        }
    }
    Ok(texts)
}

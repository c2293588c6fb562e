//! Practice texts: what an article says, and what a careful reader codes of it.

use std::{collections::BTreeMap, error::Error, fs, ops::RangeInclusive, path::Path};

use serde::Deserialize;
use stancegraph::model::Date;

/// Texts that nothing may be learnt from: they are there to find out how good the coder is.
const HELD_OUT: [RangeInclusive<u32>; 3] = [194..=229, 574..=593, 634..=653];

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
    /// Whether two careful readers could differ.
    #[serde(default)]
    #[allow(dead_code, reason = "only one of the programs that share this asks")]
    pub(crate) optional: bool,
}

/// The texts of a folder that may be learnt from, by their numbers: `NUMBER-NAME.toml`.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<u32, Practice>, Box<dyn Error>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let number: u32 =
            name.split('-').next().unwrap_or_default().parse().map_err(|_| format!("{name}: no number"))?;
        if !HELD_OUT.iter().any(|numbers| numbers.contains(&number)) {
            texts.insert(number, toml::from_str(&fs::read_to_string(&path)?)?);
        }
    }
    Ok(texts)
}

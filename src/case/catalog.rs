//! The codebooks that are part of the program.

/// Built-in codebooks by name, as `extends` refers to them.
pub const BUILT_IN_CODEBOOKS: [(&str, &str); 1] =
    [("encryption-policy", include_str!("../../seeds/codebooks/encryption-policy.toml"))];

/// Tables that examples taught, by the names that built-in codebooks give them.
const BUILT_IN_TABLES: [(&str, &str); 1] =
    [("encryption-policy.learned.tsv", include_str!("../../seeds/codebooks/encryption-policy.learned.tsv"))];

/// The text of a built-in table.
pub(super) fn built_in_table(name: &str) -> Option<&'static str> {
    BUILT_IN_TABLES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The text of a built-in codebook.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN_CODEBOOKS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Taught;

    #[test]
    fn every_built_in_table_can_be_read() {
        for (name, text) in BUILT_IN_TABLES {
            assert!(!Taught::built_in(text).learned().propositions().is_empty(), "{name}");
        }
    }
}

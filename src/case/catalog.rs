//! The codebooks that are part of the program.

/// Built-in codebooks by name, as `extends` refers to them.
pub const BUILT_IN_CODEBOOKS: [(&str, &str); 1] =
    [("encryption-policy", include_str!("../../seeds/codebooks/encryption-policy.toml"))];

/// The text of a built-in codebook.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN_CODEBOOKS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

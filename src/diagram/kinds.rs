//! Kinds of actor: the order they are drawn in and the headings they stand under.

use super::text::visible;

/// Kind ids of the codebook with their headings, in the order of a page: those who rule first, then
/// those who provide, then those who speak for others.
const KINDS: &[(&str, &str)] = &[
    ("government", "Governments"),
    ("regulator", "Regulators"),
    ("agency", "Agencies"),
    ("legislature", "Legislatures"),
    ("legislator", "Legislators"),
    ("party", "Parties"),
    ("court", "Courts"),
    ("company", "Companies"),
    ("operator", "Network operators"),
    ("trade-body", "Trade bodies"),
    ("ngo", "Civil society"),
    ("expert", "Experts"),
    ("press", "Press"),
    ("users", "Users"),
    ("person", "Persons"),
];

/// The heading for a kind of actor; an unknown kind is its own heading.
pub fn heading(kind: &str) -> String {
    if let Some((_, heading)) = KINDS.iter().find(|(id, _)| *id == kind) {
        return (*heading).to_owned();
    }
    let mut chars = visible(kind).replace('-', " ").chars().collect::<Vec<_>>();
    match chars.first_mut() {
        Some(first) => first.make_ascii_uppercase(),
        None => return "Others".to_owned(),
    }
    chars.into_iter().collect()
}

/// Where a kind stands on the page: known kinds in their order, others after them by name.
pub fn rank(kind: &str) -> (usize, &str) {
    let at = KINDS.iter().position(|(id, _)| *id == kind);
    (at.unwrap_or(KINDS.len()), kind)
}

/// The kind of one actor in words: "trade body".
pub fn singular(kind: &str) -> String {
    visible(kind).replace('-', " ")
}

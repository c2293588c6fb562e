//! What kind of stakeholder somebody is, by the words that other programs and their users have for it.

use std::collections::BTreeMap;

use crate::model::{ActorKind, ClosedList};

/// Kinds that a person has told, beside the words that are understood anyway.
#[derive(Debug, Clone, Default)]
pub struct Kinds(BTreeMap<String, ActorKind>);

/// Why a told kind is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// There is no `=`.
    #[error("`{0}` does not say which kind is meant: write NAME=KIND, such as Business=company")]
    Shape(String),
    /// There is no such kind.
    #[error(transparent)]
    Unknown(#[from] crate::model::UnknownTerm),
}

impl Kinds {
    /// Kinds as `NAME=KIND`; the name is that of an actor, or a word for a kind of actor.
    ///
    /// # Errors
    /// [`KindError`] for the first that is not of this shape.
    pub fn new<'k>(told: impl IntoIterator<Item = &'k str>) -> Result<Self, KindError> {
        let mut kinds = BTreeMap::new();
        for entry in told {
            // A name may hold the sign itself; a kind does not.
            let (name, kind) = entry.rsplit_once('=').ok_or_else(|| KindError::Shape(entry.to_owned()))?;
            kinds.insert(name.trim().to_lowercase(), kind.trim().parse()?);
        }
        Ok(Self(kinds))
    }

    /// The kind of an actor with this name whom the source calls by this word for a kind, which may be empty.
    #[must_use]
    pub fn of(&self, name: &str, word: &str) -> Option<ActorKind> {
        let told = |name: &str| self.0.get(&name.trim().to_lowercase()).copied();
        told(name).or_else(|| told(word)).or_else(|| understood(word))
    }
}

/// Words that many codebooks have for kinds of stakeholder; a longer word before one that begins it.
const WORDS: &[(&str, ActorKind)] = &[
    ("business association", ActorKind::TradeBody),
    ("business", ActorKind::Company),
    ("civil society", ActorKind::Ngo),
    ("congress", ActorKind::Legislator),
    ("department", ActorKind::Agency),
    ("executive", ActorKind::Government),
    ("expert", ActorKind::Expert),
    ("firm", ActorKind::Company),
    ("industry association", ActorKind::TradeBody),
    ("industry", ActorKind::Company),
    ("interest group", ActorKind::Ngo),
    ("journalist", ActorKind::Press),
    ("judiciary", ActorKind::Court),
    ("legislat", ActorKind::Legislator),
    ("media", ActorKind::Press),
    ("ministry", ActorKind::Agency),
    ("newspaper", ActorKind::Press),
    ("non-governmental", ActorKind::Ngo),
    ("nonprofit", ActorKind::Ngo),
    ("parliament", ActorKind::Legislator),
    ("political party", ActorKind::Party),
    ("research", ActorKind::Expert),
    ("science", ActorKind::Expert),
    ("senat", ActorKind::Legislator),
    ("trade association", ActorKind::TradeBody),
    ("universit", ActorKind::Expert),
    ("academi", ActorKind::Expert),
];

fn understood(word: &str) -> Option<ActorKind> {
    let word = word.trim().to_lowercase();
    let own = ActorKind::ALL.iter().copied().find(|kind| word == kind.id() || word == kind.words());
    own.or_else(|| WORDS.iter().find(|(sign, _)| word.starts_with(sign)).map(|(_, kind)| *kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_says_goes_before_what_a_word_means() {
        let kinds = Kinds::new(["Movement = users", "a=b=party", "business=operator"]).expect("kinds");
        assert_eq!(kinds.of("Users' League", "movement"), Some(ActorKind::Users));
        assert_eq!(kinds.of("A=B", ""), Some(ActorKind::Party));
        assert_eq!(kinds.of("Acme", "Business"), Some(ActorKind::Operator));
        assert_eq!(kinds.of("Acme", "NGO"), Some(ActorKind::Ngo));
        assert_eq!(kinds.of("Acme", "Congress-Republican"), Some(ActorKind::Legislator));
        assert_eq!(kinds.of("Acme", ""), None);
        assert_eq!(kinds.of("Acme", "alien"), None);
        let error = Kinds::new(["Movement=movement"]).expect_err("no such kind").to_string();
        assert!(error.starts_with("`movement` is not a kind of actor; there are: company"), "{error}");
        assert!(Kinds::new(["Movement"]).is_err());
    }
}

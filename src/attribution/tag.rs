//! Parts of speech: a small set, enough to find noun phrases, verb groups and clause borders.

/// The part of speech of a token, after the Penn Treebank's tags with those that attribution does not tell apart joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// Anything else: symbols, interjections, foreign words.
    Other,
    /// A singular common noun.
    Noun,
    /// A plural common noun.
    Nouns,
    /// A name.
    Name,
    /// A personal pronoun: he, they.
    Pronoun,
    /// A possessive pronoun: his, their.
    Possessive,
    /// A determiner: the, some.
    Determiner,
    /// An adjective.
    Adjective,
    /// A number.
    Number,
    /// A verb's base form.
    Verb,
    /// A verb in the present tense, not third person singular.
    VerbPresent,
    /// A verb in the past tense.
    VerbPast,
    /// A verb's -ing form.
    VerbIng,
    /// A verb's past participle.
    VerbParticiple,
    /// A verb in the third person singular.
    VerbS,
    /// A modal: will, could.
    Modal,
    /// An adverb, and "n't".
    Adverb,
    /// A preposition or subordinating conjunction.
    Preposition,
    /// "to".
    To,
    /// A coordinating conjunction: and, but.
    Conjunction,
    /// who, which, what.
    Wh,
    /// when, where, why, how.
    WhAdverb,
    /// The possessive ending: 's.
    Genitive,
    /// A verb's particle: up, out.
    Particle,
    /// "there" as an empty subject.
    Existential,
    /// A comma.
    Comma,
    /// A full stop, question or exclamation mark.
    Stop,
    /// A colon, semicolon, dash or ellipsis.
    Colon,
    /// A bracket or other punctuation.
    Punctuation,
    /// A quotation mark, or a whole quotation read as one token.
    Quote,
}

/// Every tag with its short name in the data files, in the order of the discriminants.
pub const TAGS: [(Tag, &str); 30] = [
    (Tag::Other, "X"),
    (Tag::Noun, "NN"),
    (Tag::Nouns, "NNS"),
    (Tag::Name, "NNP"),
    (Tag::Pronoun, "PRP"),
    (Tag::Possessive, "PRP$"),
    (Tag::Determiner, "DT"),
    (Tag::Adjective, "JJ"),
    (Tag::Number, "CD"),
    (Tag::Verb, "VB"),
    (Tag::VerbPresent, "VBP"),
    (Tag::VerbPast, "VBD"),
    (Tag::VerbIng, "VBG"),
    (Tag::VerbParticiple, "VBN"),
    (Tag::VerbS, "VBZ"),
    (Tag::Modal, "MD"),
    (Tag::Adverb, "RB"),
    (Tag::Preposition, "IN"),
    (Tag::To, "TO"),
    (Tag::Conjunction, "CC"),
    (Tag::Wh, "WH"),
    (Tag::WhAdverb, "WRB"),
    (Tag::Genitive, "POS"),
    (Tag::Particle, "RP"),
    (Tag::Existential, "EX"),
    (Tag::Comma, "COMMA"),
    (Tag::Stop, "STOP"),
    (Tag::Colon, "COLON"),
    (Tag::Punctuation, "PUNCT"),
    (Tag::Quote, "QUOTE"),
];

/// A table of what a constant function says of each tag.
macro_rules! by_tag {
    ($of:path) => {{
        let mut table = [0; TAGS.len()];
        let mut at = 0;
        while at < TAGS.len() {
            table[at] = $of(TAGS[at].0);
            at += 1;
        }
        table
    }};
}
pub(crate) use by_tag;

impl Tag {
    /// The tag of a short name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        TAGS.iter().find(|(_, known)| *known == name).map(|(tag, _)| *tag)
    }

    /// The short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        TAGS[self as usize].1
    }

    /// A verb that can carry a clause: present or past tense, or a modal.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::VerbPresent | Self::VerbPast | Self::VerbS | Self::Modal)
    }

    /// Any form of a verb, modals left out.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Verb | Self::VerbPresent | Self::VerbPast | Self::VerbIng | Self::VerbParticiple | Self::VerbS
        )
    }

    /// A noun or name, the head of a noun phrase.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name)
    }

    /// Punctuation of any kind, whole quotations left out.
    #[must_use]
    pub fn is_punctuation(self) -> bool {
        matches!(self, Self::Comma | Self::Stop | Self::Colon | Self::Punctuation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_discriminants() {
        for (index, (tag, name)) in TAGS.iter().enumerate() {
            assert_eq!(*tag as usize, index);
            assert_eq!(Tag::from_name(name), Some(*tag));
        }
    }
}

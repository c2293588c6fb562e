//! Rules: the patterns by which attributions are named, one name for each shape that a reader of results tells apart.

use super::content::{Content, Way};
use super::cue::Group;
use super::feature::Class;
use super::holder::{self, Holder, Side};
use super::tag::Tag;
use super::token::Kind;
use super::view::View;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// A pattern of cue, source and content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Rule { $($(#[$doc])* $variant,)* }

        /// All rules with their names, in the order of the discriminants.
        pub const RULES: &[(Rule, &str)] = &[$((Rule::$variant, $name),)*];
    };
}

rules! {
    /// "It is late," said Ann.
    QuoteVerbNp = "quote-verb-np";
    /// "It is late," Ann said.
    QuoteNpVerb = "quote-np-verb";
    /// Ann said, "It is late."
    NpVerbQuote = "np-verb-quote";
    /// "It is late," Ann said, "and dark."
    QuoteInterrupted = "quote-interrupted";
    /// Ann said: (the quotation is the next paragraph)
    QuoteNextBlock = "quote-next-block";
    /// Ann said that it was late.
    NpVerbThat = "np-verb-that";
    /// Ann said it was late.
    NpVerbClause = "np-verb-clause";
    /// Ann wants to leave.
    NpVerbInfinitive = "np-verb-infinitive";
    /// Ann praised the plan.
    NpVerbPhrase = "np-verb-phrase";
    /// It was late, Ann said.
    ClauseNpVerb = "clause-np-verb";
    /// It was late, said Ann.
    ClauseVerbNp = "clause-verb-np";
    /// It was, Ann said, late.
    ClauseInterrupted = "clause-interrupted";
    /// It was late, according to Ann.
    AccordingTo = "according-to";
    /// Ann: It is late.
    NpColon = "np-colon";
    /// Ann left, saying it was late.
    NpParticiple = "np-participle";
    /// Ann's claim that it was late.
    NounCue = "noun-cue";
    /// The plan was praised by Ann.
    PassiveBy = "passive-by";
    /// Ann is a supporter of the plan; Ann is proud of it.
    AdjectiveCue = "adjective-cue";
}

impl Rule {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        RULES[self as usize].1
    }
}

/// The rule that names a source and content of a cue.
#[must_use]
pub fn of(view: &View<'_>, cue: usize, group: Group, holder: &Holder, content: &Content) -> Rule {
    let tag = view.tag(cue);
    let inverted = holder.side == Side::After;
    if view.tokens[cue].kind == Kind::Colon {
        return Rule::NpColon;
    }
    if view.lexicon.text(view.word(cue)) == "according" {
        return Rule::AccordingTo;
    }
    if group.is_passive() && inverted {
        return Rule::PassiveBy;
    }
    match tag {
        Tag::Noun | Tag::Nouns | Tag::Name => return Rule::NounCue,
        Tag::Adjective | Tag::Adverb | Tag::Preposition => return Rule::AdjectiveCue,
        _ => {}
    }
    let [left, right] = content.parts;
    match content.way {
        Way::Next => Rule::QuoteNextBlock,
        Way::Left => {
            let quoted = view.token(left.1.wrapping_sub(1)).is_some_and(|token| token.kind == Kind::Quotation);
            match (quoted, inverted) {
                (true, true) => Rule::QuoteVerbNp,
                (true, false) => Rule::QuoteNpVerb,
                (false, true) => Rule::ClauseVerbNp,
                (false, false) => Rule::ClauseNpVerb,
            }
        }
        Way::Both => {
            let quoted = view.tokens[left.0..left.1].iter().any(|token| token.kind == Kind::Quotation);
            if quoted { Rule::QuoteInterrupted } else { Rule::ClauseInterrupted }
        }
        Way::Right => {
            let participle = tag == Tag::VerbIng && holder::gap(view, holder, cue, group) > 1;
            rightward(view, right, participle)
        }
    }
}

fn rightward(view: &View<'_>, (start, end): (usize, usize), participle: bool) -> Rule {
    let first = &view.tokens[start];
    if first.kind == Kind::Quotation {
        Rule::NpVerbQuote
    } else if participle {
        Rule::NpParticiple
    } else if view.class(start) == Class::of_word(view.lexicon.that()) {
        Rule::NpVerbThat
    } else if first.tag == Tag::To {
        Rule::NpVerbInfinitive
    } else if view.has_finite(start, end) {
        Rule::NpVerbClause
    } else {
        Rule::NpVerbPhrase
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_the_discriminants() {
        for (index, (rule, _)) in RULES.iter().enumerate() {
            assert_eq!(*rule as usize, index);
        }
    }
}

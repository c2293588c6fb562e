//! Stands told only by a noun: "the FBI's demand", "Apple's refusal". What they are about is what the document is about.

use super::{
    super::{explain::Factor, form, rules::Meaning},
    Claim, Claimer,
};
use crate::{
    lexicon::{Class, CueHolder, Dimension},
    model::{Commitment, Slug},
};

/// How sure it is that somebody's demand is for what the document speaks of most.
const OWNED: f64 = 0.62;

impl Claimer<'_, '_, '_> {
    /// Adds what nouns of attitude tell of their owners, where the words do not say what they are about.
    pub(super) fn owned(&mut self) {
        let page = self.page;
        let Some(topic) = self.topics.dominant().filter(|topic| self.is_demanded(topic)) else { return };
        for finds in &page.finds {
            for find in finds {
                let Meaning::Cue(entry) = find.what else { continue };
                let cue = self.rules.cue(entry);
                let words = find.found.words.clone();
                let sign = match cue.polarity {
                    Dimension::Support => true,
                    Dimension::Oppose => false,
                    _ => continue,
                };
                if cue.holder != CueHolder::Subject || words.len() != 1 || !page.tag(words.start).is_nominal() {
                    continue;
                }
                let goes_on =
                    matches!(page.lower(words.end).as_str(), "for" | "to" | "that" | "of" | "on" | "over" | "from");
                let first = words.start.saturating_sub(3);
                let owner = (first..words.start).rev().find(|word| page.words.words[*word].genitive);
                let Some(owner) = owner.filter(|_| !goes_on) else { continue };
                let plain = (owner + 1..words.start)
                    .all(|word| !page.class(word).any(Class::PREPOSITION.or(Class::CONJUNCTION)));
                let mention = page.mention_at(owner).filter(|mention| !mention.description && plain);
                let Some(mention) = mention.cloned() else { continue };
                let holders = self.cast.resolve(mention.words);
                let text = page.words.slice(owner..words.end).to_owned();
                for holder in holders {
                    self.claims.push(Claim {
                        proposition: topic.clone(),
                        positive: sign,
                        form: form::of_cue(page, self.rules, &words, cue, false),
                        speech: false,
                        commitment: Commitment::Asserted,
                        words: owner..words.end,
                        voice: self.voices.at(words.start),
                        own: false,
                        rule: "noun",
                        confidence: OWNED,
                        factors: vec![Factor::new(Meaning::Anaphor, self.rules.text(find.found.pattern), text.clone())],
                        echo: None,
                        moved: None,
                        judged: false,
                        holder,
                    });
                }
            }
        }
    }

    /// Whether a proposition is something that is demanded and refused: not what the other camp wants.
    fn is_demanded(&self, proposition: &Slug) -> bool {
        let Some(taught) = &self.rules.lexicon.learned else { return false };
        let learned = taught.learned();
        learned.propositions().iter().position(|id| id == proposition).is_some_and(|place| learned.turn(place) > 0.0)
    }
}

//! How much each sentence of somebody who writes, or is interviewed, says of what they hold themselves.

use super::{super::spans::Spans, Claimer};
use crate::{
    attribution::tag::Tag,
    lexicon::{Class, WordList},
    model::Slug,
};

/// What a sentence of an author counts that only describes, or tells what somebody else holds: "An agent with a court
/// order collects both halves, joins them, and listens".
const DESCRIBES: f32 = 0.5;

impl Claimer<'_, '_, '_> {
    /// How much some words of an author count, which are of one sentence. What is said in the first person, as a demand
    /// ("Congress should leave the keys alone") or as an order ("Don't weaken the locks") is the author's stand.
    pub(super) fn weight_of_author(&self, author: &Slug, words: &[usize], claims: &Spans) -> f32 {
        static DEMANDS: WordList = WordList::new("should must ought need needs let deserve deserves");
        let Some((&first, &last)) = words.first().zip(words.last()) else { return DESCRIBES };
        let is_of_other = |claim: usize| self.claims[claim].holder.actor != *author;
        if claims.overlapping(&(first..last + 1)).any(is_of_other) {
            return DESCRIBES;
        }
        let page = self.page;
        let demands = |word: &usize| DEMANDS.contains(&page.lower(*word)) || page.class(*word).any(Class::SPEAKER);
        if words.iter().any(demands) || self.is_order(page.sentence(first).start) { 1.0 } else { DESCRIBES }
    }

    /// "Lift the export rules", "Don't weaken the locks": a sentence that begins with a base form.
    fn is_order(&self, begins: usize) -> bool {
        let page = self.page;
        let negated = page.lower(begins) == "do" && page.class(begins + 1).any(Class::NEGATION);
        // "Consider what investigators still have" asks for nothing.
        negated || page.tag(begins) == Tag::Verb && page.lower(begins) != "consider"
    }
}

//! The person spoken of last: whom "he" and "she" mean.

use std::ops::Range;

use super::{
    Cast, Holder,
    gender::{Gender, can_mean},
    guess, person_of_codebook, provisional,
};
use crate::model::ActorKind;

/// How far back a name of the text is looked for, in words.
const NEAR: usize = 120;

impl Cast<'_, '_> {
    /// The person who spoke last, else the one named last; whoever heads the sentence before either. Nobody of whom the
    /// pronoun is not said.
    pub(super) fn latest_person(&self, before: usize, gender: Option<Gender>) -> Option<Holder> {
        let fits = |holder: &Holder| can_mean(gender, holder, &self.genders);
        let sentence = self.page.sentence(before);
        if let Some((_, head)) = self.person_at_head(sentence.start, before).filter(|(_, head)| fits(head)) {
            return Some(guess(head));
        }
        // "Mike Lee was blunter. He said": the subject of the sentence before, unless another spoke since.
        let previous = sentence.start.checked_sub(1).filter(|_| before < sentence.start + 3);
        if let Some((at, head)) = previous
            .and_then(|word| self.person_at_head(self.page.sentence(word).start, word))
            .filter(|(_, head)| fits(head))
            && self.spoke_before(before).next().is_none_or(|(spoke, holder, _)| *spoke <= at || !fits(holder))
        {
            return Some(guess(head));
        }
        let spoke = self.spoke_before(before).find(|(_, holder, person)| *person && fits(holder));
        // Whoever is named before that is not who is meant.
        let since = spoke.map_or(0, |(at, ..)| at + 1);
        let named = self.page.mentions_before(before).take(super::MEMORY);
        let known = named.take_while(|mention| mention.words.start >= since).find_map(|mention| {
            match mention.actors.as_slice() {
                [no] if self.actor(*no).is_person() && !mention.description => {
                    let holder = person_of_codebook(self.setting, self.actor(*no));
                    fits(&holder).then_some((mention.words.start, holder))
                }
                _ => None,
            }
        });
        let met = self.met_before(since.max(before.saturating_sub(NEAR))..before, &fits);
        let named = match (known, met) {
            (Some(known), Some(met)) => Some(if known.0 > met.0 { known } else { met }),
            (known, met) => known.or(met),
        };
        match (spoke, named) {
            (Some((at, holder, _)), Some((named_at, named)))
                if named_at > *at && holder.speaker() != named.speaker() && self.heads_sentence(named_at) =>
            {
                Some(guess(named))
            }
            (Some((_, holder, _)), _) => Some(guess(holder.clone())),
            (None, named) => named.map(|(_, holder)| guess(holder)),
        }
    }

    /// The person of the text named last among some words, as its own doer and not as an owner, with the word.
    fn met_before(&self, words: Range<usize>, fits: &impl Fn(&Holder) -> bool) -> Option<(usize, Holder)> {
        words.rev().find_map(|word| {
            if !self.page.is_capital(word) || self.page.mention_at(word).is_some() {
                return None;
            }
            let holder = self.people.get(self.page.lower(word).as_str()).filter(|holder| fits(holder))?;
            // Where the name begins: "Dale Robichaux".
            let start = (word.saturating_sub(3)..word).rev().take_while(|at| self.page.is_capital(*at)).last();
            (!self.page.words.words[word].genitive).then(|| (start.unwrap_or(word), holder.clone()))
        })
    }

    /// The person with whose name a sentence begins: "Manoj Prabhakaran filed a rebuttal, in which he said".
    fn person_at_head(&self, first: usize, before: usize) -> Option<(usize, Holder)> {
        let head = first..before.min(first + 10);
        // "Former chief constable Gareth Hollis", "District Attorney Hollis Guidry".
        let stands_before = |word: usize| self.is_title(word) || self.in_role(word);
        let word = head.clone().find(|word| self.page.is_capital(*word) && !stands_before(*word))?;
        if word > first + 2 && !(first..word).all(stands_before)
            || self.page.mention_at(word).is_some()
            || self.in_country(word)
        {
            return None;
        }
        let end = (word..head.end).find(|at| !self.is_name_part(*at, *at > word)).unwrap_or(head.end);
        let surname = self.page.lower(end.checked_sub(1).filter(|last| *last >= word)?);
        let named = (end - word >= 2 && !self.is_organisation_name(word..end))
            .then(|| provisional(self.page.words.slice(word..end), ActorKind::Person));
        let known = self.people.get(surname.as_str()).cloned().or(named)?;
        // A name as the owner or the object of something is not who acts.
        (!self.page.words.words[end - 1].genitive).then_some((word, known))
    }
}

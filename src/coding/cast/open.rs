//! Who may be meant where that stays open: of those whom the codebook knows, the ones that fit.

use std::ops::Range;

use super::{
    super::{
        names::{ActorNo, Mention},
        page::nouns_in,
    },
    Cast,
};
use crate::model::{Actor, ActorKind, Slug};

/// How many are given at most.
const MOST: usize = 4;

impl Cast<'_, '_> {
    /// Whom a source may mean that could not be resolved, the most likely first; nobody if fewer than two fit.
    ///
    /// Those named before it come first, the latest of them before the others, then those named behind it. A pronoun has
    /// none: whom it could mean would have been named before, and taken.
    pub(in crate::coding) fn candidates(&self, source: &Range<usize>) -> Vec<Slug> {
        let Some(fits) = self.fitting(source) else { return Vec::new() };
        let before = self.page.mentions_before(source.start).take(super::MEMORY);
        let rest = source.end..self.page.words.words.len();
        let behind = self.page.mentions_in(&rest).take(super::MEMORY);
        let mut found: Vec<Slug> = Vec::new();
        for mention in before.chain(behind) {
            let [no] = mention.actors.as_slice() else { continue };
            let actor = self.actor(*no);
            let admitted = !mention.description && self.stands_as_actor(mention) && fits.admits(*no, actor);
            if admitted && !found.contains(&actor.id) {
                found.push(actor.id.clone());
            }
        }
        if let Fits::Named(mention) = fits {
            // A name that several share is itself a mention of each; a description only of whom the text is at home with.
            let meant = |no: &&ActorNo| !mention.description || self.is_at_home(**no, mention.words.start);
            for no in mention.actors.iter().filter(meant) {
                let id = &self.actor(*no).id;
                if !found.contains(id) {
                    found.push(id.clone());
                }
            }
        }
        found.truncate(MOST);
        if found.len() < 2 { Vec::new() } else { found }
    }

    /// What a source says of who it is, if it is somebody in particular.
    fn fitting(&self, source: &Range<usize>) -> Option<Fits<'_>> {
        if let Some(mention) = self.page.mentions_in(source).find(|mention| mention.actors.len() > 1) {
            return (mention.words.end == source.end).then_some(Fits::Named(mention));
        }
        let definite = self.page.lower(source.start) == "the" && source.len() <= 4;
        let noun =
            nouns_in(&self.page.groups, source).find(|noun| noun.words.end == source.end).filter(|_| definite)?;
        let last = noun.words.end - 1;
        let several = self.page.lower(last).ends_with('s') && !self.page.lower(last).ends_with("ss");
        let group = self.setting.rules.group(noun.entry);
        (group.refers && !several && !self.page.is_capital(last)).then_some(Fits::Kind(group.kind))
    }
}

/// What is known of who is meant.
enum Fits<'p> {
    /// "the company".
    Kind(ActorKind),
    /// A name or a description of several.
    Named(&'p Mention),
}

impl Fits<'_> {
    fn admits(&self, no: ActorNo, actor: &Actor) -> bool {
        match self {
            Self::Kind(ActorKind::Company) => matches!(actor.kind, ActorKind::Company | ActorKind::Operator),
            Self::Kind(ActorKind::Ngo) => matches!(actor.kind, ActorKind::Ngo | ActorKind::TradeBody),
            Self::Kind(kind) => actor.kind == *kind,
            Self::Named(mention) => mention.actors.contains(&no),
        }
    }
}

//! A second look at what somebody may hold, with all else in view that the document may tell.
//!
//! Whether a person would code a stance is seen more clearly from what else there is: whoever else is on the other
//! side, what the same actor holds more probably, how much there is to code at all.

use rustc_hash::FxHashMap;

use crate::model::Slug;

/// What somebody may hold, and how probable it is by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstLook {
    /// Whose stance it would be.
    pub actor: Slug,
    /// On what.
    pub proposition: Slug,
    /// For it, or against it.
    pub positive: bool,
    /// Between 0 and 1.
    pub probability: f64,
}

/// What is weighed at a second look, by name, for each of all that a document may tell: an actor and a proposition once.
#[must_use]
pub fn second_look(all: &[FirstLook]) -> Vec<[(&'static str, f64); 6]> {
    let expected: f64 = all.iter().map(|look| look.probability).sum();
    // In proportion to the length of a document, as everything is: what is asked of all others is gathered once.
    let mut on_it: FxHashMap<&Slug, Vec<f64>> = FxHashMap::default();
    let mut of_actor: FxHashMap<&Slug, Vec<(&Slug, f64)>> = FxHashMap::default();
    let mut surest: FxHashMap<(&Slug, bool), f64> = FxHashMap::default();
    for FirstLook { actor, proposition, positive, probability } in all {
        on_it.entry(proposition).or_default().push(*probability);
        of_actor.entry(actor).or_default().push((proposition, *probability));
        let surest = surest.entry((proposition, *positive)).or_default();
        *surest = surest.max(*probability);
    }
    on_it.values_mut().for_each(|probabilities| probabilities.sort_by(|a, b| b.total_cmp(a)));
    all.iter()
        .map(|look| {
            let opposed = surest.get(&(&look.proposition, !look.positive)).copied().unwrap_or(0.0);
            let better_on_it = on_it[&look.proposition].partition_point(|other| *other > look.probability);
            let else_held = of_actor[&look.actor].iter().filter(|(proposition, _)| **proposition != look.proposition);
            let own = else_held.clone().map(|(_, probability)| *probability).fold(0.0, f64::max);
            let better_of_actor = else_held.filter(|(_, probability)| *probability > look.probability).count();
            [
                ("first-look", logit(look.probability)),
                ("somebody-opposed", opposed),
                ("holds-else", own),
                ("told-in-all", expected.ln_1p()),
                ("others-rather", f64::from(better_on_it as u32)),
                ("rather-else", f64::from(better_of_actor as u32)),
            ]
        })
        .collect()
}

/// The logarithm of the odds, never beyond that of one in a thousand.
fn logit(probability: f64) -> f64 {
    ((probability + 1e-3) / (1.0 - probability + 1e-3)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(actor: &str, proposition: &str, positive: bool, probability: f64) -> FirstLook {
        let slug = |name: &str| name.parse().expect("a slug");
        FirstLook { actor: slug(actor), proposition: slug(proposition), positive, probability }
    }

    #[test]
    fn each_is_seen_beside_the_others() {
        let all = [
            look("fbi", "device-unlock", true, 0.8),
            look("apple", "device-unlock", false, 0.6),
            look("apple", "strong-encryption", true, 0.7),
        ];
        let seen = second_look(&all);
        let of = |at: usize, name: &str| seen[at].iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        assert_eq!(of(0, "somebody-opposed"), Some(0.6));
        assert_eq!(of(0, "holds-else"), Some(0.0));
        assert_eq!(of(1, "somebody-opposed"), Some(0.8));
        assert_eq!(of(1, "others-rather"), Some(1.0));
        assert_eq!(of(1, "rather-else"), Some(1.0));
        assert_eq!(of(2, "others-rather"), Some(0.0));
        assert!(of(2, "first-look").is_some_and(|odds| (odds - 0.845).abs() < 0.01));
    }
}

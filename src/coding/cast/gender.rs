//! Whom "he" and "she" cannot mean: what titles and first names tell of people.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{super::page::Page, Holder, kind::is_human};
use crate::{lexicon::Border, model::Slug};

/// Of whom "she" is said, and of whom "he".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Woman,
    Man,
}

/// The first names in lower case without accents; what is said of both is not there.
static FIRST_NAMES: LazyLock<FxHashMap<String, Gender>> = LazyLock::new(|| {
    let mut gender = Gender::Woman;
    let mut names = FxHashMap::default();
    for line in include_str!("first-names.txt").lines().filter(|line| !line.starts_with('#')) {
        match line {
            "woman" => gender = Gender::Woman,
            "man" => gender = Gender::Man,
            _ => names.extend(line.split(' ').map(|name| (Slug::of_name(name).to_string(), gender))),
        }
    }
    names
});

impl Gender {
    /// What a pronoun in lower case tells.
    pub(super) fn of_pronoun(pronoun: &str) -> Option<Self> {
        match pronoun {
            "she" | "her" => Some(Self::Woman),
            "he" | "him" | "his" => Some(Self::Man),
            _ => None,
        }
    }

    /// What a title or an office in lower case tells of whose name stands behind it.
    fn of_title(title: &str) -> Option<Self> {
        match title {
            "mr" | "sir" | "lord" | "spokesman" | "congressman" | "chairman" | "assemblyman" | "councilman"
            | "alderman" => Some(Self::Man),
            "ms" | "mrs" | "miss" | "lady" | "baroness" | "dame" => Some(Self::Woman),
            _ if title.ends_with("woman") => Some(Self::Woman),
            _ => None,
        }
    }

    /// What the first name of a person with an id tells.
    fn of_id(id: &Slug) -> Option<Self> {
        let (first, _) = id.as_str().split_once('-')?;
        FIRST_NAMES.get(first).copied()
    }
}

/// What the titles of a text tell, by surname in lower case: "Ms. Reiss", "spokeswoman Dana Reiss".
pub(super) fn told_by_titles(page: &Page<'_>) -> FxHashMap<String, Gender> {
    let mut told = FxHashMap::default();
    for word in 0..page.words.words.len().saturating_sub(1) {
        let name = word + 1;
        if !page.is_capital(name) || page.border(name) > Border::Quote && !page.is_capital(word) {
            continue;
        }
        let Some(gender) = Gender::of_title(&page.lower(word)) else { continue };
        let goes_on = |at: &usize| page.is_capital(*at) && page.border(*at) == Border::Space;
        let last = (name + 1..name + 4).take_while(goes_on).last().unwrap_or(name);
        for part in name..=last {
            told.entry(page.lower(part).to_string()).or_insert(gender);
        }
    }
    told
}

/// Whether a pronoun of a gender can mean somebody, by what the titles of the text and the first name tell.
pub(super) fn can_mean(gender: Option<Gender>, holder: &Holder, told: &FxHashMap<String, Gender>) -> bool {
    let Some(gender) = gender else { return true };
    if holder.spokesperson.is_none() && !is_human(holder.kind) {
        return true;
    }
    of_person(holder.speaker(), told).is_none_or(|own| own == gender)
}

/// What is told of a person with an id.
fn of_person(id: &Slug, told: &FxHashMap<String, Gender>) -> Option<Gender> {
    let surname = id.as_str().rsplit('-').next()?;
    told.get(surname).copied().or_else(|| Gender::of_id(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_and_titles_tell() {
        let of = |id: &str| Gender::of_id(&id.parse().expect("a slug"));
        assert_eq!(of("lorraine-arceneaux"), Some(Gender::Woman));
        assert_eq!(of("dale-robichaux"), Some(Gender::Man));
        assert_eq!(of("katerina-holubova"), Some(Gender::Woman));
        assert_eq!(of("robin-vance"), None);
        assert_eq!(of("apple"), None);
        assert_eq!(Gender::of_title("spokeswoman"), Some(Gender::Woman));
        assert_eq!(Gender::of_title("german"), None);
    }

    #[test]
    fn no_first_name_is_said_of_both() {
        let names = include_str!("first-names.txt").lines().filter(|line| !line.starts_with('#'));
        let count = names.filter(|line| !matches!(*line, "woman" | "man")).flat_map(|line| line.split(' ')).count();
        let mut all: Vec<String> = FIRST_NAMES.keys().cloned().collect();
        all.sort();
        // Names that differ in their accents only are one.
        assert!(count - all.len() < 20, "{count} {}", all.len());
    }
}

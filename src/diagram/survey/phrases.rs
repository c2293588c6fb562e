//! Small matters of English: dates in words, labels that share their beginning or end.

use std::collections::BTreeSet;

use crate::{diagram::text::list, model::Date};

/// A date in words ("about December 2015"), or the text itself if it is none.
pub(super) fn date_words(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), Date::words)
}

/// The fewest words that labels must share before they are told in one breath (a count).
const SHARED: usize = 3;

/// Labels told in one breath: "the threat to A, B and C"; `None` if they share too few words.
pub(super) fn merged(labels: &[&str]) -> Option<String> {
    merged_from(labels, SHARED)
}

/// The same for labels that share at least so many words.
pub(super) fn merged_from(labels: &[&str], shared: usize) -> Option<String> {
    if let [one] = labels {
        return Some((*one).to_owned());
    }
    let words: Vec<Vec<&str>> = labels.iter().map(|l| l.split(' ').collect()).collect();
    let shortest = words.iter().map(Vec::len).min()?.saturating_sub(1);
    let first = words.first()?;
    let before = (0..shortest).take_while(|&at| words.iter().all(|of| of[at] == first[at])).count();
    let after = (1..=shortest - before.min(shortest))
        .take_while(|&at| {
            let end = |of: &Vec<&str>| of[of.len() - at].to_owned();
            words.iter().all(|of| end(of) == end(first))
        })
        .count();
    if before + after < shared {
        return None;
    }
    let middles: BTreeSet<String> = words.iter().map(|of| of[before..of.len() - after].join(" ")).collect();
    let middles: Vec<String> = middles.into_iter().collect();
    let parts = [first[..before].join(" "), list(&middles), first[first.len() - after..].join(" ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_begin_or_end_alike_are_told_in_one_breath() {
        assert_eq!(
            merged(&["A's giving access to India", "A's giving access to the UAE"]).as_deref(),
            Some("A's giving access to India and the UAE")
        );
        assert_eq!(
            merged(&["India's threat to ban it", "Oman's threat to ban it"]).as_deref(),
            Some("India's and Oman's threat to ban it")
        );
        assert_eq!(merged(&["one", "two"]), None);
        assert_eq!(merged(&["the order of July", "the order"]), None);
        assert_eq!(merged(&["one"]).as_deref(), Some("one"));
        assert_eq!(merged(&[]), None);
    }

    #[test]
    fn dates_are_told_as_people_tell_them() {
        assert_eq!(date_words("2015-12~"), "about December 2015");
        assert_eq!(date_words("soon"), "soon");
    }
}

//! What a client would like to have: `Accept`, weighed as [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#field.accept) says.

use axum::http::{HeaderMap, header};

/// A media range of `Accept` with its weight in thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Range {
    kind: String,
    subtype: String,
    weight: u16,
}

/// What a client accepts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Accept {
    ranges: Vec<Range>,
}

impl Accept {
    /// What the headers say; a request without `Accept` accepts anything.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let fields = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
        Self { ranges: fields.flat_map(|field| field.split(',')).filter_map(range).collect() }
    }

    /// What one field says.
    pub(crate) fn parse(field: &str) -> Self {
        Self { ranges: field.split(',').filter_map(range).collect() }
    }

    /// The place of the best of what we offer (media types without parameters, ours first), `None` if nothing will do.
    pub(crate) fn best(&self, offered: &[&str]) -> Option<usize> {
        if self.ranges.is_empty() {
            return (!offered.is_empty()).then_some(0);
        }
        let weights = offered.iter().enumerate().map(|(at, offer)| (self.weight(offer), at));
        weights
            .filter(|(weight, _)| *weight > 0)
            .max_by_key(|(weight, at)| (*weight, usize::MAX - at))
            .map(|(_, at)| at)
    }

    /// Whether a client asks for this type by name rather than for anything.
    pub(crate) fn names(&self, offer: &str) -> bool {
        self.ranges.iter().any(|range| range.weight > 0 && format!("{}/{}", range.kind, range.subtype) == offer)
    }

    /// The most exact range counts.
    fn weight(&self, offer: &str) -> u16 {
        let (kind, subtype) = offer.split_once('/').unwrap_or((offer, ""));
        let exactness = |range: &Range| match (&*range.kind, &*range.subtype) {
            (k, s) if k == kind && s == subtype => 3,
            (k, "*") if k == kind => 2,
            ("*", "*") => 1,
            _ => 0,
        };
        let fitting = self.ranges.iter().map(|range| (exactness(range), range.weight));
        fitting.filter(|(exactness, _)| *exactness > 0).max().map_or(0, |(_, weight)| weight)
    }
}

fn range(text: &str) -> Option<Range> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, subtype) = parts.next()?.split_once('/')?;
    let weight = parts.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().unwrap_or(1.0))
    });
    let weight = (weight.unwrap_or(1.0).clamp(0.0, 1.0) * 1000.0) as u16;
    Some(Range { kind: kind.trim().to_ascii_lowercase(), subtype: subtype.trim().to_ascii_lowercase(), weight })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_offer_is_taken_and_ours_first_where_equal() {
        let best = |accept: &str, offered: &[&str]| Accept::parse(accept).best(offered);
        let offered = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"];
        assert_eq!(best("", &offered), Some(0));
        assert_eq!(best("*/*", &offered), Some(0));
        assert_eq!(best("text/csv, */*;q=0.1", &offered), Some(2));
        assert_eq!(best("text/*", &offered), Some(2));
        assert_eq!(best("application/sparql-results+xml;q=0.9, text/csv;q=0.8", &offered), Some(1));
        assert_eq!(best("application/*;q=0.5, application/sparql-results+json;q=0", &offered), Some(1));
        assert_eq!(best("image/png", &offered), None);
        assert_eq!(best("TEXT/CSV; charset=utf-8; Q=0.3", &offered), Some(2));
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert_eq!(best(browser, &["text/turtle", "text/html"]), Some(1));
        assert!(Accept::parse(browser).names("text/html"));
        assert!(!Accept::parse("*/*").names("text/html"));
    }
}

//! Where the words of an item stand: offsets are verified, words without offsets are looked for.

use serde_json::{Map, Value};

use super::{
    super::find_words::{FindWords, Found},
    Checker, Fault, MOST_ITEMS, fault, pairs, short,
};
use crate::model::Span;

const COUNT: &str =
    "offsets count Unicode code points from 0, the end excluded; or give the words themselves instead of offsets";

impl Checker<'_> {
    /// Puts the spans of the evidence in, and takes the quote out once it is checked.
    pub(super) fn evidence(&mut self, item: &mut Map<String, Value>) -> Result<(), Fault> {
        let quote = match item.remove("quote") {
            None | Some(Value::Null) => None,
            Some(Value::String(quote)) => Some(quote).filter(|quote| !quote.trim().is_empty()),
            Some(_) => return fault("quote: it is no text", "give the words as they stand in the text"),
        };
        let given = item
            .get("evidence")
            .is_some_and(|value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
        let spans = match &quote {
            Some(quote) if !given => {
                let parts = if quote.contains(" … ") { quote.split(" … ").collect() } else { vec![quote.as_str()] };
                parts.into_iter().map(|part| self.find(part, "quote", None)).collect::<Result<Vec<_>, _>>()?
            }
            _ => self.spans(item, "evidence", None)?,
        };
        if spans.is_empty() {
            return fault(
                "evidence: there is none",
                "give \"quote\", the words as they stand in the text, or \"evidence\" as offsets",
            );
        }
        if let Some(quote) = quote.filter(|_| given) {
            let there: Vec<&str> = spans.iter().filter_map(|&span| self.words.offsets.slice(span)).collect();
            let there = there.join(" … ");
            if !FindWords::same(&quote, &there) {
                return fault(
                    format!(
                        "quote: “{}” does not stand at its evidence, where the text reads “{}”",
                        short(&quote),
                        short(&there)
                    ),
                    "leave \"evidence\" out to have the quote looked for",
                );
            }
        }
        item.insert("evidence".to_owned(), pairs(&spans));
        Ok(())
    }

    /// The spans of a field: offsets, or words that stand in the text once; in order.
    pub(super) fn spans(
        &mut self,
        item: &Map<String, Value>,
        field: &str,
        lines: Option<Span>,
    ) -> Result<Vec<Span>, Fault> {
        let parts = match item.get(field) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::String(words)) => return Ok(vec![self.find(words, field, lines)?]),
            // One pair without the list around it.
            Some(Value::Array(pair)) if pair.len() == 2 && pair.iter().all(Value::is_number) => {
                std::slice::from_ref(&item[field])
            }
            Some(Value::Array(parts)) => parts.as_slice(),
            Some(other) => return fault(format!("{field}: `{other}` is neither offsets nor words"), COUNT),
        };
        let mut spans = Vec::with_capacity(parts.len().min(MOST_ITEMS));
        for part in parts {
            spans.push(match part {
                Value::String(words) => self.find(words, field, lines)?,
                Value::Array(pair) => self.pair(pair, field)?,
                other => return fault(format!("{field}: `{other}` is neither offsets nor words"), COUNT),
            });
        }
        spans.sort_unstable();
        if let Some(pair) = spans.windows(2).find(|pair| pair[0].overlaps(pair[1])) {
            let [one, other] = [pair[0], pair[1]];
            return fault(
                format!("{field}: {}-{} and {}-{} overlap", one.start, one.end, other.start, other.end),
                "give the parts apart",
            );
        }
        Ok(spans)
    }

    fn pair(&self, pair: &[Value], field: &str) -> Result<Span, Fault> {
        let number = |at: usize| pair.get(at).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        let (Some(start), Some(end), 2) = (number(0), number(1), pair.len()) else {
            let pair = Value::from(pair.to_vec()).to_string();
            return fault(format!("{field}: `{}` is no pair of offsets", short(&pair)), COUNT);
        };
        let length = self.words.offsets.len();
        if start >= end || end > length {
            return fault(
                format!("{field}: {start}-{end} does not lie in the text, which has {length} characters"),
                COUNT,
            );
        }
        Ok(Span::new(start, end))
    }

    /// Words that belong to a content are looked for in its lines if the whole text has them more than once.
    fn find(&mut self, words: &str, field: &str, lines: Option<Span>) -> Result<Span, Fault> {
        let all = Span::new(0, self.words.offsets.len());
        let mut found = self.words.find(words, all);
        if let (Found::Several, Some(lines)) = (found, lines) {
            found = self.words.find(words, lines);
        }
        match found {
            Found::Once(span) => Ok(span),
            Found::Nowhere => fault(
                format!("{field}: “{}” does not stand in the text", short(words)),
                "copy the words as they are, without leaving out or changing any",
            ),
            Found::Several => fault(
                format!("{field}: “{}” stands in the text more than once", short(words)),
                "give more words around it, or offsets",
            ),
        }
    }
}

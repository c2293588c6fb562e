//! What the machine coder found in a text, for people: the passage, who says it, what it means, why and how sure.

use std::collections::BTreeMap;

use crate::{
    coding::{Coded, SaidOn},
    diagnostic::line_and_column,
    model::{Attribution, ClosedList, Codebook, FactValue, Offsets, ReportedFact, Slug, Statement},
};

/// A text's attributions, statements and facts in reading order, each with its rule and what decided.
pub(super) fn explained(id: &str, text: &str, coded: &Coded, codebook: &Codebook) -> String {
    let page = Page { offsets: Offsets::new(text), text, codebook };
    let mut blocks: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (index, found) in coded.attributions.iter().enumerate() {
        let start = found.content.first().map_or(0, |span| span.start);
        let mut block = page.attribution(found);
        if let Some(said_on) = coded.said_on.get(index).copied().flatten() {
            block.push_str(&page.said_on(said_on));
        }
        for (statement, why) in coded.statements.iter().zip(&coded.statement_reasons) {
            if statement.attribution == Some(index) {
                block.push_str(&page.statement(statement, &why.to_string()));
            }
        }
        for (fact, why) in coded.facts.iter().zip(&coded.fact_reasons) {
            if fact.attribution == Some(index) {
                block.push_str(&page.fact(fact, &why.to_string()));
            }
        }
        blocks.insert((start, index), block);
    }
    let own = coded.attributions.len();
    for (index, (statement, why)) in coded
        .statements
        .iter()
        .zip(&coded.statement_reasons)
        .enumerate()
        .filter(|(_, (statement, _))| statement.attribution.is_none())
    {
        let start = statement.evidence.first().map_or(0, |span| span.start);
        let block = page.narrative(start) + &page.statement(statement, &why.to_string());
        blocks.insert((start, own + index), block);
    }
    for (index, (fact, why)) in
        coded.facts.iter().zip(&coded.fact_reasons).enumerate().filter(|(_, (fact, _))| fact.attribution.is_none())
    {
        let start = fact.evidence.first().map_or(0, |span| span.start);
        let block = page.narrative(start) + &page.fact(fact, &why.to_string());
        blocks.insert((start, own + coded.statements.len() + index), block);
    }
    let mut out = format!("{id}\n");
    for block in blocks.into_values() {
        out.push_str(&block);
        out.push('\n');
    }
    out
}

struct Page<'p> {
    offsets: Offsets<'p>,
    text: &'p str,
    codebook: &'p Codebook,
}

impl Page<'_> {
    fn attribution(&self, found: &Attribution) -> String {
        let start = found.content.first().map_or(0, |span| span.start);
        let words: Vec<&str> = found.content.iter().filter_map(|&span| self.offsets.slice(span)).collect();
        let cue: Vec<&str> = found.cue.iter().filter_map(|&span| self.offsets.slice(span)).collect();
        let source = found.speaker_label.as_deref().unwrap_or("not named");
        let may_be: Vec<String> = found.candidates.iter().map(|actor| self.actor(actor)).collect();
        let open = if may_be.is_empty() { String::new() } else { format!(", may be {}", may_be.join(" or ")) };
        let speaker = match &found.speaker {
            Some(speaker) => self.actor(speaker),
            None => format!("not known{open}"),
        };
        let speaks_for =
            found.speaks_for.as_ref().map(|body| format!(", for {}", self.actor(body))).unwrap_or_default();
        let within = found.within.map(|_| ", within another").unwrap_or_default();
        format!(
            "{:>4}  [{}]\n      {} {}\n      attribution  {} {}  {}{within}    speaker {speaker}{speaks_for}\n",
            self.line(start),
            clear(&words.join(" … ")),
            clear(&cue.join(" … ")),
            clear(source),
            found.directness,
            sure(found.confidence),
            found.rule.as_deref().unwrap_or("-"),
        )
    }

    /// When it was said, and the words that tell.
    fn said_on(&self, told: SaidOn) -> String {
        let words = self.offsets.slice(told.words).unwrap_or_default();
        format!("      date         {}  by “{}”\n", told.date.words(), clear(words))
    }

    fn narrative(&self, start: usize) -> String {
        format!("{:>4}  the text itself\n", self.line(start))
    }

    fn statement(&self, found: &Statement, why: &str) -> String {
        let words: Vec<&str> = found.evidence.iter().filter_map(|&span| self.offsets.slice(span)).collect();
        let ascribed = found.ascribed_by.as_ref().map(|by| format!(" by {}", self.actor(by))).unwrap_or_default();
        let form = found.form.map_or("-", ClosedList::id);
        let mut block = format!(
            "      statement    {}  {}  {}   {}{ascribed}   {form}, {}   {}\n",
            found.actor_label.clone().unwrap_or_else(|| self.actor(&found.actor)),
            found.stance,
            found.proposition,
            found.modality.words(),
            found.commitment,
            sure(found.confidence),
        );
        block.push_str(&format!("                   “{}”\n", clear(&words.join(" … "))));
        for (what, ids) in [
            ("to", &found.addressees),
            ("about", &found.targets),
            ("because of", &found.frames),
            ("not because of", &found.frames_rejected),
        ] {
            if !ids.is_empty() {
                let names: Vec<String> = ids.iter().map(|id| self.actor(id)).collect();
                block.push_str(&format!("                   {what} {}\n", names.join(", ")));
            }
        }
        if let Some(date) = found.date {
            block.push_str(&format!("                   on {}\n", date.words()));
        }
        block + &indented(why)
    }

    fn fact(&self, found: &ReportedFact, why: &str) -> String {
        let value = match &found.value {
            FactValue::Boolean(value) => value.to_string(),
            FactValue::Number(value) => value.to_string(),
            FactValue::Date(value) => value.words(),
            FactValue::Id(id) => self.actor(id),
        };
        format!(
            "      fact         {}  {}: {value}   {}\n",
            found.event,
            found.property.words(),
            sure(found.confidence)
        ) + &indented(why)
    }

    fn actor(&self, id: &Slug) -> String {
        self.codebook.actors.get(id).map_or_else(|| id.to_string(), |actor| actor.label.clone())
    }

    /// The line of the text, from 1.
    fn line(&self, point: usize) -> usize {
        let byte = self.offsets.byte_of(point).unwrap_or(self.text.len());
        line_and_column(self.text, byte).0
    }
}

/// A confidence to two decimals.
fn sure(confidence: Option<f64>) -> String {
    confidence.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"))
}

fn indented(why: &str) -> String {
    why.lines().map(|line| format!("                   {line}\n")).collect()
}

/// Words on one line; what could rewrite the terminal is shown as a replacement character.
fn clear(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => '\u{fffd}',
            c => c,
        })
        .collect()
}

//! [Argdown](https://argdown.org): propositions, and under each who is for and against it, in which words.
//!
//! A proposition is a statement of the map, an actor's stance on it an argument that supports (`+`) or attacks (`-`)
//! it. What Argdown's grammar would take for its own signs is escaped or written otherwise.

use std::collections::BTreeMap;

use super::labels::{Labels, in_order};
use crate::{
    case::Case,
    ingest::is_refused,
    model::{AnnotationSet, ClosedList as _, Document, Modality, Offsets, Slug, Stance, Statement},
};

/// An actor's statements on a proposition that point one way.
struct Side<'s> {
    actor: &'s Slug,
    supports: bool,
    statements: Vec<(&'s Document, &'s Statement)>,
}

/// The map of the statements. Conditional stances stand where they lean, with their condition; those that lean
/// nowhere stand among the remarks.
#[must_use]
pub fn argument_map(case: &Case, sets: &[AnnotationSet]) -> String {
    let labels = Labels::new(case, sets);
    let mut map: BTreeMap<&Slug, Vec<Side<'_>>> = BTreeMap::new();
    let mut undecided: BTreeMap<&Slug, Vec<&Statement>> = BTreeMap::new();
    for (set, found) in in_order(sets) {
        let Some(document) = case.documents.get(&set.document) else { continue };
        let supports = match found.leaning.unwrap_or(found.stance) {
            Stance::Support => true,
            Stance::Oppose => false,
            Stance::Conditional => {
                undecided.entry(&found.proposition).or_default().push(found);
                map.entry(&found.proposition).or_default();
                continue;
            }
        };
        let sides = map.entry(&found.proposition).or_default();
        match sides.iter_mut().find(|side| *side.actor == found.actor && side.supports == supports) {
            Some(side) => side.statements.push((document, found)),
            None => sides.push(Side { actor: &found.actor, supports, statements: vec![(document, found)] }),
        }
    }
    let mut text = format!("===\ntitle: {}\n===\n", json(&case.manifest.title));
    for (proposition, mut sides) in map {
        sides.sort_by_key(|side| (!side.supports, labels.actor(side.actor)));
        text.push_str(&format!("\n[{proposition}]: {}\n", escaped(&labels.proposition(proposition))));
        for side in &sides {
            let sign = if side.supports { '+' } else { '-' };
            text.push_str(&format!("  {sign} <{}>\n", title(side, proposition, &labels)));
        }
        for side in &sides {
            text.push_str(&argument(side, proposition, &labels));
        }
        for found in undecided.get(proposition).into_iter().flatten() {
            let condition = found.condition.as_deref().unwrap_or_default();
            let line = shown(&format!("{}: on a condition: {condition}", labels.actor(&found.actor)));
            text.push_str(&format!("\n// {}\n", line.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    text
}

/// An argument's title, which its relation repeats: the id of the actor tells apart actors of one name.
fn title(side: &Side<'_>, proposition: &Slug, labels: &Labels<'_>) -> String {
    let verb = if side.supports { "supports" } else { "opposes" };
    let name: String = shown(&labels.actor(side.actor))
        .chars()
        .map(|c| match c {
            '<' | '[' | '{' => '(',
            '>' | ']' | '}' => ')',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let own = if Slug::from_text(&name) == *side.actor { String::new() } else { format!(" ({})", side.actor) };
    format!("{name}{own} {verb} {proposition}")
}

/// The argument with the words behind it, one sentence for each statement, and their sources as data.
fn argument(side: &Side<'_>, proposition: &Slug, labels: &Labels<'_>) -> String {
    let quotes = side.statements.iter().map(|(document, found)| {
        let offsets = Offsets::new(&document.text);
        let words: Vec<&str> = found.evidence.iter().filter_map(|span| offsets.slice(*span)).collect();
        format!("“{}” ({})", escaped(&words.join(" … ")), escaped(&source(document, found, labels)))
    });
    let quotes: Vec<String> = quotes.collect();
    let sources: Vec<String> = side
        .statements
        .iter()
        .map(|(document, found)| {
            let url = document.url.iter().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
            let url: String = url.map(|url| format!(", url: {}", json(url))).collect();
            format!("{{statement: {}, document: {}{url}}}", json(&found.id), json(document.slug.as_str()))
        })
        .collect();
    format!(
        "\n<{}>: {} {{actor: {}, sources: [{}]}}\n",
        title(side, proposition, labels),
        quotes.join(" "),
        json(side.actor.as_str()),
        sources.join(", ")
    )
}

/// Through whom it was said, in whose voice unless in the actor's own, where and when, and on which condition.
fn source(document: &Document, found: &Statement, labels: &Labels<'_>) -> String {
    let mut parts: Vec<String> = found.spokesperson.iter().map(|id| labels.actor(id)).collect();
    if found.modality != Modality::OwnWords {
        let by = found.ascribed_by.iter().map(|id| format!(" by {}", labels.actor(id)));
        parts.push(format!("{}{}", found.modality.words(), by.collect::<String>()));
    }
    parts.push(document.publisher.clone().unwrap_or_else(|| document.title.clone()));
    parts.extend(found.date.or(document.date).map(|date| date.words()));
    let condition = found.condition.iter().map(|condition| format!("; on the condition: {condition}"));
    format!("{}{}", parts.join(", "), condition.collect::<String>())
}

/// Text without characters that rewrite a terminal or reorder a line.
fn shown(text: &str) -> String {
    text.chars().map(|c| if is_refused(c) && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Text in which nothing is a sign of Argdown: on one line, what could be one behind a backslash.
fn escaped(text: &str) -> String {
    let line = shown(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        // `.A.` and `:smile:` are signs of their own, `===` begins a block and `//` a comment.
        let tight = chars.peek().is_some_and(|next| *next != ' ');
        if "\\[]<>{}#*_@".contains(c) || ".:=".contains(c) && tight || c == '/' && before == '/' {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// A string of JSON, which is one of YAML, on one line.
fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

//! What happened, told by the case itself: its description, its events by date, and where sources disagree.

use serde::Serialize;

use super::{
    Level,
    material::Material,
    passage::{Citation, day_key},
    texts::Texts,
};
use crate::diagram::{
    When,
    survey::{Filters, Links},
    text::visible,
    timeline::Item,
};

/// What a class has to know before it starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Background {
    /// What the case says of itself, a paragraph each.
    pub description: Vec<String>,
    /// What happened, by date; what has none comes last.
    pub happenings: Vec<Happening>,
    /// What came afterwards, from outside the documents: for the end of the lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epilogue: Option<String>,
    /// Where the epilogue can be read.
    pub epilogue_sources: Vec<String>,
}

/// An entry of the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// When, in words.
    pub date: String,
    /// What.
    pub what: String,
    /// In how many documents it stands (a count).
    pub documents: u32,
    /// What sources say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disputed: Option<String>,
    /// Where it can be read; nothing for what only the epilogue knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
    /// The id of the event's date as a key: year, month, day (0 where unknown, 32 for a month).
    #[serde(skip)]
    pub(super) key: (i32, u8, u8),
}

/// Fills it.
pub(super) fn background(material: &Material<'_>, level: Level, texts: &Texts) -> Background {
    let description = material.case.manifest.description.as_deref().unwrap_or_default();
    let mut paragraphs: Vec<String> = description.split("\n\n").map(visible).filter(|text| !text.is_empty()).collect();
    if level == Level::Plain {
        // One sentence a line reads easier than a block; nothing is reworded.
        paragraphs = paragraphs.iter().flat_map(|paragraph| sentences(paragraph)).collect();
    }
    let mut happenings: Vec<Happening> = material
        .survey
        .timeline(&Filters::default(), &Links::Source)
        .items
        .iter()
        // What no document tells would give the end away; the guide for the discussion has it.
        .filter(|item| item.stance.is_none() && item.documents > 0)
        .map(|item| happening(material, item, texts))
        .collect();
    happenings.sort_by(|a, b| (a.key, &a.what).cmp(&(b.key, &b.what)));
    Background {
        description: paragraphs,
        happenings,
        epilogue: material.survey.case.epilogue.as_deref().map(visible),
        epilogue_sources: material.survey.case.epilogue_sources.iter().map(|source| visible(source)).collect(),
    }
}

fn happening(material: &Material<'_>, item: &Item, texts: &Texts) -> Happening {
    let quote = item.quote.as_ref();
    let citation = quote.and_then(|quote| {
        let source = material.library.all().iter().find(|source| source.label == visible(&quote.source))?;
        Some(Citation {
            source: source.number,
            document: source.id.clone(),
            label: source.label.clone(),
            wording: if quote.summary { super::Wording::Summary } else { super::Wording::Verbatim },
        })
    });
    Happening {
        date: match item.date {
            When::Unknown => texts.say("timeline.undated", &[]),
            date => date.to_string(),
        },
        what: visible(&item.label),
        documents: item.documents,
        disputed: item.disputed.as_deref().map(visible),
        citation,
        key: day_key(item.date),
    }
}

/// A paragraph in its sentences, each with its full stop.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes: Vec<(usize, char)> = text.char_indices().collect();
    for window in bytes.windows(3) {
        let [(_, end), (_, space), (next, first)] = [window[0], window[1], window[2]];
        if matches!(end, '.' | '!' | '?') && space == ' ' && first.is_uppercase() {
            found.push(text[start..next].trim().to_owned());
            start = next;
        }
    }
    found.push(text[start..].trim().to_owned());
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_falls_into_sentences_and_loses_no_word() {
        let text = "One order. Two say: no; three say yes. E.g. this one stays at 3.5 per cent!";
        assert_eq!(
            sentences(text),
            ["One order.", "Two say: no; three say yes.", "E.g. this one stays at 3.5 per cent!"]
        );
        assert!(sentences("").is_empty());
    }
}

//! From a reader's line to items that can be trusted: what does not fit is refused one by one, with a finding each.

mod places;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::find_words::FindWords;
use crate::{
    diagnostic::Diagnostic,
    jsonl::{AttributionLine, FactLine, StatementLine},
    model::{Codebook, FactProperty, FactValue, Form, Modality, Slug, Span, Stance},
};

/// So many items of one kind are taken from one answer.
const MOST_ITEMS: usize = 10_000;

/// What of an answer can be used.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// Who said what; places in it are those of this list.
    pub attributions: Vec<AttributionLine>,
    /// Who stands where; `None` if the reader does not code statements.
    pub statements: Option<Vec<StatementLine>>,
    /// What is said of events; `None` if the reader does not code facts.
    pub facts: Option<Vec<FactLine>>,
    /// What was refused, and why.
    pub refused: Vec<Diagnostic>,
}

/// Checks the answer about one document against its text and the codebook.
#[must_use]
pub fn check(id: &str, text: &str, answer: &Map<String, Value>, codebook: &Codebook) -> Checked {
    let mut checker = Checker {
        id,
        words: FindWords::new(text),
        codebook,
        introduced: BTreeSet::new(),
        kept: Vec::new(),
        checked: Checked::default(),
    };
    checker.answer(answer);
    checker.checked
}

struct Checker<'c> {
    id: &'c str,
    words: FindWords<'c>,
    codebook: &'c Codebook,
    /// Actors that the codebook does not know and the answer says enough about.
    introduced: BTreeSet<Slug>,
    /// For each attribution of the answer its place among those that are kept.
    kept: Vec<Option<usize>>,
    checked: Checked,
}

/// What is wrong with an item, and what to do.
type Fault = (String, String);

fn fault<T>(what: impl Into<String>, help: impl Into<String>) -> Result<T, Fault> {
    Err((what.into(), help.into()))
}

impl Checker<'_> {
    fn answer(&mut self, answer: &Map<String, Value>) {
        if let Some(error) = answer.get("error") {
            let words = error.as_str().map_or_else(|| error.to_string(), str::to_owned);
            self.refuse(
                "error",
                &(format!("the reader could not read it: {words}"), "see what the reader says".into()),
            );
        }
        self.introduce(answer);
        let mut attributions = Vec::new();
        for (number, item) in self.items(answer, "attributions").unwrap_or_default().iter().enumerate() {
            let place = format!("attributions[{number}]");
            match self.attribution(&place, item) {
                Ok(found) => {
                    self.kept.push(Some(attributions.len()));
                    attributions.push((place, found));
                }
                Err(fault) => {
                    self.kept.push(None);
                    self.refuse(&place, &fault);
                }
            }
        }
        self.nest(attributions);
        if let Some(items) = self.items(answer, "statements") {
            let mut statements = Vec::new();
            for (number, item) in items.iter().enumerate() {
                let place = format!("statements[{number}]");
                match self.statement(&place, item) {
                    Ok(found) => statements.push(found),
                    Err(fault) => self.refuse(&place, &fault),
                }
            }
            self.checked.statements = Some(statements);
        }
        if let Some(items) = self.items(answer, "facts") {
            let mut facts = Vec::new();
            for (number, item) in items.iter().enumerate() {
                let place = format!("facts[{number}]");
                match self.fact(&place, item) {
                    Ok(found) => facts.push(found),
                    Err(fault) => self.refuse(&place, &fault),
                }
            }
            self.checked.facts = Some(facts);
        }
    }

    fn refuse(&mut self, place: &str, (what, help): &Fault) {
        let message = format!("{}: {place}: {what}", self.id);
        self.checked.refused.push(Diagnostic::error("reader-item", message).help(help.as_str()));
    }

    fn items<'a>(&mut self, answer: &'a Map<String, Value>, field: &str) -> Option<&'a [Value]> {
        match answer.get(field) {
            None | Some(Value::Null) => None,
            Some(Value::Array(items)) => {
                if items.len() > MOST_ITEMS {
                    let what = format!("{} items; only the first {MOST_ITEMS} are looked at", items.len());
                    self.refuse(field, &(what, "send less for one document".into()));
                }
                Some(&items[..items.len().min(MOST_ITEMS)])
            }
            Some(_) => {
                self.refuse(field, &("it is no list".into(), format!("write \"{field}\": [...]")));
                None
            }
        }
    }

    /// Notes the actors that statements give a label and a kind, and the speakers that have a label.
    fn introduce(&mut self, answer: &Map<String, Value>) {
        let list = |field: &str| answer.get(field).and_then(Value::as_array).into_iter().flatten().take(MOST_ITEMS);
        let text = |item: &Value, field: &str| {
            item.get(field).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
        };
        let actors = list("statements").filter_map(|item| {
            let kind = text(item, "actor_kind")?;
            <crate::model::ActorKind as crate::model::ClosedList>::from_id(&kind).ok()?;
            text(item, "actor_label").and(text(item, "actor"))
        });
        let speakers = list("attributions").filter_map(|item| text(item, "speaker_label").and(text(item, "speaker")));
        self.introduced = actors.chain(speakers).filter_map(|id| id.parse().ok()).collect();
    }

    fn knows(&self, actor: &Slug) -> bool {
        self.codebook.actors.contains_key(actor) || self.introduced.contains(actor)
    }

    fn attribution(&mut self, place: &str, item: &Value) -> Result<AttributionLine, Fault> {
        let mut item = object(item)?.clone();
        let content = self.spans(&item, "content", None)?;
        let (Some(first), Some(last)) = (content.first(), content.last()) else {
            return fault(
                "content: it is empty",
                "give the words that are said, as offsets or as they stand in the text",
            );
        };
        let lines = self.words.lines_around(Span::new(first.start, last.end));
        let source = self.spans(&item, "source", Some(lines))?;
        let cue = self.spans(&item, "cue", Some(lines))?;
        for (field, spans) in [("content", content), ("source", source), ("cue", cue)] {
            item.insert(field.to_owned(), pairs(&spans));
        }
        let mut found: AttributionLine = read(item)?;
        self.optional(place, "speaker", &mut found.speaker, "\"speaker_label\"");
        self.optional(place, "speaks_for", &mut found.speaks_for, "it as \"actor\" of a statement");
        self.known_only(place, "candidates", &mut found.candidates);
        if let Some(work) = found.work.take_if(|work| !self.codebook.works.contains_key(work)) {
            self.refuse(
                &format!("{place}.work"),
                &(format!("there is no work `{work}`; it is left out"), "works are declared in case.toml".into()),
            );
        }
        self.labels(place, [("speaker_label", &mut found.speaker_label), ("role", &mut found.role)]);
        found.confidence = self.confidence(place, found.confidence);
        Ok(found)
    }

    /// Translates what attributions say they lie within; nothing lies within itself.
    fn nest(&mut self, attributions: Vec<(String, AttributionLine)>) {
        let outer: Vec<Option<usize>> = attributions
            .iter()
            .map(|(_, found)| found.within.and_then(|outer| self.kept.get(outer).copied().flatten()))
            .collect();
        for (number, (place, mut found)) in attributions.into_iter().enumerate() {
            let circular =
                std::iter::successors(outer[number], |&at| outer[at]).take(outer.len()).any(|at| at == number);
            if found.within.is_some() && (circular || outer[number].is_none()) {
                let what = if circular { "it lies within itself" } else { "it is no attribution that was kept" };
                self.refuse(
                    &format!("{place}.within"),
                    &(
                        format!("{what}; the attribution stands by itself"),
                        "count the list of attributions from 0".into(),
                    ),
                );
            }
            found.within = outer[number].filter(|_| !circular);
            self.checked.attributions.push(found);
        }
    }

    fn statement(&mut self, place: &str, item: &Value) -> Result<StatementLine, Fault> {
        let mut item = object(item)?.clone();
        self.evidence(&mut item)?;
        let mut found: StatementLine = read(item)?;
        if !self.knows(&found.actor) {
            return fault(
                format!("actor: the codebook has no actor `{}`", found.actor),
                "use an id of the codebook, or give \"actor_label\" and \"actor_kind\" for somebody new",
            );
        }
        if !self.codebook.propositions.contains_key(&found.proposition) {
            let known: Vec<&str> = self.codebook.propositions.keys().map(Slug::as_str).collect();
            return fault(
                format!("proposition: the codebook has no proposition `{}`", found.proposition),
                format!("there are: {}", known.join(", ")),
            );
        }
        self.voice(place, &mut found)?;
        self.stance(place, &mut found)?;
        found.form.get_or_insert(Form::Argue);
        self.optional(place, "spokesperson", &mut found.spokesperson, "it as \"actor\" of a statement");
        if found.spokesperson.as_ref() == Some(&found.actor) {
            found.spokesperson = None;
        }
        self.known_only(place, "addressees", &mut found.addressees);
        self.known_only(place, "targets", &mut found.targets);
        for (field, frames) in [("frames", &mut found.frames), ("frames_rejected", &mut found.frames_rejected)] {
            for frame in frames.extract_if(.., |frame| !self.codebook.frames.contains_key(frame)).collect::<Vec<_>>() {
                self.refuse(
                    &format!("{place}.{field}"),
                    &(
                        format!("there is no frame `{frame}`; it is left out"),
                        "use the ids of the codebook's frames".into(),
                    ),
                );
            }
        }
        if let Some(frame) = found.frames.extract_if(.., |frame| found.frames_rejected.contains(frame)).next() {
            let what = format!("`{frame}` is rejected as well; it is left out");
            self.refuse(&format!("{place}.frames"), &(what, "a reason is either given or rejected".into()));
        }
        if let Some(unknown) = found.utterance.take_if(|utterance| !self.codebook.utterances.contains_key(utterance)) {
            let what = format!("there is no utterance `{unknown}`; it is left out");
            self.refuse(&format!("{place}.utterance"), &(what, "utterances are declared in case.toml".into()));
        }
        found.attribution = self.reference(place, found.attribution);
        self.labels(place, [("actor_label", &mut found.actor_label), ("condition", &mut found.condition)]);
        self.labels(place, [("note", &mut found.note), ("rule", &mut found.rule)]);
        found.confidence = self.confidence(place, found.confidence);
        Ok(found)
    }

    /// A conditional stance leans or says on what it depends, and no other does.
    fn stance(&mut self, place: &str, found: &mut StatementLine) -> Result<(), Fault> {
        if found.stance != Stance::Conditional {
            if found.leaning.take().is_some() {
                let what = format!("the stance is {}; it is left out", found.stance);
                self.refuse(&format!("{place}.leaning"), &(what, "only a conditional stance leans".into()));
            }
            return Ok(());
        }
        if found.leaning.is_none_or(|leaning| leaning == Stance::Conditional) && found.condition.is_none() {
            return fault(
                "leaning: it is missing",
                "a conditional stance says which way it leans (support, oppose), or its \"condition\" in words",
            );
        }
        found.leaning = found.leaning.filter(|leaning| *leaning != Stance::Conditional);
        Ok(())
    }

    /// Who is heard and who ascribes it must agree, or the sign may be somebody else's.
    fn voice(&mut self, place: &str, found: &mut StatementLine) -> Result<(), Fault> {
        let told = matches!(found.modality, Modality::Reported | Modality::Alleged);
        match &found.ascribed_by {
            Some(actor) if told && !self.knows(actor) => {
                fault(format!("ascribed_by: the codebook has no actor `{actor}`"), "use an id of the codebook")
            }
            Some(actor) if told && *actor == found.actor => fault(
                format!("ascribed_by: `{actor}` is the actor"),
                "what actors say of themselves is \"modality\": \"own-words\", without \"ascribed_by\"",
            ),
            None if told => fault(
                format!("ascribed_by: it is missing, and the modality is {}", found.modality),
                "say who puts it in the actor's mouth; if the document itself does, the modality is \"unattributed\"",
            ),
            Some(actor) if !told => {
                let what = format!("the modality is {}, so `{actor}` is left out", found.modality);
                self.refuse(
                    &format!("{place}.ascribed_by"),
                    &(what, "only reported and alleged statements are ascribed".into()),
                );
                found.ascribed_by = None;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn fact(&mut self, place: &str, item: &Value) -> Result<FactLine, Fault> {
        let mut item = object(item)?.clone();
        self.evidence(&mut item)?;
        let mut found: FactLine = read(item)?;
        if !self.codebook.events.contains_key(&found.event) {
            return fault(
                format!("event: there is no event `{}`", found.event),
                "events are declared in the codebook or in case.toml",
            );
        }
        // An id of digits and hyphens may look like a date.
        if let (FactProperty::Agent | FactProperty::Addressee, FactValue::Date(date)) = (found.property, &found.value) {
            found.value = date.to_string().parse().map_or(found.value.clone(), FactValue::Id);
        }
        if !found.property.admits(&found.value) {
            return fault(
                format!("value: `{}` needs {}", found.property, found.property.expects()),
                "change the value or the property",
            );
        }
        if let FactValue::Id(id) = &found.value {
            let known = match found.property {
                FactProperty::Reason => self.codebook.frames.contains_key(id),
                FactProperty::InResponseTo => self.codebook.events.contains_key(id) && *id != found.event,
                _ => self.knows(id),
            };
            if !known {
                return fault(
                    format!("value: nobody knows `{id}`"),
                    format!("it must be {} of the codebook", found.property.expects()),
                );
            }
        }
        if let Some(holder) = found.asserted_by.as_ref().filter(|holder| !self.knows(holder)) {
            return fault(
                format!("asserted_by: the codebook has no actor `{holder}`"),
                "use an id of the codebook; leave it out if the document itself says so",
            );
        }
        found.attribution = self.reference(place, found.attribution);
        found.confidence = self.confidence(place, found.confidence);
        Ok(found)
    }

    fn reference(&mut self, place: &str, attribution: Option<usize>) -> Option<usize> {
        let kept = attribution.and_then(|number| self.kept.get(number).copied().flatten());
        if let (Some(number), None) = (attribution, kept) {
            let what = format!("{number} is no attribution that was kept; it stands without one");
            self.refuse(&format!("{place}.attribution"), &(what, "count the list of attributions from 0".into()));
        }
        kept
    }

    fn optional(&mut self, place: &str, field: &str, actor: &mut Option<Slug>, introduce: &str) {
        if let Some(unknown) = actor.take_if(|actor| !self.knows(actor)) {
            let what = format!("the codebook has no actor `{unknown}`; it is left out");
            self.refuse(
                &format!("{place}.{field}"),
                &(what, format!("use an id of the codebook, or introduce {introduce}")),
            );
        }
    }

    fn known_only(&mut self, place: &str, field: &str, actors: &mut Vec<Slug>) {
        for unknown in actors.extract_if(.., |actor| !self.knows(actor)).collect::<Vec<_>>() {
            let what = format!("the codebook has no actor `{unknown}`; it is left out");
            self.refuse(&format!("{place}.{field}"), &(what, "use the ids of the codebook's actors".into()));
        }
    }

    /// Labels are shown to people: what could reorder or hide text is refused.
    fn labels<const N: usize>(&mut self, place: &str, labels: [(&str, &mut Option<String>); N]) {
        for (field, label) in labels {
            let hostile = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if label.take_if(|label| label.chars().any(hostile) || label.chars().count() > 2000).is_some() {
                let what = "it has control characters or more than 2,000 characters; it is left out";
                self.refuse(&format!("{place}.{field}"), &(what.into(), "a label is a short text in one line".into()));
            }
        }
    }

    fn confidence(&mut self, place: &str, confidence: Option<f64>) -> Option<f64> {
        let fits = confidence.filter(|confidence| (0.0..=1.0).contains(confidence));
        if let (Some(given), None) = (confidence, fits) {
            self.refuse(
                &format!("{place}.confidence"),
                &(format!("{given} is left out"), "a confidence is 0 to 1".into()),
            );
        }
        fits
    }
}

fn object(item: &Value) -> Result<&Map<String, Value>, Fault> {
    item.as_object().map_or_else(|| fault(format!("`{}` is no object", short(&item.to_string())), "write {...}"), Ok)
}

/// Reads an item; a fault names the field.
fn read<T: DeserializeOwned>(item: Map<String, Value>) -> Result<T, Fault> {
    serde_path_to_error::deserialize(Value::Object(item)).map_err(|error| {
        let path = error.path().to_string();
        let what = short(&error.inner().to_string());
        (
            if path == "." { what } else { format!("{path}: {what}") },
            "docs/readers.md lists the fields and their values".to_owned(),
        )
    })
}

fn pairs(spans: &[Span]) -> Value {
    spans.iter().map(|span| Value::from(vec![span.start, span.end])).collect()
}

/// The beginning of a text that may be long and hostile, for a message.
fn short(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut short: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

//! What a coder typed into a form: kept as it was typed until it is written, so that no refusal loses a word.

use std::str::FromStr;

use super::names::{BETWEEN, Labels, quoted};
use crate::{
    case::NewEntries,
    diagram::text::is_hidden,
    interchange::anchor::{Claim, NotThere, anchor},
    model::{
        Actor, ActorKind, ClosedList, Commitment, Date, Form, Modality, Offsets, Proposition, Slug, Span, Stance,
        Statement,
    },
    review::{Coding, Sheet},
};

/// Names and values as they were sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields(Vec<(String, String)>);

/// What is wrong with a field: its name, and a sentence.
pub(super) type Fault = (&'static str, String);

impl Fields {
    /// Reads the body of a form.
    pub(super) fn parse(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body);
        Self(pairs.map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n").trim().to_owned())).collect())
    }

    /// The form of a statement that is there.
    pub(super) fn of(found: &Statement, sheet: &Sheet, labels: &Labels<'_>) -> Self {
        let coding = Coding::of(found);
        let mut fields = Self::default();
        fields.put("actor", labels.actor(&coding.actor));
        fields.put("proposition", labels.proposition(&coding.proposition));
        fields.put("stance", coding.stance.id());
        fields.put("leaning", coding.leaning.map_or("", ClosedList::id));
        fields.put("condition", coding.condition.unwrap_or_default());
        fields.put("form", coding.form.id());
        fields.put("modality", coding.modality.id());
        fields.put("commitment", coding.commitment.id());
        fields.put("ascribed-by", coding.ascribed_by.map(|id| labels.actor(&id)).unwrap_or_default());
        fields.put("spokesperson", coding.spokesperson.map(|id| labels.actor(&id)).unwrap_or_default());
        coding.addressees.iter().for_each(|id| fields.put("addressee", labels.actor(id)));
        coding.targets.iter().for_each(|id| fields.put("target", labels.actor(id)));
        coding.frames.iter().for_each(|id| fields.put("frame", id.as_str()));
        coding.frames_rejected.iter().for_each(|id| fields.put("frame-rejected", id.as_str()));
        fields.put("utterance", coding.utterance.map(|id| id.to_string()).unwrap_or_default());
        fields.put("date", coding.date.map(|date| date.to_string()).unwrap_or_default());
        fields.put("note", coding.note.unwrap_or_default());
        fields.passage(&sheet.document().text, &coding.evidence);
        fields
    }

    /// The form for new words: the rest as most statements are.
    pub(super) fn of_passage(text: &str, spans: &[Span]) -> Self {
        let mut fields = Self::default();
        fields.put("form", Form::Argue.id());
        fields.put("modality", Modality::OwnWords.id());
        fields.put("commitment", Commitment::Asserted.id());
        fields.passage(text, spans);
        fields
    }

    fn passage(&mut self, text: &str, spans: &[Span]) {
        let places: Vec<String> = spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
        self.put("spans", places.join(","));
        self.put("quote", quoted(text, spans));
    }

    fn put(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((name.to_owned(), value));
        }
    }

    /// The value of a field; empty if it was not filled in.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A field that has something in it.
    pub(super) fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|value| !value.is_empty())
    }

    /// All values of a field that are filled in.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// All names and values, for a form that sends the same again.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The entries of the codebook that were filled in beside the codes.
    pub(super) fn entries(&self, sheet: &Sheet) -> Result<NewEntries, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut entries = NewEntries::default();
        let known = &sheet.case.codebooks.merged;
        if let Some(label) = self.some("new-actor") {
            let kind = self.term::<ActorKind>("new-actor-kind", &mut faults);
            let aliases = self.get("new-actor-aliases").split(',').map(str::trim).filter(|alias| !alias.is_empty());
            let new = kind.map(|kind| Actor {
                id: free(&label, |id| known.actors.contains_key(id)),
                label,
                kind,
                country: None,
                aliases: aliases.map(str::to_owned).collect(),
                only_with: None,
                descriptions: Vec::new(),
                part_of: None,
                wikidata: None,
                source: Vec::new(),
                note: None,
            });
            // A server that ends between codebook and statement has declared the actor; the same form is sent again.
            let there = |new: &Actor| {
                known.actors.values().any(|there| there.value == Actor { id: there.value.id.clone(), ..new.clone() })
            };
            entries.actors.extend(new.filter(|new| !there(new)));
        }
        if let Some(label) = self.some("new-proposition") {
            let short = self.some("new-proposition-short");
            let new = Proposition {
                id: free(short.as_ref().unwrap_or(&label), |id| known.propositions.contains_key(id)),
                label,
                short,
                issue: None,
                broader: None,
                definition: self.some("new-proposition-definition"),
            };
            let there = known
                .propositions
                .values()
                .any(|there| there.value == Proposition { id: there.value.id.clone(), ..new.clone() });
            if !there {
                entries.propositions.push(new);
            }
        }
        if faults.is_empty() { Ok(entries) } else { Err(faults) }
    }

    /// The codes that were chosen, or what is wrong with which field.
    pub(super) fn coding(&self, sheet: &Sheet, labels: &Labels<'_>, new: &NewEntries) -> Result<Coding, Vec<Fault>> {
        let mut faults = Vec::new();
        for (name, value) in &self.0 {
            if value.chars().any(|c| is_hidden(c) && c != '\n') {
                let sentence = format!("The field {name} holds invisible characters: type it anew.");
                faults.push(("quote", sentence));
            }
        }
        let actor = |name: &'static str, value: &str, faults: &mut Vec<Fault>| {
            let found = labels.find_actor(value, &new.actors);
            if found.is_none() {
                let sentence = format!(
                    "The codebook knows nobody called “{value}”: choose a name from the list, or add it below."
                );
                faults.push((name, sentence));
            }
            found
        };
        let one =
            |name: &'static str, faults: &mut Vec<Fault>| self.some(name).and_then(|value| actor(name, &value, faults));
        let several = |name: &'static str, faults: &mut Vec<Fault>| -> Vec<Slug> {
            self.all(name).filter_map(|value| actor(name, value, faults)).collect()
        };
        // Who adds somebody and leaves the field empty means the new one.
        let whose = match self.some("actor") {
            Some(value) => actor("actor", &value, &mut faults),
            None => match new.actors.first() {
                Some(actor) => Some(actor.id.clone()),
                None => self.some("new-actor").and_then(|label| labels.find_actor(&label, &[])),
            },
        };
        if whose.is_none() && self.get("actor").is_empty() {
            faults.push(("actor", "Say whose stance it is.".to_owned()));
        }
        let proposition = match self.some("proposition") {
            Some(value) => labels.find_proposition(&value, &new.propositions),
            None => match new.propositions.first() {
                Some(found) => Some(found.id.clone()),
                None => self.some("new-proposition").and_then(|label| labels.find_proposition(&label, &[])),
            },
        };
        if proposition.is_none() {
            faults.push((
                "proposition",
                match self.get("proposition") {
                    "" => "Say what the stance is on.".to_owned(),
                    value => {
                        format!("The codebook has no proposition “{value}”: choose one from the list, or add it below.")
                    }
                },
            ));
        }
        let stance = self.term::<Stance>("stance", &mut faults);
        let conditional = stance == Some(Stance::Conditional);
        let form = self.term::<Form>("form", &mut faults);
        let modality = self.term::<Modality>("modality", &mut faults);
        let commitment = self.term::<Commitment>("commitment", &mut faults);
        let frames = |name| self.all(name).filter_map(|id| id.parse().ok()).collect();
        let leaning = conditional.then(|| self.optional::<Stance>("leaning", &mut faults)).flatten();
        let date = self.optional::<Date>("date", &mut faults);
        let utterance = self.optional::<Slug>("utterance", &mut faults);
        let evidence = self.evidence(&sheet.document().text, &mut faults);
        let coding = (|| {
            Some(Coding {
                actor: whose?,
                proposition: proposition?,
                stance: stance?,
                leaning,
                condition: self.some("condition").filter(|_| conditional),
                form: form?,
                modality: modality?,
                commitment: commitment?,
                ascribed_by: one("ascribed-by", &mut faults),
                spokesperson: one("spokesperson", &mut faults),
                addressees: several("addressee", &mut faults),
                targets: several("target", &mut faults),
                frames: frames("frame"),
                frames_rejected: frames("frame-rejected"),
                utterance,
                date,
                evidence,
                note: self.some("note"),
            })
        })();
        match coding {
            Some(coding) if faults.is_empty() => Ok(coding.in_order()),
            _ => Err(faults),
        }
    }

    fn term<T: ClosedList>(&self, name: &'static str, faults: &mut Vec<Fault>) -> Option<T> {
        let value = self.get(name);
        let found = T::from_id(value);
        if found.is_err() {
            faults.push((name, format!("Choose the {}.", T::WHAT)));
        }
        found.ok()
    }

    fn optional<T: FromStr<Err: std::fmt::Display>>(&self, name: &'static str, faults: &mut Vec<Fault>) -> Option<T> {
        match self.some(name)?.parse() {
            Ok(found) => Some(found),
            Err(error) => {
                faults.push((name, format!("{error}.")));
                None
            }
        }
    }

    /// Where the words stand: where they were marked, if they still stand there; otherwise where they stand alone.
    fn evidence(&self, text: &str, faults: &mut Vec<Fault>) -> Vec<Span> {
        let offsets = Offsets::new(text);
        let quote = self.get("quote");
        let marked = marked(self.get("spans"));
        if !marked.is_empty() && (quote.is_empty() || same_words(&quoted(text, &marked), quote)) {
            return marked;
        }
        if quote.is_empty() {
            faults.push(("quote", "Mark the words in the text, or type them here.".to_owned()));
            return Vec::new();
        }
        let find = |words: &str| {
            anchor(&offsets, text, &Claim { exact: Some(words.to_owned()), ..Claim::default() })
                .map(|found| found.span())
        };
        let parts: Vec<Result<Span, (&str, NotThere)>> = match find(quote) {
            Ok(span) => vec![Ok(span)],
            Err(_) => {
                quote.split(BETWEEN.trim()).map(str::trim).map(|part| find(part).map_err(|why| (part, why))).collect()
            }
        };
        let mut spans = Vec::new();
        for part in parts {
            match part {
                Ok(span) => spans.push(span),
                Err((words, _)) => {
                    let times = text.matches(words).count();
                    let sentence = match times {
                        0 => format!("The words “{words}” do not stand in the text: copy them letter by letter."),
                        _ => format!(
                            "The words “{words}” stand in the text {times} times: give more of them, or mark them."
                        ),
                    };
                    faults.push(("quote", sentence));
                }
            }
        }
        spans
    }
}

/// The places that a page has sent, `12-25,40-60`.
pub(super) fn marked(places: &str) -> Vec<Span> {
    let span = |place: &str| {
        let (start, end) = place.trim().split_once('-')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?)).filter(|span| !span.is_empty())
    };
    let spans: Option<Vec<Span>> = places.split(',').map(span).collect();
    let mut spans = spans.unwrap_or_default();
    spans.sort_unstable();
    spans
}

/// A form changes white space on its way.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn free(label: &str, taken: impl Fn(&Slug) -> bool) -> Slug {
    let wanted = Slug::from_text(&label.chars().take(60).collect::<String>());
    if !taken(&wanted) {
        return wanted;
    }
    let numbered = (2_u32..).map(|number| Slug::from_text(&format!("{wanted}-{number}")));
    numbered.into_iter().find(|id| !taken(id)).unwrap_or(wanted)
}

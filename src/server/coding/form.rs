//! The form in which a statement is coded. It is the same for new words, a correction and an edit, and shows again what
//! was typed when it is refused.

use maud::{Markup, html};

use super::{
    fields::{Fault, Fields},
    names::Labels,
};
use crate::{
    model::{ActorKind, ClosedList, Commitment, Form, Modality, Slug, Stance},
    review::Sheet,
};

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// New words.
    Add,
    /// A statement of another coder, or of several that say the same, is taken over with other codes.
    Revise {
        /// The first one's id.
        about: String,
        /// The others'.
        also: Vec<String>,
    },
    /// A statement of one's own is changed.
    Edit(String),
}

/// A form that is open.
pub(super) struct OpenForm {
    pub(super) purpose: Purpose,
    pub(super) fields: Fields,
    pub(super) faults: Vec<Fault>,
}

/// Where a form is sent and what it says beside the codes.
pub(super) struct Around<'a> {
    pub(super) action: String,
    pub(super) into: &'a Slug,
    pub(super) from: &'a Slug,
    pub(super) close: String,
}

impl OpenForm {
    pub(super) fn new(purpose: Purpose, fields: Fields) -> Self {
        Self { purpose, fields, faults: Vec::new() }
    }

    pub(super) const fn heading(&self) -> &'static str {
        match self.purpose {
            Purpose::Add => "Code these words",
            Purpose::Revise { .. } => "Correct the suggestion",
            Purpose::Edit(_) => "Edit the statement",
        }
    }

    pub(super) fn markup(&self, sheet: &Sheet, labels: &Labels<'_>, around: &Around<'_>) -> Markup {
        let fields = &self.fields;
        html! {
            section.coding aria-labelledby="coding" {
                h2 id="coding" { (self.heading()) }
                @if !self.faults.is_empty() {
                    div.fault role="alert" {
                        p { "Not written yet:" }
                        ul { @for (_, sentence) in &self.faults { li { (sentence) } } }
                    }
                }
                form #code-form method="post" action=(around.action) data-swap {
                    (hidden("into", around.into.as_str()))
                    (hidden("from", around.from.as_str()))
                    (hidden("seen", &sheet.digest))
                    (hidden("spans", fields.get("spans")))
                    @match &self.purpose {
                        Purpose::Add => (hidden("action", "add")),
                        Purpose::Edit(id) => { (hidden("action", "edit")) (hidden("about", id)) },
                        Purpose::Revise { about, also } => {
                            (hidden("action", "revise")) (hidden("about", about))
                            @for id in also { (hidden("also", id)) }
                        },
                    }
                    (self.area("quote", "Words", "as they stand in the text; “ … ” between two passages"))
                    (self.text("actor", "Actor", "actors", "whose stance it is"))
                    (self.text("proposition", "Proposition", "propositions", "what the stance is on"))
                    (self.stance())
                    div.row {
                        (self.choice::<Form>("form", "Form"))
                        (self.choice::<Modality>("modality", "Voice"))
                        (self.choice::<Commitment>("commitment", "Commitment"))
                    }
                    div.row {
                        (self.text("spokesperson", "Spokesperson", "actors", "through whom it spoke"))
                        (self.text("ascribed-by", "Ascribed by", "actors", "who says so, unless in own words"))
                    }
                    (self.more(sheet, labels))
                    (self.new_entries())
                    @if matches!(self.purpose, Purpose::Revise { .. }) {
                        (self.text("reason", "Reason", "", "why it is corrected, if it should be known"))
                    }
                    p.buttons {
                        button.primary type="submit" aria-keyshortcuts="Control+Enter" { "Write" }
                        " " a.close href=(around.close) data-close { "Close without writing" }
                    }
                }
            }
        }
    }

    /// What is wrong with a field, for its `aria-describedby`.
    fn fault(&self, name: &str) -> Option<&str> {
        self.faults.iter().find(|(field, _)| *field == name).map(|(_, sentence)| sentence.as_str())
    }

    fn text(&self, name: &str, label: &str, list: &str, hint: &str) -> Markup {
        self.text_with(name, &format!("f-{name}"), label, list, hint, self.fields.get(name))
    }

    fn text_with(&self, name: &str, id: &str, label: &str, list: &str, hint: &str, value: &str) -> Markup {
        let fault = self.fault(name);
        let describes = format!("{id}-hint");
        html! {
            div.field {
                label for=(id) { (label) }
                input id=(id) name=(name) value=(value) list=[(!list.is_empty()).then_some(list)] autocomplete="off"
                    aria-describedby=[(fault.is_some() || !hint.is_empty()).then_some(&describes)]
                    aria-invalid=[fault.map(|_| "true")];
                @if let Some(fault) = fault { span.small.wrong id=(describes) { (fault) } }
                @else if !hint.is_empty() { span.small id=(describes) { (hint) } }
            }
        }
    }

    fn area(&self, name: &str, label: &str, hint: &str) -> Markup {
        let fault = self.fault(name);
        html! {
            div.field {
                label for={ "f-" (name) } { (label) }
                textarea id={ "f-" (name) } name=(name) rows="3" aria-describedby={ "f-" (name) "-hint" }
                    aria-invalid=[fault.map(|_| "true")] { (self.fields.get(name)) }
                span.small.wrong[fault.is_some()] id={ "f-" (name) "-hint" } { (fault.unwrap_or(hint)) }
            }
        }
    }

    fn choice<T: ClosedList>(&self, name: &str, label: &str) -> Markup {
        let chosen = self.fields.get(name);
        html! {
            div.field {
                label for={ "f-" (name) } { (label) }
                select id={ "f-" (name) } name=(name) aria-invalid=[self.fault(name).map(|_| "true")] {
                    @for term in T::ALL {
                        option value=(term.id()) selected[term.id() == chosen] { (term.words()) }
                    }
                }
            }
        }
    }

    fn stance(&self) -> Markup {
        let chosen = self.fields.get("stance");
        html! {
            fieldset.stance aria-invalid=[self.fault("stance").map(|_| "true")] {
                legend { "Stance" }
                @for stance in Stance::ALL {
                    label.choice {
                        input type="radio" name="stance" value=(stance.id()) checked[stance.id() == chosen];
                        " " (stance.words())
                    }
                }
                div.row.condition {
                    div.field {
                        label for="f-leaning" { "leans to" }
                        select id="f-leaning" name="leaning" {
                            option value="" { "not said" }
                            @for stance in [Stance::Support, Stance::Oppose] {
                                option value=(stance.id()) selected[stance.id() == self.fields.get("leaning")] { (stance.words()) }
                            }
                        }
                    }
                    (self.text("condition", "on condition that", "", ""))
                }
            }
        }
    }

    /// What most statements do without.
    fn more(&self, sheet: &Sheet, labels: &Labels<'_>) -> Markup {
        let filled = ["addressee", "target", "frame", "frame-rejected", "utterance", "date", "note"]
            .iter()
            .any(|name| !self.fields.get(name).is_empty());
        html! {
            details open[filled || !self.faults.is_empty()] {
                summary { "Spoken to, spoken about, reasons, note" }
                (self.several("addressee", "Spoken to", "whom the actor speaks to"))
                (self.several("target", "Spoken about", "whom it is about"))
                (self.frames("frame", "Reasons given", sheet, labels))
                (self.frames("frame-rejected", "Reasons rejected", sheet, labels))
                div.row {
                    (self.text("utterance", "Utterance", "utterances", "its id, if other documents report the same speech act"))
                    (self.text("date", "Date of the utterance", "", "2015-11-30, 2015-11 or 2015"))
                }
                (self.area("note", "Note", "a remark that stays with the statement"))
            }
        }
    }

    /// A field for each value, and an empty one.
    fn several(&self, name: &str, label: &str, hint: &str) -> Markup {
        let values: Vec<&str> = self.fields.all(name).chain([""]).collect();
        html! {
            @for (at, value) in values.iter().enumerate() {
                @let id = format!("f-{name}-{at}");
                @let numbered = if at == 0 { label.to_owned() } else { format!("{label}, {}", at + 1) };
                (self.text_with(name, &id, &numbered, "actors", if at + 1 == values.len() { hint } else { "" }, value))
            }
        }
    }

    fn frames(&self, name: &str, legend: &str, sheet: &Sheet, labels: &Labels<'_>) -> Markup {
        html! {
            fieldset.frames {
                legend { (legend) }
                @for frame in sheet.case.codebooks.merged.frames.keys() {
                    label.choice {
                        input type="checkbox" name=(name) value=(frame.as_str())
                            checked[self.fields.all(name).any(|id| id == frame.as_str())];
                        " " (labels.frame(frame))
                    }
                }
            }
        }
    }

    fn new_entries(&self) -> Markup {
        let filled = |name: &str| !self.fields.get(name).is_empty();
        let unknown = self.faults.iter().any(|(name, _)| ["actor", "proposition", "new-actor-kind"].contains(name));
        html! {
            details open[filled("new-actor") || filled("new-proposition") || unknown] {
                summary { "Not in the codebook: add an actor or a proposition" }
                div.row {
                    (self.text("new-actor", "New actor", "", "its name, as tables show it"))
                    (self.choice::<ActorKind>("new-actor-kind", "Kind of actor"))
                }
                (self.text("new-actor-aliases", "Other names", "", "separated by commas"))
                (self.text("new-proposition", "New proposition", "", "a sentence one can be for or against"))
                div.row {
                    (self.text("new-proposition-short", "Short name", "", "a few words, for tables"))
                    (self.text("new-proposition-definition", "What falls under it", "", ""))
                }
            }
        }
    }
}

/// The lists that the fields complete from: once a page.
pub(super) fn lists(sheet: &Sheet, labels: &Labels<'_>) -> Markup {
    html! {
        datalist id="actors" { @for (name, others) in labels.all_actors() { option value=(name) { (others) } } }
        datalist id="propositions" {
            @for (name, sentence) in labels.all_propositions() { option value=(name) { (sentence) } }
        }
        datalist id="utterances" {
            @for (id, utterance) in &sheet.case.codebooks.merged.utterances {
                option value=(id.as_str()) { (utterance.label) }
            }
        }
    }
}

pub(super) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

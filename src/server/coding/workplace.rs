//! The page of one document at work: the text, the machine's suggestions, one's own statements, and a form.

use maud::{Markup, html};

use super::{
    fields::Fields,
    form::{Around, OpenForm, hidden, lists},
    names::Labels,
    text::{Underlined, lines, said, sign, verb},
};
use crate::{
    assets,
    diagram::text::visible,
    model::{ClosedList, DecisionKind, Slug, Span, Statement},
    review::{ReviewError, Sheet, Suggestion},
};

/// Where somebody is in the workplace: whose annotations are written, whose statements are suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standpoint {
    /// Who works.
    pub(super) by: Slug,
    /// Whose annotations decisions go into: one's own, or `reviewed`.
    pub(super) into: Slug,
    /// Whose statements are suggested.
    pub(super) from: Slug,
    /// The document.
    pub(super) document: Slug,
}

impl Standpoint {
    /// The address of the page, with more parameters behind it.
    pub(super) fn address(&self, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("into", self.into.as_str()).append_pair("from", self.from.as_str());
        query.extend_pairs(more);
        format!("/code/{}?{}", self.document, query.finish())
    }

    fn action(&self) -> String {
        format!("/code/{}", self.document)
    }
}

/// What was not written, and what can be done about it.
pub(super) struct Trouble {
    pub(super) error: ReviewError,
    /// What was sent: it can be sent again on top of what is there.
    pub(super) sent: Option<Fields>,
}

/// Everything that the page shows.
pub(super) struct Workplace<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) labels: &'a Labels<'a>,
    pub(super) standpoint: &'a Standpoint,
    pub(super) form: Option<OpenForm>,
    /// The suggestion to look at.
    pub(super) at: Option<&'a str>,
    /// What has just been done.
    pub(super) done: Option<String>,
    pub(super) trouble: Option<Trouble>,
    /// Whether something can be undone, and done again.
    pub(super) steps: (bool, bool),
    /// The documents of the case, and what of them is complete.
    pub(super) neighbours: [Option<Slug>; 2],
}

impl Workplace<'_> {
    pub(super) fn markup(&self) -> Markup {
        let suggestions = self.sheet.suggestions(self.standpoint.from.as_str());
        let (open, decided): (Vec<_>, Vec<_>) = suggestions.into_iter().partition(|found| found.verdict.is_none());
        let at = self.at.filter(|id| open.iter().any(|found| found.statement.id == *id));
        let at = at.or(open.first().map(|found| found.statement.id.as_str()));
        let own: Vec<&Statement> = self.sheet.set.statements.iter().collect();
        let mut underlined: Vec<Underlined<'_>> =
            open.iter().map(|found| Underlined { statement: found.statement, open: true }).collect();
        underlined.extend(own.iter().map(|statement| Underlined { statement, open: false }));
        let marked = self.form.as_ref().map(|form| super::fields::marked(form.fields.get("spans"))).unwrap_or_default();
        html! {
            link rel="stylesheet" href=(assets::path("coding.css"));
            (self.way())
            p #said role="status" { @if let Some(done) = &self.done { (done) } }
            @if let Some(trouble) = &self.trouble { (self.trouble(trouble)) }
            div.workplace data-workplace {
                section.words aria-labelledby="words" {
                    h2 id="words" { "Text" }
                    (self.how_to_mark())
                    div.lines #lines tabindex="0" role="group" aria-labelledby="words" aria-describedby="how" {
                        (self.lines(&underlined, &marked))
                    }
                }
                div.side {
                    @if let Some(form) = &self.form {
                        (form.markup(self.sheet, self.labels, &Around {
                            action: self.standpoint.action(),
                            into: &self.standpoint.into,
                            from: &self.standpoint.from,
                            close: self.standpoint.address(&at.map(|at| ("at", at)).into_iter().collect::<Vec<_>>()),
                        }))
                    }
                    (self.open(&open, at))
                    (self.own(&own))
                    (self.decided(&decided))
                    (self.completing(open.len()))
                }
            }
            (lists(self.sheet, self.labels))
            (keys())
        }
    }

    fn lines(&self, underlined: &[Underlined<'_>], marked: &[Span]) -> Markup {
        lines(&self.sheet.document().text, underlined, marked, self.labels)
    }

    /// Where one is, whose annotations these are, and what can be taken back.
    fn way(&self) -> Markup {
        let standpoint = self.standpoint;
        let [before, after] = &self.neighbours;
        let link = |document: &Slug| Standpoint { document: document.clone(), ..standpoint.clone() }.address(&[]);
        html! {
            nav.subnav aria-label="Coding" {
                ul {
                    li { a href="/code" { "All documents" } }
                    @if let Some(before) = before { li { a href=(link(before)) rel="prev" { "Previous document" } } }
                    @if let Some(after) = after { li { a href=(link(after)) rel="next" { "Next document" } } }
                    li { a href={ "/documents/" (standpoint.document) } { "Read it" } }
                }
            }
            div.bar {
                form.standpoint method="get" action=(standpoint.action()) {
                    label for="into" { "Written into" }
                    select #into name="into" {
                        @for name in [standpoint.by.as_str(), crate::model::Coder::REVIEWED] {
                            option value=(name) selected[standpoint.into == *name] {
                                @if name == standpoint.by.as_str() { (name) " (yours)" } @else { (name) " (the settled coding)" }
                            }
                        }
                    }
                    label for="from" { "Suggestions of" }
                    select #from name="from" {
                        @for name in self.suggesters() { option value=(name) selected[standpoint.from == *name] { (name) } }
                    }
                    button type="submit" { "Change" }
                }
                form method="post" action=(standpoint.action()) data-swap {
                    (self.hidden())
                    button #undo name="action" value="undo" disabled[!self.steps.0] aria-keyshortcuts="u" { "Undo" }
                    " " button #redo name="action" value="redo" disabled[!self.steps.1] aria-keyshortcuts="Shift+U" { "Redo" }
                }
            }
        }
    }

    /// Whose statements can be looked at, the machine's first.
    fn suggesters(&self) -> Vec<&str> {
        let others = self.sheet.case.annotations.iter().map(|set| set.coder.name.as_str());
        let mut names = vec![crate::model::Coder::AUTO];
        names.extend(others.filter(|name| *name != crate::model::Coder::AUTO && self.standpoint.into != **name));
        names
    }

    fn hidden(&self) -> Markup {
        html! {
            (hidden("into", self.standpoint.into.as_str()))
            (hidden("from", self.standpoint.from.as_str()))
            (hidden("seen", &self.sheet.digest))
        }
    }

    fn how_to_mark(&self) -> Markup {
        html! {
            p #how.small { "Mark words with the mouse, or with the keyboard: arrow keys go from word to word, Shift marks, Enter codes." }
            p.buttons {
                a.button #code-words href=(self.standpoint.address(&[("new", "1")])) { "Code marked words" }
                " " span #marked role="status" aria-live="polite" {}
            }
        }
    }

    fn open(&self, open: &[Suggestion<'_>], at: Option<&str>) -> Markup {
        let from = &self.standpoint.from;
        html! {
            section aria-labelledby="open" {
                h2 id="open" { "Suggestions of " (from) ": " (open.len()) " open" }
                @if open.is_empty() {
                    p.small { "Nothing is left to decide on." }
                } @else {
                    ol.plain.suggestions {
                        @for found in open {
                            @let id = &found.statement.id;
                            @let now = at == Some(id);
                            li.card.(found.statement.stance.id()) id={ "s-" (id) } data-id=(id) tabindex="-1"
                                aria-current=[now.then_some("true")] {
                                (self.card(found.statement))
                                form.decide method="post" action=(self.standpoint.action()) data-swap {
                                    (self.hidden())
                                    (hidden("about", id))
                                    button name="action" value="accept" aria-keyshortcuts="a" { "Accept" }
                                    " " a.button href=(self.standpoint.address(&[("about", id)])) aria-keyshortcuts="e" data-swap data-key="e" { "Correct" }
                                    " " button name="action" value="reject" aria-keyshortcuts="x" { "Reject" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn own(&self, own: &[&Statement]) -> Markup {
        let whose = if self.standpoint.into == self.standpoint.by { "Your statements" } else { "Settled statements" };
        html! {
            section aria-labelledby="own" {
                h2 id="own" { (whose) ": " (own.len()) }
                @if own.is_empty() { p.small { "Accept a suggestion, or mark words in the text." } }
                ol.plain {
                    @for statement in own {
                        li.card.(statement.stance.id()) id={ "s-" (statement.id) } data-id=(statement.id) {
                            (self.card(statement))
                            (self.came_from(statement))
                            form.decide method="post" action=(self.standpoint.action()) data-swap {
                                (self.hidden())
                                (hidden("about", &statement.id))
                                a.button href=(self.standpoint.address(&[("edit", &statement.id)])) data-swap { "Edit" }
                                " " button name="action" value="delete" { "Delete" }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What led to a statement, by whom and when.
    fn came_from(&self, statement: &Statement) -> Markup {
        let led = self.sheet.set.decisions.iter().filter(|made| {
            made.result.as_ref() == Some(&statement.id)
                || (made.kind == DecisionKind::Add && made.about == statement.id)
        });
        html! {
            @for made in led {
                p.more {
                    (past(made.kind))
                    @if let Some(by) = &made.by { " by " (by) }
                    @if let Some(coder) = self.coder_of(&made.about) { ", from " (coder) }
                    @if let Some(at) = &made.at { ", " (at.get(..16).unwrap_or(at).replace('T', " ")) }
                    @if let Some(reason) = &made.reason { ": " (visible(reason)) }
                }
            }
        }
    }

    fn coder_of(&self, id: &str) -> Option<&Slug> {
        let others = self.sheet.others();
        others.into_iter().find(|set| set.statements.iter().any(|found| found.id == id)).map(|set| &set.coder.name)
    }

    fn decided(&self, decided: &[Suggestion<'_>]) -> Markup {
        html! {
            @if !decided.is_empty() {
                details.decided {
                    summary { "Decided: " (decided.len()) }
                    ol.plain {
                        @for found in decided {
                            @if let Some(verdict) = found.verdict {
                                li.card.(found.statement.stance.id()) {
                                    (self.card(found.statement))
                                    p.more {
                                        (past(verdict.decision.kind))
                                        @if let Some(by) = &verdict.decision.by { " by " (by) }
                                        @if let Some(reason) = &verdict.decision.reason { ": " (visible(reason)) }
                                    }
                                    form.decide method="post" action=(self.standpoint.action()) data-swap {
                                        (self.hidden())
                                        (hidden("about", &found.statement.id))
                                        button name="action" value="withdraw" { "Take the decision back" }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn completing(&self, open: usize) -> Markup {
        let complete = self.sheet.set.complete;
        let settling = self.standpoint.into == *crate::model::Coder::REVIEWED;
        let facts = self.sheet.of_coder(crate::model::Coder::AUTO).map_or(0, |set| set.facts.len());
        html! {
            section aria-labelledby="done" {
                h2 id="done" { "This document" }
                form method="post" action=(self.standpoint.action()) data-swap {
                    (self.hidden())
                    @if complete {
                        p { "It is marked complete." }
                        button name="action" value="reopen" { "Open it again" }
                    } @else {
                        @if settling {
                            p.small { "Once it is complete, only the settled statements count, and suggestions that are open do not." }
                            @if facts > 0 {
                                p { label.choice {
                                    input type="checkbox" name="keep-facts" value="1" checked;
                                    " Take over the " (facts) " facts that the machine found"
                                } }
                            }
                        }
                        button name="action" value="complete" {
                            "Mark as complete"
                            @if open > 0 { " with " (open) " open" }
                        }
                    }
                }
            }
        }
    }

    /// Who stands where, in which words, and how it was found.
    fn card(&self, found: &Statement) -> Markup {
        card(found, self.labels)
    }

    fn trouble(&self, trouble: &Trouble) -> Markup {
        let conflict = matches!(trouble.error, ReviewError::Conflict { .. });
        let step = trouble.sent.as_ref().is_some_and(|sent| ["undo", "redo"].contains(&sent.get("action")));
        html! {
            div.fault role="alert" {
                p { @if conflict { "Not written: " } (sentence(&trouble.error.in_full())) }
                @if conflict && step {
                    p { "It can no longer be undone or done again here: git has what there was." }
                } @else if let Some(remedy) = trouble.error.remedy() { p { (sentence(&remedy)) } }
                @if let Some(sent) = trouble.sent.as_ref().filter(|_| conflict && !step) {
                    h2 { "What you chose" }
                    (self.mine(sent))
                    h2 { "What is there now" }
                    (self.theirs(sent))
                    @if self.form.is_none() {
                        form method="post" action=(self.standpoint.action()) data-swap {
                            @for (name, value) in sent.pairs().filter(|(name, _)| *name != "seen") { (hidden(name, value)) }
                            (hidden("seen", &self.sheet.digest))
                            button.primary type="submit" { "Write mine on top of it" }
                        }
                    } @else { p { "Your form is open below: “Write” puts it on top of what is there now." } }
                }
            }
        }
    }

    fn mine(&self, sent: &Fields) -> Markup {
        let about = self.any(sent.get("about"));
        html! {
            p { (sentence(sent.get("action"))) }
            @if let Some(found) = about { div.card.(found.stance.id()) { (self.card(found)) } }
            @if !sent.get("actor").is_empty() {
                p { (sent.get("actor")) " · " (sent.get("stance")) " · " (sent.get("proposition")) " · " (sent.get("form")) ": “" (sent.get("quote")) "”" }
            }
        }
    }

    /// What the file has now of the same words, or of the same suggestion.
    fn theirs(&self, sent: &Fields) -> Markup {
        let about = self.any(sent.get("about"));
        let marked = super::fields::marked(sent.get("spans"));
        let words = about.map(|found| found.evidence.clone()).unwrap_or(marked);
        let near: Vec<&Statement> = self
            .sheet
            .set
            .statements
            .iter()
            .filter(|found| found.evidence.iter().any(|span| words.iter().any(|other| span.overlaps(*other))))
            .collect();
        let verdict = self.sheet.verdict(sent.get("about"));
        html! {
            p {
                (counted(self.sheet.set.statements.len(), "statement")) " and "
                (counted(self.sheet.set.decisions.len(), "decision")) " in the file."
            }
            @if let Some(verdict) = verdict { p { "This suggestion has been decided on: " (past(verdict.decision.kind)) "." } }
            @for found in &near { div.card.(found.stance.id()) { (self.card(found)) } }
            @if near.is_empty() { p { "Nothing of the same words." } }
        }
    }

    fn any(&self, id: &str) -> Option<&Statement> {
        self.sheet.case.annotations.iter().flat_map(|set| &set.statements).find(|found| found.id == id)
    }
}

/// Who stands where, in which words, and how it was found.
pub(super) fn card(found: &Statement, labels: &Labels<'_>) -> Markup {
    html! {
        p.who {
            span.mark.(found.stance.id()) { span.sign aria-hidden="true" { (sign(found.stance)) } }
            strong { (labels.actor(&found.actor)) } " " (verb(found.stance)) " " strong { (labels.proposition(&found.proposition)) }
        }
        blockquote { "“" (visible(&labels.words(found))) "”" }
        p.more {
            (found.modality.words())
            @if let Some(form) = found.form { ", " (form.words()) }
            @if found.commitment != crate::model::Commitment::Asserted { ", " (found.commitment.words()) }
            @if let Some(leaning) = found.leaning { ", leans to " (leaning.words()) }
            @if let Some(condition) = &found.condition { ", on condition: " (visible(condition)) }
            @if let Some(person) = &found.spokesperson { ", through " (labels.actor(person)) }
            @if let Some(holder) = &found.ascribed_by { ", ascribed by " (labels.actor(holder)) }
            @if !found.addressees.is_empty() { ", to " (labels.actors(&found.addressees)) }
            @if !found.targets.is_empty() { ", about " (labels.actors(&found.targets)) }
            @for frame in &found.frames { ", because of " (labels.frame(frame)) }
            @for frame in &found.frames_rejected { ", not because of " (labels.frame(frame)) }
        }
        @if let Some(confidence) = found.confidence {
            p.more { "sure " (format!("{confidence:.2}")) @if let Some(rule) = &found.rule { ", by the rule " (rule) } }
        }
        @if let Some(note) = &found.note { p.more { "Note: " (visible(note)) } }
    }
}

/// What was done, in the past tense.
pub(super) const fn past(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Add => "added",
        DecisionKind::Accept => "accepted",
        DecisionKind::Revise => "corrected",
        DecisionKind::Reject => "rejected",
    }
}

/// The title of what was done, for the line that is read out.
pub(super) fn done(action: &str, statement: Option<&Statement>, labels: &Labels<'_>) -> Option<String> {
    let what = match action {
        "accept" => "Accepted",
        "revise" => "Corrected and written",
        "reject" => "Rejected",
        "add" => "Written",
        "edit" => "Changed",
        "delete" => "Deleted",
        "withdraw" => "The decision is taken back",
        "complete" => "The document is marked complete",
        "reopen" => "The document is open again",
        "undo" => "Undone",
        "redo" => "Done again",
        "settle" => "What both agree on is settled",
        "take" => "Settled",
        _ => return None,
    };
    Some(match statement {
        Some(found) => format!("{what}: {}.", said(found, labels)),
        None => format!("{what}."),
    })
}

/// So many of them: "1 statement", "2 statements".
fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A sentence of words that may lack its beginning and its end.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

fn keys() -> Markup {
    const KEYS: [(&str, &str); 9] = [
        ("j, k", "next, previous suggestion"),
        ("a", "accept it"),
        ("e", "correct it"),
        ("x", "reject it"),
        ("u, Shift+U", "undo, redo"),
        ("t", "to the text"),
        ("arrow keys, Shift", "in the text: go from word to word, mark"),
        ("Enter, c", "code the marked words"),
        ("Ctrl+Enter, Escape", "in the form: write, close"),
    ];
    html! {
        details.keys {
            summary { "Keys" }
            table {
                caption { "Keys of the workplace" }
                thead { tr { th scope="col" { "Key" } th scope="col" { "What it does" } } }
                tbody { @for (key, what) in KEYS { tr { th scope="row" { kbd { (key) } } td { (what) } } } }
            }
            p { label.choice { input #single-keys type="checkbox" checked; " Single letters are keys" } }
        }
    }
}

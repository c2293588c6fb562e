//! Writes the pages of one case: what it needs to know, and the pieces of markup that many pages share.

use maud::{Markup, html};

use super::{
    address::{Address, Addressing, Parameters, Representation},
    reading::Reading,
    shell::{Sheet, Shell},
    view::{Named, StatementView},
};
use crate::diagram::{Link, Stance, text::visible};

/// Writes the pages of one case in one edition.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The case.
    pub reading: &'a Reading,
    /// Where things are.
    pub addressing: &'a dyn Addressing,
    /// Where the coding workplace is, where there is one.
    pub coding: Option<&'a str>,
    /// Where the page of all cases is, where there are several.
    pub above: Option<&'a str>,
}

impl<'a> Writer<'a> {
    /// Writes pages for a server without a workplace.
    #[must_use]
    pub fn new(reading: &'a Reading, addressing: &'a dyn Addressing) -> Self {
        Self { reading, addressing, coding: None, above: None }
    }

    /// Puts a page into the shell of the case.
    #[must_use]
    pub fn page(&self, sheet: &Sheet<'_>) -> String {
        let manifest = &self.reading.case.manifest;
        Shell {
            addressing: self.addressing,
            case: &manifest.title,
            language: manifest.language.as_deref().unwrap_or("en"),
            colophon: &self.colophon(),
            coding: self.coding,
            above: self.above,
        }
        .page(sheet)
    }

    fn colophon(&self) -> String {
        let licence = match &self.reading.case.manifest.licence {
            Some(licence) => format!(" Texts and coding: {licence}."),
            None => String::new(),
        };
        format!("Made with stancegraph {}.{licence}", env!("CARGO_PKG_VERSION"))
    }

    /// Where a page is, if this edition has it.
    pub(super) fn href(&self, to: &Address) -> Option<String> {
        self.addressing.href(to, Representation::Page)
    }

    /// Words that lead to a page, if this edition has it.
    pub(super) fn link(&self, to: &Address, words: &str) -> Markup {
        html! {
            @match self.href(to) {
                Some(href) => { a href=(href) { (visible(words)) } },
                None => { (visible(words)) },
            }
        }
    }

    /// The way to the page that compares this across cases.
    pub(super) fn elsewhere(&self, here: &Address) -> Markup {
        html! { @if let Some(href) = self.addressing.across(here) { p { a href=(href) { "The same in other cases" } } } }
    }

    /// The same in those forms that this edition has.
    pub(super) fn forms(&self, of: &Address, forms: &[Representation]) -> Vec<(Representation, String)> {
        forms.iter().filter_map(|form| Some((*form, self.addressing.href(of, *form)?))).collect()
    }

    pub(super) fn actor(&self, actor: &Named) -> Markup {
        self.link(&Address::Actor(actor.id.clone()), &actor.label)
    }

    pub(super) fn actors(&self, actors: &[Named]) -> Markup {
        listed(actors, |actor| self.actor(actor))
    }

    pub(super) fn proposition(&self, proposition: &Named) -> Markup {
        self.link(&Address::Proposition(proposition.id.clone()), &proposition.label)
    }

    pub(super) fn document(&self, document: &Named) -> Markup {
        self.link(&Address::Document(document.id.clone()), &document.label)
    }

    pub(super) fn event(&self, event: &Named) -> Markup {
        self.link(&Address::Event(event.id.clone()), &event.label)
    }

    /// The place of a finding in its document.
    pub(super) fn place(&self, document: &Named, anchor: &str) -> Markup {
        html! {
            cite {
                @match self.href(&Address::Document(document.id.clone())) {
                    Some(href) => { a href={ (href) "#" (anchor) } { (visible(&document.label)) } },
                    None => { (visible(&document.label)) },
                }
            }
        }
    }

    /// A question of the catalogue with one parameter.
    pub(super) fn question(&self, name: &str, parameter: &str, value: &str, words: &str) -> Markup {
        self.link(&Address::Question(name.to_owned(), Parameters::none().with(parameter, value)), words)
    }

    /// A statement as a block: who, which way, on what, in which words, where. Leaves out what the page is about.
    pub(super) fn saying(&self, statement: &StatementView, about: About) -> Markup {
        html! {
            div class={ "saying " (statement.stance) } id={ "statement-" (statement.id) } {
                p {
                    (mark(&statement.stance)) " "
                    @if about == About::Actor {
                        strong { (statement.verb()) } " " (self.proposition(&statement.proposition))
                    } @else {
                        strong { (self.actor(&statement.actor)) } " "
                        @if about == About::Proposition {
                            (Stance::from_name(&statement.stance).map_or("", Stance::predicate))
                        } @else {
                            (statement.verb()) " " (self.proposition(&statement.proposition))
                        }
                    }
                    @if let Some(person) = &statement.spokesperson { ", through " (visible(person)) }
                    span.small { " · " (details(statement)) }
                }
                blockquote { p { (passage(statement)) } }
                p.source {
                    (self.place(&statement.document, &format!("t-{}", statement.id)))
                    " · " (self.link(&Address::Statement(statement.id.clone()), "how it was coded"))
                    @if !statement.also.is_empty() {
                        " · the same also in "
                        (listed(&statement.also, |other| self.link(&Address::Statement(other.id.clone()), &other.label)))
                    }
                }
            }
        }
    }

    /// Statements, one block for each speech act on one proposition.
    pub(super) fn sayings(&self, statements: &[StatementView], about: About) -> Markup {
        let mut told: Vec<(&str, &str, &str)> = Vec::new();
        let firsts: Vec<&StatementView> = statements
            .iter()
            .filter(|statement| {
                let act = statement.utterance.as_ref().map_or(&statement.id, |utterance| &utterance.id);
                let key = (act.as_str(), statement.actor.id.as_str(), statement.proposition.id.as_str());
                let first = !told.contains(&key);
                if first {
                    told.push(key);
                }
                first
            })
            .collect();
        html! { @for statement in firsts { (self.saying(statement, about)) } }
    }
}

/// What a page is about, and what its blocks need not say again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Neither an actor nor a proposition.
    Neither,
    /// One actor.
    Actor,
    /// One proposition.
    Proposition,
}

/// The sign of a stance with its word for those who cannot see it.
pub(super) fn mark(stance: &str) -> Markup {
    let known = Stance::from_name(stance);
    html! {
        span class={ "mark " (known.map_or("", Stance::name)) } {
            span.sign aria-hidden="true" { (known.map_or("·", sign)) }
        }
    }
}

/// The sign of a stance.
pub(super) const fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "+",
        Stance::Oppose => "−",
        Stance::Conditional => "±",
    }
}

/// Voice, form, date, condition.
pub(super) fn details(statement: &StatementView) -> String {
    let mut parts = vec![visible(&statement.voice)];
    parts.extend(statement.form.as_deref().map(|form| form.replace('-', " ")));
    if statement.commitment != "asserted" {
        parts.push(statement.commitment.clone());
    }
    parts.extend(statement.condition.as_deref().map(|condition| format!("if {}", visible(condition))));
    parts.extend(statement.date.as_deref().map(date_words));
    parts.join(" · ")
}

/// The words of a statement, marked, with what stands around them.
pub(super) fn passage(statement: &StatementView) -> Markup {
    html! {
        (visible_with_space(&statement.before)) mark { (visible(&statement.quote)) } (visible_with_space(&statement.after))
        @if statement.summary { span.small { " (summary)" } }
    }
}

/// Text made safe to show, with the white space at its ends kept as one space.
fn visible_with_space(text: &str) -> String {
    let mut shown = visible(text);
    if text.ends_with(char::is_whitespace) && !shown.is_empty() && !shown.ends_with(' ') {
        shown.push(' ');
    }
    if text.starts_with(char::is_whitespace) && !shown.starts_with(' ') {
        shown.insert(0, ' ');
    }
    shown
}

/// A date as people read it.
pub(super) fn date_words(date: &str) -> String {
    date.parse::<crate::model::Date>().map_or_else(|_| visible(date), |date| date.words())
}

/// Things in one line, with commas.
pub(super) fn listed<T>(things: &[T], show: impl Fn(&T) -> Markup) -> Markup {
    html! {
        @for (at, thing) in things.iter().enumerate() {
            @if at > 0 { @if at + 1 == things.len() { " and " } @else { ", " } }
            (show(thing))
        }
    }
}

/// An address on the web as a link, or as text if it is of a kind that must not be followed.
pub(super) fn web(address: &str, words: &str) -> Markup {
    let link = Link::new(address).filter(|link| link.as_str().starts_with("http"));
    html! {
        @match link {
            Some(link) => { a href=(link.as_str()) rel="noopener noreferrer" { (visible(words)) } },
            None => { (visible(words)) },
        }
    }
}

//! From an address to what is at it: a page, its data, its RDF, a picture, a table.

use maud::html;
use serde::Serialize;

use super::{
    address::{Address, Parameters, Representation},
    drawing,
    error::PageError,
    graph,
    shell::Sheet,
    view::{
        ActorEntry, ActorView, CaseView, Contrast, Dispute, DocumentEntry, DocumentView, EventEntry, EventView,
        PropositionEntry, PropositionView, StatementView,
    },
    writer::Writer,
};
use crate::{
    diagram::text::visible,
    render::{self, Engine, Format},
};

/// What is at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its media type.
    pub media_type: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Answered {
    fn page(html: String) -> Self {
        Self { media_type: Representation::Page.media_type(), body: html.into_bytes() }
    }
}

impl Writer<'_> {
    /// What is at an address, in a form.
    ///
    /// # Errors
    /// [`PageError`] says why there is nothing.
    pub fn answer(&self, address: &Address, form: Representation) -> Result<Answered, PageError> {
        match form {
            Representation::Page => self.html(address).map(Answered::page),
            Representation::Json => self.json(address),
            Representation::Turtle | Representation::JsonLd => graph::describe(self.reading, address, form)
                .map(|text| Answered { media_type: form.media_type(), body: text.into_bytes() }),
            Representation::Svg | Representation::Png | Representation::Pdf | Representation::Dot => {
                self.picture(address, form)
            }
            Representation::Csv => match address {
                Address::Drawing(kind, asked) => {
                    let filters = drawing::filters(self.reading, asked)?;
                    let drawing = drawing::draw(self.reading, kind, &filters, &drawing::links(self.addressing))?;
                    Ok(Answered { media_type: form.media_type(), body: drawing::csv(&drawing)? })
                }
                Address::Question(name, given) => self.question_as(name, given, form),
                _ => Err(PageError::Form("table")),
            },
        }
    }

    fn html(&self, address: &Address) -> Result<String, PageError> {
        let reading = self.reading;
        Ok(match address {
            Address::Case => self.case_page(&CaseView::of(reading)),
            Address::Actors => self.actors_page(&ActorEntry::all(reading)),
            Address::Actor(id) => self.actor_page(&found(ActorView::of(reading, id), "actor", id)?),
            Address::Propositions => self.propositions_page(&PropositionEntry::all(reading)),
            Address::Proposition(id) => {
                self.proposition_page(&found(PropositionView::of(reading, id), "proposition", id)?)
            }
            Address::Documents => self.documents_page(&DocumentEntry::all(reading)),
            Address::Document(id) => self.document_page(&found(DocumentView::of(reading, id), "document", id)?),
            Address::Statements => self.statements_page(&StatementView::all(reading, |_| true)),
            Address::Statement(id) => self.statement_page(&found(StatementView::of(reading, id), "statement", id)?),
            Address::Events => {
                self.events_page(&EventEntry::all(reading), &Dispute::all(reading), &Contrast::all(reading))
            }
            Address::Event(id) => self.event_page(&found(EventView::of(reading, id), "event", id)?),
            Address::Drawing(kind, asked) => self.drawing_page(kind, asked)?,
            Address::Questions => self.questions_page(),
            Address::Question(name, given) => self.question_page(name, given)?,
            Address::Ask(asked) => self.ask_page(asked.get("query").unwrap_or_default(), None),
            Address::Search(asked) => self.search_page(asked.get("q").unwrap_or_default()),
            Address::Glossary => self.glossary_page(),
            Address::Guide => self.guide_page(),
        })
    }

    fn json(&self, address: &Address) -> Result<Answered, PageError> {
        let reading = self.reading;
        match address {
            Address::Case => json(&CaseView::of(reading)),
            Address::Actors => json(&ActorEntry::all(reading)),
            Address::Actor(id) => json(&found(ActorView::of(reading, id), "actor", id)?),
            Address::Propositions => json(&PropositionEntry::all(reading)),
            Address::Proposition(id) => json(&found(PropositionView::of(reading, id), "proposition", id)?),
            Address::Documents => json(&DocumentEntry::all(reading)),
            Address::Document(id) => json(&found(DocumentView::of(reading, id), "document", id)?),
            Address::Statements => json(&StatementView::all(reading, |_| true)),
            Address::Statement(id) => json(&found(StatementView::of(reading, id), "statement", id)?),
            Address::Events => json(&EventEntry::all(reading)),
            Address::Event(id) => json(&found(EventView::of(reading, id), "event", id)?),
            Address::Questions => json(&super::view::QuestionEntry::all()),
            Address::Question(name, given) => self.question_as(name, given, Representation::Json),
            Address::Search(asked) => json(&super::search::Search::of(reading, asked.get("q").unwrap_or_default())),
            Address::Drawing(..) | Address::Ask(_) | Address::Glossary | Address::Guide => Err(PageError::Form("JSON")),
        }
    }

    fn picture(&self, address: &Address, form: Representation) -> Result<Answered, PageError> {
        let Address::Drawing(kind, asked) = address else {
            return Err(PageError::Form("picture"));
        };
        let format = match form {
            Representation::Svg => Format::Svg,
            Representation::Png => Format::Png,
            Representation::Pdf => Format::Pdf,
            _ => Format::Dot,
        };
        let filters = drawing::filters(self.reading, asked)?;
        // A file that is taken along leads to the sources: our pages are not where it goes.
        let drawing = drawing::draw(self.reading, kind, &filters, &crate::diagram::survey::Links::Source)?;
        let rendered = render::render(&drawing, format, Engine::Builtin).map_err(|error| match error {
            render::RenderError::NoGraph { .. } => PageError::Form("DOT"),
            error => PageError::Failed(error.to_string()),
        })?;
        Ok(Answered { media_type: form.media_type(), body: rendered.bytes })
    }

    /// A page that says why there is none.
    #[must_use]
    pub fn error_page(&self, error: &PageError) -> String {
        let title = match error.status() {
            404 => "There is no such page",
            406 => "Not in this form",
            400 => "That cannot be asked",
            _ => "It could not be made",
        };
        let search = Address::Search(Parameters::none());
        let main = html! {
            div.fault role="alert" {
                p { (visible(&error.to_string())) }
                @if let Some(remedy) = error.remedy() { p { (visible(remedy)) } }
            }
            p { (self.link(&Address::Case, "The case")) " · " (self.link(&search, "Search")) }
        };
        self.page(&Sheet::new(title, None, main))
    }
}

/// What was looked for, or that there is none.
fn found<T>(thing: Option<T>, what: &str, id: &str) -> Result<T, PageError> {
    thing.ok_or_else(|| PageError::Missing(format!("the case has no {what} `{id}`")))
}

/// Data as JSON.
fn json(data: &impl Serialize) -> Result<Answered, PageError> {
    let mut body = serde_json::to_vec_pretty(data).map_err(|error| PageError::Failed(error.to_string()))?;
    body.push(b'\n');
    Ok(Answered { media_type: Representation::Json.media_type(), body })
}

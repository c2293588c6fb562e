//! Questions: the catalogue as forms, the SPARQL behind each, and questions of one's own.

use std::collections::BTreeMap;

use maud::{Markup, html};
use oxigraph::model::Term;

use super::drawing::narrowing;
use crate::{
    diagram::text::visible,
    model::{ActorKind, ClosedList, Form, Modality, Stance},
    pages::{
        address::{Address, Parameters, Representation},
        answer::Answered,
        error::PageError,
        reading::Reading,
        shell::{Section, Sheet},
        view::QuestionEntry,
        writer::Writer,
    },
    query::{
        self, Answer, AnswerFormat, CatalogueQuery, FormatError, Header, Parameter, ParameterType, QueryError,
        TableStyle, write_answer,
    },
};

/// Why a question of one's own was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Where in the query: line and column, both from 1.
    pub place: Option<(usize, usize)>,
    /// What to do about it.
    pub remedy: Option<String>,
}

/// The question that the page to ask begins with.
const FIRST: &str = "SELECT ?actorLabel ?stanceLabel ?propositionLabel ?quote\nWHERE {\n  ?statement a sg:Statement ;\n    \
    sg:actor/rdfs:label ?actorLabel ;\n    sg:stance/rdfs:label ?stanceLabel ;\n    sg:proposition/sg:shortLabel ?propositionLabel ;\n    \
    sg:quote ?quote .\n}\nORDER BY ?propositionLabel ?stanceLabel ?actorLabel\nLIMIT 100\n";

impl Writer<'_> {
    pub(in crate::pages) fn questions_page(&self) -> String {
        let entries = QuestionEntry::all();
        let own = Address::Ask(Parameters::none());
        let main = html! {
            p {
                "Each is answered from the graph of this case, and shows the SPARQL behind it."
                @if self.addressing.answers() { " " (self.link(&own, "Ask a question of your own")) "." }
            }
            ol.plain {
                @for entry in &entries {
                    li {
                        (self.link(&Address::Question(entry.name.clone(), Parameters::none()), &entry.summary)) br;
                        span.small { (visible(&entry.description)) }
                    }
                }
            }
        };
        self.page(&Sheet {
            forms: self.forms(&Address::Questions, &[Representation::Json]),
            ..Sheet::new("Questions", Some(Section::Questions), main)
        })
    }

    pub(in crate::pages) fn question_page(&self, name: &str, given: &Parameters) -> Result<String, PageError> {
        let query = known(name)?;
        let header = query.header();
        let filled = filled(self, &header, given);
        let here = Address::Question(name.to_owned(), given.clone());
        let answer = match &filled {
            Filled::Values(values) => Some(self.reading.ask(query, values)),
            Filled::Open(_) => None,
        };
        let forms = match &answer {
            Some(Ok(answer)) if matches!(**answer, Answer::Graph(_)) => self.forms(&here, &[Representation::Turtle]),
            Some(Ok(_)) => self.forms(&here, &[Representation::Csv, Representation::Json]),
            _ => Vec::new(),
        };
        let main = html! {
            p { (visible(&header.description)) }
            @if self.addressing.answers() { (self.question_form(query, &header, given, &filled)) }
            @else { (self.other_values(query, &header, given)) (narrowing()) }
            @match (&filled, &answer) {
                (Filled::Open(parameter), _) => { p role="status" { "Choose " (article(&parameter.kind)) " to get an answer." } },
                (_, Some(Ok(answer))) => {
                    section aria-labelledby="answer" {
                        h2 id="answer" { "Answer" }
                        (self.answer_markup(answer))
                        @if !forms.is_empty() {
                            p.leaving { "Take it along: " @for (form, href) in &forms { a href=(href) download { (form.ending().to_uppercase()) } } }
                        }
                    }
                },
                (_, Some(Err(error))) => { (fault(&Fault::of(error), query.text)) },
                (_, None) => {},
            }
            section aria-labelledby="sparql" {
                h2 id="sparql" { "The SPARQL behind it" }
                pre tabindex="0" { code { (body(query.text)) } }
                @if let Some(href) = self.href(&Address::Ask(Parameters::none().with("query", &bound(query, &filled, self)))) {
                    @if self.addressing.answers() { p.no-print { a href=(href) { "Change it and ask again" } } }
                }
            }
        };
        Ok(self.page(&Sheet {
            kicker: Some(html! { (self.link(&Address::Questions, "Question")) }),
            ..Sheet::new(header.summary, Some(Section::Questions), main)
        }))
    }

    /// A question of one's own, with its answer if it was asked.
    #[must_use]
    pub fn ask_page(&self, asked: &str, answer: Option<&Result<Answer, Fault>>) -> String {
        let text = if asked.trim().is_empty() { FIRST } else { asked };
        let main = html! {
            p {
                "SPARQL 1.1 on the graph of this case. The vocabularies’ prefixes (" code { "sg:" } ", " code { "prov:" } ", "
                code { "oa:" } ", " code { "skos:" } ", …) need not be declared. "
                (self.link(&Address::Questions, "The questions of the catalogue")) " are good to begin with."
            }
            @if self.addressing.answers() {
                form action="/ask" method="get" {
                    div.field {
                        label for="query" { "Query" }
                        textarea.code id="query" name="query" spellcheck="false" autocapitalize="off" rows="16" { (text) }
                    }
                    p { button type="submit" { "Ask" } }
                }
            } @else {
                p { "A page that is a file cannot answer: " code { "stancegraph serve" } " can." }
            }
            @match answer {
                Some(Ok(answer)) => {
                    section aria-labelledby="answer" {
                        h2 id="answer" { "Answer" }
                        (self.answer_markup(answer))
                        (leaving(text, answer))
                    }
                },
                Some(Err(why)) => { (fault(why, text)) },
                None => {},
            }
        };
        self.page(&Sheet { wide: true, ..Sheet::new("Ask a question of your own", Some(Section::Questions), main) })
    }

    /// The answer to a question of the catalogue as a file.
    pub(in crate::pages) fn question_as(
        &self,
        name: &str,
        given: &Parameters,
        form: Representation,
    ) -> Result<Answered, PageError> {
        let query = known(name)?;
        let header = query.header();
        let values = match filled(self, &header, given) {
            Filled::Values(values) => values,
            Filled::Open(parameter) => {
                return Err(PageError::Asked(
                    format!("the question needs {}", article(&parameter.kind)),
                    Some(format!("add {}=… to the address", parameter.name)),
                ));
            }
        };
        let answer = self.reading.ask(query, &values).map_err(|error| PageError::of_query(&error))?;
        let (format, media_type) = match form {
            Representation::Csv => (AnswerFormat::Csv, form.media_type()),
            Representation::Turtle => (AnswerFormat::Ttl, form.media_type()),
            _ => (AnswerFormat::Json, "application/sparql-results+json"),
        };
        let style = TableStyle { prefixes: &self.reading.case.prefixes(), width: None, hide_links: false };
        let mut body = Vec::new();
        write_answer(&answer, format, &style, &mut body).map_err(|error| match error {
            FormatError::Unfit { .. } => PageError::Form("such file"),
            error @ FormatError::Io(_) => PageError::Failed(error.to_string()),
        })?;
        Ok(Answered { media_type, body })
    }

    fn question_form(&self, query: &CatalogueQuery, header: &Header, given: &Parameters, filled: &Filled) -> Markup {
        if header.params.is_empty() {
            return html! {};
        }
        html! {
            form.asking action={ "/questions/" (query.name) } method="get" {
                @for parameter in &header.params {
                    @let value = match (given.get(&parameter.name), filled) {
                        (Some(value), _) => value,
                        (None, Filled::Values(values)) => values.get(&parameter.name).map_or("", String::as_str),
                        (None, Filled::Open(_)) => "",
                    };
                    (self.parameter_field(parameter, value))
                }
                button type="submit" { "Ask" }
            }
        }
    }

    fn parameter_field(&self, parameter: &Parameter, value: &str) -> Markup {
        let id = format!("p-{}", parameter.name);
        let closed = closed(parameter.kind);
        let suggested = if closed.is_empty() { suggestions(self.reading, parameter.kind) } else { Vec::new() };
        let shown = suggested.iter().find(|(id, _)| id == value).map_or(value, |(_, label)| label);
        html! {
            div.field {
                label for=(id) { (parameter.name) @if parameter.optional { " (may stay empty)" } }
                @if !closed.is_empty() {
                    select id=(id) name=(parameter.name) {
                        @if parameter.optional { option value="" { "any" } }
                        @for (term, words) in &closed { option value=(term) selected[*term == value] { (words) } }
                    }
                } @else {
                    @let list = format!("l-{}", parameter.name);
                    input id=(id) name=(parameter.name) value=(shown) list=(list) autocomplete="off"
                        aria-describedby={ (id) "-means" } size="28"
                        type=(if parameter.kind == ParameterType::Integer { "number" } else { "text" });
                    datalist id=(list) { @for (_, label) in &suggested { option value=(label) {} } }
                }
                span.small id={ (id) "-means" } { (visible(&parameter.description)) }
            }
        }
    }

    /// Where nobody answers: the same question with other values, as far as their answers are there.
    fn other_values(&self, query: &CatalogueQuery, header: &Header, given: &Parameters) -> Markup {
        let ways: Vec<(String, String)> = header
            .params
            .iter()
            .flat_map(|parameter| {
                suggestions(self.reading, parameter.kind).into_iter().filter_map(|(id, label)| {
                    let address =
                        Address::Question(query.name.to_owned(), Parameters::none().with(&parameter.name, &id));
                    Some((label, self.href(&address)?))
                })
            })
            .collect();
        html! {
            @if !ways.is_empty() {
                details open[given.is_empty()] {
                    summary { "Ask it of another" }
                    ul.cards { @for (label, href) in &ways { li { a href=(href) { (visible(label)) } } } }
                }
            }
        }
    }
}

impl Fault {
    /// What is wrong with a query, and where.
    #[must_use]
    pub fn of(error: &QueryError) -> Self {
        let message = error.to_string();
        Self { place: place_in(&message), remedy: error.remedy(), message }
    }
}

/// The place that a parser's message names: "error at 3:15: …".
fn place_in(message: &str) -> Option<(usize, usize)> {
    let (_, after) = message.split_once(" at ")?;
    let (line, rest) = after.split_once(':')?;
    let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// What is wrong, with the line of the query and a mark under the place.
fn fault(fault: &Fault, text: &str) -> Markup {
    let shown = fault.place.and_then(|(line, column)| Some((line, column, text.lines().nth(line.checked_sub(1)?)?)));
    html! {
        div.fault role="alert" id="fault" {
            p { (visible(&fault.message)) }
            @if let Some((line, column, words)) = shown {
                p { "Line " (line) ", column " (column) ":" }
                pre { code { (words) "\n" (" ".repeat(column.saturating_sub(1).min(200))) "^" } }
            }
            @if let Some(remedy) = &fault.remedy { p { (visible(remedy)) } }
        }
    }
}

/// The answer of a question of one's own as files: the endpoint gives them.
fn leaving(query: &str, answer: &Answer) -> Markup {
    let forms: &[Representation] = match answer {
        Answer::Graph(_) => &[Representation::Turtle, Representation::JsonLd],
        _ => &[Representation::Csv, Representation::Json],
    };
    let asked = Parameters::none().with("query", query);
    html! {
        p.leaving {
            "Take it along: "
            @for form in forms { a href={ "/ask." (form.ending()) "?" (asked) } download { (form.ending().to_uppercase()) } }
        }
    }
}

/// The values with which a question is asked, or the parameter that still needs one.
enum Filled {
    Values(BTreeMap<String, String>),
    Open(Box<Parameter>),
}

/// What is given and, for the rest, defaults as far as this case knows them.
fn filled(writer: &Writer<'_>, header: &Header, given: &Parameters) -> Filled {
    let mut values: BTreeMap<String, String> = given
        .iter()
        .filter(|(name, _)| *name != "coder" || takes(header, "coder"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for parameter in header.params.iter().filter(|parameter| given.get(&parameter.name).is_none()) {
        let Some(default) = &parameter.default else {
            if parameter.optional { continue } else { return Filled::Open(Box::new(parameter.clone())) }
        };
        if query::resolve(writer.reading.graph.store(), parameter, default).is_ok() {
            values.insert(parameter.name.clone(), default.clone());
        } else if !parameter.optional {
            return Filled::Open(Box::new(parameter.clone()));
        }
    }
    Filled::Values(values)
}

fn takes(header: &Header, name: &str) -> bool {
    header.params.iter().any(|parameter| parameter.name == name)
}

fn known(name: &str) -> Result<&'static CatalogueQuery, PageError> {
    query::find(name).ok_or_else(|| PageError::Missing(format!("the catalogue has no question `{name}`")))
}

/// "an actor", "a proposition".
fn article(kind: &ParameterType) -> String {
    let words = kind.words();
    format!("{} {words}", if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

/// The query without its header.
fn body(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("#+")).map(|line| format!("{line}\n")).collect()
}

/// The query as it can be asked alone: its parameters' values stand before it in a `VALUES` clause.
fn bound(query: &CatalogueQuery, filled: &Filled, writer: &Writer<'_>) -> String {
    let text = body(query.text);
    let Filled::Values(values) = filled else {
        return text;
    };
    let header = query.header();
    let mut names = Vec::new();
    let mut terms = Vec::new();
    for parameter in &header.params {
        let term = values
            .get(&parameter.name)
            .and_then(|value| query::resolve(writer.reading.graph.store(), parameter, value).ok());
        if let Some(term) = term {
            names.push(parameter.name.as_str());
            terms.push(term);
        }
    }
    inserted(&text, &names, &terms)
}

/// Writes the values of variables in their places, whatever stands around them: a name followed by no other letter.
fn inserted(text: &str, names: &[&str], terms: &[Term]) -> String {
    let mut out = text.to_owned();
    for (name, term) in names.iter().zip(terms) {
        let mut replaced = String::with_capacity(out.len());
        let variable = format!("?{name}");
        let mut rest = out.as_str();
        while let Some(at) = rest.find(&variable) {
            let after = &rest[at + variable.len()..];
            replaced.push_str(&rest[..at]);
            if after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
                replaced.push_str(&variable);
            } else {
                replaced.push_str(&term.to_string());
            }
            rest = after;
        }
        replaced.push_str(rest);
        out = replaced;
    }
    out
}

/// The terms of a closed list; nothing for other kinds.
fn closed(kind: ParameterType) -> Vec<(&'static str, String)> {
    fn terms<T: ClosedList>() -> Vec<(&'static str, String)> {
        T::ALL.iter().map(|term| (term.id(), term.words())).collect()
    }
    match kind {
        ParameterType::Stance => terms::<Stance>(),
        ParameterType::Form => terms::<Form>(),
        ParameterType::Modality => terms::<Modality>(),
        ParameterType::Kind => terms::<ActorKind>(),
        _ => Vec::new(),
    }
}

/// What may be meant: ids with names.
pub(in crate::pages) fn suggestions(reading: &Reading, kind: ParameterType) -> Vec<(String, String)> {
    let codebook = &reading.case.codebooks.merged;
    let pair = |id: &str, label: &str| (id.to_owned(), label.to_owned());
    let mut found: Vec<(String, String)> = match kind {
        ParameterType::Actor => reading.parties().values().map(|party| pair(&party.id, &party.label)).collect(),
        ParameterType::Proposition => {
            let mut ids: Vec<&str> = reading.survey.statements.iter().map(|row| row.topic.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            codebook
                .propositions
                .values()
                .filter(|known| ids.contains(&known.id.as_str()))
                .map(|known| pair(known.id.as_str(), known.short_label()))
                .collect()
        }
        ParameterType::Issue => codebook.issues.values().map(|known| pair(known.id.as_str(), &known.label)).collect(),
        ParameterType::Frame => codebook.frames.values().map(|known| pair(known.id.as_str(), &known.label)).collect(),
        ParameterType::Event => reading.survey.events.iter().map(|event| pair(&event.id, &event.label)).collect(),
        ParameterType::Document => {
            reading.survey.documents.iter().map(|document| pair(&document.id, &document.title)).collect()
        }
        ParameterType::Coder => reading.coders().iter().map(|coder| pair(coder.as_str(), coder.as_str())).collect(),
        _ => Vec::new(),
    };
    found.sort_by_key(|(id, label)| (label.to_lowercase(), id.clone()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_in_a_message() {
        assert_eq!(place_in("not valid SPARQL: error at 3:15: expected one of"), Some((3, 15)));
        assert_eq!(place_in("not valid SPARQL: look at this"), None);
    }

    #[test]
    fn values_take_the_places_of_their_variables_only() {
        let term = Term::from(oxigraph::model::NamedNode::new_unchecked("http://example.org/a"));
        let text = "SELECT ?actorLabel { ?s sg:actor ?actor. ?actor ?p ?actor_ }";
        assert_eq!(
            inserted(text, &["actor"], &[term]),
            "SELECT ?actorLabel { ?s sg:actor <http://example.org/a>. <http://example.org/a> ?p ?actor_ }"
        );
    }
}

//! Answers of queries as markup: tables whose ids lead to their pages, yes or no, RDF.

use maud::{Markup, html};
use oxigraph::{
    model::{Term, Triple},
    sparql::Variable,
};

use super::{
    drawing::{figure, table},
    lists::many,
};
use crate::{
    diagram::text::visible,
    pages::{address::Address, reading::Reading, triples, writer::Writer},
    query::{Answer, column_words},
    rdf::{Names, write_turtle},
    render,
};

/// Past so many rows a page shows only the first; the files have all.
const MOST_ROWS: usize = 1000;

impl Writer<'_> {
    pub(in crate::pages) fn answer_markup(&self, answer: &Answer) -> Markup {
        match answer {
            Answer::Boolean(value) => html! { p.lead { strong { @if *value { "Yes" } @else { "No" } } } },
            Answer::Graph(triples) => self.triples(triples),
            Answer::Rows { variables, rows } => self.rows(variables, rows),
        }
    }

    fn triples(&self, triples: &[Triple]) -> Markup {
        let prefixes = self.reading.case.prefixes();
        let drawing = triples::draw(triples, &prefixes);
        let picture = drawing.as_ref().and_then(|drawing| Some((drawing, render::inline(drawing).ok()?)));
        html! {
            p { (many(triples.len(), "triple", "triples")) "." }
            @if let Some((drawing, svg)) = &picture {
                (figure(svg))
                h3 id="table" { "The same as a table" }
                (table(drawing.kind, &drawing.table))
                h3 { "The same as Turtle" }
            }
            pre tabindex="0" { code { (write_turtle(triples.to_vec(), &prefixes)) } }
        }
    }

    fn rows(&self, variables: &[Variable], rows: &[Vec<Option<Term>>]) -> Markup {
        let names: Vec<&str> = variables.iter().map(Variable::as_str).collect();
        let at = |name: &str| names.iter().position(|known| *known == name);
        // `actor` is the link of `actorLabel`.
        let columns: Vec<(usize, Option<usize>)> = (0..names.len())
            .filter(|column| at(&format!("{}Label", names[*column])).is_none())
            .map(|column| (column, names[column].strip_suffix("Label").and_then(at)))
            .collect();
        html! {
            p role="status" {
                (many(rows.len(), "row", "rows"))
                @if rows.len() > MOST_ROWS { ", of which the first " (MOST_ROWS) " are shown; the files have all" }
                "."
            }
            @if !rows.is_empty() {
                div.scroll tabindex="0" role="group" aria-label="Answer" {
                    table {
                        thead { tr { @for (column, _) in &columns { th scope="col" { (column_words(names[*column])) } } } }
                        tbody {
                            @for row in rows.iter().take(MOST_ROWS) {
                                tr { @for (column, link) in &columns { (self.term_cell(row, *column, *link)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn term_cell(&self, row: &[Option<Term>], column: usize, link: Option<usize>) -> Markup {
        let term = row.get(column).and_then(Option::as_ref);
        let target = link.and_then(|link| row.get(link)?.as_ref());
        let words = match term {
            None => return html! { td {} },
            Some(Term::Literal(literal)) => visible(literal.value()),
            Some(Term::NamedNode(node)) => named(self.reading, node.as_str()),
            Some(Term::BlankNode(node)) => node.to_string(),
        };
        if matches!(term, Some(Term::Literal(literal)) if literal.value().parse::<f64>().is_ok()) && target.is_none() {
            return html! { td.number { (words) } };
        }
        let address = match target.or(term) {
            Some(Term::NamedNode(node)) => address_of(node.as_str()),
            _ => None,
        };
        html! { td { @match address { Some(address) => { (self.link(&address, &words)) }, None => { (words) } } } }
    }
}

/// The page of what an IRI names, if it is of a kind that has pages.
pub(in crate::pages) fn address_of(iri: &str) -> Option<Address> {
    let id = |kind: &str| Names::id_of(kind, iri).map(|id| id.to_string());
    id("actor")
        .map(Address::Actor)
        .or_else(|| id("proposition").map(Address::Proposition))
        .or_else(|| id("document").map(Address::Document))
        .or_else(|| id("statement").map(Address::Statement))
        .or_else(|| id("event").map(Address::Event))
}

/// What to call a resource.
fn named(reading: &Reading, iri: &str) -> String {
    match address_of(iri) {
        Some(Address::Document(id)) => return visible(&reading.document_label(&id)),
        Some(Address::Actor(id)) => return visible(&reading.actor_label(&id)),
        Some(Address::Statement(_)) => return "the statement".to_owned(),
        Some(Address::Event(id)) => {
            if let Some(event) = reading.survey.event(&id) {
                return visible(&event.label);
            }
        }
        _ => {}
    }
    let shared = crate::vocab::PREFIXES.iter().map(|&(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()));
    let prefixes: Vec<(String, String)> = shared.chain(reading.case.prefixes()).collect();
    visible(&crate::query::shortened(iri, &prefixes))
}

//! The pages for reading: well formed, linked, and true to the case; as answered and as files.

mod content;
mod html;
mod interface;
mod site;

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use stancegraph::{
    pages::{Address, Reading, Representation, Served, Writer},
    store::View,
};

use crate::shipped;

/// The shipped case, made ready once.
fn reading() -> &'static Reading {
    static READING: OnceLock<Reading> = OnceLock::new();
    READING.get_or_init(|| {
        Reading::of(Arc::new(shipped::case().clone()), shipped::graph().clone(), View::Current).expect("a reading")
    })
}

/// What a server answers at an address.
#[track_caller]
fn served(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (address, form) = Address::parse(path, query).expect("an address");
    let answered = Writer::new(reading(), &Served).answer(&address, form).expect("an answer");
    String::from_utf8(answered.body).expect("UTF-8")
}

/// The addresses of all kinds of pages, with some filters and parameters.
fn addresses() -> Vec<String> {
    let mut found: Vec<String> = [
        "/",
        "/actors",
        "/propositions",
        "/documents",
        "/statements",
        "/events",
        "/questions",
        "/ask",
        "/ask?query=ASK%20%7B%7D",
        "/search",
        "/search?q=Monitor",
        "/glossary",
        "/diagrams/positions?proposition=bulk-monitoring&modality=alleged",
        "/diagrams/relations?actor=BlackBerry&kind=company&from=2015-11&to=2015-12",
        "/diagrams/positions?actor=open-xchange&proposition=bulk-monitoring",
        "/diagrams/matrix?least=two",
        "/questions/stances?proposition=nothing-like-it",
    ]
    .map(str::to_owned)
    .to_vec();
    for kind in ["positions", "matrix", "relations", "timeline", "sources", "congruence", "conflict", "coalitions"] {
        found.push(format!("/diagrams/{kind}"));
    }
    found.extend(stancegraph::query::CATALOGUE.iter().map(|query| format!("/questions/{}", query.name)));
    found.extend(shipped::case().documents.keys().map(|id| format!("/documents/{id}")));
    found.extend(["/actors/marty-beard".to_owned()]);
    let speakers: BTreeSet<&str> = reading().survey.statements.iter().map(|row| row.actor.id.as_str()).collect();
    found.extend(speakers.iter().map(|id| format!("/actors/{id}")));
    found.extend(shipped::case().codebooks.merged.propositions.keys().map(|id| format!("/propositions/{id}")));
    found.extend(shipped::case().codebooks.merged.events.keys().map(|id| format!("/events/{id}")));
    found.extend(reading().survey.statements.iter().map(|row| format!("/statements/{}", row.id)));
    found
}

#[test]
fn each_page_is_well_formed_and_has_what_a_reader_needs() {
    for address in addresses() {
        html::Page::read(&address, &served(&address)).check();
    }
}

#[test]
fn each_link_of_a_page_is_answered() {
    let mut asked = BTreeSet::new();
    for address in addresses() {
        for href in html::Page::read(&address, &served(&address)).links() {
            if href.starts_with('/') && !href.starts_with("/assets/") {
                asked.insert(href.split('#').next().unwrap_or_default().to_owned());
            }
        }
    }
    assert!(asked.len() > 150, "{} links", asked.len());
    let writer = Writer::new(reading(), &Served);
    for href in asked {
        let (path, query) = href.split_once('?').unwrap_or((&href, ""));
        let found = Address::parse(path, query);
        let (address, form) = found.unwrap_or_else(|| panic!("{href} is no address"));
        // Pictures are drawn elsewhere; questions of one's own are asked of the server.
        let picture = !matches!(form, Representation::Page) && matches!(address, Address::Drawing(..));
        let slow = picture || matches!(address, Address::Ask(_));
        if !slow && let Err(error) = writer.answer(&address, form) {
            panic!("{href}: {error}");
        }
    }
}

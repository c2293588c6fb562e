//! Which addresses of a case become files.

use std::collections::BTreeSet;

use crate::{
    pages::{
        address::{Address, Parameters, Representation},
        drawing,
        reading::Reading,
        sheet::suggestions,
    },
    query::{CATALOGUE, Parameter, ParameterType, resolve},
};

/// Everything that a site has of a case.
pub(super) fn of(reading: &Reading) -> BTreeSet<(Address, Representation)> {
    use Representation::{JsonLd, Page, Turtle};
    let mut plan = BTreeSet::new();
    let mut add = |address: Address, forms: &[Representation]| {
        plan.extend(forms.iter().map(|form| (address.clone(), *form)));
    };
    add(Address::Case, &[Page, Turtle, JsonLd]);
    for list in [
        Address::Actors,
        Address::Propositions,
        Address::Documents,
        Address::Statements,
        Address::Events,
        Address::Questions,
        Address::Glossary,
        Address::Guide,
    ] {
        add(list, &[Page]);
    }
    add(Address::Search(Parameters::none()), &[Page]);
    for id in reading.parties().keys() {
        // Who is only named in a text may have no triples of its own.
        let forms: &[Representation] = if reading.known_actor(id).is_some() { &[Page, Turtle] } else { &[Page] };
        add(Address::Actor(id.clone()), forms);
    }
    for id in reading.case.codebooks.merged.propositions.keys() {
        add(Address::Proposition(id.to_string()), &[Page, Turtle]);
    }
    for id in reading.case.documents.keys() {
        add(Address::Document(id.to_string()), &[Page, Turtle]);
    }
    for row in reading.survey.statements.iter().filter(|row| reading.coded(&row.id).is_some()) {
        add(Address::Statement(row.id.clone()), &[Page, Turtle]);
    }
    for id in reading.case.codebooks.merged.events.keys() {
        add(Address::Event(id.to_string()), &[Page]);
    }
    for (address, forms) in drawings(reading) {
        add(address, forms);
    }
    for (address, forms) in questions(reading) {
        add(address, &forms);
    }
    plan
}

type Forms = &'static [Representation];

/// Each drawing of everything, and the positions of each actor and on each proposition.
fn drawings(reading: &Reading) -> Vec<(Address, Forms)> {
    use Representation::{Csv, Dot, Page, Pdf, Png, Svg};
    let links = crate::diagram::survey::Links::Source;
    let drawn = |kind: &str, asked: &Parameters| {
        drawing::filters(reading, asked).and_then(|filters| drawing::draw(reading, kind, &filters, &links)).ok()
    };
    let mut found: Vec<(Address, Forms)> = Vec::new();
    for (kind, ..) in drawing::KINDS {
        let forms: Forms = match drawn(kind, &Parameters::none()) {
            Some(drawing) if crate::render::is_graph(&drawing) => &[Page, Svg, Png, Pdf, Dot, Csv],
            Some(_) => &[Page, Svg, Png, Pdf, Csv],
            // The page says that there is nothing to draw.
            None => &[Page],
        };
        found.push((Address::Drawing(kind.to_owned(), Parameters::none()), forms));
    }
    let mut narrowed: BTreeSet<Parameters> = BTreeSet::new();
    for row in &reading.survey.statements {
        narrowed.insert(Parameters::none().with("proposition", &row.topic.id));
        narrowed.extend(row.counts_for.iter().map(|party| Parameters::none().with("actor", &party.id)));
    }
    for asked in narrowed {
        if drawn("positions", &asked).is_some() {
            found.push((Address::Drawing("positions".to_owned(), asked), &[Page, Svg]));
        }
    }
    found
}

/// Each question as it stands and, where it needs a value, once for each that is worth asking.
fn questions(reading: &Reading) -> Vec<(Address, Vec<Representation>)> {
    use Representation::{Csv, Json, Page};
    let mut found = Vec::new();
    for query in CATALOGUE {
        let header = query.header();
        let answered = header.params.iter().all(|parameter| is_filled(reading, parameter));
        // Its default may be of another case: the page then shows the values that this one has.
        let forms = if answered { vec![Page, Csv, Json] } else { vec![Page] };
        found.push((Address::Question(query.name.to_owned(), Parameters::none()), forms));
        let Some((first, others)) = header.params.split_first().filter(|(first, _)| !first.optional) else {
            continue;
        };
        if others.iter().all(|parameter| is_filled(reading, parameter)) {
            for id in values(reading, first.kind) {
                let asked = Parameters::none().with(&first.name, &id);
                found.push((Address::Question(query.name.to_owned(), asked), vec![Page, Csv]));
            }
        }
    }
    found
}

/// Whether a parameter has a value, or needs none.
fn is_filled(reading: &Reading, parameter: &Parameter) -> bool {
    let known = |default: &String| resolve(reading.graph.store(), parameter, default).is_ok();
    parameter.optional || parameter.default.as_ref().is_some_and(known)
}

/// Values that a question has something to say on: who speaks, what is spoken of, what is told.
fn values(reading: &Reading, kind: ParameterType) -> Vec<String> {
    let mut ids: Vec<String> = suggestions(reading, kind).into_iter().map(|(id, _)| id).collect();
    match kind {
        ParameterType::Actor => ids.retain(|id| {
            reading.survey.statements.iter().any(|row| row.counts_for.iter().any(|party| party.id == *id))
        }),
        ParameterType::Event => ids.retain(|id| reading.survey.facts.iter().any(|fact| fact.event == *id)),
        _ => {}
    }
    ids
}

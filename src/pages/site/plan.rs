//! Which addresses of a case become files.

use std::collections::BTreeSet;

use crate::{
    pages::{
        address::{Address, Parameters, Representation},
        drawing,
        reading::Reading,
        sheet::suggestions,
    },
    query::{Answer, CATALOGUE, Parameter},
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

/// Each question as it stands, and once for each value that its first parameter may take.
fn questions(reading: &Reading) -> Vec<(Address, Vec<Representation>)> {
    let mut found = Vec::new();
    for query in CATALOGUE {
        let header = query.header();
        let mut asked = vec![Parameters::none()];
        if let Some(first) = header.params.first().filter(|_| header.params.iter().skip(1).all(has_value)) {
            asked.extend(
                suggestions(reading, first.kind).into_iter().map(|(id, _)| Parameters::none().with(&first.name, &id)),
            );
        }
        for parameters in asked {
            let given = parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let forms = match query.run(reading.graph.store(), &given) {
                Ok(Answer::Graph(_)) => vec![Representation::Page, Representation::Turtle],
                Ok(_) => vec![Representation::Page, Representation::Csv, Representation::Json],
                // Its default is of another case: the page shows the values that this one has.
                Err(_) => vec![Representation::Page],
            };
            found.push((Address::Question(query.name.to_owned(), parameters), forms));
        }
    }
    found
}

/// Whether a parameter needs no value to be given.
const fn has_value(parameter: &Parameter) -> bool {
    parameter.optional || parameter.default.is_some()
}

//! The vocabulary as a page for reading, made of the ontology itself.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, html};
use oxigraph::model::{Term, Triple, vocab::rdf};

use crate::{
    rdf::parse_turtle,
    vocab::{self, NAMESPACE, PREFIXES, external as ext},
};

/// The groups of the page: heading, and whether a term of these types belongs to it.
const GROUPS: [(&str, &str); 3] = [
    ("Classes", "http://www.w3.org/2002/07/owl#Class"),
    ("Properties", "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"),
    ("Individuals", ""),
];

/// A self-contained HTML page that documents every term: what it means, an example, where it comes from.
#[must_use]
pub fn vocabulary_page() -> String {
    let triples = parse_turtle(vocab::ONTOLOGY, NAMESPACE).unwrap_or_default();
    let mut terms: BTreeMap<String, Vec<&Triple>> = BTreeMap::new();
    for triple in &triples {
        let iri = triple.subject.to_string();
        let iri = iri.trim_matches(['<', '>']);
        if let Some(name) = iri.strip_prefix(NAMESPACE) {
            terms.entry(name.to_owned()).or_default().push(triple);
        }
    }
    let mut grouped: Vec<Vec<(&String, &Vec<&Triple>)>> = vec![Vec::new(); GROUPS.len()];
    for (name, about) in &terms {
        let group =
            GROUPS.iter().position(|(_, class)| class.is_empty() || has_type(about, class)).unwrap_or(GROUPS.len() - 1);
        grouped[group].push((name, about));
    }
    page(&grouped).into_string()
}

fn has_type(about: &[&Triple], class: &str) -> bool {
    about.iter().any(|triple| {
        triple.predicate == rdf::TYPE && matches!(&triple.object, Term::NamedNode(node) if node.as_str() == class)
    })
}

fn page(grouped: &[Vec<(&String, &Vec<&Triple>)>]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "The stancegraph vocabulary" }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "The stancegraph vocabulary" }
                    p { "Namespace " code { (NAMESPACE) } ", prefix " code { "sg:" } "." }
                    nav aria-label="Terms" {
                        @for ((heading, _), terms) in GROUPS.iter().zip(grouped) {
                            h2 { (heading) }
                            p { @for (name, _) in terms { a href={ "#" (name) } { (name) } " " } }
                        }
                    }
                }
                main {
                    @for ((heading, _), terms) in GROUPS.iter().zip(grouped) {
                        h2 { (heading) }
                        @for (name, about) in terms { (term(name, about)) }
                    }
                }
            }
        }
    }
}

fn term(name: &str, about: &[&Triple]) -> Markup {
    let text = |property| {
        about.iter().find_map(|triple| match &triple.object {
            Term::Literal(literal) if triple.predicate == property => Some(literal.value()),
            _ => None,
        })
    };
    html! {
        section id=(name) {
            h3 { code { "sg:" (name) } " " span { (text(ext::LABEL).unwrap_or_default()) } }
            @if let Some(comment) = text(ext::COMMENT) { p { (comment) } }
            @if let Some(example) = text(ext::EXAMPLE) { p.example { "Example: " (example) } }
            dl {
                @for triple in about {
                    @if ![ext::LABEL, ext::COMMENT, ext::EXAMPLE].contains(&triple.predicate.as_ref()) {
                        dt { (shortened(triple.predicate.as_str())) }
                        dd { (value(&triple.object)) }
                    }
                }
            }
        }
    }
}

fn value(term: &Term) -> Markup {
    match term {
        Term::NamedNode(node) => {
            let iri = node.as_str();
            match iri.strip_prefix(NAMESPACE) {
                Some(name) => html! { a href={ "#" (name) } { "sg:" (name) } },
                None => html! { a href=(iri) { (shortened(iri)) } },
            }
        }
        Term::Literal(literal) => html! { (literal.value()) },
        Term::BlankNode(_) => html! {},
    }
}

fn shortened(iri: &str) -> String {
    PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)))
        .unwrap_or_else(|| iri.to_owned())
}

const STYLE: &str = "
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h3{margin:2rem 0 0;font-size:1.1rem}h3 span{font-weight:400;color:#444}section{border-top:1px solid #ccc}
.example{color:#444;font-style:italic}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;font-size:.9rem}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere}a{color:#00508a}nav p{line-height:1.9}
@media (prefers-color-scheme:dark){body{background:#161616;color:#eee}h3 span,.example,dt{color:#bbb}a{color:#8cc8ff}section{border-color:#444}}
@media print{nav{display:none}section{break-inside:avoid}}
";

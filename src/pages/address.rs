//! What has a page, and where it is: the same address becomes a path on a server or a file of a site.

use std::fmt;

use crate::{assets, model::Slug};

/// Everything that has a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// The case.
    Case,
    /// All actors.
    Actors,
    /// An actor, by its id.
    Actor(String),
    /// All propositions.
    Propositions,
    /// A proposition, by its id.
    Proposition(String),
    /// All documents.
    Documents,
    /// A document, by its id.
    Document(String),
    /// All statements.
    Statements,
    /// A statement, by its id.
    Statement(String),
    /// All events, with what the sources disagree on.
    Events,
    /// An event with what documents say of it, by its id.
    Event(String),
    /// A drawing: matrix, diagrams, time line, networks; by the kind's name, with its filters.
    Drawing(String, Parameters),
    /// The questions of the catalogue.
    Questions,
    /// A question of the catalogue, by its name, with values for its parameters.
    Question(String, Parameters),
    /// A question of one's own in SPARQL.
    Ask(Parameters),
    /// What is found for some words.
    Search(Parameters),
    /// What the words and signs mean.
    Glossary,
    /// How to use a case in a lesson.
    Guide,
}

/// Names and values in an address, in order; those without a value are never kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// No parameters.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Reads what follows `?` in an address.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        form_urlencoded::parse(query.as_bytes()).collect()
    }

    /// The first value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name.
    pub fn all<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.extend_one(name, value);
        self
    }

    fn extend_one(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }
}

impl<N: AsRef<str>, V: AsRef<str>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut parameters = Self::none();
        for (name, value) in pairs {
            parameters.extend_one(name.as_ref(), value.as_ref());
        }
        parameters
    }
}

impl fmt::Display for Parameters {
    /// As it stands after `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish())
    }
}

/// In which form something is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Representation {
    /// A page.
    Page,
    /// The data of the page.
    Json,
    /// RDF as Turtle.
    Turtle,
    /// RDF as JSON-LD.
    JsonLd,
    /// A picture that scales.
    Svg,
    /// A picture of pixels.
    Png,
    /// A picture on paper.
    Pdf,
    /// A picture in Graphviz's language.
    Dot,
    /// A table.
    Csv,
}

impl Representation {
    /// All but the page, which has no ending.
    pub const WITH_ENDING: [Self; 8] =
        [Self::Json, Self::Turtle, Self::JsonLd, Self::Svg, Self::Png, Self::Pdf, Self::Dot, Self::Csv];

    /// The ending of its address, without a dot; empty for pages.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Page => "",
            Self::Json => "json",
            Self::Turtle => "ttl",
            Self::JsonLd => "jsonld",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Dot => "dot",
            Self::Csv => "csv",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Page => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Turtle => "text/turtle; charset=utf-8",
            Self::JsonLd => "application/ld+json",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Dot => "text/vnd.graphviz; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

impl Address {
    /// The path without a leading slash or an ending; empty for the case.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Case => String::new(),
            Self::Actors => "actors".to_owned(),
            Self::Actor(id) => format!("actors/{id}"),
            Self::Propositions => "propositions".to_owned(),
            Self::Proposition(id) => format!("propositions/{id}"),
            Self::Documents => "documents".to_owned(),
            Self::Document(id) => format!("documents/{id}"),
            Self::Statements => "statements".to_owned(),
            Self::Statement(id) => format!("statements/{id}"),
            Self::Events => "events".to_owned(),
            Self::Event(id) => format!("events/{id}"),
            Self::Drawing(kind, _) => format!("diagrams/{kind}"),
            Self::Questions => "questions".to_owned(),
            Self::Question(name, _) => format!("questions/{name}"),
            Self::Ask(_) => "ask".to_owned(),
            Self::Search(_) => "search".to_owned(),
            Self::Glossary => "glossary".to_owned(),
            Self::Guide => "guide".to_owned(),
        }
    }

    /// Its parameters, if it takes any.
    #[must_use]
    pub const fn parameters(&self) -> Option<&Parameters> {
        match self {
            Self::Drawing(_, parameters)
            | Self::Question(_, parameters)
            | Self::Ask(parameters)
            | Self::Search(parameters) => Some(parameters),
            _ => None,
        }
    }

    /// What a path (with or without a leading slash) and the parameters after it lead to; `None` if nothing could be
    /// there. Whether something *is* there only the case knows.
    #[must_use]
    pub fn parse(path: &str, query: &str) -> Option<(Self, Representation)> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let (path, form) = match path.rsplit_once('.') {
            Some((before, ending)) => {
                (before, Representation::WITH_ENDING.into_iter().find(|form| form.ending() == ending)?)
            }
            None => (path, Representation::Page),
        };
        // Ids are slugs or hexadecimal digits: nothing in them needs encoding, and nothing else is one.
        let id = |id: &str| id.parse::<Slug>().ok().map(|_| id.to_owned());
        let parameters = || Parameters::parse(query);
        let address = match path.split_once('/') {
            None => match path {
                "" if form == Representation::Page => Self::Case,
                "case" if form != Representation::Page => Self::Case,
                "actors" => Self::Actors,
                "propositions" => Self::Propositions,
                "documents" => Self::Documents,
                "statements" => Self::Statements,
                "events" => Self::Events,
                "questions" => Self::Questions,
                "ask" => Self::Ask(parameters()),
                "search" => Self::Search(parameters()),
                "glossary" => Self::Glossary,
                "guide" => Self::Guide,
                _ => return None,
            },
            Some(("actors", rest)) => Self::Actor(id(rest)?),
            Some(("propositions", rest)) => Self::Proposition(id(rest)?),
            Some(("documents", rest)) => Self::Document(id(rest)?),
            Some(("statements", rest)) => Self::Statement(id(rest)?),
            Some(("events", rest)) => Self::Event(id(rest)?),
            Some(("diagrams", rest)) => Self::Drawing(id(rest)?, parameters()),
            Some(("questions", rest)) => Self::Question(id(rest)?, parameters()),
            Some(_) => return None,
        };
        Some((address, form))
    }
}

/// Turns addresses into what a link says.
pub trait Addressing: Sync {
    /// Where something is, in a form; `None` if this edition has no such page, and its name stands there without a link.
    fn href(&self, to: &Address, form: Representation) -> Option<String>;
    /// Where one of our own files is, such as `pages.css`.
    fn asset(&self, name: &str) -> String;
    /// Whether somebody answers: forms work, questions can be changed, filters set.
    fn answers(&self) -> bool;
    /// Where open pages are told that the case has changed, if they are.
    fn live(&self) -> Option<&str> {
        None
    }
    /// Where an actor or a proposition is compared across cases, if it is.
    fn across(&self, _of: &Address) -> Option<String> {
        None
    }
    /// Where the marks of a drawing lead: what stands before and after a path.
    fn frame(&self) -> (String, String);
}

/// Addresses on a server that has the case at its root.
#[derive(Debug, Clone, Copy, Default)]
pub struct Served;

impl Addressing for Served {
    fn href(&self, to: &Address, form: Representation) -> Option<String> {
        let path = match to.path() {
            path if path.is_empty() && form != Representation::Page => "case".to_owned(),
            path => path,
        };
        let mut href = format!("/{path}");
        if form != Representation::Page {
            href.push('.');
            href.push_str(form.ending());
        }
        if let Some(parameters) = to.parameters().filter(|parameters| !parameters.is_empty()) {
            href.push_str(&format!("?{parameters}"));
        }
        Some(href)
    }

    fn asset(&self, name: &str) -> String {
        assets::path(name).to_owned()
    }

    fn answers(&self) -> bool {
        true
    }

    fn live(&self) -> Option<&str> {
        Some("/live")
    }

    fn frame(&self) -> (String, String) {
        ("/".to_owned(), String::new())
    }
}

/// Addresses on a server that has a graph and no files: what is made of the graph alone has a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct ServedGraph;

impl Addressing for ServedGraph {
    fn href(&self, to: &Address, form: Representation) -> Option<String> {
        let there = match to {
            Address::Case | Address::Glossary => form == Representation::Page,
            Address::Questions => matches!(form, Representation::Page | Representation::Json),
            Address::Drawing(..) | Address::Question(..) | Address::Ask(_) => true,
            _ => false,
        };
        there.then(|| Served.href(to, form)).flatten()
    }

    fn asset(&self, name: &str) -> String {
        Served.asset(name)
    }

    fn answers(&self) -> bool {
        true
    }

    fn live(&self) -> Option<&str> {
        Served.live()
    }

    fn frame(&self) -> (String, String) {
        Served.frame()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_served_is_found_again() {
        let asked = Parameters::parse("actor=a+b&proposition=c%26d&kind=");
        assert_eq!(asked.to_string(), "actor=a+b&proposition=c%26d", "without a value nothing is asked");
        for address in [
            Address::Case,
            Address::Actors,
            Address::Actor("blackberry".to_owned()),
            Address::Statement("00ff00ff00ff00ff".to_owned()),
            Address::Drawing("positions".to_owned(), asked.clone()),
            Address::Question("who-opposes".to_owned(), asked.clone()),
            Address::Ask(Parameters::none().with("query", "ASK { ?s ?p \"é&\" }")),
            Address::Glossary,
            Address::Guide,
        ] {
            for form in [Representation::Page, Representation::Json, Representation::Turtle] {
                let href = Served.href(&address, form).expect("a server has everything");
                let (path, query) = href.split_once('?').unwrap_or((&href, ""));
                assert_eq!(Address::parse(path, query), Some((address.clone(), form)), "{href}");
            }
        }
    }

    #[test]
    fn nothing_else_is_an_address() {
        for path in ["/actors/", "/actors/a/b", "/actors/../x", "/a", "/actors/A", "/case", "/.json", "/actors/a.exe"] {
            assert_eq!(Address::parse(path, ""), None, "{path}");
        }
    }
}

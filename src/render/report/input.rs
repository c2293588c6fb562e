//! What the page of a case is written from: plain data, to be filled from query answers.

use crate::diagram::positions::Positions;
use crate::diagram::timeline::Timeline;
use crate::diagram::{Grade, Link, Stance, When};

/// A case on one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The case's title.
    pub title: String,
    /// Paragraphs that say what it is about.
    pub lead: Vec<String>,
    /// The language of the page, as a BCP 47 tag: "en".
    pub language: String,
    /// What the matrix and the diagram show.
    pub positions: Positions,
    /// The statements on each proposition, in page order.
    pub propositions: Vec<Debate>,
    /// Questions of fact that the sources answer differently.
    pub disagreements: Vec<Disagreement>,
    /// Words that conflict with deeds others report.
    pub deeds: Vec<Contradiction>,
    /// Statements and events by date.
    pub timeline: Option<Timeline>,
    /// The documents, in the order of their numbers on the page.
    pub sources: Vec<Source>,
    /// What came after, from outside the sources.
    pub epilogue: Option<Epilogue>,
    /// The last line: program, licence.
    pub colophon: String,
}

/// One proposition and what was said on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Debate {
    /// The proposition's id; its section is [`super::proposition_anchor`].
    pub id: String,
    /// The proposition as a sentence.
    pub label: String,
    /// The statements, in page order.
    pub statements: Vec<Saying>,
}

/// One statement with its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The statement's id; its block is [`super::statement_anchor`].
    pub id: String,
    /// The actor's label.
    pub actor: String,
    /// Who spoke for it, with role: "Marty Beard, chief operating officer".
    pub spokesperson: Option<String>,
    /// Which way.
    pub stance: Stance,
    /// How good the evidence is.
    pub grade: Grade,
    /// Whose voice, in words: "own words", "alleged by BlackBerry".
    pub voice: String,
    /// The kind of speech act in words: "refuse".
    pub form: String,
    /// When it was said.
    pub date: When,
    /// The words in their context.
    pub passage: Passage,
    /// The id of its [`Source`].
    pub source: String,
    /// The same speech act in other documents.
    pub also: Vec<Also>,
    /// A page about the statement.
    pub link: Option<Link>,
}

/// Another document that reports the same speech act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Also {
    /// The other statement's id; its block is [`super::statement_anchor`].
    pub id: String,
    /// The id of its [`Source`].
    pub source: String,
    /// The words in their context.
    pub passage: Passage,
}

/// A passage of a document with a little of what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// Words before, with an ellipsis where they are cut.
    pub prefix: String,
    /// The evidence.
    pub exact: String,
    /// Words after, with an ellipsis where they are cut.
    pub suffix: String,
    /// Whether the words are of a summary in our own words.
    pub summary: bool,
}

/// A question of fact on which the sources differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disagreement {
    /// The question: "When does the order take effect?"
    pub question: String,
    /// The answers, the most frequent first.
    pub answers: Vec<Answer>,
    /// What explains the difference, if something does.
    pub note: Option<String>,
}

/// One answer and who gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The answer: "30 November 2015".
    pub value: String,
    /// Who gives it.
    pub tellings: Vec<Telling>,
    /// The words.
    pub passage: Option<Passage>,
}

/// A source that gives an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Telling {
    /// The id of the [`Source`].
    pub source: String,
    /// Who is said to have said so within the source: "Reuters".
    pub by: Option<String>,
}

/// An actor's words beside deeds that others report of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contradiction {
    /// The actor's label.
    pub actor: String,
    /// What it is about, as a sentence.
    pub proposition: String,
    /// What the actor says.
    pub words: Vec<Claim>,
    /// What it is said to have done.
    pub deeds: Vec<Claim>,
}

/// Something that a source says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// In our words: "gave the United Arab Emirates access".
    pub text: String,
    /// Who says so within the source.
    pub by: Option<String>,
    /// The words.
    pub passage: Option<Passage>,
    /// The ids of the [`Source`]s that tell it, that of the passage first.
    pub sources: Vec<String>,
}

/// A document with its bibliographic data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The document's id; its entry is [`super::source_anchor`].
    pub id: String,
    /// Short: "E&T, 1 December 2015".
    pub label: String,
    /// In full: author, title, publisher, date.
    pub citation: String,
    /// The original.
    pub link: Option<Link>,
    /// Whether our text of it is a summary in our own words.
    pub summary: bool,
    /// Anything else: "date unknown".
    pub note: Option<String>,
}

/// What came after, from outside the sources.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Epilogue {
    /// The text.
    pub paragraphs: Vec<String>,
    /// Where it is from: what to call each source, and its address.
    pub references: Vec<(String, Option<Link>)>,
}

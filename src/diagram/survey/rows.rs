//! What the graph answers, as plain data: statements with their actors, documents, attributions, events and facts.

use crate::{
    diagram::{Grade, Link, Quote, Stance, When, evidence::shorten, relations::Form},
    model::Modality,
};

/// What the case says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRow {
    /// Its title, a phrase that completes "Who wants what: ...".
    pub title: String,
    /// The licence of its texts and codings.
    pub licence: Option<String>,
    /// What happened afterwards.
    pub epilogue: Option<String>,
    /// Where the epilogue can be read.
    pub epilogue_sources: Vec<String>,
}

/// A document with its bibliographic data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentRow {
    /// Its id.
    pub id: String,
    /// The headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: When,
    /// Where it can be read.
    pub url: Option<Link>,
    /// Whether our text of it is a summary in our own words.
    pub summary: bool,
    /// The licence of the text.
    pub licence: Option<String>,
    /// Where the bibliographic data come from.
    pub note: Option<String>,
    /// What it is called in a line of text, unlike any other document: "The Drum".
    pub name: String,
}

impl DocumentRow {
    /// Its name with its date: "The Drum, 30 November 2015".
    #[must_use]
    pub fn label(&self) -> String {
        match self.date {
            When::Unknown => format!("{}, undated", self.name),
            date => format!("{}, {date}", self.name),
        }
    }

    /// Authors, title, publisher and date, as far as they are known.
    #[must_use]
    pub fn citation(&self) -> String {
        let mut parts = Vec::new();
        if !self.authors.is_empty() {
            parts.push(super::super::text::list(&self.authors));
        }
        parts.push(format!("“{}”", self.title));
        match &self.publisher {
            Some(publisher) => parts.push(publisher.clone()),
            None => parts.push("publisher unknown".to_owned()),
        }
        parts.push(match self.date {
            When::Unknown => "undated".to_owned(),
            date => date.to_string(),
        });
        parts.join(", ")
    }

    /// What it would be called if it were the only document of its publisher, author or title.
    pub(super) fn plain_name(&self) -> String {
        match (&self.publisher, self.authors.as_slice()) {
            (Some(publisher), _) => publisher.clone(),
            (None, [author]) => author.clone(),
            (None, [author, ..]) => format!("{author} and others"),
            (None, []) => format!("“{}”", shorten(&self.title, 48)),
        }
    }
}

/// An actor as statements name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its kind: "company".
    pub kind: String,
}

/// A proposition as statements name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// A name of a few words.
    pub short: String,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Its id.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// Whose it is.
    pub actor: Party,
    /// For whose positions it counts: the actor, and the organisation that the actor may speak for.
    pub counts_for: Vec<Party>,
    /// Through whom the actor spoke.
    pub spokespersons: Vec<Party>,
    /// Who puts it in the actor's mouth.
    pub ascribers: Vec<Party>,
    /// Whom it speaks to.
    pub addressees: Vec<Party>,
    /// Whom it speaks about.
    pub targets: Vec<Party>,
    /// What it is about.
    pub topic: Topic,
    /// Which way.
    pub stance: Stance,
    /// Where a conditional stance leans.
    pub leaning: Option<Stance>,
    /// The condition in words.
    pub condition: Option<String>,
    /// The kind of speech act.
    pub form: Option<Form>,
    /// In whose voice.
    pub modality: Modality,
    /// The speech act, if it is declared.
    pub utterance: Option<String>,
    /// When it was said.
    pub date: When,
    /// The same, or else when the document was published.
    pub told: When,
    /// Its words.
    pub quote: String,
    /// Sorts statements by how well their words read, best first.
    pub rank: String,
    /// Whether some of the words are those of a summary.
    pub paraphrased: bool,
    /// The attributions it rests on.
    pub attributions: Vec<String>,
}

impl StatementRow {
    /// What counts once, however many documents report it: the utterance, or else the statement itself.
    #[must_use]
    pub fn speech(&self) -> &str {
        self.utterance.as_deref().unwrap_or(&self.id)
    }

    /// How well it is attested.
    #[must_use]
    pub const fn grade(&self) -> Grade {
        match self.modality {
            Modality::OwnWords => Grade::Stated,
            Modality::Reported | Modality::Unattributed => Grade::Reported,
            Modality::Alleged => Grade::Alleged,
        }
    }

    /// A key that sorts the statement whose words read best first.
    #[must_use]
    pub fn quality(&self) -> (&str, &str, &str) {
        (&self.rank, &self.quote, &self.id)
    }
}

/// A passage of a document behind a statement or a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanRow {
    /// The document's id.
    pub document: String,
    /// Its first character (code points of the text, from 0).
    pub start: usize,
    /// Where it ends (code points, exclusive).
    pub end: usize,
    /// Its words.
    pub exact: String,
    /// Whether the words are the source's own.
    pub verbatim: bool,
}

/// An attribution: somebody is said to have said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionRow {
    /// Its id.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// How the words are passed on: "direct".
    pub directness: String,
    /// Who vouches for the words: the organisation spoken for, or the speaker.
    pub holder: Option<Party>,
    /// The speaker's id.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub named: Option<String>,
    /// The speaker's role as the text gives it.
    pub role: Option<String>,
    /// The cited work, id and label.
    pub work: Option<(String, String)>,
    /// The attribution around it.
    pub within: Option<String>,
    /// The cue: "said".
    pub cue: Option<String>,
    /// What is said.
    pub quote: Option<String>,
}

/// A declared event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// What happened, as a noun phrase.
    pub label: String,
    /// Its type: "order".
    pub kind: String,
    /// When, where no source differs.
    pub date: When,
    /// Whether no document of the case knows it.
    pub outside: bool,
    /// Who took part (ids).
    pub participants: Vec<String>,
    /// What it bears on (ids of propositions).
    pub propositions: Vec<String>,
}

/// What a document says of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Its id.
    pub id: String,
    /// The event's id.
    pub event: String,
    /// The property: "effective-date".
    pub property: String,
    /// The value: a literal's text, or an id.
    pub value: String,
    /// The value in words, as the graph has it.
    pub value_label: String,
    /// The document's id.
    pub document: String,
    /// Who vouches for it within the document; nobody means the document itself.
    pub holder: Option<Party>,
    /// Its words.
    pub quote: String,
    /// Whether some of the words are those of a summary.
    pub paraphrased: bool,
}

/// Two facts that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictRow {
    /// One fact's id.
    pub fact: String,
    /// The other's.
    pub other: String,
    /// The declared revision that explains the difference.
    pub explanation: Option<String>,
}

/// Words of an actor against a deed that others report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContradictionRow {
    /// The actor's name.
    pub actor: String,
    /// The event's id.
    pub event: String,
    /// The id of the statement, or of the fact by which the actor denies the deed.
    pub words: String,
    /// The id of the fact that reports the deed.
    pub deed: String,
    /// The proposition that the deed bears on, as a sentence.
    pub sentence: Option<String>,
}

/// A role in which a person speaks for an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleRow {
    /// The person's id.
    pub member: String,
    /// The organisation's id.
    pub organization: String,
    /// The role: "chief executive officer".
    pub role: String,
}

/// A quotation from a document.
pub(super) fn quotation(text: &str, document: Option<&DocumentRow>, paraphrased: bool) -> Quote {
    Quote {
        text: text.to_owned(),
        source: document.map(DocumentRow::label).unwrap_or_default(),
        link: document.and_then(|document| document.url.clone()),
        summary: paraphrased && document.is_some_and(|document| document.summary),
    }
}

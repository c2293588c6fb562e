//! What is left out of a drawing: filters apply to statements, before anything is counted.

use super::{StatementRow, Survey};
use crate::{
    diagram::{When, kinds::heading},
    model::{ActorKind, ClosedList as _, Modality},
    query::{self, Parameter, ParameterType, QueryError, SparqlGraph},
    vocab,
};

/// What the user asks for: ids, labels or aliases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted<'a> {
    /// Only these actors.
    pub actors: &'a [String],
    /// Only these propositions.
    pub propositions: &'a [String],
    /// Only these voices.
    pub modalities: &'a [String],
    /// Only what rests on at least so many utterances.
    pub min_evidence: u32,
}

/// Which statements count. Empty lists let everything pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// Ids of actors.
    pub actors: Vec<String>,
    /// Ids of propositions.
    pub propositions: Vec<String>,
    /// Voices.
    pub modalities: Vec<Modality>,
    /// Kinds of actor.
    pub kinds: Vec<ActorKind>,
    /// Nothing that was said, or else published, before this; unknown for no limit.
    pub from: When,
    /// Nothing that was said, or else published, after this; unknown for no limit.
    pub to: When,
    /// The fewest utterances (sources: attributions; events: documents) that a mark rests on.
    pub min_evidence: u32,
    /// Whose annotations the graph was built of, if not the current ones: for the subtitle only.
    pub coder: Option<String>,
}

impl Filters {
    /// Finds what the user means among everything the graph knows by an id, a label or an alias.
    ///
    /// # Errors
    /// [`QueryError::Value`] names the nearest for what is not known.
    pub fn resolve(graph: &dyn SparqlGraph, wanted: Wanted<'_>) -> Result<Self, QueryError> {
        let ids = |option: &str, kind: ParameterType, values: &[String]| {
            values.iter().map(|value| resolved(graph, option, kind, value)).collect::<Result<Vec<_>, _>>()
        };
        let modalities = ids("--modality", ParameterType::Modality, wanted.modalities)?;
        Ok(Self {
            actors: ids("--actor", ParameterType::Actor, wanted.actors)?,
            propositions: ids("--proposition", ParameterType::Proposition, wanted.propositions)?,
            modalities: modalities.iter().filter_map(|name| Modality::from_local_name(name)).collect(),
            min_evidence: wanted.min_evidence,
            ..Self::default()
        })
    }

    /// Whether anything is filtered by what a statement says.
    #[must_use]
    pub const fn narrow(&self) -> bool {
        !(self.actors.is_empty()
            && self.propositions.is_empty()
            && self.modalities.is_empty()
            && self.kinds.is_empty()
            && matches!((self.from, self.to), (When::Unknown, When::Unknown)))
    }

    /// Whether an actor passes.
    #[must_use]
    pub fn actor(&self, id: &str) -> bool {
        self.actors.is_empty() || self.actors.iter().any(|wanted| wanted == id)
    }

    /// Whether a statement passes, whoever's it is.
    #[must_use]
    pub fn says(&self, statement: &StatementRow) -> bool {
        let topic = &statement.topic.id;
        (self.propositions.is_empty() || self.propositions.contains(topic))
            && (self.modalities.is_empty() || self.modalities.contains(&statement.modality))
            && (self.kinds.is_empty() || self.kinds.iter().any(|kind| kind.id() == statement.actor.kind))
            && self.within(statement.told)
    }

    /// Whether something of this date may lie in the time that is asked for; what has no date does not.
    #[must_use]
    pub fn within(&self, date: When) -> bool {
        if self.from == When::Unknown && self.to == When::Unknown {
            return true;
        }
        date != When::Unknown
            && (self.from == When::Unknown || date.last() >= self.from.key())
            && (self.to == When::Unknown || date.key() <= self.to.last())
    }

    /// Whether a statement passes and counts for an actor that does.
    #[must_use]
    pub fn passes(&self, statement: &StatementRow) -> bool {
        self.says(statement) && statement.counts_for.iter().any(|party| self.actor(&party.id))
    }

    /// Whether so much evidence is enough.
    #[must_use]
    pub const fn enough(&self, evidence: u32) -> bool {
        evidence >= self.min_evidence
    }

    /// The filters in words: "only BlackBerry", "only own words".
    #[must_use]
    pub fn words(&self, survey: &Survey) -> Vec<String> {
        let actor = |id: &String| {
            let parties = survey.statements.iter().flat_map(|statement| {
                [&statement.actor]
                    .into_iter()
                    .chain(&statement.counts_for)
                    .chain(&statement.addressees)
                    .chain(&statement.targets)
            });
            let mut named = parties.filter(|party| party.id == *id);
            named.next().map_or_else(|| id.clone(), |p| p.label.clone())
        };
        let topic = |id: &String| {
            let mut topics = survey.statements.iter().map(|statement| &statement.topic);
            topics.find(|topic| topic.id == *id).map_or_else(|| id.clone(), |topic| format!("“{}”", topic.short))
        };
        let mut words = Vec::new();
        for names in [
            self.actors.iter().map(actor).collect::<Vec<_>>(),
            self.propositions.iter().map(topic).collect(),
            self.modalities.iter().map(|voice| voice.words()).collect(),
            self.kinds.iter().map(|kind| heading(kind.id()).to_lowercase()).collect(),
        ] {
            if !names.is_empty() {
                words.push(format!("only {}", names.join(", ")));
            }
        }
        for (lead, date) in [("from", self.from), ("up to", self.to)] {
            if date != When::Unknown {
                words.push(format!("{lead} {date}"));
            }
        }
        words.extend(self.coder.iter().map(|coder| format!("coded by {coder}")));
        if self.min_evidence > 1 {
            words.push(format!("at least {} times", self.min_evidence));
        }
        words
    }
}

/// The id of what a value stands for.
fn resolved(graph: &dyn SparqlGraph, option: &str, kind: ParameterType, value: &str) -> Result<String, QueryError> {
    let parameter =
        Parameter { name: option.to_owned(), kind, default: None, description: String::new(), optional: false };
    let term = query::resolve(graph, &parameter, value)?;
    let text = match &term {
        oxigraph::model::Term::NamedNode(node) => node.as_str(),
        _ => value,
    };
    let local = text.strip_prefix(vocab::NAMESPACE).unwrap_or(text);
    Ok(local.rsplit('/').next().unwrap_or(local).to_owned())
}

//! An actor: who it is, where it stands, in which words, and with whom.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Contrast, EventEntry, Named, PositionView, StatementView};
use crate::{
    diagram::survey::{Filters, StatementRow},
    pages::reading::Reading,
    query,
};

/// A role of a person in an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Role {
    /// Who holds it.
    pub person: Named,
    /// Where.
    pub organization: Named,
    /// The role in words.
    pub role: String,
    /// When it began, if known.
    pub from: Option<String>,
    /// When it ended, if known.
    pub to: Option<String>,
}

/// How another actor stands to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Agreement {
    /// The other.
    pub other: Named,
    /// On how many propositions both say the same in their own words.
    pub agree: u32,
    /// On how many they say the opposite.
    pub disagree: u32,
    /// The same where one of the two is only reported or alleged.
    pub agree_reported: u32,
    /// The opposite where one of the two is only reported or alleged.
    pub disagree_reported: u32,
    /// On what they agree.
    pub agree_on: String,
    /// On what they do not.
    pub disagree_on: String,
}

/// An actor with everything that the case has of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ActorView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What kind of stakeholder it is.
    pub kind: String,
    /// ISO 3166-1 alpha-2, or EU.
    pub country: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it belongs to.
    pub part_of: Option<Named>,
    /// What belongs to it.
    pub parts: Vec<Named>,
    /// Its Wikidata item.
    pub wikidata: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Public pages about it.
    pub sources: Vec<String>,
    /// Whether a codebook declares it; otherwise only a text names it.
    pub declared: bool,
    /// Who speaks for it, or for whom it speaks.
    pub roles: Vec<Role>,
    /// Where it stands.
    pub positions: Vec<PositionView>,
    /// Its statements.
    pub statements: Vec<StatementView>,
    /// Statements that others make, or are said to make, to it or about it.
    pub spoken_of: Vec<StatementView>,
    /// Statements that it puts in the mouth of others.
    pub ascribes: Vec<StatementView>,
    /// Statements of organisations for which it speaks.
    pub spoken_through: Vec<StatementView>,
    /// With whom it agrees and disagrees.
    pub agreements: Vec<Agreement>,
    /// Its words against deeds that others report.
    pub contrasts: Vec<Contrast>,
    /// In what it took part.
    pub events: Vec<EventEntry>,
}

impl ActorView {
    /// An actor by its id.
    #[must_use]
    pub fn of(reading: &Reading, id: &str) -> Option<Self> {
        if !reading.has_actor(id) {
            return None;
        }
        let codebook = &reading.case.codebooks.merged;
        let known = reading.known_actor(id);
        let name = |id: &str| Named::new(id, reading.actor_label(id));
        let statements = |wanted: &dyn Fn(&StatementRow) -> bool| StatementView::all(reading, wanted);
        let label = reading.actor_label(id);
        Some(Self {
            id: id.to_owned(),
            kind: known
                .map(|actor| actor.kind.to_string())
                .or_else(|| reading.parties().get(id).map(|party| party.kind.clone()))
                .unwrap_or_default(),
            country: known.and_then(|actor| actor.country.clone()),
            aliases: known.map(|actor| actor.aliases.clone()).unwrap_or_default(),
            part_of: known.and_then(|actor| actor.part_of.as_ref()).map(|whole| name(whole.as_str())),
            parts: codebook
                .actors
                .values()
                .filter(|part| part.part_of.as_ref().is_some_and(|whole| whole.as_str() == id))
                .map(|part| name(part.id.as_str()))
                .collect(),
            wikidata: known.and_then(|actor| actor.wikidata.clone()),
            note: known.and_then(|actor| actor.note.clone()),
            sources: known.map(|actor| actor.source.clone()).unwrap_or_default(),
            declared: known.is_some(),
            roles: codebook
                .memberships
                .iter()
                .filter(|role| role.person.as_str() == id || role.organization.as_str() == id)
                .map(|role| Role {
                    person: name(role.person.as_str()),
                    organization: name(role.organization.as_str()),
                    role: role.role.clone(),
                    from: role.from.map(|date| date.to_string()),
                    to: role.to.map(|date| date.to_string()),
                })
                .collect(),
            positions: PositionView::all(reading, &Filters { actors: vec![id.to_owned()], ..Filters::default() }),
            statements: statements(&|row| row.actor.id == id || row.counts_for.iter().any(|party| party.id == id)),
            spoken_of: statements(&|row| {
                row.actor.id != id && row.addressees.iter().chain(&row.targets).any(|party| party.id == id)
            }),
            ascribes: statements(&|row| row.ascribers.iter().any(|party| party.id == id)),
            spoken_through: statements(&|row| row.spokespersons.iter().any(|party| party.id == id)),
            agreements: agreements(reading, id),
            contrasts: Contrast::all(reading).into_iter().filter(|contrast| contrast.actor == label).collect(),
            events: EventEntry::all(reading)
                .into_iter()
                .filter(|event| event.participants.iter().any(|party| party.id == id))
                .collect(),
            label,
        })
    }
}

/// What the catalogue's query `agreement` answers.
fn agreements(reading: &Reading, id: &str) -> Vec<Agreement> {
    // An actor without an entry in the graph agrees with nobody.
    let given = BTreeMap::from([("actor".to_owned(), id.to_owned())]);
    let answer = query::find("agreement").and_then(|query| query.run(reading.graph.store(), &given).ok());
    let Some(answer) = answer else {
        return Vec::new();
    };
    answer
        .records()
        .map(|row| Agreement {
            other: Named::new(row.id("other").unwrap_or_default(), row.text_or_empty("otherLabel")),
            agree: row.number("agree"),
            disagree: row.number("disagree"),
            agree_reported: row.number("agreeReported"),
            disagree_reported: row.number("disagreeReported"),
            agree_on: row.text_or_empty("agreeOn"),
            disagree_on: row.text_or_empty("disagreeOn"),
        })
        .collect()
}

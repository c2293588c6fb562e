//! What the graph answers, made ready for teaching: sayings with their voices, reasons and hands.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::store::Store;
use serde::Serialize;

use super::{
    LessonError,
    passage::{Citation, Library, Passage, day_key},
};
use crate::{
    case::Case,
    diagram::{
        Stance,
        survey::{Party, StatementRow, Survey},
        text::{capital, visible},
    },
    model::{Coder, Modality},
    query,
};

macro_rules! queries {
    ($($name:literal),+ $(,)?) => {
        /// The queries that only lessons ask, by their files' names. A test holds this list to the folder.
        pub(super) const QUERIES: &[(&str, &str)] = &[$((
            $name,
            include_str!(concat!("../../queries/lessons/", $name, ".rq")),
        )),+];
    };
}

queries!["propositions", "reasons"];

/// In whose voice an actor is heard, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// A speech act of the actor, with words of it in quotation marks.
    Quoted,
    /// A speech act of the actor, told in the reporter's words.
    Retold,
    /// A third party says so.
    Reported,
    /// The document says so without naming anybody.
    Unattributed,
    /// An opponent says so.
    Alleged,
}

impl Voice {
    /// All voices, best first.
    pub const ALL: [Self; 5] = [Self::Quoted, Self::Retold, Self::Reported, Self::Unattributed, Self::Alleged];

    /// Whether it is the actor's own speech act.
    #[must_use]
    pub const fn own(self) -> bool {
        matches!(self, Self::Quoted | Self::Retold)
    }

    /// The name under which the texts have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::Retold => "retold",
            Self::Reported => "reported",
            Self::Unattributed => "unattributed",
            Self::Alleged => "alleged",
        }
    }
}

/// An actor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its kind: "company".
    pub kind: String,
}

impl Actor {
    pub(super) fn of(party: &Party) -> Self {
        Self {
            id: party.id.clone(),
            label: capital(&visible(&party.label)),
            kind: crate::diagram::kinds::singular(&party.kind),
        }
    }
}

/// A proposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposition {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// A name of a few words.
    pub short: String,
    /// What it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The ids of broader propositions.
    pub broader: Vec<String>,
}

/// A reason that a statement gives or rejects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reason {
    /// Its id.
    pub id: String,
    /// Its name: "Privacy".
    pub label: String,
    /// What is meant by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

/// What one actor said, or is said to want, once however many documents repeat it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Saying {
    /// The id of the statement whose words read best.
    pub id: String,
    /// Whose it is.
    pub actor: Actor,
    /// The ids of those for whom it counts: the actor, and whom the actor may speak for.
    pub counts_for: Vec<String>,
    /// Through whom the actor spoke, with role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The proposition's id.
    pub proposition: String,
    /// "support", "oppose" or "conditional".
    pub stance: &'static str,
    /// Where a conditional stance leans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leaning: Option<&'static str>,
    /// The condition in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// In whose voice.
    pub voice: Voice,
    /// Who reports or alleges it.
    pub by: Vec<String>,
    /// When it was said, in words.
    pub date: String,
    /// The words.
    pub passage: Passage,
    /// Where else it stands.
    pub also: Vec<Citation>,
    /// The ids of reasons that it gives.
    pub reasons: Vec<String>,
    /// The ids of reasons that it rejects.
    pub rejects: Vec<String>,
    /// The ids of those it speaks to or about.
    pub aims_at: Vec<String>,
    /// How many hands it came through, the publisher's included.
    pub hands: u32,
    /// Those hands, the nearest to the actor first.
    pub through: String,
    /// The ids of all statements that are this saying.
    pub statements: Vec<String>,
    /// The speech act's id.
    #[serde(skip)]
    pub(super) speech: String,
    /// When it was said, to sort by.
    #[serde(skip)]
    pub(super) key: (i32, u8, u8),
}

impl Saying {
    /// Whether it counts for an actor.
    pub(super) fn is_of(&self, actor: &str) -> bool {
        self.counts_for.iter().any(|id| id == actor)
    }
}

/// A kind of stakeholder that states no position itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Silence {
    /// The kind: "court".
    pub kind: String,
    /// "no position recorded" or "only reported or alleged".
    pub finding: String,
    /// Who of this kind plays a part in the documents.
    pub actors: Vec<String>,
}

/// Everything that the parts of a pack are made of.
pub(super) struct Material<'c> {
    pub(super) case: &'c Case,
    pub(super) survey: Survey,
    pub(super) library: Library,
    pub(super) propositions: BTreeMap<String, Proposition>,
    pub(super) reasons: BTreeMap<String, Reason>,
    pub(super) sayings: Vec<Saying>,
    pub(super) silences: Vec<Silence>,
}

impl<'c> Material<'c> {
    /// Asks a case's graph.
    pub(super) fn of(case: &'c Case, store: &Store) -> Result<Self, LessonError> {
        let survey = Survey::of(store)?;
        let ask = |name: &str| {
            let (_, text) =
                QUERIES.iter().find(|(known, _)| *known == name).expect("every query that is asked is in the table");
            query::run(store, text, &BTreeMap::new())
        };
        let catalogue =
            |name: &str| query::find(name).expect("the query is in the catalogue").run(store, &BTreeMap::new());
        let library = Library::of(&survey);
        let mut reasons = BTreeMap::new();
        let mut uses: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
        for row in ask("reasons")?.records() {
            let id = row.id("frame").unwrap_or_default().to_owned();
            reasons.entry(id.clone()).or_insert_with(|| Reason {
                id: id.clone(),
                label: visible(&row.text_or_empty("label")),
                definition: row.text("definition").map(visible),
            });
            let (given, rejected) = uses.entry(row.id("statement").unwrap_or_default().to_owned()).or_default();
            let list = if row.text("use") == Some("given") { given } else { rejected };
            if !list.contains(&id) {
                list.push(id);
            }
        }
        let mut hands = BTreeMap::new();
        for row in catalogue("hands")?.records() {
            let statement = row.id("statement").unwrap_or_default().to_owned();
            hands.insert(statement, (row.number("hands"), visible(&row.text_or_empty("through"))));
        }
        let silences = catalogue("silent")?
            .records()
            .map(|row| Silence {
                kind: visible(&row.text_or_empty("kindLabel")),
                finding: row.text_or_empty("finding"),
                actors: row.text_or_empty("actors").split(", ").filter(|name| !name.is_empty()).map(visible).collect(),
            })
            .collect();
        let mut propositions: BTreeMap<String, Proposition> = BTreeMap::new();
        for row in ask("propositions")?.records() {
            let id = row.id("proposition").unwrap_or_default().to_owned();
            let entry = propositions.entry(id.clone()).or_insert_with(|| Proposition {
                id,
                sentence: visible(&row.text_or_empty("sentence")),
                short: visible(&row.text_or_empty("short")),
                definition: row.text("definition").map(visible),
                broader: Vec::new(),
            });
            entry.broader.extend(row.id("broader").map(str::to_owned));
        }
        let sayings = sayings(&survey, &library, &uses, &hands);
        Ok(Self { case, survey, library, propositions, reasons, sayings, silences })
    }

    /// Whether a person or a settling has gone through a document's coding.
    pub(super) fn settled(&self, document: &str) -> bool {
        self.case.of_coder(Coder::REVIEWED).any(|set| set.document == *document && set.complete)
    }

    pub(super) fn proposition(&self, id: &str) -> Option<&Proposition> {
        self.propositions.get(id)
    }

    /// The sayings on a proposition.
    pub(super) fn on<'s>(&'s self, proposition: &'s str) -> impl Iterator<Item = &'s Saying> {
        self.sayings.iter().filter(move |saying| saying.proposition == proposition)
    }

    /// What actors said one way and at another time, or elsewhere, another way, both themselves: before and after.
    pub(super) fn changes(&self) -> Vec<(&Saying, &Saying)> {
        let mut found: Vec<(&Saying, &Saying)> = Vec::new();
        for before in self.sayings.iter().filter(|saying| saying.voice.own()) {
            let same = |other: &Saying| other.actor.id == before.actor.id && other.proposition == before.proposition;
            let after = self
                .sayings
                .iter()
                .filter(|other| other.voice.own() && same(other) && other.stance != before.stance)
                .filter(|other| (before.key, before.stance) < (other.key, other.stance))
                .max_by_key(|other| (other.key, std::cmp::Reverse(other.voice)));
            let Some(after) = after else { continue };
            match found.iter_mut().find(|(known, _)| same(known)) {
                // The widest span of time tells the change best.
                Some(known) if before.key < known.0.key => *known = (before, after),
                Some(_) => {}
                None => found.push((before, after)),
            }
        }
        found
    }

    /// What counts for an actor, the best voice first.
    pub(super) fn of_actor<'s>(&'s self, actor: &'s str) -> impl Iterator<Item = &'s Saying> {
        self.sayings.iter().filter(move |saying| saying.is_of(actor))
    }
}

type Uses = BTreeMap<String, (Vec<String>, Vec<String>)>;
type Hands = BTreeMap<String, (u32, String)>;

/// One saying for each actor, proposition, side, voice and speech act.
fn sayings(survey: &Survey, library: &Library, uses: &Uses, hands: &Hands) -> Vec<Saying> {
    type Key<'s> = (&'s str, &'s str, &'s str, Voice, Vec<String>, &'s str);
    let mut acts: BTreeMap<Key<'_>, Vec<&StatementRow>> = BTreeMap::new();
    for statement in &survey.statements {
        let voice = voice(survey, statement);
        let by = if voice.own() || voice == Voice::Unattributed { Vec::new() } else { survey.ascribers(statement) };
        let key = (&*statement.actor.id, &*statement.topic.id, statement.stance.name(), voice, by, statement.speech());
        acts.entry(key).or_default().push(statement);
    }
    let mut found: Vec<(usize, String, Saying)> = acts
        .into_iter()
        .filter_map(|((.., voice, by, speech), mut statements)| {
            statements.sort_by_key(|statement| statement.quality());
            let best = *statements.first()?;
            let passage = library.passage(survey, &best.id)?;
            let mut also: Vec<Citation> = statements
                .iter()
                .skip(1)
                .filter_map(|statement| Some(library.passage(survey, &statement.id)?.citation))
                .filter(|citation| citation.document != passage.citation.document)
                .collect();
            also.sort();
            also.dedup_by(|a, b| a.document == b.document);
            let used = || statements.iter().filter_map(|statement| uses.get(&statement.id));
            let gathered = |all: BTreeSet<&String>| -> Vec<String> { all.into_iter().cloned().collect() };
            let reasons = gathered(used().flat_map(|(given, _)| given).collect());
            let rejects = gathered(used().flat_map(|(_, rejected)| rejected).collect());
            let (hands, through) = hands.get(&best.id).cloned().unwrap_or_default();
            let ids = |parties: &[Party]| parties.iter().map(|party| party.id.clone()).collect::<Vec<_>>();
            let saying = Saying {
                id: best.id.clone(),
                actor: Actor::of(&best.actor),
                counts_for: ids(&best.counts_for),
                speaker: survey.spokesperson(best).map(|speaker| visible(&speaker)),
                proposition: best.topic.id.clone(),
                stance: best.stance.name(),
                leaning: best.leaning.map(Stance::name),
                condition: best.condition.as_deref().map(visible),
                voice,
                by: by.iter().map(|name| visible(name)).collect(),
                date: best.date.to_string(),
                also,
                reasons,
                rejects,
                aims_at: ids(&best.addressees).into_iter().chain(ids(&best.targets)).collect(),
                hands,
                through,
                statements: statements.iter().map(|statement| statement.id.clone()).collect(),
                speech: speech.to_owned(),
                key: day_key(best.date),
                passage,
            };
            Some((statements.len(), best.rank.clone(), saying))
        })
        .collect();
    // The best voice first, then what most documents tell, then the words that read best.
    found.sort_by(|(n, rank, a), (m, other, b)| (a.voice, m, rank, &a.id).cmp(&(b.voice, n, other, &b.id)));
    found.into_iter().map(|(.., saying)| saying).collect()
}

fn voice(survey: &Survey, statement: &StatementRow) -> Voice {
    match statement.modality {
        Modality::Reported => Voice::Reported,
        Modality::Alleged => Voice::Alleged,
        Modality::Unattributed => Voice::Unattributed,
        Modality::OwnWords => {
            let quoted = survey.attributions.iter().any(|attribution| {
                statement.attributions.contains(&attribution.id)
                    && matches!(attribution.directness.as_str(), "direct" | "mixed")
            });
            if quoted { Voice::Quoted } else { Voice::Retold }
        }
    }
}

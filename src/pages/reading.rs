//! A case made ready to be read: what the graph answers, and who stands where in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use super::{
    address::{Address, Addressing, Served, ServedGraph},
    error::PageError,
    search::{self, Unit},
};
use crate::{
    case::Case,
    diagram::survey::{AttributionRow, Party, StatementRow, Survey},
    model::{Actor, AnnotationSet, Attribution, Entry, ReportedFact, Slug, Statement},
    network::gather::Statements,
    query::{self, Answer, Bounded, CatalogueQuery, QueryError},
    store::{CaseGraph, StoreError, View, current_sets},
};

/// Why a case cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// It cannot be made into a graph.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The graph cannot answer.
    #[error(transparent)]
    Query(#[from] QueryError),
}

/// Where something stands in the annotations that count: the set, and its place in the set.
pub(super) type Place = (usize, usize);

/// How long a question of the catalogue may take where there is a graph alone.
const DEADLINE: Duration = Duration::from_secs(30);
/// How many rows its answer may have there.
const MOST_ROWS: usize = 10_000;
/// How many statements are drawn of a graph alone: all of them are read for a drawing.
const MOST_STATEMENTS: u64 = 20_000;
/// How many answers are kept.
const MOST_ANSWERS: usize = 64;
/// How many pictures are kept.
const MOST_DRAWN: usize = 64;

/// A case made ready to be read, as one coder sees it or as it is settled so far.
pub struct Reading {
    /// The case.
    pub case: Arc<Case>,
    /// The case as a graph.
    pub graph: CaseGraph,
    /// What the graph answers.
    pub survey: Survey,
    /// Whose annotations are looked at.
    pub view: View,
    /// Whether the case's files are there, and not its graph alone.
    files: bool,
    /// The annotations that count.
    pub(super) sets: Vec<AnnotationSet>,
    statements: BTreeMap<String, Place>,
    facts: BTreeMap<String, Place>,
    rows: BTreeMap<String, usize>,
    attributions: BTreeMap<String, usize>,
    utterances: BTreeMap<String, Vec<usize>>,
    parties: BTreeMap<String, Party>,
    drawn: Mutex<BTreeMap<String, Arc<str>>>,
    units: OnceLock<Vec<Unit>>,
    answers: Mutex<BTreeMap<String, Arc<Answer>>>,
}

impl Reading {
    /// Makes a case ready.
    ///
    /// # Errors
    /// [`ReadingError`] if the graph cannot be built or asked.
    pub fn new(case: Arc<Case>, view: View) -> Result<Self, ReadingError> {
        let graph = CaseGraph::build(&case, &view)?;
        Self::of(case, graph, view)
    }

    /// Makes a case ready of which there is a graph.
    ///
    /// # Errors
    /// [`ReadingError::Query`] if the graph cannot be asked.
    pub fn of(case: Arc<Case>, graph: CaseGraph, view: View) -> Result<Self, ReadingError> {
        let survey = Survey::of(graph.store())?;
        Ok(Self::surveyed(case, graph, view, survey, true))
    }

    fn surveyed(case: Arc<Case>, graph: CaseGraph, view: View, survey: Survey, files: bool) -> Self {
        let sets = current_sets(&case, &view);
        let mut statements = BTreeMap::new();
        let mut facts = BTreeMap::new();
        for (at, set) in sets.iter().enumerate() {
            for (place, statement) in set.statements.iter().enumerate() {
                statements.insert(statement.id.clone(), (at, place));
            }
            for (place, fact) in set.facts.iter().enumerate() {
                facts.insert(fact.id.clone(), (at, place));
            }
        }
        let rows = survey.statements.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        let attributions = survey.attributions.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        let mut utterances: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in survey.statements.iter().enumerate() {
            if let Some(utterance) = &row.utterance {
                utterances.entry(utterance.clone()).or_default().push(at);
            }
        }
        let parties = parties(&case, &survey);
        Self {
            case,
            graph,
            survey,
            view,
            files,
            sets,
            statements,
            facts,
            rows,
            attributions,
            utterances,
            parties,
            drawn: Mutex::default(),
            units: OnceLock::new(),
            answers: Mutex::default(),
        }
    }

    /// Where the statements of networks are taken from.
    pub(super) fn statements(&self) -> Statements<'_> {
        if self.files { Statements::Case(&self.case, &self.view) } else { Statements::Graph(self.graph.store()) }
    }

    /// A picture, laid out when it is first asked for and kept for a while.
    pub(super) fn drawn<E>(&self, key: &str, draw: impl FnOnce() -> Result<String, E>) -> Result<Arc<str>, E> {
        // Who panicked while drawing left the pictures of others whole.
        let kept = || self.drawn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = kept().get(key) {
            return Ok(Arc::clone(known));
        }
        let picture: Arc<str> = draw()?.into();
        let mut kept = kept();
        if kept.len() >= MOST_DRAWN {
            kept.clear();
        }
        kept.insert(key.to_owned(), Arc::clone(&picture));
        Ok(picture)
    }

    /// The answer to a question of the catalogue, kept for a while: a page and its files ask the same.
    pub(super) fn ask(
        &self,
        query: &CatalogueQuery,
        values: &BTreeMap<String, String>,
    ) -> Result<Arc<Answer>, QueryError> {
        let kept = || self.answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = format!("{} {values:?}", query.name);
        if let Some(known) = kept().get(&key) {
            return Ok(Arc::clone(known));
        }
        let store = self.graph.store();
        // A graph without files may have any size, and whoever asks cannot know it.
        let bounded = Bounded { store, deadline: DEADLINE, rows: MOST_ROWS };
        let answer = if self.files { query.run(store, values)? } else { query.run(&bounded, values)? };
        let answer = Arc::new(answer);
        let mut kept = kept();
        if kept.len() >= MOST_ANSWERS {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&answer));
        Ok(answer)
    }

    /// Everything that can be found, put together when somebody first looks for something.
    pub(super) fn units(&self) -> &[Unit] {
        self.units.get_or_init(|| search::units(self))
    }

    /// A statement as its file has it, with the set it stands in.
    pub(super) fn coded(&self, id: &str) -> Option<(&AnnotationSet, &Statement)> {
        let (set, place) = self.statements.get(id)?;
        let set = self.sets.get(*set)?;
        Some((set, set.statements.get(*place)?))
    }

    /// A reported fact as its file has it, with the set it stands in.
    pub(super) fn told(&self, id: &str) -> Option<(&AnnotationSet, &ReportedFact)> {
        let (set, place) = self.facts.get(id)?;
        let set = self.sets.get(*set)?;
        Some((set, set.facts.get(*place)?))
    }

    /// A statement as the graph has it.
    pub(super) fn row(&self, id: &str) -> Option<&StatementRow> {
        self.survey.statements.get(*self.rows.get(id)?)
    }

    /// An attribution as the graph has it.
    pub(super) fn attribution(&self, id: &str) -> Option<&AttributionRow> {
        self.survey.attributions.get(*self.attributions.get(id)?)
    }

    /// All statements that are one speech act.
    pub(super) fn of_utterance(&self, utterance: &str) -> impl Iterator<Item = &StatementRow> {
        let places = self.utterances.get(utterance).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.survey.statements.get(*at))
    }

    /// The annotations of a document that count, one set for each coder.
    pub(super) fn sets_of<'a>(&'a self, document: &'a str) -> impl Iterator<Item = &'a AnnotationSet> {
        self.sets.iter().filter(move |set| set.document.as_str() == document)
    }

    /// Everybody whom the case's documents, annotations or events name, by id.
    pub(super) const fn parties(&self) -> &BTreeMap<String, Party> {
        &self.parties
    }

    /// The codebook's entry of an actor.
    pub(super) fn known_actor(&self, id: &str) -> Option<&Entry<Actor>> {
        self.case.codebooks.merged.actors.get(id)
    }

    /// What an actor is called.
    #[must_use]
    pub fn actor_label(&self, id: &str) -> String {
        let declared = || self.known_actor(id).map(|actor| actor.label.clone());
        self.parties.get(id).map(|party| party.label.clone()).or_else(declared).unwrap_or_else(|| id.replace('-', " "))
    }

    /// What a document is called in a line of text, with its date.
    #[must_use]
    pub fn document_label(&self, id: &str) -> String {
        self.survey.document(id).map_or_else(|| id.to_owned(), |document| document.label())
    }

    /// Everybody who speaks, is spoken of or takes part.
    fn actors(&self) -> BTreeSet<&str> {
        self.parties.keys().map(String::as_str).collect()
    }

    /// Whether there is an actor of this id to tell something of.
    #[must_use]
    pub fn has_actor(&self, id: &str) -> bool {
        self.actors().contains(id) || self.known_actor(id).is_some()
    }

    /// Who codes beside the settled coding: those of whom a view of their own can be asked for.
    #[must_use]
    pub fn coders(&self) -> Vec<&Slug> {
        self.case.coders()
    }
}

/// A case as it is settled so far, and as each coder sees it: made ready when first asked for.
pub struct Readings {
    case: Arc<Case>,
    graph: CaseGraph,
    files: bool,
    current: OnceLock<Arc<Reading>>,
    surveyed: OnceLock<Arc<Reading>>,
    coders: Mutex<BTreeMap<Slug, Arc<Reading>>>,
}

impl Readings {
    /// The readings of a case whose current annotations are in a graph.
    #[must_use]
    pub fn new(case: Arc<Case>, graph: CaseGraph) -> Self {
        Self::with(case, graph, true)
    }

    /// The readings of a graph alone. The case says what it is called and where its names begin, and has no files.
    #[must_use]
    pub fn of_graph(case: Arc<Case>, graph: CaseGraph) -> Self {
        Self::with(case, graph, false)
    }

    fn with(case: Arc<Case>, graph: CaseGraph, files: bool) -> Self {
        let (current, surveyed) = (OnceLock::new(), OnceLock::new());
        Self { case, graph, files, current, surveyed, coders: Mutex::default() }
    }

    /// Whether the case's files are there, and not its graph alone.
    #[must_use]
    pub const fn have_files(&self) -> bool {
        self.files
    }

    /// Where the pages that there are can be found on a server.
    #[must_use]
    pub fn addressing(&self) -> &'static dyn Addressing {
        if self.files { &Served } else { &ServedGraph }
    }

    /// The case as it is settled so far.
    ///
    /// # Errors
    /// [`ReadingError::Query`] if the graph cannot be asked.
    pub fn current(&self) -> Result<Arc<Reading>, ReadingError> {
        if let Some(known) = self.current.get() {
            return Ok(Arc::clone(known));
        }
        let (case, graph) = (Arc::clone(&self.case), self.graph.clone());
        let reading = if self.files {
            Reading::of(case, graph, View::Current)?
        } else {
            // Questions are asked of the graph itself: nothing of it need be in memory for them.
            Reading::surveyed(case, graph, View::Current, Survey::default(), false)
        };
        Ok(Arc::clone(self.current.get_or_init(|| Arc::new(reading))))
    }

    /// A graph alone, with all of its statements in memory, to be drawn.
    fn surveyed(&self) -> Result<Arc<Reading>, PageError> {
        if let Some(known) = self.surveyed.get() {
            return Ok(Arc::clone(known));
        }
        let failed = |error: QueryError| PageError::of_query(&error);
        let store = self.graph.store();
        let count = query::run(store, "SELECT (COUNT(?s) AS ?n) { ?s a sg:Statement }", &BTreeMap::new());
        let count = count.map_err(failed)?.records().next().and_then(|row| row.text("n")?.parse().ok()).unwrap_or(0);
        if count > MOST_STATEMENTS {
            return Err(PageError::Asked(
                format!("{count} statements are too many to be drawn here; {MOST_STATEMENTS} are not"),
                Some(
                    "draw them with `stancegraph diagram --store DIR`, or ask for some of them at /questions"
                        .to_owned(),
                ),
            ));
        }
        let survey = Survey::of(store).map_err(failed)?;
        let reading = Reading::surveyed(Arc::clone(&self.case), self.graph.clone(), View::Current, survey, false);
        Ok(Arc::clone(self.surveyed.get_or_init(|| Arc::new(reading))))
    }

    /// The case as an address asks for it: `coder` names whose annotations are to be drawn.
    ///
    /// # Errors
    /// [`PageError`] if there is no such coder, or the case cannot be read.
    pub fn of(&self, address: &Address) -> Result<Arc<Reading>, PageError> {
        let failed = |error: ReadingError| PageError::Failed(error.to_string());
        // A question of the catalogue may have a parameter of that name, which means something else.
        let wanted = match address {
            Address::Drawing(_, asked) => asked.get("coder"),
            _ => None,
        };
        let Some(wanted) = wanted else {
            let drawn = matches!(address, Address::Drawing(..)) && !self.files;
            return if drawn { self.surveyed() } else { self.current().map_err(failed) };
        };
        let Some(coder) = self.case.coders().into_iter().find(|coder| coder.as_str() == wanted).cloned() else {
            let names: Vec<&str> = self.case.coders().into_iter().map(Slug::as_str).collect();
            let remedy = format!("there are {}", names.join(", "));
            return Err(PageError::Asked(format!("nobody called `{wanted}` codes this case"), Some(remedy)));
        };
        let mut coders = self.coders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = coders.get(&coder) {
            return Ok(Arc::clone(known));
        }
        let reading = Reading::new(Arc::clone(&self.case), View::Coder(coder.clone())).map_err(failed)?;
        let reading = Arc::new(reading);
        coders.insert(coder, Arc::clone(&reading));
        Ok(reading)
    }
}

/// Everybody named anywhere in the case, with label and kind.
fn parties(case: &Case, survey: &Survey) -> BTreeMap<String, Party> {
    let mut found: BTreeMap<String, Party> = BTreeMap::new();
    let mut note = |party: &Party| {
        let known = found.entry(party.id.clone()).or_insert_with(|| party.clone());
        if known.kind.is_empty() {
            known.kind.clone_from(&party.kind);
        }
    };
    for statement in &survey.statements {
        let several = [
            &statement.counts_for,
            &statement.spokespersons,
            &statement.ascribers,
            &statement.addressees,
            &statement.targets,
        ];
        std::iter::once(&statement.actor).chain(several.into_iter().flatten()).for_each(&mut note);
    }
    survey.attributions.iter().filter_map(|attribution| attribution.holder.as_ref()).for_each(&mut note);
    survey.facts.iter().filter_map(|fact| fact.holder.as_ref()).for_each(&mut note);
    let declared = |id: &str| {
        let actor = case.codebooks.merged.actors.get(id)?;
        Some(Party { id: id.to_owned(), label: actor.label.clone(), kind: actor.kind.to_string() })
    };
    let speakers = survey.attributions.iter().filter_map(|attribution| attribution.speaker.as_deref());
    let participants = survey.events.iter().flat_map(|event| event.participants.iter().map(String::as_str));
    let values =
        survey.facts.iter().filter(|fact| matches!(&*fact.property, "agent" | "addressee")).map(|fact| &*fact.value);
    speakers.chain(participants).chain(values).filter_map(declared).for_each(|party| note(&party));
    // What a statement says of somebody the codebook knows is what the codebook says.
    for party in found.values_mut() {
        if let Some(known) = declared(&party.id) {
            *party = known;
        }
    }
    found
}

/// The attribution an annotation rests on.
pub(super) fn basis(set: &AnnotationSet, place: Option<usize>) -> Option<&Attribution> {
    set.attributions.get(place?)
}

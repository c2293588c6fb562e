//! A pack as data: everything that is printed, each item with its citation.

use std::collections::BTreeSet;

use oxigraph::store::Store;
use serde::Serialize;

use super::{
    Glossary, LessonError,
    background::{Background, background, sentences},
    brief::{Brief, brief},
    cards::{Card, cards},
    choice,
    coding::{CodingExercise, coding},
    criticism::{Criticism, criticism},
    discussion::{Discussion, discussion},
    glossary::Term,
    material::{Actor, Material, Proposition, Saying},
    passage::Source,
    plan::{Plan, plan},
    quiz::{Item, quiz},
    sides::{Side, sides},
    texts::Texts,
};
use crate::{
    case::Case,
    diagram::{
        Drawing, positions,
        survey::{Filters, Links},
        text::visible,
    },
    network::measures::random::Random,
    render::RenderError,
};

/// How long the lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Minutes {
    /// A module of twenty minutes.
    Twenty,
    /// One lesson.
    #[default]
    FortyFive,
    /// A double lesson.
    Ninety,
}

impl Minutes {
    /// All lengths.
    pub const ALL: [Self; 3] = [Self::Twenty, Self::FortyFive, Self::Ninety];

    /// The number of minutes.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Twenty => 20,
            Self::FortyFive => 45,
            Self::Ninety => 90,
        }
    }

    /// How many of each there are: briefs, cards, questions to discuss, chains, quiz questions.
    const fn counts(self) -> [usize; 5] {
        match self {
            Self::Twenty => [2, 8, 3, 4, 5],
            Self::FortyFive => [4, 8, 5, 6, 8],
            Self::Ninety => [6, 16, 8, 8, 12],
        }
    }
}

/// How the texts read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Fewer items, shorter texts, every term explained.
    Plain,
    /// For upper secondary classes.
    #[default]
    Standard,
}

/// What the teacher asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Options {
    /// The id of the proposition to debate; chosen if it is not said.
    pub proposition: Option<String>,
    /// The ids of those who get a brief; chosen from all sides if none is said.
    pub actors: Vec<String>,
    /// How long the lesson is.
    pub minutes: Minutes,
    /// How the texts read.
    pub level: Level,
    /// What is drawn: the same seed draws the same.
    pub seed: u64,
}

/// A lesson pack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pack {
    /// The case's title.
    pub case: String,
    /// The language of the sheets, as a BCP 47 tag.
    pub language: String,
    /// What was asked for, with what was chosen.
    pub options: Options,
    /// The proposition to debate.
    pub proposition: Proposition,
    /// The sides.
    pub sides: Vec<Side>,
    /// What the machine coded and nobody checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreviewed: Option<String>,
    /// The lesson minute by minute.
    pub plan: Plan,
    /// What happened.
    pub background: Background,
    /// Terms that occur in the pack.
    pub glossary: Vec<Term>,
    /// Everything that anybody says in the case, the best voice first.
    pub sayings: Vec<Saying>,
    /// All propositions of the case.
    pub propositions: Vec<Proposition>,
    /// Role briefs.
    pub briefs: Vec<Brief>,
    /// Evidence cards.
    pub cards: Vec<Card>,
    /// Questions to the class.
    pub discussion: Discussion,
    /// Source criticism.
    pub criticism: Criticism,
    /// The quiz.
    pub quiz: Vec<Item>,
    /// A document to code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingExercise>,
    /// The documents.
    pub sources: Vec<Source>,
    /// The licence of the case's texts and codings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Who wants what in the whole case.
    #[serde(skip)]
    pub(super) diagram: Drawing,
    /// The same as it fills a matrix.
    #[serde(skip)]
    pub(super) positions: crate::diagram::Positions,
}

/// Makes a pack of a case's graph.
///
/// # Errors
/// [`LessonError`] if the graph cannot be asked or holds nothing to teach from.
pub fn make(
    case: &Case,
    store: &Store,
    options: &Options,
    texts: &Texts,
    glossary: &Glossary,
) -> Result<Pack, LessonError> {
    compose(&Material::of(case, store)?, options, texts, glossary)
}

/// Makes a pack of what was asked already.
pub(super) fn compose(
    material: &Material<'_>,
    options: &Options,
    texts: &Texts,
    glossary: &Glossary,
) -> Result<Pack, LessonError> {
    let texts = &texts.at(options.level);
    let id = match &options.proposition {
        Some(id) => id.clone(),
        None => choice::proposition(material)?,
    };
    let Some(proposition) = material.proposition(&id).cloned() else {
        return Err(LessonError::Silent(id, material.propositions.keys().cloned().collect()));
    };
    let [briefs, number_of_cards, topics, chains, questions] = options.minutes.counts();
    let actors = if options.actors.is_empty() {
        choice::actors(material, &id, briefs)
    } else {
        named(material, &options.actors)?
    };
    let briefs: Vec<Brief> =
        actors.iter().filter_map(|actor| brief(material, actor, &id, options.level, texts)).collect();
    let background = background(material, options.level, texts);
    let sides = sides(material, &id, texts);
    // Each draw has its own stream, so that another length does not change what the other parts draw.
    let stream = |number| Random::new(options.seed, number);
    let positions = material.survey.positions(&Filters::default(), &Links::Source);
    let mut pack = Pack {
        case: visible(&material.survey.case.title),
        language: material.case.manifest.language.as_deref().map_or_else(|| "en".to_owned(), visible),
        options: Options {
            proposition: Some(id.clone()),
            actors: actors.iter().map(|actor| actor.id.clone()).collect(),
            ..options.clone()
        },
        unreviewed: unreviewed(material, texts),
        plan: plan(options.minutes, texts),
        glossary: Vec::new(),
        propositions: material.propositions.values().cloned().collect(),
        cards: cards(material, &id, number_of_cards, &mut stream(1), texts),
        discussion: discussion(material, &id, &sides, &background, topics, texts),
        criticism: criticism(material, &id, chains, texts),
        quiz: quiz(material, &background, &id, questions, &mut stream(2), texts),
        coding: coding(material, texts),
        sources: material.library.all().to_vec(),
        licence: material.survey.case.licence.as_deref().map(visible),
        diagram: positions::draw(&positions).map_err(RenderError::from)?,
        positions,
        sayings: material.sayings.clone(),
        proposition,
        sides,
        background,
        briefs,
    };
    pack.glossary = glossary.terms_in(pack.words().iter().map(String::as_str), options.level);
    Ok(pack)
}

/// The actors asked for, as the case knows them.
fn named(material: &Material<'_>, ids: &[String]) -> Result<Vec<Actor>, LessonError> {
    let parties = || {
        material
            .survey
            .statements
            .iter()
            .flat_map(|statement| [&statement.actor].into_iter().chain(&statement.counts_for))
    };
    ids.iter()
        .map(|id| parties().find(|party| party.id == *id).map(Actor::of).ok_or_else(|| LessonError::Mute(id.clone())))
        .collect()
}

/// A note for cases that nobody has settled.
fn unreviewed(material: &Material<'_>, texts: &Texts) -> Option<String> {
    let coded: BTreeSet<&str> =
        material.survey.statements.iter().map(|statement| statement.document.as_str()).collect();
    let open = coded.iter().filter(|document| !material.settled(document)).count();
    let values = [("open", &*open.to_string()), ("all", &*coded.len().to_string())];
    (open > 0).then(|| texts.say("note.unreviewed", &values))
}

impl Pack {
    /// Every text of the case that a sheet may show: what the glossary explains.
    fn words(&self) -> Vec<String> {
        let mut words = vec![self.proposition.sentence.clone()];
        words.extend(self.propositions.iter().map(|on| on.sentence.clone()));
        words.extend(self.covers());
        words.extend(self.background.description.clone());
        words.extend(self.background.happenings.iter().map(|happening| happening.what.clone()));
        words.extend(self.sayings.iter().flat_map(|saying| saying.passage.pieces.iter().map(|p| p.text.clone())));
        words.extend(self.briefs.iter().flat_map(|brief| brief.whys.iter().map(|why| why.reason.clone())));
        words.extend(self.coding.iter().flat_map(|coding| coding.lines.clone()));
        words
    }

    /// What the proposition covers: the first sentence of its definition, which for the rest is written for coders.
    pub(super) fn covers(&self) -> Option<String> {
        sentences(self.proposition.definition.as_deref()?).into_iter().next()
    }
}

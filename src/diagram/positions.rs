//! Who supports and who opposes what: actors on the left, propositions on the right.

use std::collections::BTreeMap;

use super::evidence::{Link, Quote};
use super::scene::{Body, Cluster, Column, Drawing, Edge, Entry, Mark, Node, Outline, Sample, Scene, Stroke};
use super::stance::{Grade, Stance};
use super::table::{Cell, Table};
use super::text::{count, list, visible};
use super::{Caption, DiagramError, advice_for, index, kinds, known};

/// What `positions` and `matrix` are drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Positions {
    /// Title, subtitle, sources.
    pub caption: Caption,
    /// The actors, in any order; within a kind they keep this one.
    pub actors: Vec<Actor>,
    /// The propositions, in the order wanted on the page.
    pub propositions: Vec<Proposition>,
    /// At most one for each actor, proposition, stance and grade.
    pub positions: Vec<Position>,
}

/// A person or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The codebook's id, or an IRI: anything unique.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// The codebook's kind: "company", "government", ...
    pub kind: String,
    /// A page about the actor.
    pub link: Option<Link>,
}

/// A sentence that one can be for or against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposition {
    /// The codebook's id, or an IRI: anything unique.
    pub id: String,
    /// The sentence.
    pub label: String,
    /// A page about the proposition.
    pub link: Option<Link>,
}

/// What one actor's statements on one proposition add up to, in one stance and one grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// An actor's id.
    pub actor: String,
    /// A proposition's id.
    pub proposition: String,
    /// Which way.
    pub stance: Stance,
    /// In whose voice.
    pub grade: Grade,
    /// How many speech acts (a count).
    pub utterances: u32,
    /// How many documents report them (a count).
    pub documents: u32,
    /// Labels of those who put the position in the actor's mouth, unless it is stated.
    pub ascribed_by: Vec<String>,
    /// The best words for it.
    pub quote: Option<Quote>,
    /// Where all its evidence is.
    pub link: Option<Link>,
}

impl Position {
    /// The grade in words, with those who ascribe it: "alleged by BlackBerry".
    pub fn voice(&self) -> String {
        let by: Vec<String> = self.ascribed_by.iter().map(|name| visible(name)).collect();
        match (self.grade, by.len()) {
            (Grade::Stated, _) | (_, 0) => self.grade.voice().to_owned(),
            (grade, 1 | 2) => format!("{} by {}", grade.voice(), list(&by)),
            (grade, n) => format!("{} by {} and {} others", grade.voice(), by[0], n - 1),
        }
    }

    /// "2 utterances in 5 documents".
    pub fn tally(&self) -> String {
        format!(
            "{} in {}",
            count(self.utterances, "utterance", "utterances"),
            count(self.documents, "document", "documents")
        )
    }

    /// The position as a sentence, without a full stop.
    pub(super) fn sentence(&self, actor: &str, proposition: &str) -> String {
        let proposition = visible(proposition);
        format!(
            "{} {}: “{}” ({}, {})",
            visible(actor),
            self.stance.verb(),
            proposition.trim_end_matches('.'),
            self.voice(),
            self.tally()
        )
    }

    /// The sentence with the best quotation, for a tooltip.
    pub(super) fn tooltip(&self, actor: &str, proposition: &str) -> String {
        let sentence = self.sentence(actor, proposition);
        match &self.quote {
            Some(quote) => format!("{sentence}. {}", quote.line(220)),
            None => sentence,
        }
    }
}

/// The input, checked and put in drawing order.
pub(super) struct Ordered<'a> {
    /// Actors by kind.
    pub(super) actors: Vec<&'a Actor>,
    /// Positions by actor, then proposition, then stance and grade, with indexes into both.
    pub(super) positions: Vec<(usize, usize, &'a Position)>,
}

/// Checks the input and puts actors by kind, positions by actor and proposition.
pub(super) fn ordered(input: &Positions) -> Result<Ordered<'_>, DiagramError> {
    if input.positions.is_empty() {
        return Err(DiagramError::Empty { what: "position" });
    }
    let actor_ids = index(input.actors.iter().map(|a| a.id.as_str()), "actors")?;
    let proposition_ids = index(input.propositions.iter().map(|p| p.id.as_str()), "propositions")?;
    let mut actors: Vec<&Actor> = input.actors.iter().collect();
    actors.sort_by_key(|actor| kinds::rank(&actor.kind));
    let actor_at: BTreeMap<&str, usize> = places(actors.iter().map(|a| a.id.as_str()));
    let proposition_at = places(input.propositions.iter().map(|p| p.id.as_str()));
    let mut positions = Vec::with_capacity(input.positions.len());
    for position in &input.positions {
        known(&actor_ids, &position.actor, "a position", "actors")?;
        known(&proposition_ids, &position.proposition, "a position", "propositions")?;
        positions.push((actor_at[position.actor.as_str()], proposition_at[position.proposition.as_str()], position));
    }
    positions.sort_by_key(|(actor, proposition, p)| (*actor, *proposition, p.stance, p.grade));
    Ok(Ordered { actors, positions })
}

fn places<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

/// Draws the positions as a graph.
///
/// # Errors
/// When there is no position, an id is used twice, or a position names something not listed.
pub fn draw(input: &Positions) -> Result<Drawing, DiagramError> {
    let ordered = ordered(input)?;
    let mut scene = Scene::default();
    add_actors(&mut scene, &ordered.actors);
    let first_proposition = scene.nodes.len();
    add_propositions(&mut scene, &input.propositions);
    for (at, (actor, proposition, position)) in ordered.positions.iter().enumerate() {
        let names = (ordered.actors[*actor], &input.propositions[*proposition]);
        let ends = (*actor, first_proposition + *proposition);
        scene.edges.push(edge(at, ends, position, names));
    }
    Ok(Drawing {
        kind: "positions",
        caption: input.caption.cleaned(),
        alternative: alternative(input, &ordered),
        table: table(input, &ordered),
        legend: legend(&ordered),
        advice: advice_for(
            ordered.positions.len(),
            "show the matrix instead, or filter by actor, proposition or number of utterances",
        ),
        body: Body::Graph(scene),
    })
}

fn add_actors(scene: &mut Scene, actors: &[&Actor]) {
    let mut last_kind = None;
    for (at, actor) in actors.iter().enumerate() {
        if last_kind != Some(actor.kind.as_str()) {
            scene
                .clusters
                .push(Cluster { id: format!("k{}", scene.clusters.len() + 1), label: kinds::heading(&actor.kind) });
            last_kind = Some(&actor.kind);
        }
        scene.nodes.push(Node {
            id: format!("a{}", at + 1),
            label: visible(&actor.label),
            note: None,
            outline: Outline::Box,
            cluster: Some(scene.clusters.len() - 1),
            column: Column::First,
            tooltip: visible(&actor.label),
            link: actor.link.clone(),
            data: vec![("actor", visible(&actor.id)), ("kind", visible(&actor.kind))],
        });
    }
}

fn add_propositions(scene: &mut Scene, propositions: &[Proposition]) {
    for (at, proposition) in propositions.iter().enumerate() {
        scene.nodes.push(Node {
            id: format!("p{}", at + 1),
            label: visible(&proposition.label),
            note: None,
            outline: Outline::Round,
            cluster: None,
            column: Column::Last,
            tooltip: visible(&proposition.label),
            link: proposition.link.clone(),
            data: vec![("proposition", visible(&proposition.id))],
        });
    }
}

fn edge(
    at: usize,
    (from, to): (usize, usize),
    position: &Position,
    (actor, proposition): (&Actor, &Proposition),
) -> Edge {
    Edge {
        id: format!("e{}", at + 1),
        from,
        to,
        stroke: Stroke::of(position.stance, position.grade, position.utterances),
        mark: Some(Mark::of(position.stance, position.grade)),
        label: format!("{} ({})", position.stance.word(), position.utterances),
        note: (position.grade != Grade::Stated).then(|| position.voice()),
        tooltip: position.tooltip(&actor.label, &proposition.label),
        link: position.link.clone(),
        row: at,
        data: vec![
            ("actor", visible(&actor.id)),
            ("proposition", visible(&proposition.id)),
            ("stance", position.stance.name().to_owned()),
            ("grade", position.grade.name().to_owned()),
            ("utterances", position.utterances.to_string()),
            ("documents", position.documents.to_string()),
        ],
    }
}

/// The positions in sentences; past the legible number the table tells the rest.
pub(super) fn alternative(input: &Positions, ordered: &Ordered<'_>) -> String {
    let told = super::LEGIBLE_EDGES;
    let mut sentences: Vec<String> = ordered
        .positions
        .iter()
        .take(told)
        .map(|(actor, proposition, position)| {
            position.sentence(&ordered.actors[*actor].label, &input.propositions[*proposition].label)
        })
        .collect();
    if ordered.positions.len() > told {
        let rest = ordered.positions.len() - told;
        sentences.push(format!("And {rest} more, which the table lists"));
    }
    format!("{}.", sentences.join(". "))
}

/// The positions as a table, a row for each in drawing order.
pub(super) fn table(input: &Positions, ordered: &Ordered<'_>) -> Table {
    let mut table = Table {
        caption: "Positions, with the words behind them".to_owned(),
        headings: vec!["Actor", "Stance", "Proposition", "Whose voice", "Utterances", "Documents", "In which words"],
        rows: Vec::new(),
    };
    for (actor, proposition, position) in &ordered.positions {
        let (actor, proposition) = (ordered.actors[*actor], &input.propositions[*proposition]);
        table.push(vec![
            Cell::linked(&actor.label, actor.link.as_ref()),
            Cell::linked(position.stance.word(), position.link.as_ref()),
            Cell::linked(&proposition.label, proposition.link.as_ref()),
            Cell::text(&position.voice()),
            Cell::Number(position.utterances),
            Cell::Number(position.documents),
            Cell::quoted(position.quote.as_ref()),
        ]);
    }
    table
}

fn legend(ordered: &Ordered<'_>) -> Vec<Entry> {
    let occurs = |wanted: &dyn Fn(&Position) -> bool| ordered.positions.iter().any(|(_, _, position)| wanted(position));
    let mut entries = Vec::new();
    for (stance, text) in [
        (Stance::Support, "supports: solid line, arrow"),
        (Stance::Oppose, "opposes: dashed line, bar"),
        (Stance::Conditional, "conditional: dotted line, diamond"),
    ] {
        if occurs(&|p| p.stance == stance) {
            entries.push(Entry {
                sample: Sample::Line(Stroke::of(stance, Grade::Stated, 1), Some(Mark::of(stance, Grade::Stated))),
                text: text.to_owned(),
            });
        }
    }
    if occurs(&|p| p.grade == Grade::Alleged) {
        let first = ordered.positions.iter().map(|(_, _, p)| *p);
        let stance = first.clone().find(|p| p.grade == Grade::Alleged).map_or(Stance::Support, |p| p.stance);
        entries.push(Entry {
            sample: Sample::Line(Stroke::of(stance, Grade::Alleged, 1), Some(Mark::of(stance, Grade::Alleged))),
            text: "lighter line, hollow sign: only alleged, not in the actor's own words".to_owned(),
        });
    }
    entries.push(Entry {
        sample: Sample::Nothing,
        text: "(2): number of utterances; one speech act counts once, however many documents \
               report it"
            .to_owned(),
    });
    entries
}

//! From a table of statements to networks.

use rayon::prelude::*;

use super::{
    affiliation, congruence,
    congruence::Link,
    graph::{Edge, Graph, Node, NodeKind, Value},
    incidence::Incidence,
    recipe::{Mode, Recipe},
    selection::{Observation, Selection, UNDATED, without_duplicates},
    table::{Scale, Table, Variable},
    window::{Kernel, Window, WindowError, WindowWidth, windows},
};

/// Which nodes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Isolates {
    /// Those with an edge.
    Drop,
    /// Those with a statement that counts.
    #[default]
    Keep,
    /// All there are in the table, so that the networks of several windows have the same nodes.
    All,
}

/// Which edges and nodes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shown {
    /// Only edges whose weight, without its sign, is at least this.
    pub min_weight: Option<f64>,
    /// Only so many edges, those of the highest weight without its sign; of equal ones the first by label.
    pub top: Option<usize>,
    /// Which nodes.
    pub isolates: Isolates,
}

/// What the figures of an edge mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Figures {
    mode: Mode,
    /// `None` where nothing is known about agreement.
    scale: Option<Scale>,
    /// Whether they are counts, not sums of a kernel's weights or of distances on a scale.
    whole: bool,
}

/// A network as it comes from the loom: the edges in rows, without names for what is known of them.
///
/// [`Self::graph`] gives the shape that everything else reads; a large network is better written as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// What it shows, in words.
    pub title: String,
    /// The nodes, sorted by kind, then label.
    pub nodes: Vec<Node>,
    /// For each node the edges to nodes of a higher index, in their order.
    pub rows: Vec<Vec<Link>>,
    figures: Figures,
}

impl Network {
    /// How many edges there are.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// The names of what is known of an edge beside its weight.
    #[must_use]
    pub const fn edge_attributes(&self) -> &'static [&'static str] {
        match (self.figures.mode, self.figures.scale) {
            (Mode::One, None) => &["shared"],
            (Mode::One, Some(_)) => &["shared", "agreeing", "disagreeing"],
            (Mode::Two, None) => &["statements"],
            (Mode::Two, Some(_)) => &["statements", "supporting", "opposing", "share"],
        }
    }

    /// What is known of an edge, in the order of [`Self::edge_attributes`].
    ///
    /// One mode: `shared`, on how many things both take a stance; `agreeing` and `disagreeing`, how many pairs of
    /// their statements do, on a scale each pair by its nearness or distance. Two modes: `statements`; how many are
    /// `supporting` and `opposing`; and the `share` that supports.
    pub fn edge_values(&self, link: &Link) -> impl Iterator<Item = Value> {
        let Figures { mode, scale, whole } = self.figures;
        let number = |value: f64| if whole { Value::Count(value as u64) } else { Value::Number(value) };
        let counts = scale.map(|_| [number(link.agreeing), number(link.disagreeing)]).into_iter().flatten();
        let signed = link.agreeing + link.disagreeing;
        let share = if signed > 0.0 { link.agreeing / signed } else { 0.0 };
        let share = (mode == Mode::Two && scale.is_some()).then_some(Value::Number(share));
        std::iter::once(Value::Count(u64::from(link.shared))).chain(counts).chain(share)
    }

    /// The same as a [`Graph`].
    #[must_use]
    pub fn graph(&self) -> Graph {
        let names = self.edge_attributes();
        let edges = self.rows.iter().enumerate().flat_map(|(source, links)| {
            links.iter().map(move |link| Edge {
                source,
                target: link.target as usize,
                weight: link.weight,
                attributes: names.iter().map(|name| (*name).to_owned()).zip(self.edge_values(link)).collect(),
            })
        });
        Graph { title: self.title.clone(), nodes: self.nodes.clone(), edges: edges.collect() }
    }
}

/// Makes networks of one table by one recipe, which has been [checked](Recipe::check).
#[derive(Debug, Clone, Copy)]
pub struct Loom<'t> {
    /// The statements.
    pub table: &'t Table,
    /// What is wanted.
    pub recipe: Recipe,
    /// What is shown of it.
    pub shown: Shown,
}

impl Loom<'_> {
    /// The network of all selected statements.
    #[must_use]
    pub fn network(&self, selection: &Selection) -> Network {
        let observations = selection.without_duplicates();
        let weight = |_: &Observation| 1.0;
        self.weave(&observations, weight, self.recipe.words(), true)
    }

    /// The network of each window, in order, handed to `take`: only a few are in memory at a time. Duplicates are
    /// taken out within each window; of several the one nearest to its centre counts. Undated statements are in none.
    ///
    /// # Errors
    /// [`WindowError`] if there is no window; what `take` returns.
    pub fn windows<E: From<WindowError>>(
        &self,
        selection: &Selection,
        time: &Timing,
        mut take: impl FnMut(&Window, &Network) -> Result<(), E>,
    ) -> Result<(), E> {
        // As many at a time as keep all cores busy.
        const BATCH: usize = 64;
        let observations = dated(selection);
        let windows = windows(&observations, time.width, time.from, time.before)?;
        for batch in windows.chunks(BATCH) {
            let networks: Vec<Network> =
                batch.par_iter().map(|window| self.of_window(&observations, window, time.kernel)).collect();
            for (window, network) in batch.iter().zip(&networks) {
                take(window, network)?;
            }
        }
        Ok(())
    }

    fn of_window(&self, observations: &[Observation], window: &Window, kernel: Kernel) -> Network {
        let title = self.recipe.words();
        let inside = &observations[window.observations.clone()];
        if kernel == Kernel::Uniform {
            let observations = without_duplicates(inside, self.recipe.duplicates);
            return self.weave(&observations, |_| 1.0, title, true);
        }
        let mut near: Vec<(f64, Observation)> = (window.observations.start..)
            .zip(inside)
            .map(|(place, observation)| (window.distance(place, observation), *observation))
            .collect();
        near.sort_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
        let inside: Vec<Observation> = near.iter().map(|(_, observation)| *observation).collect();
        let mut weights: Vec<(u32, f64)> =
            near.iter().map(|(z, observation)| (observation.statement, kernel.at(*z))).collect();
        weights.sort_unstable_by_key(|(statement, _)| *statement);
        let weight = |observation: &Observation| {
            let found = weights.binary_search_by_key(&observation.statement, |(statement, _)| *statement);
            found.map_or(0.0, |place| weights[place].1)
        };
        self.weave(&without_duplicates(&inside, self.recipe.duplicates), weight, title, false)
    }

    fn weave(
        &self,
        observations: &[Observation],
        weight: impl Fn(&Observation) -> f64,
        title: String,
        counts: bool,
    ) -> Network {
        let Recipe { mode, nodes: rows, through: columns, .. } = self.recipe;
        let scale = self.table.scale();
        let (row_count, column_count) = (self.table.entities(rows).len(), self.table.entities(columns).len());
        let incidence = Incidence::count(observations, weight, row_count, column_count);
        let mut links = match mode {
            Mode::One => congruence::links(&incidence, &self.recipe, scale.unwrap_or(Scale::YES_NO)),
            Mode::Two => affiliation::links(&incidence, &self.recipe, scale),
        };
        self.keep_heavy(&mut links);
        let whole = counts && (mode == Mode::Two || scale.is_none_or(|scale| scale.width() <= 1.0));
        let mut network =
            Network { title, nodes: Vec::new(), rows: Vec::new(), figures: Figures { mode, scale, whole } };
        let mut linked = [vec![false; row_count], vec![false; column_count]];
        let far = usize::from(mode == Mode::Two);
        if self.shown.isolates == Isolates::Drop {
            for (row, links) in links.iter().enumerate().filter(|(_, links)| !links.is_empty()) {
                linked[0][row] = true;
                for link in links {
                    linked[far][link.target as usize] = true;
                }
            }
        }
        let sources = self.nodes(rows, observations, |seen| seen.row, &linked[0], &mut network.nodes);
        let targets = match mode {
            Mode::One => sources.clone(),
            Mode::Two => self.nodes(columns, observations, |seen| seen.column, &linked[1], &mut network.nodes),
        };
        // Where all are shown, a code is a place already.
        let moved = (0_u32..).zip(&targets).any(|(code, place)| code != *place);
        for (place, links) in sources.iter().zip(&mut links).filter(|(place, _)| **place != u32::MAX) {
            if moved {
                for link in &mut *links {
                    link.target = targets[link.target as usize];
                }
            }
            network.rows.resize_with(*place as usize, Vec::new);
            network.rows.push(std::mem::take(links));
        }
        network.rows.resize_with(network.nodes.len(), Vec::new);
        network
    }

    /// Leaves the edges that are heavy enough.
    fn keep_heavy(&self, links: &mut [Vec<Link>]) {
        if let Some(least) = self.shown.min_weight {
            for row in &mut *links {
                row.retain(|link| link.weight.abs() >= least);
            }
        }
        let Some(top) = self.shown.top else {
            return;
        };
        let mut all: Vec<(f64, usize, u32)> = links
            .iter()
            .enumerate()
            .flat_map(|(row, links)| links.iter().map(move |link| (link.weight.abs(), row, link.target)))
            .collect();
        if all.len() <= top {
            return;
        }
        let heavier = |a: &(f64, usize, u32), b: &(f64, usize, u32)| {
            b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
        };
        let (_, first_out, _) = all.select_nth_unstable_by(top, heavier);
        let first_out = *first_out;
        for (row, links) in links.iter_mut().enumerate() {
            links.retain(|link| heavier(&(link.weight.abs(), row, link.target), &first_out).is_lt());
        }
    }

    /// Appends the nodes of a variable that are shown; for each code its place among all nodes, or `u32::MAX`.
    fn nodes(
        &self,
        variable: Variable,
        observations: &[Observation],
        code: impl Fn(&Observation) -> u32,
        linked: &[bool],
        nodes: &mut Vec<Node>,
    ) -> Vec<u32> {
        let mut counts = vec![[0_u64; 3]; linked.len()];
        for observation in observations {
            let [statements, supporting, opposing] = &mut counts[code(observation) as usize];
            *statements += 1;
            *supporting += u64::from(observation.level == 1);
            *opposing += u64::from(observation.level == 0);
        }
        let yes_no = self.table.scale().is_some_and(Scale::is_yes_no);
        let kind = if variable == Variable::Proposition { NodeKind::Proposition } else { NodeKind::Actor };
        let entities = self.table.entities(variable);
        let places =
            entities.iter().zip(linked).zip(counts).map(|((entity, linked), [statements, supporting, opposing])| {
                let shown = match self.shown.isolates {
                    Isolates::Drop => *linked,
                    Isolates::Keep => statements > 0,
                    Isolates::All => true,
                };
                if !shown {
                    return u32::MAX;
                }
                let mut attributes = entity.attributes.clone();
                if yes_no {
                    attributes.insert("supporting".to_owned(), Value::Count(supporting));
                    attributes.insert("opposing".to_owned(), Value::Count(opposing));
                }
                let (id, label) = (entity.id.clone(), entity.label.clone());
                nodes.push(Node { id, label, kind, statements, attributes });
                nodes.len() as u32 - 1
            });
        places.collect()
    }
}

/// How windows are laid over time.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// How wide each is.
    pub width: WindowWidth,
    /// How much statements count away from the centre.
    pub kernel: Kernel,
    /// When the first begins, at the earliest: the second of the first statement if nothing else is said.
    pub from: Option<i64>,
    /// When the last is over, at the latest.
    pub before: Option<i64>,
}

/// The observations that have a date, in its order.
fn dated(selection: &Selection) -> Vec<Observation> {
    let mut dated: Vec<Observation> =
        selection.observations.iter().filter(|observation| observation.time != UNDATED).copied().collect();
    dated.sort_by_key(|observation| (observation.time, observation.statement));
    dated
}

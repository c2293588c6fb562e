//! Which lines are drawn, for a page holds only so many.

use super::reading::Sense;

/// What is drawn of a network, and the rule by which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// Every line.
    All,
    /// Of each node the so many strongest lines, of each sense.
    Strongest(usize),
    /// None: a matrix.
    Matrix(Reason),
}

/// Why lines would not be legible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// More nodes than find a place on a page (a count).
    Nodes(usize),
    /// So few of the lines could be drawn that the picture would mislead: (drawn, all).
    Lines(usize, usize),
}

/// Past this number of nodes names no longer fit on a page (a count, measured by looking).
pub(super) const MOST_NODES: usize = 60;
/// Among few nodes so many lines to each can be followed, up to as many lines as any picture holds, and in large ones
/// so many to each two (counts, measured by looking).
const LINES_TO_A_NODE: usize = 3;
const MOST_LINES: usize = 60;
const LINES_TO_TWO_NODES: usize = 3;
/// A picture with less than one in so many of its lines would mislead.
const LEAST_SHARE: usize = 10;

/// A tie as the plan sees it: its two ends and its sense.
pub(super) struct Weighed {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) sense: Sense,
}

/// Decides for `nodes` nodes (those with a tie) and these ties, strongest first; returns also which ties are drawn.
pub(super) fn plan(nodes: usize, ties: &[Weighed]) -> (Plan, Vec<bool>) {
    if nodes > MOST_NODES {
        return (Plan::Matrix(Reason::Nodes(nodes)), vec![false; ties.len()]);
    }
    let most = (LINES_TO_A_NODE * nodes).min(MOST_LINES.max(LINES_TO_TWO_NODES * nodes / 2));
    if ties.len() <= most {
        return (Plan::All, vec![true; ties.len()]);
    }
    let (mut kept, mut each) = (strongest(ties, 1), 1);
    for next in 2..nodes.max(2) {
        let more = strongest(ties, next);
        if count(&more) > most {
            break;
        }
        (kept, each) = (more, next);
    }
    let drawn = count(&kept);
    if drawn * LEAST_SHARE < ties.len() {
        return (Plan::Matrix(Reason::Lines(drawn, ties.len())), vec![false; ties.len()]);
    }
    (Plan::Strongest(each), kept)
}

/// Marks the ties that are among the `each` strongest of their sense at one of their ends.
fn strongest(ties: &[Weighed], each: usize) -> Vec<bool> {
    let nodes = ties.iter().map(|tie| tie.from.max(tie.to) + 1).max().unwrap_or(0);
    let mut used = vec![[0_usize; Sense::ALL.len()]; nodes];
    let mut kept = vec![false; ties.len()];
    for (tie, keep) in ties.iter().zip(&mut kept) {
        let sense = tie.sense as usize;
        for end in [tie.from, tie.to] {
            if used[end][sense] < each {
                *keep = true;
            }
            used[end][sense] += 1;
        }
    }
    kept
}

fn count(kept: &[bool]) -> usize {
    kept.iter().filter(|keep| **keep).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everybody tied to everybody, all weights different, strongest first.
    fn clique(nodes: usize) -> Vec<Weighed> {
        let pairs = (0..nodes).flat_map(|from| (from + 1..nodes).map(move |to| (from, to)));
        let mut ties: Vec<Weighed> = pairs.map(|(from, to)| Weighed { from, to, sense: Sense::For }).collect();
        ties.sort_by_key(|tie| (tie.from * 31 + tie.to * 17) % 97);
        ties
    }

    #[test]
    fn small_networks_are_drawn_whole() {
        let ties = clique(7);
        assert_eq!(plan(7, &ties), (Plan::All, vec![true; 21]));
        assert!(matches!(plan(8, &clique(8)).0, Plan::Strongest(_)));
    }

    #[test]
    fn larger_ones_keep_the_strongest_of_each_node() {
        let ties = clique(20);
        let (plan, kept) = plan(20, &ties);
        let Plan::Strongest(each) = plan else { panic!("{plan:?}") };
        assert!(each >= 1 && count(&kept) <= MOST_LINES);
        for node in 0..20 {
            let of = ties.iter().zip(&kept).filter(|(tie, _)| tie.from == node || tie.to == node);
            let shown: Vec<bool> = of.map(|(_, keep)| *keep).collect();
            assert!(shown[..each].iter().all(|keep| *keep), "node {node} lacks one of its {each} strongest");
        }
    }

    #[test]
    fn both_senses_are_kept() {
        let mut ties = clique(16);
        for tie in ties.iter_mut().skip(100) {
            tie.sense = Sense::Against;
        }
        let (_, kept) = plan(16, &ties);
        assert!(ties.iter().zip(&kept).any(|(tie, keep)| *keep && tie.sense == Sense::Against));
    }

    #[test]
    fn too_many_nodes_or_lines_make_a_matrix() {
        let chain = |nodes: usize| -> Vec<Weighed> {
            (1..nodes).map(|to| Weighed { from: to - 1, to, sense: Sense::For }).collect()
        };
        assert_eq!(plan(MOST_NODES, &chain(MOST_NODES)).0, Plan::All);
        assert_eq!(plan(MOST_NODES + 1, &chain(MOST_NODES + 1)).0, Plan::Matrix(Reason::Nodes(MOST_NODES + 1)));
        assert!(matches!(plan(60, &clique(60)).0, Plan::Matrix(Reason::Lines(_, 1770))));
    }
}

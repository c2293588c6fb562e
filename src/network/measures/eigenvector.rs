//! Eigenvector centrality: who is tied to those who are well tied.

use super::Ties;

/// The largest change of an entry at which the iteration stops.
const TOLERANCE: f64 = 1e-12;

/// How often the vector is multiplied at most.
const ITERATIONS: usize = 20_000;

/// Two components whose greatest eigenvalues differ by less than this part share the principal vector.
const EQUAL: f64 = 1e-9;

/// The principal eigenvector of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigenvector {
    /// A value for each node, none negative; the squares sum to 1.
    pub values: Vec<f64>,
    /// The greatest eigenvalue.
    pub eigenvalue: f64,
    /// How many nodes have 0 because they are outside the component (or components) with the greatest eigenvalue: to
    /// compare these with others by this measure means nothing.
    pub outside: usize,
    /// Whether the iteration came to rest.
    pub converged: bool,
}

/// Eigenvector centrality (Bonacich 1972, Journal of Mathematical Sociology 2, 113–120): the x with A x = λ x for the
/// greatest λ, of Euclidean length 1. Weights must be positive.
///
/// In a network of several components it is that of the component with the greatest eigenvalue and 0 elsewhere, which
/// is where networkx's iteration over the whole ends after enough steps; components with the same eigenvalue share it,
/// as a start from equal values gives.
///
/// Power iteration on A + sI, from equal values. Half the mean strength as s keeps two-mode networks, whose spectrum is
/// symmetric, from swinging between two vectors.
#[must_use]
pub fn eigenvector(ties: &Ties) -> Eigenvector {
    let components = ties.components();
    let count = components.iter().max().map_or(0, |most| most + 1);
    let mut members = vec![Vec::new(); count];
    for (node, component) in components.iter().enumerate() {
        members[*component].push(node);
    }
    let parts: Vec<Part> = members.iter().filter(|nodes| nodes.len() > 1).map(|nodes| principal(ties, nodes)).collect();
    let greatest = parts.iter().map(|part| part.eigenvalue).fold(0.0, f64::max);
    let mut values = vec![0.0; ties.nodes()];
    let (mut inside, mut converged) = (0, true);
    for part in parts.iter().filter(|part| part.eigenvalue >= greatest * (1.0 - EQUAL)) {
        // The part of the start vector of ones that lies along this component's vector.
        let along: f64 = part.values.iter().sum();
        for (node, value) in part.nodes.iter().zip(&part.values) {
            values[*node] = value * along;
        }
        inside += part.nodes.len();
        converged &= part.converged;
    }
    let length = values.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|value| *value /= length);
    }
    Eigenvector { values, eigenvalue: greatest, outside: ties.nodes() - inside, converged }
}

/// The principal eigenvector of one component.
struct Part<'n> {
    nodes: &'n [usize],
    values: Vec<f64>,
    eigenvalue: f64,
    converged: bool,
}

fn principal<'n>(ties: &Ties, nodes: &'n [usize]) -> Part<'n> {
    let mut place = vec![0; ties.nodes()];
    for (index, node) in nodes.iter().enumerate() {
        place[*node] = index;
    }
    let strength: f64 = nodes.iter().flat_map(|node| ties.of(*node)).map(|tie| tie.1).sum();
    let shift = strength / nodes.len() as f64 / 2.0;
    let mut values = vec![1.0 / (nodes.len() as f64).sqrt(); nodes.len()];
    let mut next = vec![0.0; nodes.len()];
    let (mut eigenvalue, mut converged) = (0.0, false);
    for _ in 0..ITERATIONS {
        for (index, node) in nodes.iter().enumerate() {
            let around: f64 =
                ties.of(*node).iter().map(|&(other, weight)| weight * values[place[other as usize]]).sum();
            next[index] = around + shift * values[index];
        }
        let length = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        let mut change = 0.0_f64;
        for (value, new) in values.iter_mut().zip(&next) {
            change = change.max((new / length - *value).abs());
            *value = new / length;
        }
        eigenvalue = length - shift;
        if change < TOLERANCE {
            converged = true;
            break;
        }
    }
    Part { nodes, values, eigenvalue, converged }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::{Sign, fixture::one_mode};

    fn of(nodes: usize, pairs: &[(usize, usize, f64)]) -> Eigenvector {
        eigenvector(&Ties::new(&one_mode(nodes, pairs), Sign::Any))
    }

    #[test]
    fn a_star_is_a_two_mode_network_and_still_converges() {
        let found = of(5, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (0, 4, 1.0)]);
        assert!(found.converged && (found.eigenvalue - 2.0).abs() < 1e-9);
        assert!((found.values[0] - 0.5_f64.sqrt()).abs() < 1e-9);
        assert!((found.values[1] - 8.0_f64.sqrt().recip()).abs() < 1e-9);
    }

    #[test]
    fn the_component_with_the_greatest_eigenvalue_has_it_all() {
        // A triangle (2) and a pair (1), and a node alone.
        let found = of(6, &[(0, 1, 1.0), (2, 3, 1.0), (3, 4, 1.0), (2, 4, 1.0)]);
        assert_eq!(found.outside, 3);
        assert_eq!(&found.values[..2], [0.0, 0.0]);
        assert!((found.values[3] - 3.0_f64.sqrt().recip()).abs() < 1e-9);
    }

    #[test]
    fn equal_components_share_it() {
        let found = of(4, &[(0, 1, 1.0), (2, 3, 1.0)]);
        assert_eq!(found.outside, 0);
        assert!(found.values.iter().all(|value| (value - 0.5).abs() < 1e-9));
    }

    #[test]
    fn a_network_without_ties_has_none() {
        assert_eq!(of(3, &[]), Eigenvector { values: vec![0.0; 3], eigenvalue: 0.0, outside: 3, converged: true });
    }
}

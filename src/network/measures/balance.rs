//! Structural balance: whether the friends of friends are friends.

use super::Ties;

/// The triangles of a signed network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// How many triangles there are.
    pub triangles: u64,
    /// How many of them are balanced: the product of their three signs is positive.
    pub balanced: u64,
    /// The share of balanced triangles, each weighted by its intensity; `None` without triangles.
    pub weighted: Option<f64>,
}

impl Balance {
    /// The share of balanced triangles, 0 to 1; `None` without triangles.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.triangles > 0).then(|| self.balanced as f64 / self.triangles as f64)
    }
}

/// Counts balanced triangles (Heider 1946, Journal of Psychology 21, 107–112; Cartwright and Harary 1956, Psychological
/// Review 63, 277–293).
///
/// A triangle's intensity is the geometric mean of its three absolute weights (Onnela, Saramäki, Kertész and Kaski 2005,
/// Physical Review E 71, 065103), so that a triangle of weak ties counts little.
#[must_use]
pub fn balance(ties: &Ties) -> Balance {
    let (mut triangles, mut balanced) = (0, 0);
    let (mut weight, mut balanced_weight) = (0.0, 0.0);
    // From the node with fewer ties to the one with more, so that no list is long.
    let degrees = ties.degrees();
    let rank = |node: usize| (degrees[node], node);
    let upward: Vec<Vec<(usize, f64)>> = (0..ties.nodes())
        .map(|node| {
            let all = ties.of(node).iter().map(|&(other, weight)| (other as usize, weight));
            all.filter(|(other, _)| rank(*other) > rank(node)).collect()
        })
        .collect();
    let mut mark = vec![0.0; ties.nodes()];
    for node in 0..ties.nodes() {
        for &(other, value) in &upward[node] {
            mark[other] = value;
        }
        for &(middle, first) in &upward[node] {
            for &(last, second) in &upward[middle] {
                let third: f64 = mark[last];
                if third == 0.0 {
                    continue;
                }
                let product = first * second * third;
                let intensity = product.abs().cbrt();
                triangles += 1;
                weight += intensity;
                if product > 0.0 {
                    balanced += 1;
                    balanced_weight += intensity;
                }
            }
        }
        for &(other, _) in &upward[node] {
            mark[other] = 0.0;
        }
    }
    Balance { triangles, balanced, weighted: (weight > 0.0).then(|| balanced_weight / weight) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::measures::{Sign, fixture::one_mode};

    #[test]
    fn the_foe_of_a_foe_is_a_friend() {
        let of = |signs: [f64; 3]| {
            let pairs = [(0, 1, signs[0]), (0, 2, signs[1]), (1, 2, signs[2])];
            balance(&Ties::new(&one_mode(3, &pairs), Sign::Any)).share()
        };
        assert_eq!(of([1.0, 1.0, 1.0]), Some(1.0));
        assert_eq!(of([1.0, -1.0, -1.0]), Some(1.0));
        assert_eq!(of([1.0, 1.0, -1.0]), Some(0.0));
        assert_eq!(of([-1.0, -1.0, -1.0]), Some(0.0));
        assert_eq!(of([1.0, 1.0, 0.0]), None);
    }

    #[test]
    fn weak_triangles_count_little() {
        // A balanced triangle of weight 8 and an unbalanced one of weight 1, which share node 2.
        let pairs = [(0, 1, 8.0), (0, 2, 8.0), (1, 2, 8.0), (2, 3, 1.0), (2, 4, 1.0), (3, 4, -1.0)];
        let found = balance(&Ties::new(&one_mode(5, &pairs), Sign::Any));
        assert_eq!((found.triangles, found.balanced), (2, 1));
        assert!((found.weighted.expect("triangles") - 8.0 / 9.0).abs() < 1e-12);
    }
}

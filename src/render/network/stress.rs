//! Stress majorization: places whose distances on paper are as near as can be to wanted distances.
//!
//! Gansner, Koren and North, "Graph Drawing by Stress Majorization", GD 2004: the stress
//! Σ d⁻² (|p − q| − d)² over all pairs falls with each step until it hardly falls any more. Only sums, products, quotients
//! and square roots are used, which every machine rounds alike; sines and the like it does not.

/// A place on paper, in CSS pixels.
pub(super) type Point = (f64, f64);

/// Rounds after which the places hardly move in networks of the size we draw.
const ROUNDS: usize = 200;
/// The stress falls by less than this share in a round: it is done.
const ENOUGH: f64 = 1e-4;

/// Wanted distances between all pairs of `n` nodes, row by row.
pub(super) struct Distances {
    n: usize,
    wanted: Vec<f64>,
}

impl Distances {
    /// The lengths of shortest ways along ties (two ends and a length), with `between` added for nodes in different
    /// groups. Nodes that no way joins are as far from each other as any two that one joins.
    pub(super) fn new(n: usize, ties: &[(usize, usize, f64)], groups: &[Option<usize>], between: f64) -> Self {
        let mut wanted = vec![f64::INFINITY; n * n];
        for node in 0..n {
            wanted[node * n + node] = 0.0;
        }
        for (one, other, length) in ties {
            let length = length.min(wanted[one * n + other]);
            wanted[one * n + other] = length;
            wanted[other * n + one] = length;
        }
        // Floyd and Warshall's way: our networks are small.
        for via in 0..n {
            for from in 0..n {
                let first = wanted[from * n + via];
                if first.is_finite() {
                    for to in 0..n {
                        let way = first + wanted[via * n + to];
                        if way < wanted[from * n + to] {
                            wanted[from * n + to] = way;
                        }
                    }
                }
            }
        }
        let farthest = wanted.iter().copied().filter(|way| way.is_finite()).fold(between.max(1.0), f64::max);
        for from in 0..n {
            for to in 0..n {
                let way = &mut wanted[from * n + to];
                if !way.is_finite() {
                    *way = farthest;
                }
                if groups[from] != groups[to] {
                    *way += between;
                }
            }
        }
        Self { n, wanted }
    }

    pub(super) fn between(&self, one: usize, other: usize) -> f64 {
        self.wanted[one * self.n + other]
    }

    /// How far places are from what is wanted.
    pub(super) fn stress(&self, places: &[Point]) -> f64 {
        let mut stress = 0.0;
        for one in 0..self.n {
            for other in one + 1..self.n {
                let wanted = self.between(one, other).max(1e-9);
                let off = length(places[one], places[other]) / wanted - 1.0;
                stress += off * off;
            }
        }
        stress
    }

    /// Moves places until the stress hardly falls.
    pub(super) fn settle(&self, places: &mut [Point]) {
        let mut before = self.stress(places);
        for _ in 0..ROUNDS {
            for node in 0..self.n {
                places[node] = self.best(node, places);
            }
            let now = self.stress(places);
            if before - now <= ENOUGH * before {
                break;
            }
            before = now;
        }
    }

    /// Where a node would stand best while the others stay: the mean of what each other one asks of it.
    fn best(&self, node: usize, places: &[Point]) -> Point {
        let at = places[node];
        let (mut x, mut y, mut weights) = (0.0, 0.0, 0.0);
        for (other, place) in places.iter().enumerate() {
            if other == node {
                continue;
            }
            let wanted = self.between(node, other).max(1e-9);
            let weight = 1.0 / (wanted * wanted);
            let far = length(at, *place);
            let stretch = if far > 1e-9 { wanted / far } else { 0.0 };
            x += weight * (place.0 + stretch * (at.0 - place.0));
            y += weight * (place.1 + stretch * (at.1 - place.1));
            weights += weight;
        }
        if weights > 0.0 { (x / weights, y / weights) } else { at }
    }
}

/// The distance of two places.
pub(super) fn length(one: Point, other: Point) -> f64 {
    let (x, y) = (one.0 - other.0, one.1 - other.1);
    // Not `hypot`, which machines round differently.
    (x * x + y * y).sqrt()
}

/// Places to start from, spread over a square: the same for the same seed.
pub(super) fn scatter(n: usize, side: f64, seed: u64) -> Vec<Point> {
    let mut state = seed;
    let mut next = || {
        // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..n).map(|_| (next() * side, next() * side)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_straight_line_of_its_length() {
        let ties = [(0, 1, 10.0), (1, 2, 10.0), (2, 3, 10.0)];
        let wanted = Distances::new(4, &ties, &[None; 4], 0.0);
        let mut places = scatter(4, 30.0, 1);
        wanted.settle(&mut places);
        assert!((length(places[0], places[3]) - 30.0).abs() < 1.0, "{places:?}");
    }

    #[test]
    fn settling_lowers_the_stress() {
        let ties: Vec<(usize, usize, f64)> = (1..20).map(|at| (at / 3, at, 10.0)).collect();
        let groups: Vec<Option<usize>> = (0..20).map(|at| Some(at % 2)).collect();
        let wanted = Distances::new(20, &ties, &groups, 25.0);
        let mut places = scatter(20, 50.0, 7);
        let before = wanted.stress(&places);
        wanted.settle(&mut places);
        assert!(wanted.stress(&places) < before / 2.0);
    }

    #[test]
    fn nodes_on_one_spot_and_lone_nodes_do_no_harm() {
        let wanted = Distances::new(3, &[(0, 1, 10.0)], &[None; 3], 0.0);
        let mut places = vec![(5.0, 5.0); 3];
        wanted.settle(&mut places);
        assert!(places.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        Distances::new(1, &[], &[None], 0.0).settle(&mut [(1.0, 1.0)]);
    }
}

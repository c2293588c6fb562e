//! Moves rectangles apart until none overlaps another, keeping who stands left of and above whom as far as it goes.

use super::stress::Point;

/// Rounds of pushing before everything is moved a little outwards, which ends every jam.
const ROUNDS: usize = 60;
/// How far outwards, as a factor.
const OUTWARDS: f64 = 1.06;
/// How far inwards, and how often at most.
const SQUEEZE: f64 = 0.94;
const SQUEEZES: usize = 16;
/// The room that boxes are first given, as a multiple of their own.
const ROOM: f64 = 1.15;
/// Width to height of a group, or of all groups, that prints well.
const SHAPE: f64 = 1.35;

/// Moves the centres of rectangles (widths and heights) until any two are `gap` (sideways, up and down) apart.
pub(super) fn apart(places: &mut [Point], sizes: &[(f64, f64)], gap: (f64, f64)) {
    nudge_twins(places);
    loop {
        for _ in 0..ROUNDS {
            if !push(places, sizes, gap) {
                return;
            }
        }
        squeeze(places, OUTWARDS);
    }
}

/// Moves the centres of rectangles as close together as pushing them apart again allows: paper is short.
pub(super) fn together(places: &mut [Point], sizes: &[(f64, f64)], gap: (f64, f64)) {
    if places.len() < 2 {
        return;
    }
    fit(places, sizes, gap);
    apart(places, sizes, gap);
    let mut least = area(places, sizes);
    for _ in 0..SQUEEZES {
        let mut closer = places.to_vec();
        squeeze(&mut closer, SQUEEZE);
        apart(&mut closer, sizes, gap);
        let now = area(&closer, sizes);
        if now >= least {
            break;
        }
        places.copy_from_slice(&closer);
        least = now;
    }
}

/// Stretches or shrinks the places to a rectangle that holds all boxes with little room to spare, in a shape that
/// prints well; the shape changes by no more than half, or neighbours would be torn apart.
fn fit(places: &mut [Point], sizes: &[(f64, f64)], gap: (f64, f64)) {
    let wanted: f64 = sizes.iter().map(|(w, h)| (w + gap.0) * (h + gap.1)).sum::<f64>() * ROOM;
    let span = |of: fn(&Point) -> f64| {
        let all = || places.iter().map(of);
        (all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)).max(1.0)
    };
    let (width, height) = (span(|p| p.0), span(|p| p.1));
    let shape = (width / height).clamp(SHAPE / 1.4, SHAPE * 1.4);
    let (x, y) = ((wanted * shape).sqrt() / width, (wanted / shape).sqrt() / height);
    // What is a line stays nearly one: stretching it to a square would say what is not so.
    let (x, y) = (x.min(y * 2.5), y.min(x * 2.5));
    for place in places.iter_mut() {
        *place = (place.0 * x, place.1 * y);
    }
}

fn squeeze(places: &mut [Point], by: f64) {
    let n = places.len().max(1) as f64;
    let middle = (places.iter().map(|p| p.0).sum::<f64>() / n, places.iter().map(|p| p.1).sum::<f64>() / n);
    for place in places.iter_mut() {
        *place = (middle.0 + (place.0 - middle.0) * by, middle.1 + (place.1 - middle.1) * by);
    }
}

/// The area of the rectangle around all boxes.
fn area(places: &[Point], sizes: &[(f64, f64)]) -> f64 {
    let mut around = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for ((x, y), (w, h)) in places.iter().zip(sizes) {
        around.0 = around.0.min(x - w / 2.0);
        around.1 = around.1.min(y - h / 2.0);
        around.2 = around.2.max(x + w / 2.0);
        around.3 = around.3.max(y + h / 2.0);
    }
    (around.2 - around.0) * (around.3 - around.1)
}

/// Pushes each overlapping pair apart the shorter way; whether there was one.
fn push(places: &mut [Point], sizes: &[(f64, f64)], gap: (f64, f64)) -> bool {
    let mut pushed = false;
    for one in 0..places.len() {
        for other in one + 1..places.len() {
            let (dx, dy) = (places[other].0 - places[one].0, places[other].1 - places[one].1);
            let x = f64::midpoint(sizes[one].0, sizes[other].0) + gap.0 - dx.abs();
            let y = f64::midpoint(sizes[one].1, sizes[other].1) + gap.1 - dy.abs();
            if x <= 0.01 || y <= 0.01 {
                continue;
            }
            pushed = true;
            if x < y {
                let by = x / 2.0 * if dx < 0.0 { -1.0 } else { 1.0 };
                places[one].0 -= by;
                places[other].0 += by;
            } else {
                let by = y / 2.0 * if dy < 0.0 { -1.0 } else { 1.0 };
                places[one].1 -= by;
                places[other].1 += by;
            }
        }
    }
    pushed
}

/// Moves nodes that stand on one spot a hair apart, or moving everything outwards would not part them.
fn nudge_twins(places: &mut [Point]) {
    for (at, place) in places.iter_mut().enumerate() {
        place.0 += at as f64 * 0.013;
        place.1 += at as f64 * 0.007;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heap_of_boxes_is_spread_without_overlap() {
        let mut places = vec![(0.0, 0.0); 60];
        let sizes: Vec<(f64, f64)> =
            (0..60).map(|at| (40.0 + f64::from(at % 7) * 20.0, 20.0 + f64::from(at % 3) * 9.0)).collect();
        apart(&mut places, &sizes, (8.0, 6.0));
        for one in 0..60 {
            for other in one + 1..60 {
                let dx = (places[one].0 - places[other].0).abs() - f64::midpoint(sizes[one].0, sizes[other].0);
                let dy = (places[one].1 - places[other].1).abs() - f64::midpoint(sizes[one].1, sizes[other].1);
                assert!(dx >= 7.9 || dy >= 5.9, "{one} {other}");
            }
        }
        assert!(places.iter().all(|p| p.0.abs() < 1500.0 && p.1.abs() < 1500.0), "{places:?}");
    }

    #[test]
    fn what_is_apart_stays_where_it_is() {
        let mut places = vec![(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)];
        apart(&mut places, &[(50.0, 50.0); 3], (10.0, 10.0));
        assert!((places[1].0 - 100.0).abs() < 0.1 && (places[2].1 - 100.0).abs() < 0.1);
    }
}

//! Where the words on lines find room: never on a box, a heading or each other; where there is none, they are left out.

use super::route::Way;
use crate::render::shape::Area;

/// Shares of the way at which words are tried.
const TRIED: [f64; 11] = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78, 0.16, 0.84];
/// Room around words.
const CLEAR: f64 = 2.0;

/// Places words of the sizes wanted on their ways, in the order given; `None` where there is no room.
pub(super) fn place(ways: &[Way], sizes: &[Option<(f64, f64)>], taken: &[Area]) -> Vec<Option<Area>> {
    let mut taken = taken.to_vec();
    let lines: Vec<Vec<(f64, f64)>> = ways.iter().map(|way| way.points().collect()).collect();
    let mut found = Vec::with_capacity(ways.len());
    for (at, (way, size)) in ways.iter().zip(sizes).enumerate() {
        let place = size.and_then(|size| {
            let free = TRIED.iter().map(|t| centred(way.at(*t), size)).filter(|area| {
                let wide = grown(area);
                !taken.iter().any(|other| other.overlaps(&wide))
            });
            // Of the free places the one on the fewest other lines, else the first.
            free.map(|area| (crossed(&area, at, &lines), area))
                .min_by_key(|(crossed, _)| *crossed)
                .map(|(_, area)| area)
        });
        taken.extend(place);
        found.push(place);
    }
    found
}

fn centred((x, y): (f64, f64), (w, h): (f64, f64)) -> Area {
    Area { x: x - w / 2.0, y: y - h / 2.0, w, h }
}

fn grown(area: &Area) -> Area {
    Area { x: area.x - CLEAR, y: area.y - CLEAR, w: area.w + 2.0 * CLEAR, h: area.h + 2.0 * CLEAR }
}

/// How many lines other than its own pass under an area.
fn crossed(area: &Area, own: usize, lines: &[Vec<(f64, f64)>]) -> usize {
    let under = |line: &Vec<(f64, f64)>| line.windows(2).any(|pair| meets(area, pair[0], pair[1]));
    lines.iter().enumerate().filter(|(at, line)| *at != own && under(line)).count()
}

/// Whether a short stroke has an end or its middle in an area.
fn meets(area: &Area, a: (f64, f64), b: (f64, f64)) -> bool {
    let middle = (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1));
    [a, middle, b].into_iter().any(|point| super::route::holds(area, point, 0.0))
}

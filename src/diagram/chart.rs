//! Measures over time as lines: one panel where they share a scale, otherwise a panel for each.

use super::scene::{Body, Drawing, Entry, Sample};
use super::table::{Cell, Table};
use super::text::{count, list, visible};
use super::{Caption, DiagramError, network::weight_text};
use crate::network::Series;

/// Lines that can be told apart in one panel (a count): there are so many colours, patterns and markers.
pub const LINES: usize = 6;
/// Lines share a panel when the greatest of them is at most so many times the least; else the least would lie flat.
const ALIKE: f64 = 8.0;
/// A step so many times the usual one is a gap: windows were skipped.
const GAP: f64 = 2.5;
/// Steps of an axis, in each power of ten.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];
/// Steps that an axis has at most.
const MOST_STEPS: f64 = 6.0;

/// Lines over time; places on the axis are those of the series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the horizontal axis shows.
    pub x_title: String,
    /// The windows: where each stands on the axis and what is written there.
    pub x: Vec<(f64, String)>,
    /// The panels, from top to bottom.
    pub panels: Vec<Panel>,
}

/// One pair of axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The values at which the vertical axis has a line, ascending, with their texts: the first and the last are its
    /// ends.
    pub y: Vec<(f64, String)>,
    /// The lines.
    pub curves: Vec<Curve>,
}

/// One line, broken where there is no value.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What it shows.
    pub label: String,
    /// Which colour, pattern and marker it has (a number below [`LINES`]).
    pub style: usize,
    /// Its unbroken pieces.
    pub pieces: Vec<Vec<Spot>>,
}

/// A value at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its window (an index of [`Chart::x`]).
    pub at: usize,
    /// The value.
    pub value: f64,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Its row in the drawing's table (an index).
    pub row: usize,
}

/// Draws a series; `caption` has its sources and settings, the title comes from the series where it has none.
///
/// # Errors
/// When no line has a value.
pub fn draw(series: &Series, caption: &Caption) -> Result<Drawing, DiagramError> {
    if series.range().is_none() {
        return Err(DiagramError::Empty { what: "values" });
    }
    let mut caption = caption.cleaned();
    if caption.title.is_empty() {
        caption.title = visible(&series.title);
    }
    let mut table = Table {
        caption: "Each value with its window".to_owned(),
        headings: vec!["Window", "First day", "Last day", "Measure", "Value"],
        rows: Vec::new(),
    };
    let pieces: Vec<Vec<Vec<Spot>>> = (0..series.lines.len()).map(|line| pieces(series, line, &mut table)).collect();
    let panels: Vec<Panel> = panels(series)
        .into_iter()
        .map(|lines| Panel {
            y: axis(lines.iter().flat_map(|line| series.lines[*line].points.iter().flatten().copied())),
            curves: lines
                .iter()
                .enumerate()
                .map(|(style, line)| Curve {
                    label: visible(&series.lines[*line].label),
                    style,
                    pieces: pieces[*line].clone(),
                })
                .collect(),
        })
        .collect();
    let gaps = pieces.iter().any(|pieces| pieces.len() > 1);
    let mut legend = Vec::new();
    if gaps {
        let text = "a line is broken where a measure is not defined or windows were skipped".to_owned();
        legend.push(Entry { sample: Sample::Nothing, text });
    }
    if panels.len() > 1 {
        let text = "each panel has a scale of its own".to_owned();
        legend.push(Entry { sample: Sample::Nothing, text });
    }
    Ok(Drawing {
        kind: "series",
        alternative: alternative(series),
        caption,
        table,
        legend,
        advice: Vec::new(),
        body: Body::Chart(Chart {
            x_title: visible(&series.x_title),
            x: series.x.iter().map(|tick| (tick.position, visible(&tick.label))).collect(),
            panels,
        }),
    })
}

/// The unbroken pieces of a line; each value becomes a row of the table.
fn pieces(series: &Series, line: usize, table: &mut Table) -> Vec<Vec<Spot>> {
    let usual = usual_step(series);
    let label = visible(&series.lines[line].label);
    let mut pieces: Vec<Vec<Spot>> = Vec::new();
    let mut last: Option<usize> = None;
    for (at, (tick, value)) in series.x.iter().zip(&series.lines[line].points).enumerate() {
        let Some(value) = value.filter(|value| value.is_finite()) else {
            continue;
        };
        let row = table.push(vec![
            Cell::text(&tick.label),
            Cell::text(&tick.first),
            Cell::text(&tick.last),
            Cell::text(&label),
            Cell::Figure(weight_text(value)),
        ]);
        let joined = last.is_some_and(|last| last + 1 == at && tick.position - series.x[last].position <= usual * GAP);
        let tooltip = format!("{}: {label} {}", visible(&tick.label), weight_text(value));
        let spot = Spot { at, value, tooltip, row };
        match pieces.last_mut() {
            Some(piece) if joined => piece.push(spot),
            _ => pieces.push(vec![spot]),
        }
        last = Some(at);
    }
    pieces
}

/// The median step between windows.
fn usual_step(series: &Series) -> f64 {
    let mut steps: Vec<f64> = series.x.windows(2).map(|pair| pair[1].position - pair[0].position).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(1.0)
}

/// Which lines (indices) stand in which panel; lines without a value in none.
fn panels(series: &Series) -> Vec<Vec<usize>> {
    let size = |line: &usize| {
        let points = series.lines[*line].points.iter().flatten();
        points.map(|value| value.abs()).fold(0.0, f64::max)
    };
    let lines: Vec<usize> = (0..series.lines.len())
        .filter(|line| series.lines[*line].points.iter().flatten().any(|value| value.is_finite()))
        .collect();
    let sizes = || lines.iter().map(size).filter(|size| *size > 0.0);
    let (least, most) = (sizes().fold(f64::INFINITY, f64::min), sizes().fold(0.0, f64::max));
    if lines.len() <= LINES && (most <= least * ALIKE || most <= 1.0) {
        return vec![lines];
    }
    lines.into_iter().map(|line| vec![line]).collect()
}

/// Round values from at most the least to at least the greatest; 0 is among them unless all lie far from it.
fn axis(values: impl Iterator<Item = f64>) -> Vec<(f64, String)> {
    let finite: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    let (low, high) = (
        finite.iter().copied().fold(f64::INFINITY, f64::min),
        finite.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    );
    // A line's height means something only above 0; only what varies little far from it is shown by itself.
    let near_zero = high - low >= 0.2 * high.abs().max(low.abs());
    let (low, high) = if near_zero { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    let span = if high > low { high - low } else { high.abs().max(1.0) * 0.5 };
    let mut power = 1.0;
    while power * STEPS[2] * MOST_STEPS < span {
        power *= 10.0;
    }
    while power * STEPS[0] * MOST_STEPS >= span * 10.0 {
        power /= 10.0;
    }
    let step = STEPS
        .iter()
        .flat_map(|step| [step * power / 10.0, step * power])
        .filter(|step| span / step <= MOST_STEPS)
        .fold(f64::INFINITY, f64::min);
    let first = (low / step).floor();
    let last = (high / step).ceil().max(first + 1.0);
    (0..=(last - first) as usize)
        .map(|at| (first + at as f64) * step)
        // What should be 0 is not, after such sums.
        .map(|value| if value.abs() < step * 1e-9 { 0.0 } else { value })
        .map(|value| (value, weight_text((value / step).round() * step)))
        .collect()
}

/// The chart in sentences.
fn alternative(series: &Series) -> String {
    let mut sentences = vec![format!(
        "A line chart of {} over {}.",
        list(&series.lines.iter().map(|line| visible(&line.label)).collect::<Vec<_>>()),
        count(u32::try_from(series.x.len()).unwrap_or(u32::MAX), "window", "windows"),
    )];
    for line in &series.lines {
        let known = || line.points.iter().zip(&series.x).filter_map(|(value, tick)| value.map(|value| (value, tick)));
        let by_value = |a: &(f64, _), b: &(f64, _)| a.0.total_cmp(&b.0);
        let (Some(first), Some(last)) = (known().next(), known().next_back()) else {
            sentences.push(format!("{} is not defined in any window.", visible(&line.label)));
            continue;
        };
        let (low, high) = (known().min_by(by_value).unwrap_or(first), known().max_by(by_value).unwrap_or(last));
        let at =
            |(value, tick): (f64, &crate::network::Tick)| format!("{} ({})", weight_text(value), visible(&tick.label));
        sentences.push(format!(
            "{}: from {} to {}, least {}, greatest {}.",
            visible(&line.label),
            at(first),
            at(last),
            at(low),
            at(high)
        ));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Line, Tick};

    fn series(lines: &[(&str, &[Option<f64>])], positions: &[f64]) -> Series {
        let tick = |position: &f64| Tick {
            label: format!("day {position}"),
            position: *position,
            first: String::new(),
            last: String::new(),
        };
        Series {
            title: "How it went".to_owned(),
            x_title: "windows of a day".to_owned(),
            x: positions.iter().map(tick).collect(),
            lines: lines
                .iter()
                .map(|(label, points)| Line { label: (*label).to_owned(), points: points.to_vec() })
                .collect(),
        }
    }

    fn chart(series: &Series) -> Chart {
        match draw(series, &Caption::default()).expect("there are values").body {
            Body::Chart(chart) => chart,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_line_is_broken_where_a_value_or_a_window_is_missing() {
        let values = [Some(1.0), Some(2.0), None, Some(3.0), Some(4.0), Some(5.0)];
        let chart = chart(&series(&[("a", &values)], &[1.0, 2.0, 3.0, 4.0, 5.0, 9.0]));
        let lengths: Vec<usize> = chart.panels[0].curves[0].pieces.iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 2, 1]);
    }

    #[test]
    fn lines_of_other_scales_have_panels_of_their_own() {
        let (small, large) = ([Some(0.2), Some(0.4)], [Some(120.0), Some(80.0)]);
        assert_eq!(chart(&series(&[("a", &small), ("b", &small)], &[1.0, 2.0])).panels.len(), 1);
        assert_eq!(chart(&series(&[("a", &small), ("b", &large)], &[1.0, 2.0])).panels.len(), 2);
    }

    #[test]
    fn an_axis_is_round_and_holds_all_values() {
        let texts = |values: &[f64]| {
            axis(values.iter().copied()).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(texts(&[0.13, 0.87]), "0 0.2 0.4 0.6 0.8 1");
        assert_eq!(texts(&[12.0, 47.0]), "0 10 20 30 40 50");
        assert_eq!(texts(&[-3.0, 4.0]), "−4 −2 0 2 4");
        assert_eq!(texts(&[1000.0, 1010.0]), "1000 1002 1004 1006 1008 1010");
        assert_eq!(texts(&[0.0]), "0 0.1");
        assert_eq!(texts(&[3e-7, 4e-7]), "0 0.0000001 0.0000002 0.0000003 0.0000004");
        for values in [[1.0, 1e9], [-1e-3, 1e3], [5.5, 5.5]] {
            let axis = axis(values.into_iter());
            assert!(axis[0].0 <= values[0] && axis[axis.len() - 1].0 >= values[1] && axis.len() <= 9, "{axis:?}");
        }
    }

    #[test]
    fn nothing_to_draw_is_said() {
        let error = draw(&series(&[("a", &[None])], &[1.0]), &Caption::default()).expect_err("there is no value");
        assert_eq!(error, DiagramError::Empty { what: "values" });
    }

    #[test]
    fn the_words_tell_the_course() {
        let drawing =
            draw(&series(&[("trust", &[Some(1.0), Some(3.0), Some(2.0)])], &[1.0, 2.0, 3.0]), &Caption::default())
                .expect("there are values");
        assert_eq!(drawing.caption.title, "How it went");
        assert_eq!(
            drawing.alternative,
            "A line chart of trust over 3 windows. trust: from 1 (day 1) to 2 (day 3), least 1 (day 1), greatest 3 (day 2)."
        );
        assert_eq!(drawing.table.rows.len(), 3);
    }
}

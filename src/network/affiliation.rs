//! Two-mode networks: who says how often what of which proposition.

use super::{
    congruence::Link,
    incidence::Incidence,
    recipe::{Aggregation, Normalization, Recipe},
    table::Scale,
};

/// The links of each row to columns, in the order of their codes.
///
/// *Ignore* counts statements. *Subtract* is support less opposition, on a scale `Σ_k k x_ijk`. *Combine* is 1 for
/// support, 2 for opposition, 3 for both. *Activity* divides by the statements of the row, *prominence* by those of
/// the column. On a scale, support is above 0 and opposition below.
pub(super) fn links(incidence: &Incidence, recipe: &Recipe, scale: Option<Scale>) -> Vec<Vec<Link>> {
    let statements = |cell: usize| incidence.entries(cell).iter().map(|(_, count)| count).sum::<f64>();
    let (mut of_row, mut of_column) = (vec![0.0; incidence.rows()], vec![0.0; incidence.columns()]);
    for (cell, (row, column)) in incidence.row_of.iter().zip(&incidence.column_of).enumerate() {
        of_row[*row as usize] += statements(cell);
        of_column[*column as usize] += statements(cell);
    }
    let yes_no = scale.is_some_and(Scale::is_yes_no);
    (0..incidence.rows())
        .map(|row| {
            let link = |cell: &u32| {
                let (cell, column) = (*cell as usize, incidence.column_of[*cell as usize]);
                let count = statements(cell);
                let (mut agreeing, mut disagreeing, mut sum) = (0.0, 0.0, 0.0);
                for (level, count) in incidence.entries(cell) {
                    let place = incidence.levels[*level as usize];
                    sum += f64::from(place) * count;
                    if place > 0 {
                        agreeing += count;
                    } else if yes_no || place < 0 {
                        disagreeing += count;
                    }
                }
                let weight = match recipe.aggregation {
                    Aggregation::Subtract if yes_no => agreeing - disagreeing,
                    Aggregation::Subtract => sum,
                    Aggregation::Combine => f64::from(u8::from(agreeing > 0.0) + 2 * u8::from(disagreeing > 0.0)),
                    Aggregation::Ignore | Aggregation::Congruence | Aggregation::Conflict => count,
                };
                let denominator = match recipe.normalization {
                    Normalization::Activity => of_row[row],
                    Normalization::Prominence => of_column[column as usize],
                    _ => 1.0,
                };
                let weight = if denominator > 0.0 { weight / denominator } else { 0.0 };
                let shared = count.round() as u32;
                (weight != 0.0).then_some(Link { target: column, shared, weight, agreeing, disagreeing })
            };
            incidence.cells_of_row(row).iter().filter_map(link).collect()
        })
        .collect()
}

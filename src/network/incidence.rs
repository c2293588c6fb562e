//! How often each node takes each stance on each thing: `x_ijk`, sparse, by column and by row.

use rayon::slice::ParallelSliceMut as _;

use super::selection::Observation;

/// From so many entries on it pays to call in all cores.
pub(super) const MANY: usize = 1 << 14;

/// The non-empty cells `(i, j)` of the incidence matrix, each with its counts `x_ijk`.
///
/// Cells are sorted by column, then row. `i` is a code of the nodes' variable, `j` of the linking one.
#[derive(Debug, Clone, Default)]
pub(super) struct Incidence {
    /// The values `k` of the scale that occur, sorted.
    pub(super) levels: Vec<i32>,
    /// For each cell its row.
    pub(super) row_of: Vec<u32>,
    /// For each cell its column.
    pub(super) column_of: Vec<u32>,
    /// For each cell where its entries begin; one more at the end.
    entry_starts: Vec<u32>,
    /// The place of `k` in `levels`, and `x_ijk`.
    entries: Vec<(u32, f64)>,
    /// For each column where its cells begin; one more at the end.
    pub(super) column_starts: Vec<u32>,
    /// For each row where its cells begin in `row_cells`; one more at the end.
    row_starts: Vec<u32>,
    row_cells: Vec<u32>,
}

impl Incidence {
    /// Counts observations, each as much as its weight; `rows` and `columns` are the numbers of codes.
    ///
    /// Weights are added in the order of the observations, so that the same input gives the same bits.
    pub(super) fn count(
        observations: &[Observation],
        weight: impl Fn(&Observation) -> f64,
        rows: usize,
        columns: usize,
    ) -> Self {
        let mut levels: Vec<i32> = Vec::new();
        for observation in observations {
            if let Err(place) = levels.binary_search(&observation.level) {
                levels.insert(place, observation.level);
            }
        }
        let mut order: Vec<u128> = (0_u32..)
            .zip(observations)
            .map(|(place, seen)| {
                let level = levels.binary_search(&seen.level).unwrap_or(0);
                u128::from(seen.column) << 96 | u128::from(seen.row) << 64 | (level as u128) << 32 | u128::from(place)
            })
            .collect();
        if order.len() < MANY {
            order.sort_unstable();
        } else {
            order.par_sort_unstable();
        }
        let mut incidence = Self { levels, column_starts: vec![0; columns + 1], ..Self::default() };
        let mut last = None;
        for key in order {
            let (cell, level) = ((key >> 64) as u64, (key >> 32) as u32);
            let added = weight(&observations[key as u32 as usize]);
            match (last, incidence.entries.last_mut()) {
                (Some((same_cell, same_level)), Some((_, count))) if same_cell == cell && same_level == level => {
                    *count += added;
                    continue;
                }
                (Some((same_cell, _)), _) if same_cell == cell => {}
                _ => {
                    incidence.entry_starts.push(incidence.entries.len() as u32);
                    incidence.row_of.push(cell as u32);
                    incidence.column_of.push((cell >> 32) as u32);
                    incidence.column_starts[(cell >> 32) as usize + 1] += 1;
                }
            }
            incidence.entries.push((level, added));
            last = Some((cell, level));
        }
        incidence.entry_starts.push(incidence.entries.len() as u32);
        for column in 0..columns {
            incidence.column_starts[column + 1] += incidence.column_starts[column];
        }
        incidence.index_rows(rows);
        incidence
    }

    fn index_rows(&mut self, rows: usize) {
        let mut starts = vec![0_u32; rows + 1];
        for row in &self.row_of {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        self.row_cells = vec![0; self.row_of.len()];
        for (cell, row) in (0_u32..).zip(&self.row_of) {
            let place = &mut next[*row as usize];
            self.row_cells[*place as usize] = cell;
            *place += 1;
        }
        self.row_starts = starts;
    }

    /// How many codes rows can have.
    pub(super) const fn rows(&self) -> usize {
        self.row_starts.len() - 1
    }

    /// How many codes columns can have.
    pub(super) const fn columns(&self) -> usize {
        self.column_starts.len() - 1
    }

    /// The cells of a row, by column.
    pub(super) fn cells_of_row(&self, row: usize) -> &[u32] {
        &self.row_cells[self.row_starts[row] as usize..self.row_starts[row + 1] as usize]
    }

    /// The entries of a cell: the place of `k` in [`Self::levels`], and `x_ijk`, which is not 0.
    pub(super) fn entries(&self, cell: usize) -> &[(u32, f64)] {
        &self.entries[self.entry_starts[cell] as usize..self.entry_starts[cell + 1] as usize]
    }
}

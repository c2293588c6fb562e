//! The same data as a table: the text equivalent that stands beside every picture.

use super::evidence::{Link, Quote};
use super::text::visible;

/// A table with one row for each mark of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table lists, as its caption.
    pub caption: String,
    /// Column headings; every row has as many cells.
    pub headings: Vec<&'static str>,
    /// The rows, in reading order; `Edge::row` and its like index them from 0.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(u32),
    /// A number with decimals or a sign, as it is shown.
    Figure(String),
    /// Words that lead somewhere.
    Linked(String, Link),
    /// A quotation with its source.
    Quoted(Quote),
}

impl Cell {
    /// A cell of words, made safe to show.
    pub fn text(words: &str) -> Self {
        Self::Text(visible(words))
    }

    /// A cell of words that lead to `link`, if there is one.
    pub fn linked(words: &str, link: Option<&Link>) -> Self {
        match link {
            Some(link) => Self::Linked(visible(words), link.clone()),
            None => Self::text(words),
        }
    }

    /// A cell with a quotation, or an empty one.
    pub fn quoted(quote: Option<&Quote>) -> Self {
        match quote {
            Some(quote) => {
                Self::Quoted(Quote { text: visible(&quote.text), source: visible(&quote.source), ..quote.clone() })
            }
            None => Self::Text(String::new()),
        }
    }
}

impl Table {
    /// Adds a row and returns its index (from 0).
    pub(super) fn push(&mut self, row: Vec<Cell>) -> usize {
        debug_assert_eq!(row.len(), self.headings.len(), "a row has a cell for each heading");
        self.rows.push(row);
        self.rows.len() - 1
    }
}

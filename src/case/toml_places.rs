//! Where a value stands in a TOML file, by its path, so that findings can point at it.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The places of all values of a TOML file.
pub(super) struct Places<'t>(Option<Spanned<DeTable<'t>>>);

/// A step into a TOML value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'s> {
    /// The value of a key.
    Key(&'s str),
    /// An element of an array.
    At(usize),
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(DeTable::parse(text).ok())
    }

    /// The bytes of the value at this path; the nearest that exists if it does not.
    pub(super) fn of(&self, path: &[Step<'_>]) -> Option<Range<usize>> {
        let root = self.0.as_ref()?;
        let (first, rest) = path.split_first()?;
        let Step::Key(key) = first else {
            return None;
        };
        let mut value = root.get_ref().get(*key)?;
        for step in rest {
            let next = match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => table.get(*key),
                (Step::At(index), DeValue::Array(array)) => array.get(*index),
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => break,
            }
        }
        Some(value.span())
    }
}

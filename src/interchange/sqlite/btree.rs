//! The b-tree of a table: its cells in the order of their row ids, with what overflowed onto other pages.

use std::borrow::Cow;

use super::{HEADER, Pages, SqliteError, number, varint};

/// The kinds of page of a table's b-tree (1.6).
const INTERIOR: u8 = 5;
const LEAF: u8 = 13;

/// SQLite's own limit on the depth of a b-tree.
const MAX_DEPTH: usize = 20;

/// A row id and its record.
type Cell<'b> = (i64, Cow<'b, [u8]>);

/// Row ids with their records, from left to right.
pub(super) struct Rows<'b> {
    pages: Pages<'b>,
    /// The way down to the current cell, outermost first.
    path: Vec<Step<'b>>,
    /// Which pages were visited: each has one place in one tree.
    visited: Vec<bool>,
    failed: Option<SqliteError>,
}

/// A page on the way down.
struct Step<'b> {
    page: u32,
    bytes: &'b [u8],
    /// Where its cells begin.
    cells: Vec<usize>,
    /// The next of them.
    next: usize,
    /// The last child of an interior page, until it was visited.
    right: Option<u32>,
    /// How many bytes its cells took so far: more than the page has means that they overlap.
    taken: usize,
}

impl<'b> Rows<'b> {
    pub(super) fn new(pages: Pages<'b>, root: u32) -> Self {
        let visited = vec![false; pages.count as usize + 1];
        let mut rows = Self { pages, path: Vec::new(), visited, failed: None };
        rows.failed = rows.descend(root).err();
        rows
    }

    fn visit(&mut self, page: u32) -> Result<&'b [u8], SqliteError> {
        let bytes = self.pages.get(page)?;
        if std::mem::replace(&mut self.visited[page as usize], true) {
            return Err(SqliteError::Page { page, why: "two places of a table lead to it" });
        }
        Ok(bytes)
    }

    fn descend(&mut self, page: u32) -> Result<(), SqliteError> {
        let damaged = |why| SqliteError::Page { page, why };
        if self.path.len() == MAX_DEPTH {
            return Err(damaged("it lies too deep"));
        }
        let bytes = self.visit(page)?;
        let start = if page == 1 { HEADER } else { 0 };
        let head = &bytes[start..];
        let (length, right) = match head[0] {
            LEAF => (8, None),
            INTERIOR => (12, Some(number(&head[8..12]))),
            _ => return Err(damaged("it is no page of a table")),
        };
        let count = usize::from(u16::from_be_bytes([head[3], head[4]]));
        let pointers = head.get(length..length + 2 * count).ok_or_else(|| damaged("it counts too many cells"))?;
        let cells = pointers.chunks_exact(2).map(|pair| usize::from(u16::from_be_bytes([pair[0], pair[1]]))).collect();
        self.path.push(Step { page, bytes: &bytes[..self.pages.usable], cells, next: 0, right, taken: 0 });
        Ok(())
    }

    fn step(&mut self) -> Result<Option<Cell<'b>>, SqliteError> {
        while let Some(step) = self.path.last_mut() {
            let page = step.page;
            let damaged = |why| SqliteError::Page { page, why };
            let interior = step.bytes[if page == 1 { HEADER } else { 0 }] == INTERIOR;
            let Some(&at) = step.cells.get(step.next) else {
                match step.right.take() {
                    Some(right) => self.descend(right)?,
                    None => drop(self.path.pop()),
                }
                continue;
            };
            step.next += 1;
            let cell = step.bytes.get(at..).ok_or_else(|| damaged("a cell lies outside"))?;
            if interior {
                let child = cell.get(..4).map(number).ok_or_else(|| damaged("a cell is cut off"))?;
                self.descend(child)?;
                continue;
            }
            let (length, first) = varint(cell).ok_or_else(|| damaged("a cell is cut off"))?;
            let (id, second) = varint(&cell[first..]).ok_or_else(|| damaged("a cell is cut off"))?;
            let length = usize::try_from(length).map_err(|_| damaged("a row has a negative length"))?;
            let local = local_length(length, self.pages.usable);
            let content = cell[first + second..].get(..local).ok_or_else(|| damaged("a row lies outside"))?;
            step.taken += first + second + local;
            if step.taken > step.bytes.len() {
                return Err(damaged("its rows overlap"));
            }
            if local == length {
                return Ok(Some((id, Cow::Borrowed(content))));
            }
            let next = cell[first + second + local..].get(..4).map(number);
            let next = next.ok_or_else(|| damaged("a cell is cut off"))?;
            return self.overflow(content, length, next, page).map(|payload| Some((id, Cow::Owned(payload))));
        }
        Ok(None)
    }

    /// A record that does not fit into its page goes on in a chain of pages (1.7).
    fn overflow(&mut self, local: &[u8], length: usize, first: u32, page: u32) -> Result<Vec<u8>, SqliteError> {
        let room = self.pages.usable - 4;
        if length.saturating_sub(local.len()) > room.saturating_mul(self.pages.count as usize) {
            return Err(SqliteError::Page { page, why: "a row is longer than the file" });
        }
        let mut payload = local.to_vec();
        let mut next = first;
        while payload.len() < length {
            let bytes = self.visit(next)?;
            let part = room.min(length - payload.len());
            payload.extend_from_slice(&bytes[4..4 + part]);
            next = number(&bytes[..4]);
        }
        Ok(payload)
    }
}

/// How much of a record lies in its cell, by the rule of section 1.6.
fn local_length(length: usize, usable: usize) -> usize {
    let most = usable - 35;
    if length <= most {
        return length;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (usable - 4);
    if fitting <= most { fitting } else { least }
}

impl<'b> Iterator for Rows<'b> {
    type Item = Result<Cell<'b>, SqliteError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            self.path.clear();
            return Some(Err(error));
        }
        let step = self.step();
        if step.is_err() {
            self.path.clear();
        }
        step.transpose()
    }
}

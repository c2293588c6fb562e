//! Ranges of words, asked which of them overlap others: in long documents nothing may look at all of them for each.

use std::ops::Range;

/// Numbered ranges of words. None of them should be much longer than the others.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// By their beginnings: the range and its number.
    list: Vec<(Range<usize>, usize)>,
    longest: usize,
}

impl Spans {
    /// Ranges, numbered in their order.
    pub(super) fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        Self::numbered(ranges.enumerate().map(|(number, range)| (range, number)))
    }

    /// Ranges with numbers, which several may share.
    pub(super) fn numbered(ranges: impl Iterator<Item = (Range<usize>, usize)>) -> Self {
        let mut list: Vec<(Range<usize>, usize)> = ranges.collect();
        list.sort_by_key(|(range, number)| (range.start, *number));
        let longest = list.iter().map(|(range, _)| range.len()).max().unwrap_or(0);
        Self { list, longest }
    }

    /// The numbers of those that overlap some words.
    pub(super) fn overlapping(&self, words: &Range<usize>) -> impl Iterator<Item = usize> {
        let (start, end) = (words.start, words.end);
        let first = self.list.partition_point(|(range, _)| range.start + self.longest <= start);
        let near = self.list[first..].iter().take_while(move |(range, _)| range.start < end);
        near.filter(move |(range, _)| range.end > start).map(|(_, number)| *number)
    }
}

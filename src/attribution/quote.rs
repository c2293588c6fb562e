//! Quotations: which marks open, which close, what nests, and what runs on into the next paragraph.
//!
//! Newspapers mix curly and straight marks, double single ones, forget closers, and open each paragraph of a
//! long quotation anew.  One pass with a shallow stack settles it; counts of what is still to come in the
//! paragraph decide the doubtful marks, so that the work stays linear in the text.

use super::block::Block;
use super::token::{Kind, Token, shape};

/// A passage in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The first byte, the opening mark counted.
    pub start: u32,
    /// The byte after the last, the closing mark counted.
    pub end: u32,
    /// The tokens, marks counted: a half-open range of places in the reading's tokens.
    pub tokens: (u32, u32),
    /// Whether the first token is an opening mark.
    pub opened: bool,
    /// Whether the last token is a closing mark.
    pub closed: bool,
    /// The quotation it lies in.
    pub parent: Option<u32>,
    /// The quotation of the paragraph before that it goes on with.
    pub continues: Option<u32>,
    /// The block it lies in.
    pub block: u32,
    /// The kind of the last token inside the marks: how the quotation ends.
    pub ending: Kind,
    /// How many words it has.
    pub words: u32,
}

impl Quote {
    /// The places of the tokens between the marks.
    #[must_use]
    pub fn inner(&self) -> std::ops::Range<usize> {
        let start = self.tokens.0 + u32::from(self.opened);
        let end = self.tokens.1 - u32::from(self.closed);
        start as usize..end.max(start) as usize
    }
}

/// Deeper quotations are read as part of the one around them.
const DEEPEST: usize = 4;

/// Finds the quotations of all blocks; `ranges` gives each block's tokens.
#[must_use]
pub fn quotes(text: &str, tokens: &[Token], blocks: &[Block], ranges: &[(u32, u32)]) -> Vec<Quote> {
    let mut finder = Finder { text, tokens, found: Vec::new(), stack: Vec::new(), unclosed: None };
    for (index, &(start, end)) in ranges.iter().enumerate() {
        if start < end {
            finder.block(index as u32, start as usize, end as usize, blocks[index].end);
        }
    }
    finder.found.sort_by_key(|quote| (quote.tokens.0, std::cmp::Reverse(quote.tokens.1)));
    link(&mut finder.found);
    finder.found
}

/// Sets parents, and numbers continuations anew, of quotations in order.
fn link(found: &mut [Quote]) {
    let mut open: Vec<u32> = Vec::new();
    let mut last_unclosed = None;
    for index in 0..found.len() {
        while open.last().is_some_and(|&outer| found[outer as usize].tokens.1 <= found[index].tokens.0) {
            open.pop();
        }
        found[index].parent = open.last().copied();
        if open.is_empty() {
            found[index].continues = found[index].continues.and(last_unclosed);
            last_unclosed = (!found[index].closed).then_some(index as u32);
        }
        open.push(index as u32);
    }
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    found: Vec<Quote>,
    /// Token places of open marks; whether each is double.
    stack: Vec<(usize, bool)>,
    /// The last block's outermost quotation that has no closing mark, if it was the last thing in its block.
    unclosed: Option<Unclosed>,
}

struct Unclosed {
    block: u32,
    /// The quotation was the whole block.
    whole: bool,
}

/// Marks still to come in the block.
#[derive(Default)]
struct Ahead {
    opens: usize,
    closes: usize,
    either: usize,
    either_in_all: usize,
    last_single_close: usize,
}

impl Finder<'_> {
    fn block(&mut self, block: u32, start: usize, end: usize, block_end: u32) {
        let mut ahead = self.ahead(start, end);
        let before = self.unclosed.take().filter(|unclosed| unclosed.block + 1 == block);
        let continued = before.is_some() && self.opens_here(start, end);
        let first_found = self.found.len();
        self.stack.clear();
        for at in start..end {
            self.see(at, start, end, block, &mut ahead);
        }
        let left_open = self.stack.first().copied();
        self.close_rest(end, block, block_end);
        let runs_on = !continued
            && before.is_some_and(|before| before.whole)
            && self.speaks_in_first_person(start, end, first_found);
        if runs_on {
            self.found.push(self.quote((start, end), (false, false), block));
        }
        for quote in &mut self.found[first_found..] {
            if quote.tokens.0 as usize == start && (continued || runs_on) {
                // The quotation before is found by `link`; this only says that there is one.
                quote.continues = Some(0);
            }
        }
        if runs_on || left_open.is_some_and(|(_, double)| double) {
            let whole = runs_on || left_open.is_some_and(|(at, _)| at == start);
            self.unclosed = Some(Unclosed { block, whole });
        }
    }

    fn ahead(&self, start: usize, end: usize) -> Ahead {
        let mut ahead = Ahead::default();
        for at in start..end {
            match self.tokens[at].kind {
                Kind::DoubleOpen => ahead.opens += 1,
                Kind::DoubleClose => ahead.closes += 1,
                Kind::DoubleEither => ahead.either += 1,
                Kind::Apostrophe if self.may_close(at, end) => ahead.last_single_close = at,
                _ => {}
            }
        }
        ahead.either_in_all = ahead.either;
        ahead
    }

    fn opens_here(&self, start: usize, end: usize) -> bool {
        start < end && matches!(self.tokens[start].kind, Kind::DoubleOpen | Kind::DoubleEither)
    }

    fn see(&mut self, at: usize, start: usize, end: usize, block: u32, ahead: &mut Ahead) {
        let double_open = |finder: &Self| finder.stack.iter().any(|&(_, double)| double);
        match self.tokens[at].kind {
            Kind::DoubleOpen => {
                ahead.opens -= 1;
                if double_open(self) && ahead.closes + ahead.either <= ahead.opens && self.ends_something(at, start) {
                    self.abandon(at, block);
                }
                self.push(at, true);
            }
            Kind::DoubleClose => {
                ahead.closes -= 1;
                self.close_double(at, block);
            }
            Kind::DoubleEither => {
                ahead.either -= 1;
                let double_open = double_open(self);
                self.see_either(at, start, end, block, ahead, double_open);
            }
            Kind::SingleOpen if ahead.last_single_close > at && !self.is_number(at + 1, end) => self.push(at, false),
            Kind::Apostrophe => self.see_apostrophe(at, start, end, block, ahead),
            _ => {}
        }
    }

    fn see_either(&mut self, at: usize, start: usize, end: usize, block: u32, ahead: &Ahead, double_open: bool) {
        let opener = self.looks_like_opener(at, start) && !self.looks_like_closer(at, end);
        if !double_open {
            let inches = at > start
                && self.tokens[at - 1].kind == Kind::Number
                && self.tokens[at].shape & shape::SPACE_BEFORE == 0;
            let stray = ahead.either_in_all % 2 == 1 && self.looks_like_closer(at, end) && !opener && at > start;
            if !inches && !stray {
                self.push(at, true);
            }
        } else if opener && self.top_double_is_curly() {
            self.push(at, true);
        } else if opener && ahead.either_in_all % 2 == 1 && self.ends_something(at, start) {
            self.abandon(at, block);
            self.push(at, true);
        } else {
            self.close_double(at, block);
        }
    }

    fn see_apostrophe(&mut self, at: usize, start: usize, end: usize, block: u32, ahead: &Ahead) {
        let single_on_top = self.stack.last().is_some_and(|&(_, double)| !double);
        if single_on_top && self.may_close(at, end) && (!self.is_possessive(at, end) || at == ahead.last_single_close) {
            if let Some((open, _)) = self.stack.pop() {
                self.found.push(self.quote((open, at + 1), (true, true), block));
            }
        } else if !single_on_top
            && self.text.as_bytes()[self.tokens[at].start as usize] == b'\''
            && ahead.last_single_close > at + 1
            && self.looks_like_opener(at, start)
            && at + 1 < end
            && self.tokens[at + 1].kind == Kind::Word
        {
            self.push(at, false);
        }
    }

    fn push(&mut self, at: usize, double: bool) {
        if self.stack.len() < DEEPEST {
            self.stack.push((at, double));
        }
    }

    fn close_double(&mut self, at: usize, block: u32) {
        let Some(index) = self.stack.iter().rposition(|&(_, double)| double) else {
            return;
        };
        let (open, _) = self.stack[index];
        // A single mark still open inside was an apostrophe after all.
        self.stack.truncate(index);
        self.found.push(self.quote((open, at + 1), (true, true), block));
    }

    /// Ends everything open before `at`: its closing mark was forgotten.
    fn abandon(&mut self, at: usize, block: u32) {
        if let Some(&(open, true)) = self.stack.first() {
            self.found.push(self.quote((open, at), (true, false), block));
        }
        self.stack.clear();
    }

    fn close_rest(&mut self, end: usize, block: u32, block_end: u32) {
        while let Some((open, double)) = self.stack.pop() {
            if double {
                let mut quote = self.quote((open, end), (true, false), block);
                quote.end = block_end;
                self.found.push(quote);
            }
        }
    }

    fn quote(&self, (start, end): (usize, usize), (opened, closed): (bool, bool), block: u32) -> Quote {
        let inner = &self.tokens[(start + usize::from(opened)).min(end)..end - usize::from(closed)];
        Quote {
            start: self.tokens[start].start,
            end: self.tokens[end - 1].end,
            tokens: (start as u32, end as u32),
            opened,
            closed,
            parent: None,
            continues: None,
            block,
            ending: inner
                .iter()
                .rev()
                .find(|token| token.kind != Kind::Apostrophe)
                .map_or(Kind::Other, |token| token.kind),
            words: (end - start) as u32 - u32::from(opened) - u32::from(closed),
        }
    }

    fn looks_like_opener(&self, at: usize, start: usize) -> bool {
        let shape = self.tokens[at].shape;
        let room = shape & shape::SPACE_BEFORE != 0
            || at == start
            || matches!(
                self.tokens[at - 1].kind,
                Kind::Bracket | Kind::Dash | Kind::DoubleOpen | Kind::SingleOpen | Kind::DoubleEither | Kind::Ellipsis
            );
        room && shape & shape::SPACE_AFTER == 0
    }

    fn looks_like_closer(&self, at: usize, end: usize) -> bool {
        let shape = self.tokens[at].shape;
        shape & shape::SPACE_BEFORE == 0
            && (shape & shape::SPACE_AFTER != 0 || at + 1 >= end || !self.tokens[at + 1].is_word())
    }

    fn may_close(&self, at: usize, end: usize) -> bool {
        self.looks_like_closer(at, end)
    }

    /// "the users’ data": an s before, a word after.
    fn is_possessive(&self, at: usize, end: usize) -> bool {
        let before = self.text.as_bytes()[..self.tokens[at].start as usize].last();
        matches!(before, Some(b's' | b'S')) && at + 1 < end && self.tokens[at + 1].is_word()
    }

    fn is_number(&self, at: usize, end: usize) -> bool {
        at < end && self.tokens[at].kind == Kind::Number
    }

    /// Whether a sentence or clause ends right before `at`, so that an opening mark there starts something new.
    fn ends_something(&self, at: usize, start: usize) -> bool {
        at == start
            || matches!(self.tokens[at - 1].kind, Kind::Stop | Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash)
    }

    fn top_double_is_curly(&self) -> bool {
        self.stack
            .iter()
            .rev()
            .find(|(_, double)| *double)
            .is_some_and(|&(at, _)| self.tokens[at].kind == Kind::DoubleOpen)
    }

    /// "we", "our", "I" outside the quotations found in the block: somebody is still speaking.
    fn speaks_in_first_person(&self, start: usize, end: usize, first_found: usize) -> bool {
        let inner = &self.found[first_found..];
        let mut next = 0;
        for at in start..end {
            while next < inner.len() && (inner[next].tokens.1 as usize) <= at {
                next += 1;
            }
            let quoted = next < inner.len() && (inner[next].tokens.0 as usize) <= at;
            let word = &self.text[self.tokens[at].range()];
            if !quoted && word.len() <= 4 && FIRST_PERSON.iter().any(|known| word.eq_ignore_ascii_case(known)) {
                return true;
            }
        }
        false
    }
}

const FIRST_PERSON: [&str; 7] = ["we", "our", "us", "ours", "I", "my", "me"];

#[cfg(test)]
mod tests {
    use crate::attribution::read;

    fn quoted(text: &str) -> Vec<&str> {
        read(text).quotes.iter().map(|q| &text[q.start as usize..q.end as usize]).collect()
    }

    #[test]
    fn curly_marks_nest() {
        assert_eq!(
            quoted("“We do not want ‘side doors’ here,” she said."),
            ["“We do not want ‘side doors’ here,”", "‘side doors’"]
        );
        assert_eq!(
            quoted("“We do not want “side doors” here,” she said."),
            ["“We do not want “side doors” here,”", "“side doors”"]
        );
    }

    #[test]
    fn straight_marks_toggle() {
        assert_eq!(quoted("\"No,\" he said. \"Never.\""), ["\"No,\"", "\"Never.\""]);
        assert_eq!(quoted("''No,'' he said."), ["''No,''"]);
        assert_eq!(quoted("The firm will not 'harm its users' privacy' here."), ["'harm its users' privacy'"]);
    }

    #[test]
    fn marks_may_be_mixed_or_missing() {
        assert_eq!(quoted("The “side doors\" are shut."), ["“side doors\""]);
        assert_eq!(quoted("“A town” he said. “Another one"), ["“A town”", "“Another one"]);
        assert_eq!(quoted("Don't take the dogs' food."), [""; 0]);
    }

    #[test]
    fn a_paragraph_that_opens_again_continues() {
        let text = "Ms. Roy said: “It is late.\n\n“It is dark,” she said.";
        let reading = read(text);
        assert_eq!(reading.quotes[1].continues, Some(0));
        assert!(!reading.quotes[0].closed);
    }

    #[test]
    fn an_unclosed_quotation_runs_on_while_it_speaks_in_the_first_person() {
        let text = "“We build roads.\n\nOur roads are good.\n\nThe town agrees.";
        let reading = read(text);
        assert_eq!(quoted(text), ["“We build roads.", "Our roads are good."]);
        assert_eq!(reading.quotes[1].continues, Some(0));
    }
}

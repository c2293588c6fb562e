//! From the text of a pattern to its syntax tree, with the place of every mistake.

use std::{collections::BTreeMap, ops::Range};

use super::pattern::{Negation, Node, Pattern, Slot};
use crate::diagnostic::Diagnostic;

/// How many words `..` may pass.
const USUAL_GAP: u8 = 4;
/// The longest gap there is.
const LONGEST_GAP: u8 = 15;
/// How deep brackets and word lists may nest.
const DEEPEST: usize = 8;

/// The most parts that a pattern may have with everything that its word lists stand for: lists of lists multiply.
const MOST_PARTS: usize = 20_000;
/// The most slots of a pattern; they are numbered by a byte.
const MOST_SLOTS: usize = 64;

/// Named lists of patterns, each already read.
pub(super) type Lists = BTreeMap<String, Vec<Vec<Node>>>;

/// Reads a pattern; `lists` are the named word lists that `@name` may use.
///
/// # Errors
/// A diagnostic whose place is the range of bytes within `text` that is wrong.
pub fn parse(text: &str, lists: &BTreeMap<String, Vec<Vec<Node>>>) -> Result<Pattern, Box<Diagnostic>> {
    let pattern = parse_entry(text, lists)?;
    let parser = Parser { text, at: 0, lists, depth: 0, taken: 0 };
    if !pattern.items.iter().any(is_firm) {
        return fail(
            parser
                .wrong("pattern-empty", "a pattern needs at least one word that must be there", 0..text.len())
                .help("write a word outside of square brackets and gaps"),
        );
    }
    if slots(&pattern.items) > MOST_SLOTS {
        return fail(parser.wrong(
            "pattern-slots",
            format!("a pattern has at most {MOST_SLOTS} slots, those of its word lists counted"),
            0..text.len(),
        ));
    }
    Ok(pattern)
}

/// Reads an entry of a word list, which may be a slot alone.
///
/// # Errors
/// A diagnostic whose place is the range of bytes within `text` that is wrong.
pub fn parse_entry(text: &str, lists: &BTreeMap<String, Vec<Vec<Node>>>) -> Result<Pattern, Box<Diagnostic>> {
    let mut parser = Parser { text, at: 0, lists, depth: 0, taken: 0 };
    let negation = parser.negation()?;
    let items = parser.sequence()?;
    if parser.at < text.len() {
        return fail(parser.wrong("pattern-bracket", "this bracket closes nothing", parser.at..parser.at + 1));
    }
    Ok(Pattern { negation, items })
}

/// Whether a part always needs a word of the text that the index can look for.
fn is_firm(node: &Node) -> bool {
    match node {
        Node::Lemma(_) | Node::Exact(_) | Node::Prefix(_) => true,
        Node::Either(options) => options.iter().all(|option| option.iter().any(is_firm)),
        Node::Maybe(_) | Node::Gap(_) | Node::Any | Node::Slot(..) => false,
    }
}

/// How many parts there are, those within others counted.
fn parts(items: &[Node]) -> usize {
    items.iter().map(|node| 1 + within(node).map(parts).sum::<usize>()).sum()
}

fn slots(items: &[Node]) -> usize {
    let own = |node: &Node| usize::from(matches!(node, Node::Slot(..)));
    items.iter().map(|node| own(node) + within(node).map(slots).sum::<usize>()).sum()
}

/// The sequences within a part.
fn within(node: &Node) -> impl Iterator<Item = &[Node]> {
    let sequences: &[Vec<Node>] = match node {
        Node::Either(options) => options,
        Node::Maybe(items) => std::slice::from_ref(items),
        _ => &[],
    };
    sequences.iter().map(Vec::as_slice)
}

fn fail<T>(diagnostic: Diagnostic) -> Result<T, Box<Diagnostic>> {
    Err(Box::new(diagnostic))
}

struct Parser<'p> {
    text: &'p str,
    at: usize,
    lists: &'p Lists,
    depth: usize,
    /// How many parts the word lists so far stand for.
    taken: usize,
}

impl Parser<'_> {
    fn wrong(&self, code: &'static str, message: impl Into<String>, bytes: Range<usize>) -> Diagnostic {
        let end = bytes.end.min(self.text.len());
        let place = bytes.start.min(end)..end;
        Diagnostic::error(code, message).at("", place).label(format!("in the pattern `{}`", self.text))
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// `{flip}`, `{drop}` or `{ignore}` at the beginning.
    fn negation(&mut self) -> Result<Negation, Box<Diagnostic>> {
        self.skip_space();
        let Some(inner) = self.rest().strip_prefix('{') else {
            return Ok(Negation::Flip);
        };
        let start = self.at;
        let Some(length) = inner.find('}') else {
            return fail(self.wrong("pattern-bracket", "this brace is never closed", start..start + 1));
        };
        let found = match inner[..length].trim() {
            "flip" => Negation::Flip,
            "drop" => Negation::Drop,
            "ignore" => Negation::Ignore,
            other => {
                let message = format!("`{other}` is no way to treat a negation");
                let place = start + 1..start + 1 + length;
                return fail(self.wrong("pattern-negation", message, place).help("write {flip}, {drop} or {ignore}"));
            }
        };
        self.at += length + 2;
        Ok(found)
    }

    /// Parts up to the end, a closing bracket or a bar.
    fn sequence(&mut self) -> Result<Vec<Node>, Box<Diagnostic>> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            let Some(next) = self.rest().chars().next() else {
                break;
            };
            if matches!(next, ')' | ']' | '|') {
                break;
            }
            items.push(self.item(next)?);
        }
        Ok(items)
    }

    fn item(&mut self, next: char) -> Result<Node, Box<Diagnostic>> {
        match next {
            '(' => Ok(Node::Either(self.bracketed(')')?)),
            '[' => {
                let mut options = self.bracketed(']')?;
                Ok(Node::Maybe(if options.len() == 1 { options.remove(0) } else { vec![Node::Either(options)] }))
            }
            '<' => self.slot(),
            '@' => self.list(),
            '.' => self.gap(),
            _ => self.word(),
        }
    }

    fn bracketed(&mut self, close: char) -> Result<Vec<Vec<Node>>, Box<Diagnostic>> {
        let open = self.at;
        self.depth += 1;
        if self.depth > DEEPEST {
            return fail(self.wrong("pattern-depth", "brackets nest too deep", open..open + 1));
        }
        self.at += 1;
        let mut options = Vec::new();
        loop {
            let start = self.at;
            let option = self.sequence()?;
            if option.is_empty() {
                return fail(self.wrong(
                    "pattern-empty",
                    "an alternative is empty",
                    start.saturating_sub(1)..self.at + 1,
                ));
            }
            options.push(option);
            match self.rest().chars().next() {
                Some('|') => self.at += 1,
                Some(found) if found == close => break,
                Some(_) => {
                    return fail(self.wrong(
                        "pattern-bracket",
                        "this bracket closes another kind",
                        self.at..self.at + 1,
                    ));
                }
                None => {
                    return fail(self.wrong("pattern-bracket", "this bracket is never closed", open..open + 1));
                }
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(options)
    }

    /// `<actor>`, `<company:addressee>`, `<date>`.
    fn slot(&mut self) -> Result<Node, Box<Diagnostic>> {
        let start = self.at;
        let Some(length) = self.rest().find('>') else {
            return fail(self.wrong("pattern-bracket", "this slot is never closed", start..start + 1));
        };
        let inner = &self.text[start + 1..start + length];
        let (name, role) = match inner.split_once(':') {
            Some((name, role)) => (name.trim(), Some(role.trim().to_owned())),
            None => (inner.trim(), None),
        };
        let Some(slot) = Slot::from_name(name) else {
            let message = format!("`{name}` is no slot");
            let diagnostic = self.wrong("pattern-slot", message, start + 1..start + 1 + name.len());
            return fail(diagnostic.help("write <actor>, <date>, or a kind of actor such as <company>"));
        };
        self.at += length + 1;
        Ok(Node::Slot(slot, role))
    }

    fn list(&mut self) -> Result<Node, Box<Diagnostic>> {
        let start = self.at;
        let name: String = self.rest()[1..].chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        let Some(options) = self.lists.get(&name) else {
            let message = format!("there is no list `{name}` in [words]");
            return fail(self.wrong("pattern-list", message, start..start + 1 + name.len()));
        };
        self.taken += options.iter().map(|option| parts(option)).sum::<usize>();
        if self.taken > MOST_PARTS {
            let message = format!("with this list the pattern has more than {MOST_PARTS} parts");
            return fail(
                self.wrong("pattern-size", message, start..start + 1 + name.len())
                    .help("a list of lists stands for all their words, and they multiply: write fewer"),
            );
        }
        self.at += 1 + name.len();
        Ok(Node::Either(options.clone()))
    }

    fn gap(&mut self) -> Result<Node, Box<Diagnostic>> {
        let start = self.at;
        let dots = self.rest().bytes().take_while(|byte| *byte == b'.').count();
        let digits: String = self.rest()[dots..].chars().take_while(char::is_ascii_digit).collect();
        let end = start + dots + digits.len();
        let words = if digits.is_empty() { Some(USUAL_GAP) } else { digits.parse().ok() };
        match words {
            Some(words) if dots == 2 && (1..=LONGEST_GAP).contains(&words) => {
                self.at = end;
                Ok(Node::Gap(words))
            }
            _ => fail(
                self.wrong("pattern-gap", "this is no gap", start..end)
                    .help(format!("write .. or ..9 (at most ..{LONGEST_GAP})")),
            ),
        }
    }

    fn word(&mut self) -> Result<Node, Box<Diagnostic>> {
        let start = self.at;
        let length =
            self.rest().find(|c: char| c.is_whitespace() || "()[]|<>@{}".contains(c)).unwrap_or(self.rest().len());
        let word = &self.text[start..start + length];
        if word.is_empty() {
            let width = self.rest().chars().next().map_or(0, char::len_utf8);
            return fail(self.wrong("pattern-character", "this character has no meaning here", start..start + width));
        }
        self.at += length;
        if word == "_" {
            return Ok(Node::Any);
        }
        let (exact, body) = word.strip_prefix('=').map_or((false, word), |body| (true, body));
        let (prefix, body) = body.strip_suffix('*').map_or((false, body), |body| (true, body));
        let usable = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '&' | '.');
        if body.trim_matches('-').is_empty() || !body.chars().all(usable) || (exact && prefix) {
            return fail(
                self.wrong("pattern-word", format!("`{word}` is no word"), start..start + length)
                    .help("write letters, digits, hyphens and apostrophes; = before and * after a word have a meaning"),
            );
        }
        Ok(hyphenated(body, exact, prefix))
    }
}

/// A word with hyphens is as many words: the text's own hyphens are read so too.
fn hyphenated(body: &str, exact: bool, prefix: bool) -> Node {
    let pieces: Vec<&str> = body.split('-').filter(|piece| !piece.is_empty()).collect();
    let node = |piece: &str, last: bool| {
        let lower = piece.to_lowercase().replace('’', "'");
        if prefix && last {
            Node::Prefix(lower)
        } else if exact {
            Node::Exact(lower)
        } else {
            Node::Lemma(lower)
        }
    };
    match pieces.as_slice() {
        [one] => node(one, true),
        many => {
            let last = many.len() - 1;
            Node::Either(vec![many.iter().enumerate().map(|(i, piece)| node(piece, i == last)).collect()])
        }
    }
}

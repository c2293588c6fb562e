//! A reader of Graphviz's language that knows nothing of how ours is written: what a program that draws would understand.
//!
//! After the [grammar](https://graphviz.org/doc/info/lang.html), without ports and HTML-like labels, which we never
//! write: one that got in is an error here. The fuzz target `dot` uses this file, too.

use std::collections::BTreeMap;

/// Attributes by name, their values as they would be shown.
pub(crate) type Attributes = BTreeMap<String, String>;

/// What a file says.
#[derive(Debug, Default)]
pub(crate) struct Dot {
    /// The nodes by id, in the order of the file.
    pub(crate) nodes: Vec<(String, Attributes)>,
    /// The lines: from, to, attributes.
    pub(crate) edges: Vec<(String, String, Attributes)>,
    /// The headings of the boxes around nodes.
    pub(crate) clusters: Vec<String>,
    /// What is said of the whole graph.
    pub(crate) graph: Attributes,
}

/// Reads a whole file.
///
/// # Errors
/// What does not fit the grammar.
pub(crate) fn read(text: &str) -> Result<Dot, String> {
    let words = words(text)?;
    let mut reader = Reader { words: &words, at: 0, arrow: "--" };
    match reader.next()? {
        Word::Plain("digraph") => reader.arrow = "->",
        Word::Plain("graph") => {}
        other => return Err(format!("it begins with {other:?}")),
    }
    reader.id()?;
    reader.sign("{")?;
    let mut dot = Dot::default();
    reader.statements(&mut dot, false)?;
    if reader.at == words.len() { Ok(dot) } else { Err("there is more after the end".to_owned()) }
}

#[derive(Debug, Clone, PartialEq)]
enum Word<'t> {
    /// An id without quotation marks, or a number.
    Plain(&'t str),
    /// What stands between quotation marks, with nothing replaced but `\"`.
    Quoted(String),
    Sign(&'t str),
}

fn words(text: &str) -> Result<Vec<Word<'_>>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first == '"' {
            let (word, length) = quoted(rest)?;
            words.push(Word::Quoted(word));
            length
        } else if let Some(sign) =
            ["->", "--", "{", "}", "[", "]", ";", ",", "="].into_iter().find(|sign| rest.starts_with(sign))
        {
            words.push(Word::Sign(sign));
            sign.len()
        } else {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.' || c == '-';
            let length = rest.find(|c| !plain(c)).unwrap_or(rest.len());
            if length == 0 {
                return Err(format!("a {first:?} outside quotation marks"));
            }
            words.push(Word::Plain(&rest[..length]));
            length
        };
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

/// The string at the beginning, and its length with its marks. A backslash takes the next character with it.
fn quoted(text: &str) -> Result<(String, usize), String> {
    let mut word = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Ok((word, at + 1)),
            '\\' => match characters.next() {
                Some((_, '"')) => word.push('"'),
                Some((_, other)) => word.extend(['\\', other]),
                None => break,
            },
            '\0' => return Err("a NUL in a string ends it early".to_owned()),
            c => word.push(c),
        }
    }
    Err("a string that does not end".to_owned())
}

/// A value as it would be shown: its escapes and character references replaced.
fn shown(value: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' => {
                match rest[1..].chars().next() {
                    Some('\\') => out.push('\\'),
                    Some('n' | 'l' | 'r') => out.push('\n'),
                    // `\N`, `\G` and the like stand for names of the graph's parts.
                    other => return Err(format!("the escape \\{other:?}")),
                }
                2
            }
            '&' => {
                let Some(reference) = rest.strip_prefix("&amp;") else { return Err("a bare &".to_owned()) };
                out.push('&');
                rest.len() - reference.len()
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    Ok(out)
}

struct Reader<'w, 't> {
    words: &'w [Word<'t>],
    at: usize,
    arrow: &'static str,
}

impl<'t> Reader<'_, 't> {
    fn next(&mut self) -> Result<Word<'t>, String> {
        let word = self.words.get(self.at).cloned().ok_or("it ends early")?;
        self.at += 1;
        Ok(word)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let there = matches!(self.words.get(self.at), Some(Word::Sign(found)) if *found == sign);
        self.at += usize::from(there);
        there
    }

    fn sign(&mut self, sign: &str) -> Result<(), String> {
        if self.takes(sign) { Ok(()) } else { Err(format!("{:?} where {sign} should be", self.words.get(self.at))) }
    }

    fn id(&mut self) -> Result<String, String> {
        match self.next()? {
            Word::Plain(id) => Ok(id.to_owned()),
            other => Err(format!("{other:?} where an id should be")),
        }
    }

    fn value(&mut self) -> Result<String, String> {
        match self.next()? {
            Word::Plain(value) => Ok(value.to_owned()),
            Word::Quoted(value) => shown(&value),
            Word::Sign(sign) => Err(format!("{sign} where a value should be")),
        }
    }

    /// Statements up to the closing brace.
    fn statements(&mut self, dot: &mut Dot, inside: bool) -> Result<(), String> {
        while !self.takes("}") {
            let id = self.id()?;
            if id == "subgraph" {
                self.id()?;
                self.sign("{")?;
                self.statements(dot, true)?;
            } else if self.takes("=") {
                let value = self.value()?;
                if inside && id == "label" {
                    dot.clusters.push(value);
                } else if !inside {
                    dot.graph.insert(id, value);
                }
            } else if self.takes(self.arrow) {
                let to = self.id()?;
                dot.edges.push((id, to, self.attributes()?));
            } else {
                let attributes = self.attributes()?;
                match id.as_str() {
                    "graph" => dot.graph.extend(attributes),
                    "node" | "edge" => {}
                    _ => dot.nodes.push((id, attributes)),
                }
            }
            self.takes(";");
        }
        Ok(())
    }

    fn attributes(&mut self) -> Result<Attributes, String> {
        let mut attributes = Attributes::new();
        if self.takes("[") {
            while !self.takes("]") {
                let name = self.id()?;
                self.sign("=")?;
                attributes.insert(name, self.value()?);
                let _ = self.takes(",") || self.takes(";");
            }
        }
        Ok(attributes)
    }
}

//! Rust source as words and signs, without comments, strings and characters: enough to hold rules about code.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A word or sign of Rust source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'s> {
    /// An identifier, a number, `::`, or a single sign.
    pub(crate) text: &'s str,
    /// Its line, from 1.
    pub(crate) line: usize,
}

/// The tokens of Rust source.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < source.len() {
        let rest = &source[at..];
        let length = token_length(rest);
        let text = &rest[..length];
        if !is_silent(text) {
            found.push(Token { text, line });
        }
        line += text.matches('\n').count();
        at += length;
    }
    found
}

/// Whether it is white space, a comment, or a literal whose content is no code.
fn is_silent(text: &str) -> bool {
    text.trim().is_empty()
        || text.starts_with("//")
        || text.starts_with("/*")
        || (text.len() > 1 && text.ends_with(['"', '\'', '#']))
}

fn token_length(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    if let Some(length) = string(rest).or_else(|| character(rest)) {
        return length;
    }
    let first = rest.chars().next().unwrap_or(' ');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if is_word(first) {
        return rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    }
    if rest.starts_with("::") {
        return 2;
    }
    first.len_utf8()
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// A string with its marks: plain, byte, C, or raw.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""]
        .into_iter()
        .find(|prefix| rest.strip_prefix(prefix).is_some_and(|after| after.trim_start_matches('#').starts_with('"')))?;
    let after = &rest[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        let body = prefix.len() + hashes + 1;
        return Some(rest[body..].find(&close).map_or(rest.len(), |end| body + end + close.len()));
    }
    if hashes > 0 {
        return None;
    }
    escaped(rest, prefix.len() + 1, '"')
}

/// A character or byte; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let start = if rest.starts_with("b'") { 1 } else { 0 };
    let body = rest[start..].strip_prefix('\'')?;
    let first = body.chars().next()?;
    if first == '\\' {
        return escaped(rest, start + 1, '\'');
    }
    body[first.len_utf8()..].starts_with('\'').then_some(start + 2 + first.len_utf8())
}

/// Where a literal ends whose body begins at `at`.
fn escaped(rest: &str, at: usize, close: char) -> Option<usize> {
    let mut escape = false;
    for (offset, c) in rest[at..].char_indices() {
        match c {
            _ if escape => escape = false,
            '\\' => escape = true,
            c if c == close => return Some(at + offset + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// The tokens that are not under `#[cfg(test)]`.
pub(crate) fn without_tests<'s>(tokens: &[Token<'s>]) -> Vec<Token<'s>> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if starts_with(&tokens[at..], &MARK) {
            at += MARK.len() + item_length(&tokens[at + MARK.len()..]);
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

/// Whether tokens begin with these.
pub(crate) fn starts_with(tokens: &[Token<'_>], wanted: &[&str]) -> bool {
    tokens.len() >= wanted.len() && tokens.iter().zip(wanted).all(|(a, b)| a.text == *b)
}

/// The length of the item that begins here: up to its `;`, or to the end of its block.
fn item_length(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.text {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if depth == 0 {
                    return index + 1;
                }
            }
            ";" if depth == 0 => return index + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// A file of the repository.
pub(crate) struct SourceFile {
    /// Its path from the root of the repository, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl SourceFile {
    /// Its path in modules, from the root of the crate: `["case", "read"]` for `src/case/read.rs`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let inside = inside.strip_suffix(".rs").unwrap_or(inside);
        let mut path: Vec<&str> = inside.split('/').collect();
        if matches!(path.last(), Some(&"mod" | &"lib" | &"main")) {
            path.pop();
        }
        path
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All text files under a folder of the repository, by path; what is built or generated is left out.
pub(crate) fn files_in(folder: &str) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let inside = path.strip_prefix(root()).ok()?;
            Some(SourceFile { path: inside.to_string_lossy().replace('\\', "/"), text })
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    const LEFT_OUT: [&str; 3] = ["target", ".git", "stancegraph-demo"];
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if LEFT_OUT.contains(&&*entry.file_name().to_string_lossy()) {
            continue;
        }
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

#[test]
fn only_code_is_read_as_code() {
    let source = "use crate::a; // crate::b\n/* crate::c /* d */ */ let x = \"crate::e\\\"\"; 'f: loop { r#\"crate::\"g\"# ; '\\'' ; b'\"' }";
    let words: Vec<&str> = tokens(source).iter().map(|token| token.text).collect();
    assert_eq!(words.join(" "), "use crate :: a ; let x = ; ' f : loop { ; ; }");
    let tested = tokens("fn a() {} #[cfg(test)] mod tests { fn b() {} } fn c() {}");
    let kept: Vec<&str> = without_tests(&tested).iter().map(|t| t.text).collect();
    assert_eq!(kept.join(" "), "fn a ( ) { } fn c ( ) { }");
}

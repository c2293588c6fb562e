//! The names of a table's columns, from the SQL that declared it: the file keeps them nowhere else.

/// What a declaration says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) names: Vec<String>,
    /// The column of type INTEGER that is the primary key: another name for the row id.
    pub(super) row_id: Option<usize>,
    pub(super) with_rowid: bool,
}

/// A word, a quoted name or a sign of SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Quoted(String),
    Sign(char),
}

impl Token {
    fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if found.eq_ignore_ascii_case(word))
    }
}

/// Reads a `CREATE TABLE`; `None` if it is none.
pub(super) fn of(sql: &str) -> Option<Declared> {
    let tokens = tokens(sql);
    let open = tokens.iter().position(|token| *token == Token::Sign('('))?;
    let mut declared = Declared { names: Vec::new(), row_id: None, with_rowid: true };
    let (mut depth, mut start) = (0_usize, open + 1);
    let mut close = None;
    let mut integers = Vec::new();
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth -= 1,
            _ => {}
        }
        let ends = depth == 0 || depth == 1 && *token == Token::Sign(',');
        if ends {
            column(tokens.get(start..index)?, &mut declared, &mut integers);
            start = index + 1;
        }
        if depth == 0 {
            close = Some(index);
            break;
        }
    }
    let after = &tokens[close? + 1..];
    declared.with_rowid = !after.windows(2).any(|pair| pair[0].is("without") && pair[1].is("rowid"));
    (!declared.names.is_empty()).then_some(declared)
}

/// The definition of a column, or a constraint of the table. `integers` tells of each column whether it is an INTEGER.
fn column(definition: &[Token], declared: &mut Declared, integers: &mut Vec<bool>) {
    const CONSTRAINTS: [&str; 5] = ["constraint", "primary", "unique", "check", "foreign"];
    let Some(first) = definition.first() else { return };
    if CONSTRAINTS.iter().any(|word| first.is(word)) {
        let key = definition.windows(2).position(|pair| pair[0].is("primary") && pair[1].is("key"));
        if let Some([Token::Sign('('), Token::Word(name) | Token::Quoted(name), Token::Sign(')'), ..]) =
            key.and_then(|at| definition.get(at + 2..))
        {
            let place = declared.names.iter().position(|known| known.eq_ignore_ascii_case(name));
            declared.row_id = place.filter(|&place| integers[place]);
        }
        return;
    }
    let (Token::Word(name) | Token::Quoted(name)) = first else { return };
    integers.push(definition.get(1).is_some_and(|token| token.is("integer")));
    declared.names.push(name.clone());
    let place = declared.names.len() - 1;
    let key = definition.windows(2).position(|pair| pair[0].is("primary") && pair[1].is("key"));
    // By an old slip that became a promise, INTEGER PRIMARY KEY DESC is a column of its own.
    let descending = key.and_then(|at| definition.get(at + 2)).is_some_and(|token| token.is("desc"));
    if integers[place] && key.is_some() && !descending {
        declared.row_id = Some(place);
    }
}

fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = if rest.starts_with("--") {
            rest.find('\n').map_or("", |end| &rest[end..])
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or("", |end| &rest[end + 2..])
        } else if let Some(close) = closing(c) {
            let (name, rest) = quoted(after, close);
            tokens.push(Token::Quoted(name));
            rest
        } else if c.is_alphanumeric() || c == '_' || c == '$' {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_owned()));
            &rest[end..]
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Sign(c));
            }
            after
        };
    }
    tokens
}

/// What ends a quoted name or text that begins so.
const fn closing(open: char) -> Option<char> {
    match open {
        '"' | '\'' | '`' => Some(open),
        '[' => Some(']'),
        _ => None,
    }
}

/// A quoted name, in which the closing mark is written twice, and what follows it.
fn quoted(text: &str, close: char) -> (String, &str) {
    let mut name = String::new();
    let mut rest = text;
    while let Some(end) = rest.find(close) {
        name.push_str(&rest[..end]);
        rest = &rest[end + close.len_utf8()..];
        match rest.strip_prefix(close).filter(|_| close != ']') {
            Some(further) => {
                name.push(close);
                rest = further;
            }
            None => return (name, rest),
        }
    }
    name.push_str(rest);
    (name, "")
}

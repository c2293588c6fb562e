//! Lines of a stream that nobody vouches for: each up to a limit, what lies beyond is read and thrown away.

use std::io::{self, BufRead};

/// A line without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// All of it.
    Whole(Vec<u8>),
    /// It was longer than the limit.
    TooLong,
}

/// The next line, `None` at the end. Memory is bounded by the limit, whatever comes.
pub(super) fn next_line(from: &mut impl BufRead, limit: usize) -> io::Result<Option<Line>> {
    let (mut line, mut any, mut long) = (Vec::new(), false, false);
    loop {
        let buffer = match from.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if long || line.len() + part.len() > limit {
            (long, line) = (true, Vec::new());
        } else {
            line.extend_from_slice(part);
        }
        let read = part.len() + usize::from(end.is_some());
        from.consume(read);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then_some(if long { Line::TooLong } else { Line::Whole(line) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn what_is_beyond_the_limit_is_thrown_away_up_to_the_end_of_the_line() {
        let text = format!("ab\n\n{}\ncd", "x".repeat(1000));
        for capacity in [1, 7, 4096] {
            let mut from = BufReader::with_capacity(capacity, text.as_bytes());
            let mut lines = Vec::new();
            while let Some(line) = next_line(&mut from, 10).expect("bytes in memory") {
                lines.push(line);
            }
            let whole = |text: &str| Line::Whole(text.into());
            assert_eq!(lines, [whole("ab"), whole(""), Line::TooLong, whole("cd")]);
        }
    }
}

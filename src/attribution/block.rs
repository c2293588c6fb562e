//! Blocks: the lines of a text, and which of them are page furniture rather than the article's prose.

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Prose, read.
    Prose,
    /// A heading or headline: read, but a full sentence is not expected.
    Heading,
    /// Page furniture (a byline, "View all", "Sign up ..."), dropped.
    Furniture,
}

/// A line of the text that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first byte, white space at the border left out.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it is.
    pub kind: BlockKind,
}

/// Beginnings of lines that only the frame of a page has, in lower case.
const FURNITURE: [&str; 34] = [
    "sign up",
    "subscribe",
    "recent articles",
    "related articles",
    "related:",
    "read more",
    "read next",
    "more from",
    "view all",
    "trending",
    "industry insights",
    "share this",
    "tags:",
    "follow us",
    "add your own content",
    "advertisement",
    "by submitting",
    "click here to",
    "written by",
    "author",
    "staff reporter",
    "image credit",
    "photo credit",
    "photo:",
    "getty images",
    "[source]",
    "filed under",
    "copyright ",
    "all rights reserved",
    "want more",
    "newsletter",
    "most popular",
    "email:",
    "e-mail:",
];

/// The blocks of a text, in order.  A line that repeats an earlier short line (a caption under its own headline) is furniture.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let limit = text.len().min(u32::MAX as usize);
    let mut found = Vec::with_capacity(limit / 200 + 1);
    let mut seen: Vec<&str> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let trimmed = line.trim_start();
        let hour = hour(trimmed);
        let trimmed = &trimmed[hour..];
        let start = at + (line.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        let end = start + trimmed.len();
        at += line.len() + 1;
        if trimmed.is_empty() || end > limit {
            continue;
        }
        let kind = kind_of(trimmed, &mut seen);
        found.push(Block { start: start as u32, end: end as u32, kind });
    }
    found
}

/// How many bytes of a line are the hour of an entry in a live page: "10:52 a.m. Match's Sine says" (the name is
/// Sine), "**17:55 That's all**", "[16.40 GMT]". A line that is nothing else has no words of its own.
fn hour(line: &str) -> usize {
    let after = |rest: &str| line.len() - rest.len();
    let rest = line.trim_start_matches(['*', '_', '[', '(', '#', ' ']);
    let hours = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (Some(minutes), 1 | 2) = (rest[hours..].strip_prefix([':', '.']), hours) else { return 0 };
    let rest = minutes.trim_start_matches(|c: char| c.is_ascii_digit());
    if minutes.len() - rest.len() != 2 {
        return 0;
    }
    let word = |rest: &str| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '.').len();
    let mut rest = rest;
    let mut is_hour = rest.len() < minutes.len() && line[..after(minutes)].ends_with(':');
    for known in [
        ["a.m.", "p.m.", "am", "pm"].as_slice(),
        &["gmt", "bst", "utc", "cet", "cest", "et", "est", "edt", "pt", "pst", "pdt"],
    ] {
        let spaced = rest.trim_start_matches(' ');
        let length = word(spaced);
        if known.contains(&spaced[..length].to_ascii_lowercase().as_str()) {
            is_hour = true;
            rest = &spaced[length..];
        }
    }
    let separated = rest.trim_start_matches([' ', ':', '|', '-', '–', '—', ']', ')', '*', '_']);
    // "10:15 trains were late": a sentence may begin with the hour.
    let begins = separated.is_empty() || separated.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit());
    let space = rest.is_empty() || rest.len() > separated.len();
    if is_hour && begins && space { after(separated) } else { 0 }
}

/// A line longer than this, in bytes, is prose whatever it says.
const SHORT: usize = 160;
/// How many short lines are remembered to find repeated captions; a bound keeps the search linear.
const REMEMBERED: usize = 16;

fn kind_of<'t>(line: &'t str, seen: &mut Vec<&'t str>) -> BlockKind {
    if line.len() > SHORT {
        return BlockKind::Prose;
    }
    if is_furniture(line) {
        return BlockKind::Furniture;
    }
    if ends_like_a_sentence(line) {
        return BlockKind::Prose;
    }
    if seen.contains(&line) {
        return BlockKind::Furniture;
    }
    if seen.len() < REMEMBERED {
        seen.push(line);
    }
    BlockKind::Heading
}

fn ends_like_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '\'', '’', ')', ' ']).ends_with(['.', '!', '?', ':', ',', ';', '…', '—'])
}

fn is_furniture(line: &str) -> bool {
    let starts = |prefix: &str| {
        line.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            && !line[prefix.len()..]
                .starts_with(|c: char| c.is_alphanumeric() && prefix.ends_with(char::is_alphanumeric))
    };
    if FURNITURE.iter().any(|prefix| starts(prefix)) {
        return !is_reported_speech(line);
    }
    is_byline(line) || is_dateline(line)
}

/// "Subscribe to no faction," he said: a line with a quotation or many words and a full stop may be prose all the same.
fn is_reported_speech(line: &str) -> bool {
    line.contains(['“', '"']) && !line.starts_with('[')
}

/// "By Tony Connelly, Sports Marketing Reporter", "By JANE DOE".
fn is_byline(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "))
    else {
        return false;
    };
    !ends_like_a_sentence(line)
        && rest.split_whitespace().take(2).all(|word| word.starts_with(char::is_uppercase))
        && rest.split_whitespace().count() <= 10
}

/// "November 30, 2015 | 2 min read", "Dec. 1, 2015".
fn is_dateline(line: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    line.len() < 48
        && MONTHS.iter().any(|month| line.starts_with(month))
        && line.bytes().filter(u8::is_ascii_digit).count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        blocks(text).iter().map(|block| block.kind).collect()
    }

    #[test]
    fn furniture_headings_and_prose_are_told_apart() {
        use BlockKind::{Furniture, Heading, Prose};
        let text = "Minister resigns over leak\n\nBy Ann Lee, Political Editor\n\nMarch 3, 2021 | 2 min read\n\nThe minister resigned.\nView all";
        assert_eq!(kinds(text), [Heading, Furniture, Furniture, Prose, Furniture]);
    }

    #[test]
    fn the_hour_of_an_entry_is_passed_over() {
        let first = |line: &str| blocks(line).first().map(|block| line[block.start as usize..].to_owned());
        for hour in ["10:52 a.m. ", "17:55 ", "**17:55 ", "[16.40 GMT] ", "9:05am ET – ", "11:30 a.m.: "] {
            assert_eq!(first(&format!("{hour}Lee resigns")).as_deref(), Some("Lee resigns"), "{hour}");
        }
        for line in ["10:15 trains were late.", "3.50 Euros", "2:1 Lee", "1:05:30 Lee", "Lee at 17:55"] {
            assert_eq!(first(line).as_deref(), Some(line));
        }
        assert!(blocks("10:52 a.m.\n").is_empty());
    }

    #[test]
    fn a_caption_given_twice_counts_once() {
        use BlockKind::{Furniture, Heading};
        assert_eq!(kinds("The new bridge\nThe new bridge"), [Heading, Furniture]);
    }

    #[test]
    fn blocks_end_where_their_text_ends() {
        let text = "  One.\u{a0}\r\n\nTwo.  ";
        let found: Vec<&str> = blocks(text).iter().map(|b| &text[b.start as usize..b.end as usize]).collect();
        assert_eq!(found, ["One.", "Two."]);
    }
}

//! The quiz in GIFT, the text format from which Moodle and others import questions.
//!
//! Format: <https://docs.moodle.org/en/GIFT_format>. `~ = # { } :` and the backslash have a meaning and are escaped with
//! a backslash; a line that is empty ends a question; `[plain]` says that the text is no HTML.

use crate::lesson::{
    pack::Pack,
    passage::Citation,
    quiz::{Answer, Item},
};

pub(super) fn quiz(pack: &Pack) -> String {
    let mut out = format!("// {}\n// {}\n", line(&pack.case), line(&pack.proposition.sentence));
    out.push_str(&format!("\n$CATEGORY: {}\n", line(&pack.case).replace('/', "//")));
    for item in &pack.quiz {
        out.push('\n');
        out.push_str(&question(item));
    }
    out
}

fn question(item: &Item) -> String {
    let cited: Vec<String> = item.citations.iter().map(cite).collect();
    let mut prompt = item.prompt.clone();
    if let (true, Answer::Choice { .. }, [citation]) = (item.open_source, &item.answer, item.citations.as_slice()) {
        prompt = format!("{prompt} {}", cite(citation));
    }
    let mut out = format!("::{:02} {}::[plain]{} {{\n", item.number, item.kind.name(), escaped(&prompt));
    match &item.answer {
        Answer::Choice { choices, right } => {
            for (at, choice) in choices.iter().enumerate() {
                let (mark, weight) = if at == *right { ('=', "%100%") } else { ('~', "%0%") };
                // A text that begins with a percent sign would be read as a weight.
                let weight = if choice.trim_start().starts_with('%') { weight } else { "" };
                out.push_str(&format!("  {mark}{weight}{}\n", escaped(choice)));
            }
        }
        Answer::Order { things, right } => {
            for (place, at) in right.iter().enumerate() {
                let thing = things.get(*at).map_or("", String::as_str);
                // The arrow of the format parts what is matched.
                out.push_str(&format!("  ={} -> {}\n", escaped(&thing.replace("->", "→")), place + 1));
            }
        }
    }
    out.push_str(&format!("  ####{} {}\n}}\n", escaped(&item.why), escaped(&cited.join("; "))));
    out
}

fn cite(citation: &Citation) -> String {
    let wording = match citation.wording {
        crate::lesson::Wording::Verbatim => "word for word",
        crate::lesson::Wording::Mixed => "partly a summary",
        crate::lesson::Wording::Summary => "summary",
    };
    format!("({}; {wording})", citation.label)
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        if matches!(c, '~' | '=' | '#' | '{' | '}' | ':' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_with_a_meaning_is_escaped() {
        assert_eq!(escaped("a=b ~c {d} #e f:g \\n\n\nnext"), r"a\=b \~c \{d\} \#e f\:g \\n next");
    }
}

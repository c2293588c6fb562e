//! A passage with a sentence or so of what stands around it, cut at sentences or, failing that, at words.

/// How much context there may be on each side (characters).
const REACH: usize = 150;

/// What stands before and after the characters `start..end` of a text within their paragraphs. What is cut within
/// a sentence begins or ends with an ellipsis.
#[must_use]
pub fn around(text: &str, start: usize, end: usize) -> (String, String) {
    let chars: Vec<char> = text.chars().collect();
    let end = end.min(chars.len());
    let start = start.min(end);
    (before(&chars[..start]), after(&chars[end..]))
}

fn before(chars: &[char]) -> String {
    let paragraph = chars.iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    let chars = &chars[paragraph..];
    if chars.len() <= REACH {
        return chars.iter().collect();
    }
    let window = &chars[chars.len() - REACH..];
    let starts = (1..window.len()).filter(|&at| window[at - 1].is_whitespace());
    match starts.clone().find(|&at| ends_sentence(&window[..at - 1])) {
        Some(at) => window[at..].iter().collect(),
        None => {
            let at = starts.min().unwrap_or(0);
            format!("… {}", window[at..].iter().collect::<String>())
        }
    }
}

fn after(chars: &[char]) -> String {
    let paragraph = chars.iter().position(|c| *c == '\n').unwrap_or(chars.len());
    let chars = &chars[..paragraph];
    if chars.len() <= REACH {
        return chars.iter().collect();
    }
    let window = &chars[..REACH];
    let ends = (1..window.len()).filter(|&at| window[at].is_whitespace());
    match ends.clone().rfind(|&at| ends_sentence(&window[..at])) {
        Some(at) => window[..at].iter().collect(),
        None => {
            let at = ends.max().unwrap_or(window.len());
            format!("{} …", window[..at].iter().collect::<String>())
        }
    }
}

/// Whether a text ends with the end of a sentence, closing quotation marks included.
fn ends_sentence(chars: &[char]) -> bool {
    let closing = |c: &char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')');
    chars.iter().rev().find(|c| !closing(c)).is_some_and(|c| matches!(c, '.' | '!' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_stays_within_the_paragraph() {
        let text = "Another paragraph.\nIt said that it would leave. Soon.\nThe end.";
        let start = text.find("would").expect("it is there");
        let (prefix, suffix) = around(text, start, start + "would leave".len());
        assert_eq!(prefix, "It said that it ");
        assert_eq!(suffix, ". Soon.");
    }

    #[test]
    fn long_context_is_cut_at_a_sentence_or_a_word() {
        let long = "word ".repeat(60);
        let text = format!("{long}end. It “said.” No. X{long}");
        let start = text.chars().position(|c| c == 'X').expect("it is there");
        let (prefix, suffix) = around(&text, start, start + 1);
        assert_eq!(prefix, "It “said.” No. ");
        assert!(suffix.ends_with("word …"), "{suffix}");
        let (prefix, _) = around(&long, 290, 295);
        assert!(prefix.starts_with("… word"), "{prefix}");
    }

    #[test]
    fn places_beyond_the_text_have_no_context() {
        assert_eq!(around("short", 90, 99), ("short".to_owned(), String::new()));
    }
}

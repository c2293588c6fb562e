//! How deep a web page nests, found before it is parsed: a parser's work grows with depth times length, and its stack
//! with depth. What is counted is never less than what a parser builds: elements that are left open stay open here.

/// The deepest nesting of elements that is read. Browsers stop at 512; articles nest a few dozen levels.
const MOST_DEEP: usize = 512;

/// How much repair of formatting elements left open is read: for each tag, as many as are open then are made anew.
const MOST_REPAIRED: usize = 2_000_000;

/// Elements without contents.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "wbr",
];

/// Elements that the next of their kind closes: lists of them do not nest, what holds them does.
const CLOSED_BY_NEXT: [&str; 21] = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rb", "rp", "rt",
    "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements whose contents are no markup.
const RAW: [&str; 9] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];

/// Elements that a parser opens again in each block if they were left open.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements beyond which a closing tag closes nothing.
const BORDERS: [&str; 8] = ["applet", "foreignobject", "marquee", "math", "object", "svg", "table", "template"];

/// Whether a page nests deeper than is read.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    // Formatting elements by their whole tag: three that are alike are all that is kept of them.
    let mut formatting: Vec<(String, &str)> = Vec::new();
    let mut repaired = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closing = rest.as_bytes().get(1) == Some(&b'/');
        let name_at = 1 + usize::from(closing);
        let name_length =
            rest[name_at..].find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len() - name_at);
        let name = rest[name_at..name_at + name_length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = &rest[1..];
            continue;
        }
        let length = tag_length(rest);
        let tag = &rest[..length];
        rest = &rest[length..];
        repaired += formatting.len();
        if closing {
            close(&mut open, &name);
            if let Some(last) = formatting.iter().rposition(|(known, _)| *known == name) {
                formatting.remove(last);
            }
        } else if FORMATTING.contains(&name.as_str()) {
            let alike = |(_, known): &(String, &str)| *known == tag;
            if formatting.iter().filter(|one| alike(one)).count() == 3 {
                let first = formatting.iter().position(alike).expect("one of three");
                formatting.remove(first);
            }
            formatting.push((name.clone(), tag));
            open.push(name);
        } else if RAW.contains(&name.as_str()) {
            let end = format!("</{name}");
            let bytes = rest.as_bytes();
            let closes = |at: &usize| bytes[*at..at + end.len()].eq_ignore_ascii_case(end.as_bytes());
            let found =
                rest.match_indices("</").map(|(at, _)| at).filter(|at| at + end.len() <= bytes.len()).find(closes);
            rest = found.map_or("", |at| &rest[at..]);
        } else if !VOID.contains(&name.as_str()) && !CLOSED_BY_NEXT.contains(&name.as_str()) {
            open.push(name);
        }
        if open.len() > MOST_DEEP || repaired > MOST_REPAIRED {
            return true;
        }
    }
    false
}

/// Closes the innermost element of this name and what is open within it.
fn close(open: &mut Vec<String>, name: &str) {
    for at in (0..open.len()).rev() {
        if open[at] == name {
            open.truncate(at);
            return;
        }
        if BORDERS.contains(&open[at].as_str()) {
            return;
        }
    }
}

/// The length of the tag at the beginning, quoted values of attributes passed over; to the end if it does not close.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            // Only after an equals sign does a mark begin a value in which `>` means nothing.
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None if byte == b'>' => return at + 1,
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_is_counted_and_what_follows_is_not() {
        let deep = |open: &str| is_too_deep(&open.repeat(600));
        for open in ["<div>", "<ul><li>", "<table><tr><td>", "<svg><g>", "<b>", "<i id=1><p>", "<DIV\n>", "<x-y a='>'>"]
        {
            assert!(deep(open), "{open}");
        }
        for flat in
            ["<p>a", "<li>a", "<tr><td>a", "<br>", "<img src=x>", "<div></div>", "<b>a</b>", "<!-- <div> -->", "a < b "]
        {
            assert!(!deep(flat), "{flat}");
        }
        assert!(!is_too_deep(&format!("<script>{}</script>", "'<div>'".repeat(1000))));
        // Closing tags that a parser passes over close nothing here either.
        assert!(deep("<div></span>"));
        assert!(deep("<div><table></div>"));
    }

    #[test]
    fn formatting_left_open_is_counted_by_what_it_costs() {
        let marks: String = (0..400).map(|number| format!("<b id={number}>")).collect();
        assert!(is_too_deep(&format!("{marks}{}", "<p>a".repeat(100_000))));
        assert!(!is_too_deep(&format!("{marks}{}", "<p>a".repeat(1000))));
        assert!(!is_too_deep(&"<font size=2><p>a</font>".repeat(50_000)));
    }

    #[test]
    fn any_cut_of_a_page_is_read() {
        let page = "<div a='é'><!-- x --><script>“</script></div x=\"y\"><p";
        for end in (0..=page.len()).filter(|end| page.is_char_boundary(*end)) {
            assert!(!is_too_deep(&page[..end]));
        }
    }
}

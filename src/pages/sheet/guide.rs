//! The guide for teachers as a page: `docs/teaching.md`, rendered.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

use crate::pages::{shell::Sheet, writer::Writer};

const GUIDE: &str = include_str!("../../../docs/teaching.md");
const TITLE: &str = "For teachers";

impl Writer<'_> {
    /// How to use a case in a lesson.
    pub(in crate::pages) fn guide_page(&self) -> String {
        self.page(&Sheet::new(TITLE, None, rendered(GUIDE)))
    }
}

/// Markdown of ours as markup. Its title is left to the page, headings get the names that links in it lead to, and what
/// can be wider than a telephone can be scrolled with the keyboard, too.
fn rendered(markdown: &str) -> Markup {
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::ENABLE_TABLES).collect();
    let mut shown = Vec::with_capacity(events.len());
    let mut in_title = false;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => in_title = false,
            _ if in_title => {}
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                let words: String = events[at..]
                    .iter()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                    .filter_map(|event| match event {
                        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                        _ => None,
                    })
                    .collect();
                let id = Some(name(&words).into());
                let (classes, attrs) = (classes.clone(), attrs.clone());
                shown.push(Event::Start(Tag::Heading { level: *level, id, classes, attrs }));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                shown.push(Event::Html("<pre tabindex=\"0\"><code>".into()));
            }
            Event::End(TagEnd::CodeBlock) => shown.push(Event::Html("</code></pre>\n".into())),
            Event::Start(Tag::Table(_)) => {
                let open = "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">";
                shown.extend([Event::Html(open.into()), event.clone()]);
            }
            Event::End(TagEnd::Table) => shown.extend([event.clone(), Event::Html("</div>\n".into())]),
            _ => shown.push(event.clone()),
        }
    }
    let mut markup = String::new();
    push_html(&mut markup, shown.into_iter());
    // All headings of its tables stand above columns, and have to say so.
    PreEscaped(markup.replace("<th>", "<th scope=\"col\">"))
}

/// What a heading is called in links, as on the sites that show Markdown: "1. Get the program" is `1-get-the-program`.
fn name(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            _ if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_link_within_the_guide_leads_to_a_heading() {
        let page = rendered(GUIDE).into_string();
        let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() > 5);
        for link in links {
            assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
        }
        assert!(!page.contains("<h1"), "the page has its own");
    }

    #[test]
    fn wide_things_can_be_scrolled_with_the_keyboard() {
        let page = rendered("# T\n\n```\na < b\n```\n\n| a |\n|---|\n| b |\n").into_string();
        assert!(page.contains("<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>"), "{page}");
        assert!(page.contains("role=\"group\" tabindex=\"0\"") && page.contains("</table>\n</div>"), "{page}");
        assert!(page.contains("<th scope=\"col\">a</th>"), "{page}");
    }
}

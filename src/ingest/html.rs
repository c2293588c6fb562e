//! From a saved web page to the text of its article.

use dom_smoothie::{Config, Readability, TextMode};

use super::{front_matter::FrontMatter, nesting::is_too_deep};

/// The most elements that are read; pages with more are built to exhaust a parser.
const MAX_ELEMENTS: usize = 100_000;

/// Why no article was found in a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no article found in the page: {0}")]
pub struct HtmlError(String);

/// Finds the article in a web page: its bibliographic data and its text, a blank line between paragraphs.
///
/// Scripts, navigation and advertisements are left out by a port of Mozilla's Readability.
///
/// # Errors
/// [`HtmlError`] if no part of the page reads like an article.
pub fn read_html(html: &str) -> Result<(FrontMatter, String), HtmlError> {
    if is_too_deep(html) {
        return Err(HtmlError("its elements nest deeper than is read".to_owned()));
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let article = Readability::new(html, None, Some(config))
        .and_then(|mut page| page.parse())
        .map_err(|error| HtmlError(error.to_string()))?;
    let text = paragraphs(&article.text_content);
    if text.is_empty() {
        return Err(HtmlError("its text is empty".to_owned()));
    }
    let text_of = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let data = FrontMatter {
        title: text_of(Some(article.title)),
        publisher: text_of(article.site_name),
        authors: text_of(article.byline).into_iter().collect(),
        date: article.published_time.and_then(|time| time.get(..10).and_then(|day| day.parse().ok())),
        url: text_of(article.url).filter(|url| url.starts_with("http")),
        language: text_of(article.lang),
        ..FrontMatter::default()
    };
    Ok((data, text))
}

/// Lines without trailing space, paragraphs separated by one empty line.
fn paragraphs(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() {
            lines.push(line);
        }
    }
    let mut text = lines.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_kept_and_the_furniture_left_out() {
        let body = "<p>The regulator said on Tuesday that the company had until December to hand over the keys, \
                    and that it would not extend the deadline again.</p>"
            .repeat(6);
        let page = format!(
            "<html lang='en'><head><title>Regulator sets deadline</title></head><body>\
             <nav><a href='/'>Home</a> <a href='/news'>News</a></nav><script>alert('x')</script>\
             <article><h1>Regulator sets deadline</h1>{body}</article><footer>Sign up</footer></body></html>"
        );
        let (data, text) = read_html(&page).expect("an article");
        assert_eq!(data.title.as_deref(), Some("Regulator sets deadline"));
        assert!(text.contains("hand over the keys") && text.contains("\n\n"));
        assert!(!text.contains("alert") && !text.contains("Sign up"), "{text}");
    }

    #[test]
    fn an_empty_page_is_refused() {
        assert!(read_html("").is_err());
        assert!(read_html("<p></p>").is_err());
    }
}

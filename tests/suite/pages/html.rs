//! Pages as a reader's program sees them: elements in order, and rules that hold for all pages.

use std::collections::BTreeSet;

/// An element as it begins.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// The text in it, its own elements' included.
    pub(super) text: String,
    /// How deep it lies.
    depth: usize,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
    }
}

/// A page, read without mercy: every element that begins has to end.
pub(super) struct Page {
    name: String,
    pub(super) elements: Vec<Element>,
}

/// Elements that have no end.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

impl Page {
    #[track_caller]
    pub(super) fn read(name: &str, html: &str) -> Self {
        let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap_or_else(|| panic!("{name} has no doctype"));
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        while let Some(at) = rest.find('<') {
            let text = decoded(&rest[..at]);
            open.iter().for_each(|element| elements[*element].text.push_str(&text));
            let end = rest[at..].find('>').unwrap_or_else(|| panic!("{name}: a tag does not end"));
            let tag = &rest[at + 1..at + end];
            rest = &rest[at + end + 1..];
            if let Some(closing) = tag.strip_prefix('/') {
                let last = open.pop().map(|at| elements[at].name.clone());
                assert_eq!(last.as_deref(), Some(closing), "{name}: elements overlap");
                continue;
            }
            let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let (element, more) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
            let attributes = attributes(name, more);
            elements.push(Element { name: element.to_owned(), attributes, text: String::new(), depth: open.len() });
            if !empty && !VOID.contains(&element) {
                open.push(elements.len() - 1);
            }
        }
        assert!(
            open.is_empty(),
            "{name}: {:?} do not end",
            open.iter().map(|at| &elements[*at].name).collect::<Vec<_>>()
        );
        Self { name: name.to_owned(), elements }
    }

    pub(super) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Everything that leads anywhere.
    pub(super) fn links(&self) -> Vec<String> {
        let leads = ["href", "src", "action"];
        self.elements
            .iter()
            .flat_map(|element| leads.iter().filter_map(|name| element.get(name)).map(str::to_owned))
            .collect()
    }

    /// The ids on the page.
    pub(super) fn ids(&self) -> BTreeSet<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }

    /// The elements within one.
    pub(super) fn within(&self, element: &Element) -> impl Iterator<Item = &Element> {
        let at = self.elements.iter().position(|known| std::ptr::eq(known, element)).expect("it is of this page");
        self.elements[at + 1..].iter().take_while(|inner| inner.depth > element.depth)
    }

    /// Holds the page to the rules of all pages.
    #[track_caller]
    pub(super) fn check(&self) {
        let name = &self.name;
        let ids = self.ids();
        let with_id = self.elements.iter().filter(|element| element.get("id").is_some()).count();
        assert_eq!(ids.len(), with_id, "{name}: an id is given twice");
        for (what, wanted) in [("title", 1), ("h1", 1), ("main", 1), ("html", 1)] {
            let outside_svg = self.all(what).filter(|element| what != "title" || element.depth == 2).count();
            assert_eq!(outside_svg, wanted, "{name}: {what}");
        }
        assert!(self.all("html").all(|html| html.get("lang").is_some()), "{name} has no language");
        assert!(
            self.all("header").count() >= 1 && self.all("nav").count() >= 1 && self.all("footer").count() == 1,
            "{name}"
        );
        for element in &self.elements {
            for (attribute, value) in &element.attributes {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{name}: {attribute}={value}");
                if ["aria-labelledby", "aria-describedby", "for", "list"].contains(&attribute.as_str()) {
                    for id in value.split(' ') {
                        assert!(ids.contains(id), "{name}: {attribute} names `{id}`, which is not there");
                    }
                }
                if attribute == "href" && value.starts_with('#') {
                    assert!(ids.contains(&value[1..]), "{name}: {value} leads nowhere");
                }
                if ["href", "src", "action"].contains(&attribute.as_str()) {
                    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
                    assert!(!scheme.contains(':') || ["http:", "https:"].contains(&scheme), "{name}: {value}");
                    let foreign = scheme.contains(':');
                    assert!(!foreign || element.name == "a", "{name}: <{}> fetches {value}", element.name);
                }
            }
            assert!(
                element.name != "style" && (element.name != "script" || element.get("src").is_some()),
                "{name}: inline"
            );
        }
        let mut level = 0;
        for element in &self.elements {
            if let Some(next) = element.name.strip_prefix('h').and_then(|rest| rest.parse::<u8>().ok()) {
                assert!(next <= level + 1, "{name}: h{next} after h{level}: {}", element.text);
                assert!(!element.text.trim().is_empty(), "{name}: an empty heading");
                level = next;
            }
        }
        for field in self.all("input").chain(self.all("select")).chain(self.all("textarea")) {
            if field.get("type") == Some("hidden") {
                continue;
            }
            let id = field.get("id").unwrap_or_default();
            assert!(
                self.all("label").any(|label| label.get("for") == Some(id)) || field.get("type") == Some("radio"),
                "{name}: {id} has no label"
            );
        }
        for link in self.all("a").filter(|link| link.get("href").is_some()) {
            assert!(
                !link.text.trim().is_empty() || link.get("aria-label").is_some(),
                "{name}: a link without words to {:?}",
                link.get("href")
            );
        }
    }
}

fn attributes(page: &str, mut text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        text = text.trim_start();
        if text.is_empty() {
            return found;
        }
        let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
        let name = text[..end].to_owned();
        let value = if let Some(quoted) = text[end..].strip_prefix("=\"") {
            let close = quoted.find('"').unwrap_or_else(|| panic!("{page}: {name} has no end"));
            text = &quoted[close + 1..];
            decoded(&quoted[..close])
        } else {
            assert!(!text[end..].starts_with('='), "{page}: {name} without quotation marks");
            text = &text[end..];
            String::new()
        };
        assert!(found.iter().all(|(known, _)| *known != name), "{page}: {name} twice");
        found.push((name, value));
    }
}

/// What a text means.
fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

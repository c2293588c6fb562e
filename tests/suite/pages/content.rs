//! What pages say is what the case says.

use std::{collections::BTreeSet, sync::Arc};

use stancegraph::{
    case::read_case,
    pages::{Address, Reading, Representation, Served, Writer},
    query::{self, CATALOGUE},
    store::View,
};

use super::{
    html::{Element, Page},
    reading, served,
};
use crate::{fixture::CaseFixture, shipped};

/// The lines of the text that a document's page shows.
fn lines(page: &Page) -> Vec<String> {
    let paragraphs = page.elements.iter().filter(|element| element.has_class("paragraph"));
    let own = |paragraph: &Element| page.within(paragraph).find(|inner| inner.name == "p").map(|p| p.text.clone());
    paragraphs.filter_map(own).collect()
}

#[test]
fn the_text_stands_there_whole() {
    for (id, document) in &shipped::case().documents {
        let page = Page::read(id.as_str(), &served(&format!("/documents/{id}")));
        let wanted: Vec<&str> = document.text.split('\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(lines(&page), wanted, "{id}");
    }
}

#[test]
fn statements_lead_to_their_words_and_back() {
    for row in &reading().survey.statements {
        let document = Page::read("document", &served(&format!("/documents/{}", row.document)));
        let ids = document.ids();
        for anchor in ["t", "s", "h"] {
            let id = format!("{anchor}-{}", row.id);
            assert!(ids.contains(id.as_str()), "{} has no {anchor} for {}", row.document, row.id);
        }
        let marked = document.elements.iter().filter(|element| element.has_class("at"));
        let words: String = marked
            .filter(|link| link.get("data-s").is_some_and(|ids| ids.split(' ').any(|id| id == row.id)))
            .map(|link| link.text.as_str())
            .collect();
        let coded = shipped::case().annotations.iter().flat_map(|set| &set.statements).find(|s| s.id == row.id);
        let offsets = stancegraph::model::Offsets::new(&shipped::case().documents[row.document.as_str()].text);
        let spans = &coded.expect("it is coded").evidence;
        let evidence: String = spans.iter().filter_map(|span| offsets.slice(*span)).collect();
        assert_eq!(words, evidence.replace('\n', ""), "{}", row.id);
        let page = Page::read("statement", &served(&format!("/statements/{}", row.id)));
        let back = format!("/documents/{}#t-{}", row.document, row.id);
        assert!(page.links().contains(&back), "{} does not lead back", row.id);
    }
}

#[test]
fn nested_attributions_are_brackets_within_brackets() {
    let page = Page::read("document", &served("/documents/hong-booted-out"));
    let speakers = |element: &Element| element.name == "li" && element.get("data-a").is_some();
    let beard = page
        .all("li")
        .find(|li| speakers(li) && li.text.starts_with("Marty Beard") && li.text.contains("Government of Pakistan"));
    let inner =
        page.within(beard.expect("Beard tells what Pakistan's government wants")).filter(|e| speakers(e)).count();
    assert!(inner >= 1);
}

#[test]
fn a_drawing_and_its_table_say_the_same() {
    for kind in ["positions", "relations", "coalitions"] {
        let page = Page::read(kind, &served(&format!("/diagrams/{kind}")));
        let ids = page.ids();
        let edges: Vec<&Element> = page.all("g").filter(|group| group.get("data-ends").is_some()).collect();
        for edge in &edges {
            for end in edge.get("data-ends").unwrap_or_default().split(' ') {
                assert!(ids.contains(end), "{kind}: a line ends at {end}, which is not there");
            }
        }
        let lines: BTreeSet<&str> = edges.iter().filter_map(|edge| edge.get("id")).collect();
        let rows = page.all("tr").filter(|row| row.get("id").is_some_and(|id| id.contains("-row-"))).count();
        assert!(!lines.is_empty() && rows >= lines.len(), "{kind}: {} lines, {rows} rows", lines.len());
    }
    let page = Page::read("positions", &served("/diagrams/positions"));
    let pakistan = page.links().iter().any(|href| href == "/actors/government-of-pakistan#on-bulk-monitoring");
    assert!(pakistan, "a line leads to the words of its actor on its proposition");
    assert!(Page::read("actor", &served("/actors/government-of-pakistan")).ids().contains("on-bulk-monitoring"));
}

#[test]
fn filters_leave_what_they_say() {
    let rows = |address: &str| {
        let page = Page::read(address, &served(address));
        let rows = page.all("tr").filter(|row| row.get("id").is_some_and(|id| id.contains("-row-")));
        rows.map(|row| row.text.clone()).collect::<Vec<_>>()
    };
    let all = rows("/diagrams/positions");
    for (filter, kept) in [
        ("kind=company", &["BlackBerry", "Open-Xchange"][..]),
        ("modality=alleged", &["Government of Pakistan"][..]),
        ("actor=Open-Xchange", &["Open-Xchange"][..]),
        ("from=2015-12&to=2015-12&kind=government", &["UK Government", "Government", "Governments"][..]),
    ] {
        let left = rows(&format!("/diagrams/positions?{filter}"));
        assert!(!left.is_empty() && left.len() < all.len(), "{filter}");
        let starts = |row: &String| kept.iter().any(|name| row.starts_with(name));
        assert!(left.iter().all(starts), "{filter}: {left:#?}");
    }
    let nothing = served("/diagrams/positions?from=1999&to=1999");
    assert!(nothing.contains("role=\"alert\"") && nothing.contains("loosen the filters"));
    let coder = "/diagrams/positions?coder=pass-1";
    assert!(served(coder).contains("coded by pass-1"));
}

#[test]
fn a_question_can_be_changed_and_asked_again() {
    for query in CATALOGUE {
        let html = served(&format!("/questions/{}", query.name));
        let page = Page::read(query.name, &html);
        assert!(page.ids().contains("answer"), "{} has no answer", query.name);
        let links = page.links();
        let again = links.iter().find_map(|href| href.strip_prefix("/ask?")).expect("a way to change it");
        let (Address::Ask(asked), _) = Address::parse("/ask", again).expect("an address") else {
            panic!("{again} asks nothing");
        };
        let text = asked.get("query").expect("a query");
        let answer = query::run(shipped::graph().store(), text, &Default::default())
            .unwrap_or_else(|error| panic!("{}: {error}\n{text}", query.name));
        assert_eq!(answer, shipped::answer(query.name, &[]), "{}", query.name);
    }
}

#[test]
fn what_is_wrong_with_a_question_is_said_where() {
    let html = served("/questions/stances?proposition=bulk-monitorin");
    assert!(html.contains("there is no proposition `bulk-monitorin`") && html.contains("did you mean bulk-monitoring"));
    let fault =
        stancegraph::pages::Fault { message: "expected one of `}`".to_owned(), place: Some((2, 4)), remedy: None };
    let page = Writer::new(reading(), &Served).ask_page("ASK {\n?s ?p", Some(&Err(fault)));
    assert!(page.contains("Line 2, column 4") && page.contains("?s ?p\n   ^"), "{page}");
}

#[test]
fn search_finds_names_quotations_and_texts() {
    let found = |words: &str| stancegraph::pages::Search::of(reading(), words);
    let kinds = |words: &str| found(words).hits.iter().map(|hit| hit.kind.clone()).collect::<BTreeSet<_>>();
    assert!(
        kinds("blackberry").is_superset(&["actor", "event", "document", "statement", "text"].map(str::to_owned).into())
    );
    assert_eq!(found("BLACKBERRÝ").found, found("blackberry").found, "case and accents do not matter");
    assert_eq!(found("").found, 0);
    assert_eq!(found("\u{0}<script>").found, 0);
    let all = found("back doors");
    assert!(all.hits.iter().all(|hit| hit.pieces.len() > 1), "what was found is marked");
}

#[test]
fn what_strangers_write_stays_text() {
    const EVIL: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>&lt;";
    let fixture = CaseFixture::new()
        .file(
            "case.toml",
            format!(
                "format = 1\ntitle = '''{EVIL}'''\nbase = \"https://example.org/case/acme/\"\ndescription = '''{EVIL}'''\n\
                 [epilogue]\ntext = '''{EVIL}'''\nsource = ['''javascript:alert(1)''', '''{EVIL}''']\n"
            ),
        )
        .file(
            "codebook.toml",
            format!(
                "format = 1\n[[actor]]\nid = \"acme\"\nlabel = '''{EVIL}'''\nkind = \"company\"\nsource = ['''javascript:alert(1)''']\n\
                 [[proposition]]\nid = \"access\"\nlabel = '''{EVIL}'''\nshort = '''{EVIL}'''\n"
            ),
        )
        .file(
            "documents/article.md",
            format!("+++\ntitle = '''{EVIL}'''\npublisher = '''{EVIL}'''\nurl = 'javascript:alert(1)'\ntext-kind = \"full\"\n+++\n\n“We will not {EVIL},” Acme said.\n"),
        )
        .coded("ann", "article", &[("acme", "oppose", "access", EVIL)]);
    let (case, _) = read_case(&fixture.path("")).expect("a case");
    let reading = Reading::new(Arc::new(case), View::Current).expect("a reading");
    let writer = Writer::new(&reading, &Served);
    let statement = reading.survey.statements.first().expect("a statement").id.clone();
    for path in [
        "/",
        "/actors/acme",
        "/propositions/access",
        "/documents/article",
        "/diagrams/positions",
        "/search?q=script",
        "/documents",
        "/actors",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([format!("/statements/{statement}")])
    {
        let (bare, query) = path.split_once('?').unwrap_or((&path, ""));
        let (address, _) = Address::parse(bare, query).expect("an address");
        let html =
            String::from_utf8(writer.answer(&address, Representation::Page).expect("a page").body).expect("UTF-8");
        let page = Page::read(&path, &html);
        page.check();
        assert!(page.all("img").next().is_none(), "{path}");
        assert!(!page.links().iter().any(|href| href.contains("javascript")), "{path}");
        assert!(html.contains("&lt;script&gt;"), "{path} does not show it");
    }
}

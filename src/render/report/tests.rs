//! The page holds what it is given, escaped, and leads from each claim to its source.

use super::*;
use crate::diagram::{Grade, Link, Stance, When, fixtures};

fn passage(prefix: &str, exact: &str, suffix: &str) -> Passage {
    Passage { prefix: prefix.to_owned(), exact: exact.to_owned(), suffix: suffix.to_owned(), summary: false }
}

fn saying(id: &str, actor: &str, stance: Stance, voice: &str, words: Passage) -> Saying {
    Saying {
        id: id.to_owned(),
        actor: actor.to_owned(),
        spokesperson: (actor == "BlackBerry").then(|| "Marty Beard, chief operating officer".to_owned()),
        stance,
        grade: Grade::from_name(voice).unwrap_or(Grade::Alleged),
        voice: voice.to_owned(),
        form: "refuse".to_owned(),
        date: When::Day(2015, 11, 30),
        passage: words,
        source: "eandt".to_owned(),
        also: vec![Also {
            id: format!("{id}-too"),
            source: "drum".to_owned(),
            passage: passage("", "the same words", ""),
        }],
        link: None,
    }
}

fn report() -> Report {
    let mut positions = fixtures::blackberry();
    for position in &mut positions.positions {
        position.link = Link::fragment(&proposition_anchor(&position.proposition));
    }
    let beard = passage(
        "“The truth is that the Pakistani government ",
        "wanted the ability to monitor all BlackBerry Enterprise Service traffic",
        " in the country, including every BES e-mail",
    );
    let no = passage("But BlackBerry ", "will not comply with that sort of directive", ". As we have said many times");
    Report {
        title: "BlackBerry and Pakistan, 2015".to_owned(),
        lead: vec!["In July 2015 Pakistan’s telecom regulator ordered BlackBerry’s enterprise servers off by a deadline. BlackBerry said that the government wanted to monitor all traffic and that it would rather leave. Five articles report it, and they disagree.".to_owned()],
        language: "en".to_owned(),
        propositions: positions
            .propositions
            .iter()
            .enumerate()
            .map(|(at, proposition)| Debate {
                id: proposition.id.clone(),
                label: proposition.label.clone(),
                statements: match at {
                    0 => vec![
                        saying("k1", "Government of Pakistan", Stance::Support, "alleged by BlackBerry", beard.clone()),
                        saying("k2", "BlackBerry", Stance::Oppose, "own words", no.clone()),
                    ],
                    1 => vec![saying("k3", "BlackBerry", Stance::Conditional, "own words", no.clone())],
                    _ => vec![],
                },
            })
            .collect(),
        positions,
        disagreements: vec![Disagreement {
            question: "When does BlackBerry leave?".to_owned(),
            answers: vec![
                Answer { value: "30 December 2015".to_owned(), tellings: ["eandt", "drum"].map(|source| Telling { source: source.to_owned(), by: None }).to_vec(), ..Answer::default() },
                Answer { value: "30 November 2015".to_owned(), tellings: vec![Telling { source: "drum".to_owned(), by: Some("Reuters".to_owned()) }], passage: Some(no.clone()) },
            ],
            note: Some("The order was extended by a month; that explains the difference.".to_owned()),
        }],
        deeds: vec![Contradiction {
            actor: "BlackBerry".to_owned(),
            proposition: "Providers should give state authorities a way to read their users’ communications.".to_owned(),
            words: vec![Claim { text: "never gave access anywhere".to_owned(), passage: Some(passage("and ", "have never done this anywhere in the world", ".”")), sources: vec!["eandt".to_owned()], by: None }],
            deeds: vec![Claim { text: "gave access to the United Arab Emirates, Saudi Arabia and India".to_owned(), passage: Some(passage("", "BlackBerry relented to those governments and gave them access", "")), sources: vec!["drum".to_owned()], by: None }],
        }],
        timeline: Some(fixtures::timeline()),
        sources: [("eandt", "E&T, 1 December 2015"), ("drum", "The Drum, 30 November 2015")]
            .map(|(id, label)| Source {
                id: id.to_owned(),
                label: label.to_owned(),
                citation: format!("{label}: “Blackberry pulls out of Pakistan”"),
                link: Link::new("https://example.org/article"),
                summary: true,
                note: None,
            })
            .to_vec(),
        epilogue: Some(Epilogue {
            paragraphs: vec!["The order was rescinded on 31 December 2015, and BlackBerry stayed.".to_owned()],
            references: vec![("BlackBerry’s blog, 31 December 2015".to_owned(), Link::new("https://example.org/blog"))],
        }),
        colophon: "Made with stancegraph.".to_owned(),
    }
}

/// The page of the fixture, made once: its diagram takes a second without optimisation.
fn ordinary() -> &'static str {
    static PAGE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    PAGE.get_or_init(|| {
        let page = text(&report());
        if let Some(folder) = std::env::var_os("STANCEGRAPH_LOOK") {
            let file = std::path::Path::new(&folder).join("report.html");
            std::fs::write(file, &page).expect("the folder to look at can be written");
        }
        page
    })
}

fn text(report: &Report) -> String {
    let rendered = page(report).expect("the fixture is well formed");
    String::from_utf8(rendered.bytes).expect("a page is UTF-8")
}

#[test]
fn every_link_within_the_page_has_its_end() {
    leads_everywhere(ordinary());
}

#[track_caller]
fn leads_everywhere(page: &str) {
    let ids: std::collections::BTreeSet<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), page.matches(" id=\"").count(), "an id is used twice");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(target), "#{target} leads nowhere");
    }
}

#[test]
fn the_page_of_the_shipped_case_leads_from_each_claim_to_its_words() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/blackberry-pakistan-2015");
    let (case, _) = crate::case::read_case(&dir).expect("the shipped case can be read");
    let graph = crate::store::CaseGraph::build(&case, &crate::store::View::Current).expect("its graph can be built");
    let survey = crate::diagram::survey::Survey::of(graph.store()).expect("its graph can be asked");
    let report = Report::of_case(&case, &survey);
    let told: Vec<&Saying> = report.propositions.iter().flat_map(|debate| &debate.statements).collect();
    let tellings: usize = told.iter().map(|saying| 1 + saying.also.len()).sum();
    assert_eq!(tellings, survey.statements.len(), "each statement is told once");
    assert!(told.iter().all(|saying| !saying.passage.exact.is_empty()));
    assert!(told.iter().any(|saying| !saying.passage.prefix.is_empty()));
    assert_eq!(report.sources.len(), 5);
    assert!(report.epilogue.is_some());
    leads_everywhere(&text(&report));
}

#[test]
fn the_page_fetches_nothing_and_runs_nothing() {
    let page = ordinary();
    for needle in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!page.contains(needle), "the page contains {needle}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn headings_descend_one_level_at_a_time() {
    let page = ordinary();
    let mut last = 0;
    for level in
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next().and_then(|c| c.to_digit(10)))
    {
        assert!(level <= last + 1, "a heading jumps from {last} to {level}");
        last = level;
    }
}

#[test]
fn hostile_words_stay_words() {
    let mut hostile = report();
    for words in fixtures::HOSTILE {
        hostile.lead.push((*words).to_owned());
        hostile.propositions[0].statements.push(saying(
            words,
            words,
            Stance::Oppose,
            words,
            passage(words, words, words),
        ));
        hostile.sources.push(Source { id: (*words).to_owned(), label: (*words).to_owned(), ..Source::default() });
    }
    let page = text(&hostile);
    assert!(!page.contains("<script>alert"));
    assert!(!page.contains('\u{202E}') && !page.contains('\0'));
    assert_eq!(page.matches("</svg>").count(), 2, "one diagram, one time line");
}

#[test]
fn anchors_of_different_ids_differ() {
    let anchors: std::collections::BTreeSet<String> =
        ["a b", "a_b", "a-b", "a/b", "ä"].iter().map(|id| source_anchor(id)).collect();
    assert_eq!(anchors.len(), 5);
    assert_eq!(statement_anchor("k1"), "statement-k1");
}

//! Packs of the shipped case, whatever is drawn: nothing that the case does not hold, and one right answer.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::OnceLock,
};

use super::{material::Material, pack::compose, *};
use crate::{
    case::{Case, read_case},
    diagram::survey::Survey,
    store::{CaseGraph, View},
};

struct Asked {
    case: &'static Case,
    material: Material<'static>,
    survey: Survey,
}

fn asked() -> &'static Asked {
    static ASKED: OnceLock<Asked> = OnceLock::new();
    ASKED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/blackberry-pakistan-2015");
        let (case, _) = read_case(&folder).expect("the shipped case");
        let case: &'static Case = Box::leak(Box::new(case));
        let graph = CaseGraph::build(case, &View::Current).expect("the shipped rules");
        let survey = Survey::of(graph.store()).expect("the shipped queries");
        Asked { case, material: Material::of(case, graph.store()).expect("an answer"), survey }
    })
}

fn pack(seed: u64, minutes: Minutes, level: Level) -> Pack {
    let options = Options { seed, minutes, level, ..Options::default() };
    compose(&asked().material, &options, &Texts::english(), &Glossary::shipped()).expect("a pack")
}

/// A few packs that differ in everything that is drawn or scaled.
fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let mut packs: Vec<Pack> = (0..16).map(|seed| pack(seed, Minutes::Ninety, Level::Standard)).collect();
        packs.push(pack(1, Minutes::Twenty, Level::Plain));
        packs.push(pack(1, Minutes::FortyFive, Level::Standard));
        packs
    })
}

#[test]
fn the_list_of_queries_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/lessons");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let listed: BTreeSet<String> = material::QUERIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, there);
}

/// Everything in JSON that looks like this.
fn find<'v>(
    value: &'v serde_json::Value,
    test: &dyn Fn(&serde_json::Value) -> bool,
    found: &mut Vec<&'v serde_json::Value>,
) {
    if test(value) {
        found.push(value);
    }
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| find(item, test, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| find(field, test, found)),
        _ => {}
    }
}

#[test]
fn every_quotation_stands_in_its_document_where_it_says() {
    for pack in packs() {
        let data = serde_json::to_value(pack).expect("plain data");
        let mut passages = Vec::new();
        find(&data, &|value| value.get("pieces").is_some(), &mut passages);
        assert!(passages.len() > 20, "{}", passages.len());
        for passage in passages {
            let document = passage["citation"]["document"].as_str().expect("a document");
            let text: Vec<char> = asked().case.documents[document].text.chars().collect();
            for piece in passage["pieces"].as_array().expect("pieces") {
                let place = |name: &str| piece[name].as_u64().expect("a place") as usize;
                let there: String = text[place("start")..place("end")].iter().collect();
                let words: Vec<&str> = there.split_whitespace().collect();
                assert_eq!(piece["text"], words.join(" "), "{document}");
            }
        }
    }
}

#[test]
fn every_item_says_where_it_stands() {
    for pack in packs() {
        let data = serde_json::to_value(pack).expect("plain data");
        let mut citations = Vec::new();
        find(&data, &|value| value.get("wording").is_some(), &mut citations);
        let numbers: BTreeMap<u64, &str> =
            pack.sources.iter().map(|source| (source.number as u64, source.label.as_str())).collect();
        for citation in citations {
            let number = citation["source"].as_u64().expect("a number");
            assert_eq!(numbers.get(&number).copied(), citation["label"].as_str());
        }
        assert!(pack.quiz.iter().all(|item| !item.citations.is_empty()));
        assert!(pack.background.happenings.iter().all(|happening| happening.citation.is_some()));
        assert!(pack.briefs.iter().flat_map(|brief| &brief.questions).all(|question| !question.citations.is_empty()));
        for topic in &pack.discussion.topics {
            let cited = !topic.evidence.is_empty() || topic.answers.iter().any(|(_, told)| !told.is_empty());
            let about_the_case = matches!(topic.aim, Aim::Missing | Aim::Afterwards);
            assert!(cited || about_the_case, "{}", topic.question);
        }
    }
}

#[test]
fn a_summary_never_stands_in_quotation_marks() {
    let summary = packs()[0].sayings.iter().find(|saying| saying.passage.citation.wording == Wording::Summary);
    let summary = &summary.expect("the shipped case has summaries").passage;
    assert!(!summary.shown().starts_with('“'), "{}", summary.shown());
    let verbatim = packs()[0].sayings.iter().find(|saying| saying.passage.citation.wording == Wording::Verbatim);
    assert!(verbatim.expect("and quotations").passage.shown().starts_with('“'));
}

#[test]
fn no_question_has_two_right_answers() {
    let mut kinds = BTreeSet::new();
    for pack in packs() {
        for item in &pack.quiz {
            kinds.insert(item.kind);
            match &item.answer {
                Answer::Order { things, right } => in_order(pack, things, right),
                Answer::Choice { choices, right } => {
                    let different: BTreeSet<String> = choices.iter().map(|choice| fold(choice)).collect();
                    assert_eq!(different.len(), choices.len(), "{item:?}");
                    let wrong = choices.iter().enumerate().filter(|(at, _)| at != right).map(|(_, c)| c.as_str());
                    let wrong: Vec<&str> = wrong.collect();
                    assert!(wrong.len() >= 2, "{item:?}");
                    one_right(pack, item, &choices[*right], &wrong);
                }
            }
        }
    }
    assert_eq!(kinds, Kind::ALL.into_iter().collect(), "each kind of question is drawn at some time");
}

/// Holds a question against the graph, by other ways than those that made it.
fn one_right(pack: &Pack, item: &Item, right: &str, wrong: &[&str]) {
    let survey = &asked().survey;
    let about = || survey.statements.iter().filter(|statement| item.about.contains(&statement.id));
    let text = |id: &str| fold(&asked().case.documents[id].text);
    let words = |prompt: &str| -> Vec<String> {
        prompt.split('“').skip(1).filter_map(|rest| rest.split('”').next()).map(fold).collect()
    };
    match item.kind {
        Kind::WhoSaid => {
            assert!(about().all(|statement| diagram_label(&statement.actor.label) == right), "{item:?}");
            for said in words(&item.prompt) {
                let said = said.trim_end_matches('…').to_owned();
                for other in survey.statements.iter().filter(|other| fold(&other.quote).contains(&said)) {
                    let parties = [&other.actor].into_iter().chain(&other.spokespersons).chain(&other.ascribers);
                    for party in parties {
                        assert!(
                            !wrong.contains(&diagram_label(&party.label).as_str()),
                            "{} said it, too: {item:?}",
                            party.label
                        );
                    }
                }
            }
        }
        Kind::Stance => {
            let stances: BTreeSet<&str> = about().map(|statement| statement.stance.name()).collect();
            let first = about().next().expect("a statement");
            let all: BTreeSet<&str> = survey
                .statements
                .iter()
                .filter(|other| other.topic == first.topic && other.counts_for.contains(&first.actor))
                .map(|other| other.stance.name())
                .collect();
            assert_eq!((stances.len(), &stances), (1, &all), "{item:?}");
        }
        Kind::Voice => {
            let voices: BTreeSet<_> = about().map(|statement| statement.modality).collect();
            assert_eq!(voices.len(), 1, "{item:?}");
        }
        Kind::PrintedWhere => {
            let said = words(&item.prompt).concat();
            let said = said.trim_end_matches('…');
            let holders: Vec<&str> = pack
                .sources
                .iter()
                .filter(|source| text(&source.id).contains(said))
                .map(|source| source.label.as_str())
                .collect();
            assert_eq!(holders, [right], "{item:?}");
        }
        Kind::SourceSays => {
            let facts: Vec<_> = survey.facts.iter().filter(|fact| item.about.contains(&fact.id)).collect();
            let first = facts.first().expect("a fact");
            for other in &survey.facts {
                let same =
                    (&other.event, &other.property, &other.value) == (&first.event, &first.property, &first.value);
                let label = &pack.sources.iter().find(|source| source.id == other.document).expect("a source").label;
                assert!(!same || label == right, "{label} says so, too: {item:?}");
            }
        }
        Kind::Order => unreachable!("an order is no choice"),
    }
}

fn diagram_label(label: &str) -> String {
    crate::diagram::text::capital(label)
}

fn in_order(pack: &Pack, things: &[String], right: &[usize]) {
    let key = |what: &String| {
        let found = pack.background.happenings.iter().find(|happening| happening.what == *what);
        found.expect("an event of the time line").key
    };
    let keys: Vec<(i32, u8, u8)> = right.iter().map(|at| key(&things[*at])).collect();
    assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
    let places: BTreeSet<&usize> = right.iter().collect();
    assert_eq!(places.len(), things.len());
}

#[test]
fn the_seed_decides_what_is_drawn_and_nothing_else_does() {
    let texts = Texts::english();
    let written = |pack: &Pack| {
        let sheets = sheets::sheets(pack, &texts).expect("sheets");
        write::files(pack, &sheets, &texts, &write::Format::ALL)
    };
    let again = pack(0, Minutes::Ninety, Level::Standard);
    assert_eq!(written(&packs()[0]), written(&again));
    let (one, other) = (&packs()[0], &packs()[1]);
    assert_ne!(one.cards, other.cards);
    assert_ne!(one.quiz, other.quiz);
    assert_eq!((&one.briefs, &one.discussion, &one.coding), (&other.briefs, &other.discussion, &other.coding));
}

#[test]
fn a_side_without_a_voice_of_its_own_says_so() {
    let pack = &packs()[0];
    assert_eq!(pack.proposition.id, "provider-access");
    let side = |stance: &str| pack.sides.iter().find(|side| side.stance == stance).expect("both sides are there");
    assert!(side("support").holders.iter().all(|holder| holder.voice != Voice::Quoted));
    assert!(side("support").notes[0].starts_with("Nobody who supports the proposition is quoted"));
    assert!(side("support").reasons.is_empty() && side("support").notes[1].starts_with("No source prints a reason"));
    assert!(side("oppose").holders.iter().any(|holder| holder.voice == Voice::Quoted));
    let brief = |id: &str| pack.briefs.iter().find(|brief| brief.actor.id == id).expect("a brief");
    assert!(brief("government-of-pakistan").note.is_some());
    assert!(brief("blackberry").note.is_none());
    // BlackBerry's denial stands beside what is reported of it.
    assert!(brief("blackberry").record.iter().any(|deed| deed.text.contains("India, Saudi Arabia")));
    assert!(brief("blackberry").questions[0].text.contains("have never done this anywhere in the world"));
}

/// The names of all texts.
fn keys() -> Vec<String> {
    let table: toml::Table = toml::from_str(Texts::source()).expect("TOML");
    let mut open: Vec<(String, toml::Value)> = table.into_iter().collect();
    let mut keys = Vec::new();
    while let Some((key, value)) = open.pop() {
        match value {
            toml::Value::Table(inner) => open.extend(inner.into_iter().map(|(name, v)| (format!("{key}.{name}"), v))),
            _ => keys.push(key),
        }
    }
    keys
}

#[test]
fn no_sheet_shows_the_name_of_a_text_instead_of_it() {
    let keys = keys();
    for pack in [&packs()[0], packs().last().expect("a pack")] {
        let sheets = sheets::sheets(pack, &Texts::english()).expect("sheets");
        for file in write::files(pack, &sheets, &Texts::english(), &[write::Format::Markdown]) {
            for word in file.text.split(|c: char| !(c.is_ascii_lowercase() || c == '.' || c == '-')) {
                let shown = keys.iter().any(|key| key == word) || word.starts_with("names.");
                assert!(!shown || file.name == write::DATA, "{}: {word}", file.name);
            }
        }
    }
}

#[test]
fn every_text_is_used_by_some_sheet() {
    let source = {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lesson");
        let mut open = vec![folder];
        let mut all = String::new();
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(next).expect("the folder is there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    all.push_str(&std::fs::read_to_string(path).expect("a source file"));
                }
            }
        }
        all
    };
    // A name is written out, or its beginning is and the rest is filled in.
    let used = |key: &str| {
        let filled_in = |at: usize| source.contains(&format!("\"{}{{", &key[..=at]));
        let list = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        source.contains(&format!("\"{key}\""))
            || source.contains(&format!("\"{list}\""))
            || key.match_indices(['.', '-']).any(|(at, _)| filled_in(at))
    };
    for key in keys() {
        let key = key.trim_start_matches("plain.");
        let by_kind = key.starts_with("stance.") || key.starts_with("plan.") || key.starts_with("names.");
        assert!(used(key) || by_kind, "nobody uses {key}");
    }
}

#[test]
fn the_plain_level_is_shorter_and_explains_more() {
    let (plain, standard) = (pack(1, Minutes::FortyFive, Level::Plain), pack(1, Minutes::FortyFive, Level::Standard));
    assert!(plain.glossary.len() > standard.glossary.len());
    let length = |pack: &Pack| -> usize {
        let sheets = sheets::sheets(pack, &Texts::english()).expect("sheets");
        let files = write::files(pack, &sheets, &Texts::english(), &[write::Format::Markdown]);
        files
            .iter()
            .filter(|file| file.name.contains("brief") || file.name.contains("quotes"))
            .map(|f| f.text.len())
            .sum()
    };
    assert!(length(&plain) < length(&standard));
}

#[test]
fn who_is_asked_for_gets_a_brief_and_who_is_not_known_is_named() {
    let make = |actors: &[&str], proposition: Option<&str>| {
        let options = Options {
            actors: actors.iter().map(|id| (*id).to_owned()).collect(),
            proposition: proposition.map(str::to_owned),
            ..Options::default()
        };
        compose(&asked().material, &options, &Texts::english(), &Glossary::shipped())
    };
    let pack = make(&["uk-government"], Some("investigatory-powers")).expect("a pack");
    assert_eq!(pack.briefs.iter().map(|brief| brief.actor.id.as_str()).collect::<Vec<_>>(), ["uk-government"]);
    assert!(pack.sides.iter().any(|side| side.holders.is_empty() && !side.notes.is_empty()));
    assert!(matches!(make(&["nokia"], None), Err(LessonError::Mute(id)) if id == "nokia"));
    assert!(matches!(make(&[], Some("key-escrow")), Err(LessonError::Silent(id, _)) if id == "key-escrow"));
}

//! The landmark cases: every folder under `seeds/` is a whole case, clean, sourced, coded twice and settled, and tells
//! what teachers rely on. What only the case that the program carries promises is in `shipped_case`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::{Mutex, OnceLock},
};

use stancegraph::{
    case::{Case, annotation_path, read_case, render_annotations},
    model::{
        AnnotationSet, Attribution, Coder, Decision, DecisionKind, Directness, Modality, Offsets, Span, Stance,
        TextKind,
    },
    query::{Answer, find},
    rdf::{claimed_quotes, parse_turtle},
    store::{CaseGraph, View, validate_case},
};

use crate::{
    rust_code::root,
    shipped::{Row, answer_rows, column, matching},
};

/// The names of the cases' folders.
fn folders() -> Vec<String> {
    let entries = fs::read_dir(root().join("seeds")).expect("the seeds");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "codebooks").collect()
}

/// Reads a case; reading it has no findings.
#[track_caller]
fn case(folder: &str) -> Case {
    let (case, findings) = read_case(&root().join("seeds").join(folder)).expect("a case");
    assert_eq!(findings, [], "{folder} has findings");
    case
}

/// All cases by the names of their folders, read once for all tests.
fn cases() -> &'static BTreeMap<String, Case> {
    static CASES: OnceLock<BTreeMap<String, Case>> = OnceLock::new();
    CASES.get_or_init(|| folders().into_iter().map(|folder| (folder.clone(), case(&folder))).collect())
}

fn sets<'c>(case: &'c Case, coder: &'c str) -> Vec<&'c AnnotationSet> {
    case.of_coder(coder).collect()
}

/// Each file of annotations of each case, with its text.
fn files() -> impl Iterator<Item = (&'static Case, &'static AnnotationSet, String)> {
    cases().values().flat_map(|case| {
        case.annotations.iter().map(move |set| {
            let path = case.dir.join(annotation_path(&set.coder.name, &set.document));
            (case, set, fs::read_to_string(path).expect("a file of the case"))
        })
    })
}

/// What the graph of a case answers. Each graph is built once in all tests.
#[track_caller]
fn rows(folder: &str, name: &str, given: &[(&str, &str)]) -> Vec<Row> {
    static GRAPHS: Mutex<BTreeMap<String, CaseGraph>> = Mutex::new(BTreeMap::new());
    let query = find(name).expect("a query of the catalogue");
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut graphs = GRAPHS.lock().expect("no test fails while it asks");
    let graph = graphs
        .entry(folder.to_owned())
        .or_insert_with(|| CaseGraph::build(&case(folder), &View::Current).expect("the shipped rules"));
    let answer: Answer = query.run(graph.store(), &given).expect("an answer");
    answer_rows(&answer)
}

#[test]
fn there_are_several_with_addresses_of_their_own() {
    assert!(cases().len() >= 4, "{:?}", cases().keys());
    let bases: BTreeSet<&str> = cases().values().map(|case| &*case.manifest.base).collect();
    assert_eq!(bases.len(), cases().len(), "two cases share an address");
}

#[test]
fn each_is_clean() {
    for (name, case) in cases() {
        assert_eq!(validate_case(case).expect("shapes that can be read"), [], "{name}");
    }
}

#[test]
fn each_is_whole() {
    for (name, case) in cases() {
        has_sourced_summaries(name, case);
        tells_what_came_afterwards(name, case);
        is_coded_twice_settled_and_read_by_the_machine(name, case);
        has_both_sides_and_facts(name, case);
    }
}

fn has_sourced_summaries(name: &str, case: &Case) {
    assert!(case.documents.len() >= 4, "{name} has {} documents", case.documents.len());
    for (slug, document) in &case.documents {
        assert_eq!(document.text_kind, TextKind::Summary, "{name}: {slug}");
        assert!(document.licence.is_some(), "{name}: {slug} has no licence");
        let note = document.source_note.as_deref().unwrap_or_default();
        assert!(!note.trim().is_empty(), "{name}: {slug} does not tell how its source was read");
        if name != "blackberry-pakistan-2015" {
            let url = document.url.as_deref().unwrap_or_default();
            assert!(url.starts_with("http"), "{name}: {slug} has no address");
        }
        let words = document.text.split_whitespace().count();
        assert!((100..=700).contains(&words), "{name}: {slug} has {words} words");
    }
    let published = case.documents.values().filter(|document| document.publisher.is_some()).count();
    let dated = case.documents.values().filter(|document| document.date.is_some()).count();
    let most = case.documents.len() - 2;
    assert!(published >= most && dated >= most, "{name}: {published} with a publisher, {dated} with a date");
}

fn tells_what_came_afterwards(name: &str, case: &Case) {
    let epilogue = case.manifest.epilogue.as_ref().unwrap_or_else(|| panic!("{name} has no epilogue"));
    assert!(!epilogue.source.is_empty(), "{name}: the epilogue has no source");
    for event in case.manifest.events.iter().filter(|event| event.outside_sources) {
        assert!(!event.source.is_empty(), "{name}: {} is known from nowhere", event.id);
    }
}

fn is_coded_twice_settled_and_read_by_the_machine(name: &str, case: &Case) {
    for coder in ["pass-1", "pass-2", Coder::REVIEWED, "auto"] {
        assert!(case.manifest.coders.contains_key(coder), "{name} does not say who {coder} is");
        for slug in case.documents.keys() {
            let set = sets(case, coder).into_iter().find(|set| set.document == *slug);
            let set = set.unwrap_or_else(|| panic!("{name}: {coder} has not coded {slug}"));
            assert!(coder == "auto" || !set.statements.is_empty(), "{name}: {coder} found nothing in {slug}");
            assert!(coder != Coder::REVIEWED || set.complete, "{name}: {slug} is not settled");
        }
    }
    let told = fs::read_to_string(case.dir.join("CODING.md")).expect("how the case was coded");
    assert!(told.contains("No person has confirmed"), "{name} does not say that nobody has confirmed it");
}

/// A case is worth a lesson if actors on both sides speak, and if there are facts on which sources may differ.
fn has_both_sides_and_facts(name: &str, case: &Case) {
    let reviewed = sets(case, Coder::REVIEWED);
    for wanted in [Stance::Support, Stance::Oppose] {
        let mut statements = reviewed.iter().flat_map(|set| &set.statements);
        let own = statements.any(|found| found.stance == wanted && found.modality == Modality::OwnWords);
        assert!(own, "{name}: nobody takes the stance {wanted:?} in its own words");
    }
    let facts: usize = reviewed.iter().map(|set| set.facts.len()).sum();
    assert!(facts >= 10, "{name} has {facts} facts");
}

#[test]
fn each_file_of_annotations_is_written_again_with_the_same_bytes() {
    for (case, set, text) in files() {
        let again = render_annotations(set, &case.documents[&set.document], &case.names(), &case.prefixes());
        let differs = text.lines().zip(again.lines()).find(|(a, b)| a != b);
        let path = annotation_path(&set.coder.name, &set.document);
        assert!(text == again, "{}: {} is written differently: {differs:?}", case.dir.display(), path.display());
    }
}

#[test]
fn each_quotation_stands_in_the_text_with_its_surroundings_and_marks() {
    for (case, set, turtle) in files() {
        let text = &case.documents[&set.document].text;
        let offsets = Offsets::new(text);
        let triples = parse_turtle(&turtle, &case.manifest.base).expect("Turtle");
        for quote in claimed_quotes(&triples) {
            assert_eq!(offsets.slice(quote.span), Some(&*quote.exact), "{}", quote.iri);
            let start = offsets.byte_of(quote.span.start).expect("within the text");
            let end = offsets.byte_of(quote.span.end).expect("within the text");
            assert!(text[..start].ends_with(&quote.prefix), "{}", quote.iri);
            assert!(text[end..].starts_with(&quote.suffix), "{}", quote.iri);
        }
        if set.coder.name == Coder::REVIEWED {
            set.attributions.iter().for_each(|found| marks_direct_words(text, &offsets, found));
        }
    }
}

/// The texts are summaries: what is called a direct quotation must stand between the marks that say so.
fn marks_direct_words(text: &str, offsets: &Offsets, found: &Attribution) {
    let is_marked = |span: &Span| {
        let start = offsets.byte_of(span.start).expect("within the text");
        let end = offsets.byte_of(span.end).expect("within the text");
        text[..start].rfind(OPENING) > text[..start].rfind('”') || text[start..end].contains(OPENING)
    };
    let direct = found.directness == Directness::Direct && found.within.is_none();
    assert!(!direct || found.content.iter().any(is_marked), "no marks around the words of {}", found.id);
}

/// Marks that open a quotation.
const OPENING: [char; 3] = ['“', '‘', '"'];

/// What the review decided on each statement of another coder.
fn decisions(case: &Case) -> BTreeMap<&str, Vec<&Decision>> {
    let mut decisions: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in sets(case, Coder::REVIEWED).iter().flat_map(|set| &set.decisions) {
        decisions.entry(&decision.about).or_default().push(decision);
    }
    decisions
}

#[test]
fn each_statement_of_both_passes_is_decided_once_with_a_reason() {
    for (name, case) in cases() {
        let mut decisions = decisions(case);
        for coder in ["pass-1", "pass-2"] {
            for statement in sets(case, coder).iter().flat_map(|set| &set.statements) {
                let made = decisions.remove(statement.id.as_str()).unwrap_or_default();
                assert_eq!(made.len(), 1, "{name}, {coder}: statement {} has {made:?}", statement.id);
                let reason = made[0].reason.as_deref().unwrap_or_default();
                assert!(!reason.trim().is_empty(), "{name}, {coder}: {} is decided without a reason", statement.id);
            }
        }
        assert!(decisions.is_empty(), "{name}: decisions on statements that nobody made: {decisions:?}");
        sets(case, Coder::REVIEWED).into_iter().for_each(leads_to_what_is_reviewed);
    }
}

/// A decision leads to a reviewed statement unless it rejects, and no statement comes from nowhere.
fn leads_to_what_is_reviewed(set: &AnnotationSet) {
    for decision in &set.decisions {
        let kept = decision.result.as_ref().map(|id| set.statements.iter().any(|statement| statement.id == *id));
        let expected = (decision.kind != DecisionKind::Reject).then_some(true);
        assert_eq!(kept, expected, "decision {}", decision.id);
    }
    for statement in &set.statements {
        let is_result = |decision: &Decision| decision.result.as_deref() == Some(&statement.id);
        let known = set.decisions.iter().any(is_result);
        assert!(known, "{}: reviewed statement {} comes from nowhere", set.document, statement.id);
    }
}

// What a teacher relies on.

#[test]
fn one_letter_is_a_reversal_and_none() {
    let rows = rows("clipper-chip-1993", "disagreements", &[("event", "clipper-reversal")]);
    let occurred = matching(&rows, &[("property", "Occurred")]);
    assert_eq!(column(&occurred, "valueLabel"), ["no", "yes"]);
    let denies = matching(&rows, &[("valueLabel", "no")]);
    assert!(denies[0]["assertedBy"].contains("Electronic Privacy Information Center"), "{denies:?}");
}

#[test]
fn a_coalition_accepts_under_a_condition_and_then_opposes() {
    let rows = rows("clipper-chip-1993", "stances", &[("proposition", "key-escrow")]);
    let coalition = matching(&rows, &[("actor", "dpswg"), ("modalityLabel", "own words")]);
    assert_eq!(column(&coalition, "stanceLabel"), ["conditional", "oppose"]);
}

#[test]
fn sources_disagree_on_when_the_emirates_decided() {
    let rows = rows("uae-blackberry-2010", "disagreements", &[("event", "uae-suspension-order")]);
    let dates = matching(&rows, &[("property", "Date")]);
    assert_eq!(column(&dates, "value"), ["2010-08-01", "2010-08-21/2010-08-31"]);
}

#[test]
fn the_regulator_that_ordered_a_block_lets_the_service_go_on() {
    let rows = rows("uae-blackberry-2010", "words-and-deeds", &[("actor", "tra-uae")]);
    let changed = matching(&rows, &[("finding", "changed from support to opposition")]);
    assert_eq!(column(&changed, "about"), ["service-block"]);
    assert!(changed[0]["againstIn"].contains("2010-10-08"), "{changed:?}");
}

#[test]
fn one_court_decides_both_ways_and_prosecutors_turn() {
    let rows = rows("brazil-whatsapp-2016", "words-and-deeds", &[]);
    let changed = matching(&rows, &[("finding", "changed from support to opposition")]);
    assert_eq!(column(&changed, "actor"), ["court-of-justice-sergipe", "federal-public-prosecutors-brazil"]);
    assert_eq!(column(&changed, "about"), ["service-block"]);
}

#[test]
fn what_justices_hold_reaches_the_reader_through_a_lawyer() {
    let rows = rows("brazil-whatsapp-2016", "ascribed", &[("actor", "Edson Fachin")]);
    assert_eq!(column(&rows.iter().collect::<Vec<_>>(), "ascribedBy"), ["Erico Carvalho"]);
    assert_eq!(column(&rows.iter().collect::<Vec<_>>(), "stanceLabel"), ["conditional"]);
}

#[test]
fn a_senator_and_a_survivors_husband_change_sides() {
    let rows = rows("apple-fbi-2016", "words-and-deeds", &[]);
    let changed = matching(&rows, &[("finding", "changed from support to opposition"), ("about", "device-unlock")]);
    assert_eq!(column(&changed, "actor"), ["lindsey-graham", "salihin-kondoker"]);
}

#[test]
fn what_one_calls_a_back_door_the_other_says_it_does_not_want() {
    let rows = rows("apple-fbi-2016", "stances", &[("proposition", "provider-access")]);
    let alleged = matching(&rows, &[("modalityLabel", "alleged")]);
    assert_eq!(column(&alleged, "actor"), ["fbi", "us-government"]);
    assert_eq!(column(&alleged, "ascribedBy"), ["Apple"]);
    let own = matching(&rows, &[("actor", "fbi"), ("modalityLabel", "own words")]);
    assert_eq!(column(&own, "stanceLabel"), ["oppose"]);
}

#[test]
fn a_concession_is_reported_and_denied() {
    let rows = rows("uk-ghost-user-2018", "words-and-deeds", &[("actor", "uk-government")]);
    let denied = matching(&rows, &[("finding", "denied, but reported")]);
    assert_eq!(column(&denied, "about"), ["encryption-concession"]);
}

#[test]
fn a_minister_refuses_while_her_government_has_not_decided() {
    let rows = rows("eu-chat-control-2022", "disagreements", &[("event", "german-refusal")]);
    let denies = matching(&rows, &[("property", "Occurred"), ("valueLabel", "no")]);
    assert!(denies[0]["assertedBy"].contains("Federal Ministry of the Interior"), "{denies:?}");
    assert_eq!(column(&matching(&rows, &[("property", "Occurred")]), "valueLabel"), ["no", "yes"]);
}

#[test]
fn who_gives_up_compulsion_stays_for_it_under_a_condition() {
    let rows = rows("eu-chat-control-2022", "over-time", &[("actor", "Government of Denmark")]);
    assert_eq!(column(&rows.iter().collect::<Vec<_>>(), "stanceLabel"), ["conditional", "support"]);
    assert_eq!(column(&rows.iter().collect::<Vec<_>>(), "date"), ["2025", "2025-10-30"]);
}

//! What the shipped case shows: the drawings say what the statements say, and filters apply to statements.

use std::{collections::BTreeSet, path::Path, sync::OnceLock};

use super::*;
use crate::{
    case::read_case,
    diagram::{
        DiagramError, Grade, Position, Stance, When, positions, relations,
        sources::{self, HolderKind},
        timeline,
    },
    store::{CaseGraph, View},
};

struct Asked {
    graph: CaseGraph,
    survey: Survey,
}

/// The shipped case, asked once.
fn asked() -> &'static Asked {
    static ASKED: OnceLock<Asked> = OnceLock::new();
    ASKED.get_or_init(|| {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/blackberry-pakistan-2015");
        let (case, _) = read_case(&dir).expect("the shipped case can be read");
        let graph = CaseGraph::build(&case, &View::Current).expect("its graph can be built");
        let survey = Survey::of(graph.store()).expect("its graph can be asked");
        Asked { graph, survey }
    })
}

fn survey() -> &'static Survey {
    &asked().survey
}

fn filters(actors: &[&str], propositions: &[&str], modalities: &[&str]) -> Filters {
    let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let (actors, propositions, modalities) = (owned(actors), owned(propositions), owned(modalities));
    Filters::resolve(
        asked().graph.store(),
        Wanted { actors: &actors, propositions: &propositions, modalities: &modalities, min_evidence: 0 },
    )
    .expect("the case knows these")
}

fn everything() -> crate::diagram::Positions {
    survey().positions(&Filters::default(), &Links::Page)
}

fn of<'p>(input: &'p crate::diagram::Positions, actor: &str, proposition: &str) -> Vec<&'p Position> {
    let all = input.positions.iter();
    all.filter(|p| p.actor == actor && p.proposition == proposition).collect()
}

#[test]
fn the_list_of_queries_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/drawings");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let listed: BTreeSet<String> = QUERIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, there);
}

#[test]
fn a_demand_that_nobody_states_is_drawn_as_reported_and_as_alleged() {
    let input = everything();
    let demand = of(&input, "government-of-pakistan", "bulk-monitoring");
    let voices: Vec<(Grade, String)> = demand.iter().map(|p| (p.grade, p.voice())).collect();
    assert_eq!(
        voices,
        [
            (Grade::Reported, "reported by Jennifer Hong".to_owned()),
            (Grade::Alleged, "alleged by BlackBerry".to_owned()),
        ]
    );
}

#[test]
fn own_words_need_nobody_who_reports_them_and_count_once() {
    let input = everything();
    let refusal = of(&input, "blackberry", "provider-access");
    assert_eq!(refusal.len(), 1);
    assert_eq!(refusal[0].stance, Stance::Oppose);
    assert_eq!(refusal[0].grade, Grade::Stated);
    assert_eq!((refusal[0].utterances, refusal[0].documents), (3, 5));
    assert!(refusal[0].quote.as_ref().is_some_and(|q| !q.source.is_empty()));
}

#[test]
fn the_contested_propositions_come_first() {
    let input = everything();
    let ids: Vec<&str> = input.propositions.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids[..2], ["provider-access", "bulk-monitoring"]);
}

#[test]
fn filters_take_labels_and_apply_to_statements() {
    let alleged = survey().positions(&filters(&[], &[], &["alleged"]), &Links::Source);
    assert!(alleged.positions.iter().all(|p| p.grade == Grade::Alleged));
    // What is otherwise outweighed by own words shows when those are left out.
    assert_eq!(of(&alleged, "government-of-pakistan", "service-block").len(), 1);

    let one = filters(&["BlackBerry"], &["bulk-monitoring"], &[]);
    let one = survey().positions(&one, &Links::Source);
    assert_eq!(one.positions.len(), 1);
    let subtitle = one.caption.subtitle.unwrap_or_default();
    assert!(subtitle.ends_with("only BlackBerry · only “Monitoring all traffic”"), "{subtitle}");
}

#[test]
fn what_is_not_known_suggests_what_is() {
    let wanted = ["blakberry".to_owned()];
    let error = Filters::resolve(asked().graph.store(), Wanted { actors: &wanted, ..Wanted::default() })
        .expect_err("nobody is called so");
    assert!(error.remedy().is_some_and(|r| r.contains("blackberry")), "{error}");
}

#[test]
fn filters_that_leave_nothing_say_so() {
    let nothing = Filters { min_evidence: 100, ..Filters::default() };
    let positions = positions::draw(&survey().positions(&nothing, &Links::Source));
    assert!(matches!(positions, Err(DiagramError::Empty { .. })));
    let relations = relations::draw(&survey().relations(&nothing, &Links::Source));
    assert!(matches!(relations, Err(DiagramError::Empty { .. })));
    let sources = sources::draw(&survey().sources(&nothing, &Links::Source));
    assert!(matches!(sources, Err(DiagramError::Empty { .. })));
}

#[test]
fn marks_lead_to_the_page_or_to_the_web() {
    let beside = Links::Beside("index.html".to_owned());
    for (links, starts) in
        [(Links::Page, "#statement-"), (beside, "index.html#statement-"), (Links::Source, "https://")]
    {
        let input = survey().positions(&Filters::default(), &links);
        let found: Vec<&str> =
            input.positions.iter().filter_map(|p| p.link.as_ref()).map(|link| link.as_str()).collect();
        assert!(!found.is_empty());
        assert!(found.iter().all(|link| link.starts_with(starts)), "{found:?}");
    }
}

#[test]
fn forms_of_one_pair_share_a_line() {
    let input = survey().relations(&Filters::default(), &Links::Page);
    let between = |from: &str, to: &str| -> Vec<Vec<&'static str>> {
        let found = input.relations.iter();
        found
            .filter(|r| r.from == from && r.to == to)
            .map(|r| r.forms.iter().map(|form| form.name()).collect())
            .collect()
    };
    assert_eq!(between("pakistan-telecommunication-authority", "blackberry"), [["demand", "order"]]);
    assert_eq!(between("open-xchange", "theresa-may"), [["warn"]]);
    assert_eq!(
        between("government-of-pakistan", "blackberry").len(),
        2,
        "it orders in its own words, it demands by report only"
    );
    assert!(relations::draw(&input).is_ok());
}

#[test]
fn five_documents_lead_to_one_post() {
    let input = survey().sources(&Filters::default(), &Links::Page);
    let to_post = input.hops.iter().filter(|hop| hop.to == "work/bb-post");
    assert_eq!(to_post.count(), 5);
    let documents = input.holders.iter();
    let documents = documents.filter(|holder| holder.kind == HolderKind::Document);
    assert_eq!(documents.count(), 5);
    assert!(sources::draw(&input).is_ok());
    let narrow = survey().sources(&filters(&["Open-Xchange"], &[], &[]), &Links::Page);
    assert_eq!(narrow.hops.len(), 1);
}

#[test]
fn the_time_line_tells_what_is_disputed_and_what_is_from_outside() {
    let input = survey().timeline(&Filters::default(), &Links::Page);
    let item = |label: &str| {
        let mut items = input.items.iter();
        items.find(|item| item.label.starts_with(label)).expect(label)
    };
    let exit = item("BlackBerry's exit");
    assert_eq!(exit.date, When::Day(2015, 12, 30));
    assert_eq!(exit.disputed.as_deref(), Some("others say 30 November 2015"));
    let access = item("BlackBerry's giving access to India, Saudi Arabia and");
    assert_eq!(access.disputed.as_deref(), Some("BlackBerry denies it"));
    assert!(item("The withdrawal").label.ends_with("(not in the sources)"));
    assert_eq!(item("Ends: the extension").date, When::Day(2015, 12, 30));
    assert!(timeline::draw(&input).is_ok());
}

#[test]
fn disagreements_are_questions_in_plain_english() {
    let found = disputes(survey());
    let questions: Vec<&str> = found.iter().map(|d| d.question.as_str()).collect();
    for question in [
        "When does the order to shut down BlackBerry's enterprise servers in Pakistan take effect?",
        "Who gave the order to shut down BlackBerry's enterprise servers in Pakistan?",
        "To whom was the order to shut down BlackBerry's enterprise servers in Pakistan addressed?",
        "Did this happen: BlackBerry's giving access to India, Saudi Arabia and the United Arab Emirates?",
    ] {
        assert!(questions.contains(&question), "{questions:#?}");
    }
    let effect = found.iter().find(|d| d.question.ends_with("take effect?"));
    let effect = effect.expect("it was just found");
    let first = &effect.readings[0];
    assert_eq!((first.value.as_str(), first.documents()), ("30 November 2015", 3));
    assert!(effect.note.as_ref().is_some_and(|note| note.contains("The extension")));
}

#[test]
fn words_stand_beside_deeds() {
    let found = contrasts(survey());
    assert_eq!(found.len(), 1);
    let contrast = &found[0];
    assert_eq!(contrast.actor, "BlackBerry");
    assert!(contrast.words.iter().any(|told| told.text.starts_with("denies: ")));
    assert_eq!(contrast.deeds.len(), 1, "one passage tells all three");
}

#[test]
fn a_spokesperson_has_the_role_that_the_document_gives() {
    let laguna = survey()
        .statements
        .iter()
        .find(|statement| statement.actor.id == "open-xchange")
        .and_then(|statement| survey().spokesperson(statement));
    assert_eq!(laguna.as_deref(), Some("Rafael Laguna, CEO"));
}

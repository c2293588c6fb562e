//! What is written is read back the same, whatever was annotated: Turtle and JSON lines.

pub(crate) mod any;

use std::collections::BTreeMap;

use proptest::prelude::*;
use stancegraph::{
    case::read_codebook_file,
    jsonl::{DocumentLine, annotations_from_line, line_of_annotations},
    model::{AnnotationSet, Codebook, Offsets, identity},
    rdf::{
        Names, Passages, claimed_quotes, decode_annotations, encode_annotations, parse_turtle, write_ntriples,
        write_turtle,
    },
};

use crate::rust_code::root;

const BASE: &str = "https://example.org/case/any/";

fn codebook() -> &'static Codebook {
    static CODEBOOK: std::sync::OnceLock<Codebook> = std::sync::OnceLock::new();
    CODEBOOK.get_or_init(|| {
        let file = root().join("seeds/codebooks/encryption-policy.toml");
        let (codebooks, findings) = read_codebook_file(&file).expect("the shared codebook");
        assert_eq!(findings, [], "the shared codebook has findings");
        codebooks.merged
    })
}

/// The prefixes of the case, as a case would give them.
fn prefixes() -> Vec<(String, String)> {
    ["st", "span", "att"]
        .into_iter()
        .zip(["statement", "span", "attribution"])
        .map(|(prefix, kind)| (prefix.to_owned(), format!("{BASE}{kind}/")))
        .collect()
}

/// In the order in which files are read, which is that of the text, then of ids; lists that mean sets, sorted.
fn in_order(mut set: AnnotationSet) -> AnnotationSet {
    let mut order: Vec<usize> = (0..set.attributions.len()).collect();
    order.sort_by_key(|&at| {
        let found = &set.attributions[at];
        (found.content.first().copied(), found.id.clone())
    });
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let mut attributions: Vec<_> = order.iter().map(|&at| set.attributions[at].clone()).collect();
    for found in &mut attributions {
        found.within = found.within.map(|outer| place[&outer]);
        found.candidates.sort();
    }
    set.attributions = attributions;
    for found in &mut set.statements {
        found.attribution = found.attribution.map(|at| place[&at]);
        for list in [&mut found.addressees, &mut found.targets, &mut found.frames, &mut found.frames_rejected] {
            list.sort();
        }
    }
    for found in &mut set.facts {
        found.attribution = found.attribution.map(|at| place[&at]);
    }
    set.statements.sort_by_key(|found| (found.evidence.clone(), found.id.clone()));
    set.facts.sort_by_key(|found| (found.evidence.clone(), found.id.clone()));
    set.decisions.sort_by_key(|made| made.id.clone());
    set
}

/// Few cases, as debug builds are slow; more with `PROPTEST_CASES`.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(32, |_| usual.cases),
        failure_persistence: None,
        ..usual
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn turtle_is_read_back((document, set) in any::annotated()) {
        let names = Names::new(BASE, codebook());
        let quoted = stancegraph::case::quotation_spans(&document);
        let passages = Passages::new(&document, quoted);
        let triples = encode_annotations(&set, &passages, &names);
        let turtle = write_turtle(triples.clone(), &prefixes());
        let parsed = parse_turtle(&turtle, BASE).expect("own Turtle");
        prop_assert_eq!(write_ntriples(&triples), write_ntriples(&parsed));
        let (read, findings) = decode_annotations(&parsed, &set.coder, &set.document, &names);
        prop_assert_eq!(findings, vec![]);
        prop_assert_eq!(in_order(read.clone()), in_order(set));
        // What was read is written as the same bytes.
        let again = write_turtle(encode_annotations(&read, &passages, &names), &prefixes());
        let differs = turtle.lines().zip(again.lines()).find(|(a, b)| a != b);
        prop_assert!(turtle == again, "written differently: {:?}", differs);
        let offsets = Offsets::new(&document.text);
        for quote in claimed_quotes(&parsed) {
            prop_assert_eq!(offsets.slice(quote.span), Some(&*quote.exact));
        }
    }

    #[test]
    fn lines_are_read_back((document, set) in any::annotated()) {
        let line = line_of_annotations("any", &document.text, set.clone(), codebook());
        let json = serde_json::to_string(&line).expect("a line is JSON");
        prop_assert!(!json.contains('\n'));
        let read: DocumentLine = serde_json::from_str(&json).expect("own JSON");
        prop_assert_eq!(&read, &line);
        let again = annotations_from_line(
            read,
            &set.document,
            &document.text,
            &[],
            set.coder.clone(),
            set.run.clone(),
        )
        .expect("own line fits its text");
        // A line carries an actor's name and kind even where the codebook has them; ids of decisions are made anew.
        let mut expected = set;
        for found in &mut expected.statements {
            if let Some(actor) = codebook().actors.get(&found.actor) {
                found.actor_label = Some(actor.label.clone());
                found.actor_kind = Some(actor.kind);
            }
        }
        let mut again = again;
        for made in again.decisions.iter_mut().chain(&mut expected.decisions) {
            made.id.clear();
        }
        prop_assert_eq!(again, expected);
    }

    #[test]
    fn ids_tell_finds_apart_and_a_stance_does_not_change_them((_, set) in any::annotated()) {
        let mut ids: Vec<_> = set.attributions.iter().map(|found| &found.id)
            .chain(set.statements.iter().map(|found| &found.id))
            .chain(set.facts.iter().map(|found| &found.id))
            .collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "two finds share an id");
        let mut corrected = set.clone();
        for found in &mut corrected.statements {
            found.stance = stancegraph::model::Stance::Conditional;
            found.note = None;
            found.modality = stancegraph::model::Modality::Alleged;
        }
        identity::assign(&mut corrected);
        for (before, after) in set.statements.iter().zip(&corrected.statements) {
            prop_assert_eq!(&before.id, &after.id);
        }
    }
}

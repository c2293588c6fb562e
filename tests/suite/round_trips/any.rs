//! Any document with any annotations that a coder could make.

use proptest::{collection::vec, option, prelude::*, sample::select};
use stancegraph::model::{
    ActorKind, AnnotationSet, Attribution, ClosedList, Coder, Date, Decision, DecisionKind, Document, FactProperty,
    FactValue, Offsets, ReportedFact, Run, Slug, Span, Statement, TextKind, identity,
};

use crate::fixture::statement;

/// A document and what a coder found in it, with ids.
pub(crate) fn annotated() -> impl Strategy<Value = (Document, AnnotationSet)> {
    ("[^\\p{Cc}]{1,20}(\\PC| |\n|“|”|\"){10,120}", select(TextKind::ALL)).prop_flat_map(|(text, kind)| {
        let length = Offsets::new(&text).len();
        let document = document(text, kind);
        (Just(document), set(length))
    })
}

fn document(text: String, text_kind: TextKind) -> Document {
    Document {
        slug: id("any"),
        title: "Any".to_owned(),
        publisher: None,
        authors: Vec::new(),
        date: None,
        url: None,
        licence: None,
        language: None,
        text_kind,
        source_note: None,
        text,
    }
}

fn set(length: usize) -> impl Strategy<Value = AnnotationSet> {
    vec(attribution(length), 0..4)
        .prop_flat_map(move |attributions| {
            let count = attributions.len();
            (
                Just(attributions),
                vec(coded(length, count), 0..4),
                vec(fact(length, count), 0..4),
                vec((select(DecisionKind::ALL), "[0-9a-f]{16}", text(), option::of(moment())), 0..3),
                any::<bool>(),
                option::of(("[0-9.]{1,5}", "[0-9a-f]{16}", option::of("\\PC{0,20}"))),
            )
        })
        .prop_map(|(attributions, statements, facts, decided, complete, machine)| {
            let coder = if machine.is_some() { "auto" } else { "ann" };
            let mut set = AnnotationSet {
                document: id("any"),
                coder: Coder { name: id(coder), machine: machine.is_some() },
                run: Run {
                    name: id(coder),
                    coder_version: machine.clone().map(|(version, ..)| version),
                    codebook_digest: machine.clone().map(|(_, digest, _)| digest),
                    command: machine.and_then(|(.., command)| command),
                },
                complete,
                attributions,
                statements,
                facts,
                decisions: Vec::new(),
            };
            nest(&mut set.attributions);
            identity::assign(&mut set);
            set.decisions = decided
                .into_iter()
                .enumerate()
                .map(|(number, (kind, about, reason, at))| {
                    let own = set.statements.get(number).map(|found| found.id.clone());
                    // What is added is one of the coder's own statements.
                    let (kind, about) = match (kind, &own) {
                        (DecisionKind::Add, Some(own)) => (kind, own.clone()),
                        (DecisionKind::Add, None) => (DecisionKind::Reject, about),
                        _ => (kind, about),
                    };
                    Decision {
                        id: format!("{number:016x}"),
                        kind,
                        about,
                        result: own.filter(|_| matches!(kind, DecisionKind::Accept | DecisionKind::Revise)),
                        reason: Some(reason),
                        by: (number == 0).then(|| id("bob")),
                        at,
                    }
                })
                .collect();
            set
        })
}

/// An attribution lies within an earlier one, so that there are no circles.
fn nest(attributions: &mut [Attribution]) {
    for (at, found) in attributions.iter_mut().enumerate() {
        found.within = found.within.filter(|_| at > 0).map(|outer| outer % at);
    }
}

fn id(text: &str) -> Slug {
    text.parse().expect("an id")
}

/// Actors that the codebook knows, and one that it does not.
fn actor() -> impl Strategy<Value = Slug> {
    select(vec!["blackberry", "government-of-pakistan", "marty-beard", "uk-government"]).prop_map(id)
}

fn actors() -> impl Strategy<Value = Vec<Slug>> {
    proptest::sample::subsequence(vec!["apple", "blackberry", "government-of-india", "uk-government"], 0..3)
        .prop_map(|ids| ids.into_iter().map(id).collect())
}

fn frames() -> impl Strategy<Value = Vec<Slug>> {
    proptest::sample::subsequence(vec!["cybersecurity", "privacy", "public-safety"], 0..3)
        .prop_map(|ids| ids.into_iter().map(id).collect())
}

/// Words that hold what Turtle and JSON must escape.
fn text() -> impl Strategy<Value = String> {
    "(\\PC|\"|\\\\|\n|\t){1,20}"
}

fn moment() -> impl Strategy<Value = String> {
    (1_u32..29, 0_u32..24).prop_map(|(day, hour)| format!("2026-02-{day:02}T{hour:02}:30:00Z"))
}

fn date() -> impl Strategy<Value = Date> {
    select(vec!["2015", "2015-07", "2015-11-30", "2015-12~", "2015?", "2014-11/2015-11"])
        .prop_map(|text| text.parse().expect("a date"))
}

/// To two decimals, which is what files keep.
fn confidence() -> impl Strategy<Value = Option<f64>> {
    option::of((0_u8..=100).prop_map(|percent| f64::from(percent) / 100.0))
}

fn spans(length: usize, least: usize) -> impl Strategy<Value = Vec<Span>> {
    vec((0..length, 1_usize..20), least..3).prop_map(move |found| {
        let mut spans: Vec<Span> =
            found.into_iter().map(|(start, size)| Span::new(start, (start + size).min(length))).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    })
}

fn attribution(length: usize) -> impl Strategy<Value = Attribution> {
    let spans = (spans(length, 0), spans(length, 0), spans(length, 1));
    let people = (option::of(actor()), option::of(text()), actors(), option::of(actor()));
    let rest = (
        option::of(text()),
        option::of(Just(id("a-post"))),
        option::of(any::<usize>()),
        option::of(text()),
        confidence(),
    );
    (spans, select(stancegraph::model::Directness::ALL), people, rest).prop_map(
        |((source, cue, content), directness, people, rest)| {
            let (speaker, speaker_label, candidates, speaks_for) = people;
            let (role, work, within, rule, confidence) = rest;
            Attribution {
                id: String::new(),
                source,
                cue,
                content,
                directness,
                speaker,
                speaker_label,
                candidates,
                speaks_for,
                role,
                work,
                within,
                rule,
                confidence,
            }
        },
    )
}

fn among(count: usize) -> impl Strategy<Value = Option<usize>> {
    option::of(any::<usize>()).prop_map(move |at| at.filter(|_| count > 0).map(|at| at % count))
}

fn coded(length: usize, attributions: usize) -> impl Strategy<Value = Statement> {
    use stancegraph::model::{Commitment, Form, Modality, Stance};
    let whose = (actor(), any::<bool>(), text(), select(ActorKind::ALL), option::of(actor()));
    let codes = (
        select(Stance::ALL),
        option::of(select(Stance::ALL)),
        option::of(text()),
        option::of(select(Form::ALL)),
        select(Modality::ALL),
        select(Commitment::ALL),
    );
    let others = (option::of(actor()), actors(), actors(), frames(), frames());
    let rest = (
        option::of(Just(id("a-speech"))),
        option::of(date()),
        spans(length, 1),
        among(attributions),
        option::of(text()),
        confidence(),
        option::of(text()),
    );
    let proposition = select(vec!["bulk-monitoring", "market-exit", "provider-access"]).prop_map(id);
    (whose, proposition, codes, others, rest).prop_map(|(whose, proposition, codes, others, rest)| {
        let (actor, known, label, kind, spokesperson) = whose;
        let (stance, leaning, condition, form, modality, commitment) = codes;
        let (ascribed_by, addressees, targets, frames, frames_rejected) = others;
        let (utterance, date, evidence, attribution, rule, confidence, note) = rest;
        Statement {
            // Only an actor that no codebook knows is described beside the statement.
            actor_label: (!known).then(|| label.clone()),
            actor_kind: (!known).then_some(kind),
            spokesperson,
            stance,
            leaning,
            condition,
            form,
            modality,
            commitment,
            ascribed_by,
            addressees,
            targets,
            frames,
            frames_rejected,
            utterance,
            date,
            evidence,
            attribution,
            rule,
            confidence,
            note,
            ..statement(if known { actor } else { provisional(&label, kind) }, proposition)
        }
    })
}

/// The id of an actor of the text's own, one for each name and kind: one actor cannot have two.
fn provisional(label: &str, kind: ActorKind) -> Slug {
    id(&format!("p-{}", identity::digest([label, kind.id()])))
}

fn fact(length: usize, attributions: usize) -> impl Strategy<Value = ReportedFact> {
    let value = prop_oneof![
        any::<bool>().prop_map(|value| (FactProperty::Occurred, FactValue::Boolean(value))),
        (-1_000_000_i32..1_000_000).prop_map(|value| (FactProperty::Number, FactValue::Number(f64::from(value) / 4.0))),
        (select(vec![FactProperty::Date, FactProperty::EffectiveDate]), date())
            .prop_map(|(property, date)| (property, FactValue::Date(date))),
        (select(vec![FactProperty::Agent, FactProperty::Addressee]), actor())
            .prop_map(|(property, actor)| (property, FactValue::Id(actor))),
        Just((FactProperty::Reason, FactValue::Id(id("privacy")))),
        Just((FactProperty::InResponseTo, FactValue::Id(id("an-event")))),
    ];
    (value, option::of(actor()), spans(length, 1), among(attributions), option::of(text()), confidence()).prop_map(
        |((property, value), asserted_by, evidence, attribution, rule, confidence)| ReportedFact {
            id: String::new(),
            event: id("an-event"),
            property,
            value,
            asserted_by,
            evidence,
            attribution,
            rule,
            confidence,
        },
    )
}

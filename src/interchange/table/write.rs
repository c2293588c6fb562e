//! From statements to tables. Fields stay exact, whatever a spreadsheet would make of them: other programs read them.

use super::{ASCRIBED_BY, CODER, CONDITION, CONDITIONAL, NOTE};
use crate::{
    case::Case,
    interchange::{
        Report,
        labels::{Labels, in_order},
    },
    model::{AnnotationSet, ClosedList, Date, Document, Offsets, Slug, Span, Stance, Statement},
};

/// The columns of [`dna_csv`].
const DNA: [&str; 18] = [
    "id",
    "document",
    "date",
    "person",
    "organization",
    "actor",
    "concept",
    "agreement",
    "form",
    "modality",
    ASCRIBED_BY,
    CONDITIONAL,
    CONDITION,
    "source",
    "kind",
    CODER,
    "start",
    "end",
];

/// The columns of [`statements_csv`].
const ALL: [&str; 40] = [
    "statement",
    "document",
    "title",
    "publisher",
    "published",
    "url",
    "coder",
    "actor",
    "actor_label",
    "actor_kind",
    "spokesperson",
    "spokesperson_label",
    "proposition",
    "proposition_label",
    "issue",
    "stance",
    "leaning",
    "condition",
    "form",
    "modality",
    "commitment",
    "ascribed_by",
    "ascribed_by_label",
    "addressees",
    "addressee_labels",
    "targets",
    "target_labels",
    "frames",
    "frame_labels",
    "frames_rejected",
    "frame_rejected_labels",
    "utterance",
    "date",
    "start",
    "end",
    "spans",
    "text",
    "rule",
    "confidence",
    "note",
];

/// A table as Discourse Network Analyzer has it, one row a statement, which [`super::read()`] reads back.
///
/// What it cannot hold is in the report: of several passages the one that covers them, dates that are not certain.
#[must_use]
pub fn dna_csv(case: &Case, sets: &[AnnotationSet]) -> (String, Report) {
    let labels = Labels::new(case, sets);
    let mut report = Report::default();
    let header: Vec<String> = DNA.into_iter().chain(["text", NOTE]).map(str::to_owned).collect();
    let mut rows = vec![header];
    for (set, found) in in_order(sets) {
        let Some(document) = case.documents.get(&set.document) else { continue };
        if let [_, _, ..] = found.evidence.as_slice() {
            let what = "statements with several passages, written with the one that covers them";
            report.note("several-passages", what, "", &found.id);
        }
        let (start, end) = hull(&found.evidence);
        let actor = labels.actor(&found.actor);
        let spokesperson = found.spokesperson.as_ref().map(|id| labels.actor(id));
        // A person that speaks through another is neither column's.
        let (person, organization, other) = match (labels.is_person(&found.actor), spokesperson) {
            (true, None) => (actor, String::new(), String::new()),
            (true, Some(person)) => (person, String::new(), actor),
            (false, person) => (person.unwrap_or_default(), actor, String::new()),
        };
        let agreement = match found.leaning.filter(|_| found.stance == Stance::Conditional).unwrap_or(found.stance) {
            Stance::Support => "1",
            Stance::Oppose => "0",
            Stance::Conditional => "",
        };
        let date = found.date.or(document.date).map(|date| plain(date, &found.id, &mut report));
        rows.push(vec![
            found.id.clone(),
            document.slug.to_string(),
            date.unwrap_or_default(),
            person,
            organization,
            other,
            labels.proposition(&found.proposition),
            agreement.to_owned(),
            term(found.form),
            found.modality.id().to_owned(),
            found.ascribed_by.as_ref().map(|id| labels.actor(id)).unwrap_or_default(),
            if found.stance == Stance::Conditional { "yes".to_owned() } else { String::new() },
            found.condition.clone().unwrap_or_default(),
            document.publisher.clone().unwrap_or_default(),
            labels.kind(&found.actor).id().to_owned(),
            set.coder.name.to_string(),
            start.to_string(),
            end.to_string(),
            words(document, &[Span::new(start, end)]),
            found.note.clone().unwrap_or_default(),
        ]);
    }
    (written(&rows), report)
}

/// Everything that is known of each statement, one row a statement: ids and names, lists joined by ` | `.
#[must_use]
pub fn statements_csv(case: &Case, sets: &[AnnotationSet]) -> String {
    let labels = Labels::new(case, sets);
    let mut rows = vec![ALL.map(str::to_owned).to_vec()];
    for (set, found) in in_order(sets) {
        if let Some(document) = case.documents.get(&set.document) {
            rows.push(full_row(case, set, found, document, &labels));
        }
    }
    written(&rows)
}

fn full_row(
    case: &Case,
    set: &AnnotationSet,
    found: &Statement,
    document: &Document,
    labels: &Labels<'_>,
) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let id = |value: &Option<Slug>| value.as_ref().map(Slug::to_string).unwrap_or_default();
    let name = |value: &Option<Slug>| value.as_ref().map(|id| labels.actor(id)).unwrap_or_default();
    let ids = |list: &[Slug]| joined(list.iter().map(Slug::to_string));
    let names = |list: &[Slug]| joined(list.iter().map(|id| labels.actor(id)));
    let frames = |list: &[Slug]| joined(list.iter().map(|id| labels.frame(id)));
    let issue = case.codebooks.merged.propositions.get(&found.proposition).and_then(|known| known.issue.clone());
    let (start, end) = hull(&found.evidence);
    let row = vec![
        found.id.clone(),
        document.slug.to_string(),
        document.title.clone(),
        text(&document.publisher),
        document.date.map(|date| date.to_string()).unwrap_or_default(),
        text(&document.url),
        set.coder.name.to_string(),
        found.actor.to_string(),
        labels.actor(&found.actor),
        labels.kind(&found.actor).id().to_owned(),
        id(&found.spokesperson),
        name(&found.spokesperson),
        found.proposition.to_string(),
        labels.proposition(&found.proposition),
        id(&issue),
        found.stance.id().to_owned(),
        term(found.leaning),
        text(&found.condition),
        term(found.form),
        found.modality.id().to_owned(),
        found.commitment.id().to_owned(),
        id(&found.ascribed_by),
        name(&found.ascribed_by),
        ids(&found.addressees),
        names(&found.addressees),
        ids(&found.targets),
        names(&found.targets),
        ids(&found.frames),
        frames(&found.frames),
        ids(&found.frames_rejected),
        frames(&found.frames_rejected),
        id(&found.utterance),
        found.date.map(|date| date.to_string()).unwrap_or_default(),
        start.to_string(),
        end.to_string(),
        joined(found.evidence.iter().map(|span| format!("{}-{}", span.start, span.end))),
        words(document, &found.evidence),
        text(&found.rule),
        found.confidence.map(|value| format!("{value:.2}")).unwrap_or_default(),
        text(&found.note),
    ];
    debug_assert_eq!(row.len(), ALL.len());
    row
}

fn term<T: ClosedList>(value: Option<T>) -> String {
    value.map(ClosedList::id).unwrap_or_default().to_owned()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" | ")
}

/// From the first character to the last.
fn hull(spans: &[Span]) -> (usize, usize) {
    let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
    (start, spans.iter().map(|span| span.end).max().unwrap_or_default())
}

fn words(document: &Document, spans: &[Span]) -> String {
    let offsets = Offsets::new(&document.text);
    spans.iter().filter_map(|span| offsets.slice(*span)).collect::<Vec<_>>().join(" … ")
}

/// A date without what a table's date cannot say.
fn plain(date: Date, id: &str, report: &mut Report) -> String {
    if !date.is_plain() {
        let what = "dates that are not certain, or periods, written as the date they begin with";
        report.note("date", what, "", format!("{id}: {date}"));
    }
    Date::new(date.year(), date.month(), date.day()).unwrap_or(date).to_string()
}

fn written(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("rows are texts")
}

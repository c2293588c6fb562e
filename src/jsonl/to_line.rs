//! From annotations to a line.

use super::line::{AttributionLine, DecisionLine, DocumentLine, FactLine, StatementLine};
use crate::model::{AnnotationSet, Attribution, Codebook, Decision, Offsets, ReportedFact, Span, Statement};

/// The line of one document's annotations. `text` is the document's, `id` what the caller calls it.
#[must_use]
pub fn line_of_annotations(id: &str, text: &str, set: AnnotationSet, codebook: &Codebook) -> DocumentLine {
    let offsets = Offsets::new(text);
    DocumentLine {
        id: id.to_owned(),
        complete: set.complete,
        decisions: set.decisions.iter().map(|made| decision(made, &set)).collect(),
        attributions: set.attributions.into_iter().map(attribution).collect(),
        statements: set.statements.into_iter().map(|found| statement(found, &offsets, codebook)).collect(),
        facts: set.facts.into_iter().map(fact).collect(),
    }
}

fn attribution(found: Attribution) -> AttributionLine {
    AttributionLine {
        source: found.source,
        cue: found.cue,
        content: found.content,
        kind: Some(found.directness),
        speaker: found.speaker,
        speaker_label: found.speaker_label,
        candidates: found.candidates,
        speaks_for: found.speaks_for,
        role: found.role,
        work: found.work,
        within: found.within,
        rule: found.rule,
        confidence: found.confidence.map(rounded),
    }
}

fn statement(found: Statement, offsets: &Offsets<'_>, codebook: &Codebook) -> StatementLine {
    let known = codebook.actors.get(&found.actor);
    StatementLine {
        actor_label: known.map(|actor| actor.label.clone()).or(found.actor_label),
        actor_kind: known.map(|actor| actor.kind).or(found.actor_kind),
        actor: found.actor,
        spokesperson: found.spokesperson,
        proposition: found.proposition,
        stance: found.stance,
        leaning: found.leaning,
        condition: found.condition,
        form: found.form,
        modality: found.modality,
        commitment: found.commitment,
        ascribed_by: found.ascribed_by,
        addressees: found.addressees,
        targets: found.targets,
        frames: found.frames,
        frames_rejected: found.frames_rejected,
        utterance: found.utterance,
        date: found.date,
        quote: quote(&found.evidence, offsets),
        evidence: found.evidence,
        attribution: found.attribution,
        rule: found.rule,
        confidence: found.confidence.map(rounded),
        note: found.note,
    }
}

fn fact(found: ReportedFact) -> FactLine {
    FactLine {
        event: found.event,
        property: found.property,
        value: found.value,
        asserted_by: found.asserted_by,
        evidence: found.evidence,
        attribution: found.attribution,
        rule: found.rule,
        confidence: found.confidence.map(rounded),
    }
}

fn decision(made: &Decision, set: &AnnotationSet) -> DecisionLine {
    DecisionLine {
        kind: made.kind,
        about: made.about.clone(),
        result: made.result.as_ref().and_then(|id| set.statements.iter().position(|found| found.id == *id)),
        reason: made.reason.clone(),
        by: made.by.clone(),
        at: made.at.clone(),
    }
}

/// The words of spans, joined by an ellipsis.
fn quote(spans: &[Span], offsets: &Offsets<'_>) -> String {
    spans.iter().filter_map(|&span| offsets.slice(span)).collect::<Vec<_>>().join(" … ")
}

/// Two decimals, as in Turtle.
fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

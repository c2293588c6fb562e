//! From annotations to a line.

use super::line::{AttributionLine, DecisionLine, DocumentLine, FactLine, StatementLine};
use crate::model::{AnnotationSet, Attribution, Codebook, Decision, Offsets, ReportedFact, Span, Statement};

/// The line of one document's annotations. `text` is the document's, `id` what the caller calls it.
#[must_use]
pub fn line_of_annotations(id: &str, text: &str, set: &AnnotationSet, codebook: &Codebook) -> DocumentLine {
    let offsets = Offsets::new(text);
    DocumentLine {
        id: id.to_owned(),
        attributions: set.attributions.iter().map(attribution).collect(),
        statements: set.statements.iter().map(|found| statement(found, &offsets, codebook)).collect(),
        facts: set.facts.iter().map(fact).collect(),
        complete: set.complete,
        decisions: set.decisions.iter().map(|made| decision(made, set)).collect(),
    }
}

fn attribution(found: &Attribution) -> AttributionLine {
    AttributionLine {
        source: found.source.clone(),
        cue: found.cue.clone(),
        content: found.content.clone(),
        kind: Some(found.directness),
        speaker: found.speaker.clone(),
        speaker_label: found.speaker_label.clone(),
        candidates: found.candidates.clone(),
        speaks_for: found.speaks_for.clone(),
        role: found.role.clone(),
        work: found.work.clone(),
        within: found.within,
        rule: found.rule.clone(),
        confidence: found.confidence.map(rounded),
    }
}

fn statement(found: &Statement, offsets: &Offsets<'_>, codebook: &Codebook) -> StatementLine {
    let known = codebook.actors.get(&found.actor);
    StatementLine {
        actor_label: known.map(|actor| actor.label.clone()).or_else(|| found.actor_label.clone()),
        actor_kind: known.map(|actor| actor.kind).or(found.actor_kind),
        actor: found.actor.clone(),
        spokesperson: found.spokesperson.clone(),
        proposition: found.proposition.clone(),
        stance: found.stance,
        leaning: found.leaning,
        condition: found.condition.clone(),
        form: found.form,
        modality: found.modality,
        commitment: found.commitment,
        ascribed_by: found.ascribed_by.clone(),
        addressees: found.addressees.clone(),
        targets: found.targets.clone(),
        frames: found.frames.clone(),
        frames_rejected: found.frames_rejected.clone(),
        utterance: found.utterance.clone(),
        date: found.date,
        quote: quote(&found.evidence, offsets),
        evidence: found.evidence.clone(),
        attribution: found.attribution,
        rule: found.rule.clone(),
        confidence: found.confidence.map(rounded),
        note: found.note.clone(),
    }
}

fn fact(found: &ReportedFact) -> FactLine {
    FactLine {
        event: found.event.clone(),
        property: found.property,
        value: found.value.clone(),
        asserted_by: found.asserted_by.clone(),
        evidence: found.evidence.clone(),
        attribution: found.attribution,
        rule: found.rule.clone(),
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

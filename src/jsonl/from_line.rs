//! From a line to annotations: offsets verified against the text, quotes compared, garbage refused.

use super::line::DocumentLine;
use crate::model::{
    AnnotationSet, Attribution, Coder, Decision, Directness, Offsets, ReportedFact, Run, Slug, Span, Statement,
    identity,
};

/// Why a line does not fit its document.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LineError {
    /// A span reaches beyond the text or is empty.
    #[error("{what} {index}: the span {}-{} does not lie in the text, which has {length} characters", span.start, span.end)]
    Span {
        /// "attribution", "statement" or "fact".
        what: &'static str,
        /// Its place in the list, from 0.
        index: usize,
        /// The span.
        span: Span,
        /// The text's length in code points.
        length: usize,
    },
    /// There are no words behind it.
    #[error("{what} {index} has no {missing}")]
    NoSpans {
        /// "attribution", "statement" or "fact".
        what: &'static str,
        /// Its place in the list, from 0.
        index: usize,
        /// "content" or "evidence".
        missing: &'static str,
    },
    /// The words given are not those at the span.
    #[error("statement {index}: the quote “{quote}” does not stand at its evidence, where the text reads “{text}”")]
    Quote {
        /// Its place in the list, from 0.
        index: usize,
        /// The words given.
        quote: String,
        /// The words there.
        text: String,
    },
    /// A reference leads to no attribution or statement of the line.
    #[error("{what} {index} refers to {target} {reference}, which the line does not have")]
    Reference {
        /// What refers.
        what: &'static str,
        /// Its place in the list, from 0.
        index: usize,
        /// What it refers to.
        target: &'static str,
        /// The place referred to.
        reference: usize,
    },
    /// A confidence is no share.
    #[error("{what} {index}: a confidence is a number from 0 to 1, not {confidence}")]
    Confidence {
        /// "attribution", "statement" or "fact".
        what: &'static str,
        /// Its place in the list, from 0.
        index: usize,
        /// What was given.
        confidence: f64,
    },
    /// An attribution stands within itself.
    #[error("attribution {index} stands within itself, directly or through others")]
    Circle {
        /// Its place in the list, from 0.
        index: usize,
    },
    /// The value of a fact does not fit its property.
    #[error("fact {index}: `{property}` needs {expects}")]
    Value {
        /// Its place in the list, from 0.
        index: usize,
        /// The property.
        property: &'static str,
        /// What would do.
        expects: &'static str,
    },
}

/// The annotations of a line, for a document with this text.
///
/// `quoted` are the spans that stand in quotation marks, to work out the directness where a line does not give it.
///
/// # Errors
/// The first thing that does not fit.
pub fn annotations_from_line(
    line: DocumentLine,
    document: &Slug,
    text: &str,
    quoted: &[Span],
    coder: Coder,
    run: Run,
) -> Result<AnnotationSet, LineError> {
    let offsets = Offsets::new(text);
    check(&line, &offsets)?;
    let mut set = AnnotationSet {
        document: document.clone(),
        coder,
        run,
        complete: line.complete,
        attributions: line
            .attributions
            .into_iter()
            .map(|found| Attribution {
                id: String::new(),
                directness: found.kind.unwrap_or_else(|| directness(&found.content, quoted, &offsets)),
                source: found.source,
                cue: found.cue,
                content: found.content,
                speaker: found.speaker,
                speaker_label: found.speaker_label,
                candidates: found.candidates,
                speaks_for: found.speaks_for,
                role: found.role,
                work: found.work,
                within: found.within,
                rule: found.rule,
                confidence: found.confidence,
            })
            .collect(),
        statements: line.statements.into_iter().map(statement).collect(),
        facts: line
            .facts
            .into_iter()
            .map(|found| ReportedFact {
                id: String::new(),
                event: found.event,
                property: found.property,
                value: found.value,
                asserted_by: found.asserted_by,
                evidence: found.evidence,
                attribution: found.attribution,
                rule: found.rule,
                confidence: found.confidence,
            })
            .collect(),
        decisions: Vec::new(),
    };
    identity::assign(&mut set);
    set.decisions = line
        .decisions
        .into_iter()
        .map(|made| {
            let result = made.result.map(|index| set.statements[index].id.clone());
            let id = identity::digest([
                "decision",
                set.coder.name.as_str(),
                &made.about,
                result.as_deref().unwrap_or_default(),
            ]);
            Decision { id, kind: made.kind, about: made.about, result, reason: made.reason, by: made.by, at: made.at }
        })
        .collect();
    Ok(set)
}

fn statement(found: super::line::StatementLine) -> Statement {
    Statement {
        id: String::new(),
        actor: found.actor,
        actor_label: found.actor_label,
        actor_kind: found.actor_kind,
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
        evidence: found.evidence,
        attribution: found.attribution,
        rule: found.rule,
        confidence: found.confidence,
        note: found.note,
    }
}

fn check(line: &DocumentLine, offsets: &Offsets<'_>) -> Result<(), LineError> {
    let attributions = line.attributions.len();
    let refer = |what, index, reference: Option<usize>| match reference {
        Some(reference) if reference >= attributions => {
            Err(LineError::Reference { what, index, target: "attribution", reference })
        }
        _ => Ok(()),
    };
    for (index, found) in line.attributions.iter().enumerate() {
        let spans = found.source.iter().chain(&found.cue).chain(&found.content);
        spans_lie_within("attribution", index, spans, offsets)?;
        some_spans("attribution", index, &found.content, "content")?;
        refer("attribution", index, found.within)?;
        sure("attribution", index, found.confidence)?;
    }
    no_circles(line)?;
    for (index, found) in line.statements.iter().enumerate() {
        spans_lie_within("statement", index, found.evidence.iter(), offsets)?;
        some_spans("statement", index, &found.evidence, "evidence")?;
        refer("statement", index, found.attribution)?;
        sure("statement", index, found.confidence)?;
        quote_stands(index, &found.quote, &found.evidence, offsets)?;
    }
    for (index, found) in line.facts.iter().enumerate() {
        spans_lie_within("fact", index, found.evidence.iter(), offsets)?;
        some_spans("fact", index, &found.evidence, "evidence")?;
        refer("fact", index, found.attribution)?;
        sure("fact", index, found.confidence)?;
        if !found.property.admits(&found.value) {
            return Err(LineError::Value {
                index,
                property: crate::model::ClosedList::id(found.property),
                expects: found.property.expects(),
            });
        }
    }
    for (index, made) in line.decisions.iter().enumerate() {
        if let Some(reference) = made.result
            && reference >= line.statements.len()
        {
            return Err(LineError::Reference { what: "decision", index, target: "statement", reference });
        }
    }
    Ok(())
}

fn spans_lie_within<'s>(
    what: &'static str,
    index: usize,
    spans: impl Iterator<Item = &'s Span>,
    offsets: &Offsets<'_>,
) -> Result<(), LineError> {
    for &span in spans {
        if span.is_empty() || span.end > offsets.len() {
            return Err(LineError::Span { what, index, span, length: offsets.len() });
        }
    }
    Ok(())
}

fn sure(what: &'static str, index: usize, confidence: Option<f64>) -> Result<(), LineError> {
    match confidence {
        Some(confidence) if !(0.0..=1.0).contains(&confidence) => {
            Err(LineError::Confidence { what, index, confidence })
        }
        _ => Ok(()),
    }
}

/// Each attribution is looked at once: `checked` of them are known to lead outwards.
fn no_circles(line: &DocumentLine) -> Result<(), LineError> {
    let mut checked = vec![false; line.attributions.len()];
    for index in 0..line.attributions.len() {
        let mut way = Vec::new();
        let mut here = Some(index);
        while let Some(at) = here.filter(|at| !checked[*at]) {
            checked[at] = true;
            way.push(at);
            here = line.attributions[at].within;
        }
        if here.is_some_and(|at| way.contains(&at)) {
            return Err(LineError::Circle { index });
        }
    }
    Ok(())
}

fn some_spans(what: &'static str, index: usize, spans: &[Span], missing: &'static str) -> Result<(), LineError> {
    if spans.is_empty() {
        return Err(LineError::NoSpans { what, index, missing });
    }
    Ok(())
}

fn quote_stands(index: usize, quote: &str, evidence: &[Span], offsets: &Offsets<'_>) -> Result<(), LineError> {
    let text: Vec<&str> = evidence.iter().filter_map(|&span| offsets.slice(span)).collect();
    let text = text.join(" … ");
    if quote.is_empty() || quote == text {
        return Ok(());
    }
    Err(LineError::Quote { index, quote: quote.to_owned(), text })
}

/// Direct if at least four fifths of the letters and digits stand in quotation marks, indirect if none does.
fn directness(content: &[Span], quoted: &[Span], offsets: &Offsets<'_>) -> Directness {
    let (mut letters, mut inside) = (0_usize, 0_usize);
    for &span in content {
        for (point, c) in (span.start..).zip(offsets.slice(span).unwrap_or_default().chars()) {
            if c.is_alphanumeric() {
                letters += 1;
                inside += usize::from(quoted.iter().any(|q| q.start <= point && point < q.end));
            }
        }
    }
    match inside {
        0 => Directness::Indirect,
        _ if inside * 5 >= letters * 4 => Directness::Direct,
        _ => Directness::Mixed,
    }
}

//! Two coders side by side: what both have, what differs, and how far they agree beyond chance.

use super::Coding;
use crate::{
    evaluation::{self, CodedDocument, StatementScores},
    model::{AnnotationSet, ClosedList, Statement},
};

/// A statement that two coders both have, or only one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<'s> {
    /// The first coder's.
    pub first: Option<&'s Statement>,
    /// The second coder's.
    pub second: Option<&'s Statement>,
    /// In what the two differ; nothing if they agree, or if only one has it.
    pub differences: Vec<Difference>,
}

impl Pair<'_> {
    /// Whether both have it with the same codes.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.first.is_some() && self.second.is_some() && self.differences.is_empty()
    }
}

/// One code in which two coders differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The code, as forms call it: "stance", "spoken to".
    pub code: &'static str,
    /// What the first coder has; ids joined by commas, empty if nothing.
    pub first: String,
    /// What the second coder has.
    pub second: String,
}

/// Two coders' annotations of several documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'s> {
    /// What they have of each document, in the order in which the documents were given; within one in text order.
    pub documents: Vec<Vec<Pair<'s>>>,
    /// Cohen's kappa, Krippendorff's alpha and the rest, over all documents: the second coder against the first.
    pub scores: StatementScores,
}

/// Compares two coders' annotations of the same documents, given pair by pair.
#[must_use]
pub fn compare<'s>(documents: &[(&'s AnnotationSet, &'s AnnotationSet)]) -> Comparison<'s> {
    let coded: Vec<CodedDocument<'_>> = documents
        .iter()
        .map(|(first, second)| CodedDocument {
            id: first.document.as_str(),
            gold: &first.statements,
            found: &second.statements,
        })
        .collect();
    Comparison {
        documents: documents.iter().map(|(first, second)| pairs(&first.statements, &second.statements)).collect(),
        scores: evaluation::score_statements(&coded),
    }
}

/// What both have: by actor, proposition and shared words as [`evaluation::matched_statements`] does, then, of what is
/// left, by shared words alone, so that those who read the same words differently stand side by side.
pub(super) fn pairs<'s>(first: &'s [Statement], second: &'s [Statement]) -> Vec<Pair<'s>> {
    let mut matched = evaluation::matched_statements(first, second);
    let mut near: Vec<(usize, usize, usize)> = Vec::new();
    for (a, left) in first.iter().enumerate().filter(|(a, _)| !matched.iter().any(|(known, _)| known == a)) {
        for (b, right) in second.iter().enumerate().filter(|(b, _)| !matched.iter().any(|(_, known)| known == b)) {
            let shared = evaluation::shared_evidence(left, right);
            if shared > 0 {
                near.push((shared, a, b));
            }
        }
    }
    near.sort_by_key(|&(shared, a, b)| (std::cmp::Reverse(shared), a, b));
    for (_, a, b) in near {
        if !matched.iter().any(|&(x, y)| x == a || y == b) {
            matched.push((a, b));
        }
    }
    let mut pairs: Vec<Pair<'_>> = matched
        .iter()
        .map(|&(a, b)| Pair {
            first: Some(&first[a]),
            second: Some(&second[b]),
            differences: differences(&Coding::of(&first[a]), &Coding::of(&second[b])),
        })
        .collect();
    let alone = |place: &usize, side: fn(&(usize, usize)) -> usize| !matched.iter().any(|pair| side(pair) == *place);
    let single = |first, second| Pair { first, second, differences: Vec::new() };
    pairs.extend((0..first.len()).filter(|a| alone(a, |pair| pair.0)).map(|a| single(Some(&first[a]), None)));
    pairs.extend((0..second.len()).filter(|b| alone(b, |pair| pair.1)).map(|b| single(None, Some(&second[b]))));
    pairs.sort_by_key(|pair| pair.first.or(pair.second).and_then(|found| found.evidence.first().copied()));
    pairs
}

/// What a code is in words.
type Words = fn(&Coding) -> String;

/// In which codes two statements differ, in the order of the form; the limits of the passage and the remark aside.
fn differences(first: &Coding, second: &Coding) -> Vec<Difference> {
    fn term<T: ClosedList>(term: Option<T>) -> String {
        term.map(ClosedList::words).unwrap_or_default()
    }
    fn ids<'i>(ids: impl IntoIterator<Item = &'i crate::model::Slug>) -> String {
        ids.into_iter().map(crate::model::Slug::as_str).collect::<Vec<_>>().join(", ")
    }
    let codes: [(&'static str, Words); 16] = [
        ("actor", |coding| coding.actor.to_string()),
        ("proposition", |coding| coding.proposition.to_string()),
        ("stance", |coding| term(Some(coding.stance))),
        ("leaning", |coding| term(coding.leaning)),
        ("condition", |coding| coding.condition.clone().unwrap_or_default()),
        ("form", |coding| term(Some(coding.form))),
        ("voice", |coding| term(Some(coding.modality))),
        ("commitment", |coding| term(Some(coding.commitment))),
        ("ascribed by", |coding| ids(&coding.ascribed_by)),
        ("spokesperson", |coding| ids(&coding.spokesperson)),
        ("spoken to", |coding| ids(&coding.addressees)),
        ("spoken about", |coding| ids(&coding.targets)),
        ("reasons", |coding| ids(&coding.frames)),
        ("reasons rejected", |coding| ids(&coding.frames_rejected)),
        ("utterance", |coding| ids(&coding.utterance)),
        ("date", |coding| coding.date.map(|date| date.to_string()).unwrap_or_default()),
    ];
    codes
        .into_iter()
        .map(|(code, of)| Difference { code, first: of(first), second: of(second) })
        .filter(|difference| difference.first != difference.second)
        .collect()
}

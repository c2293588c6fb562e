//! The forms of speech acts found against gold, sentence by sentence.
//!
//! Gold may be written in our own forms or in the event classes of PLOVER
//! (<https://github.com/openeventdata/PLOVER>), of which those that are done by speaking have forms of ours.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Score, scores::share};
use crate::model::{ClosedList as _, Form};

/// PLOVER's classes that are done by speaking, with the forms that are right for each. `REQUEST` and `ACCUSE` are the
/// later names of `DEMAND` and `DISAPPROVE`. `CONSULT` (meetings) and the classes of deeds are not among them.
const VERBAL: [(&str, &[Form]); 8] = [
    ("AGREE", &[Form::Promise, Form::Offer, Form::Announce, Form::Comply]),
    ("SUPPORT", &[Form::Praise]),
    ("DEMAND", &[Form::Demand, Form::Order]),
    ("REQUEST", &[Form::Demand, Form::Order]),
    ("DISAPPROVE", &[Form::Criticise, Form::Allege]),
    ("ACCUSE", &[Form::Criticise, Form::Allege]),
    ("REJECT", &[Form::Refuse, Form::Deny]),
    ("THREATEN", &[Form::Threaten, Form::Warn]),
];

/// The forms that are right for a class: a form's own id, or a class of PLOVER. None if it is not done by speaking.
#[must_use]
pub fn forms_of_class(class: &str) -> Option<Vec<Form>> {
    let verbal = VERBAL.iter().find(|(name, _)| *name == class).map(|(_, forms)| forms.to_vec());
    verbal.or_else(|| Form::from_id(class).ok().map(|form| vec![form]))
}

/// A sentence with the class it should get and the form it got.
#[derive(Debug, Clone, Copy)]
pub struct ClassedSentence<'s> {
    /// Its id.
    pub id: &'s str,
    /// Its words.
    pub text: &'s str,
    /// The class it should have: a form, or a class of PLOVER.
    pub class: &'s str,
    /// The form found in it, if any.
    pub found: Option<Form>,
    /// The pattern that found it.
    pub pattern: Option<&'s str>,
}

/// A sentence whose form is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormError {
    /// The sentence.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What it should be.
    pub class: String,
    /// What was found.
    pub found: Option<Form>,
    /// The pattern that found it.
    pub pattern: Option<String>,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormScores {
    /// Sentences of classes that are done by speaking.
    pub sentences: usize,
    /// Those with a right form.
    pub right: usize,
    /// The share of them, 0 to 1.
    pub accuracy: f64,
    /// By class. `found` counts the sentences of all these classes whose form would be right for this one.
    pub by_class: BTreeMap<String, Score>,
    /// How often each form ("none" if there was none) was found in the sentences of each class, other classes included.
    pub confusion: BTreeMap<String, BTreeMap<String, usize>>,
    /// Sentences of other classes: deeds.
    pub others: usize,
    /// Those in which a form of one of the scored classes was found all the same.
    pub others_with_form: usize,
    /// What went wrong, by class and id.
    pub errors: Vec<FormError>,
}

/// Scores the forms of sentences.
#[must_use]
pub fn score_forms(sentences: &[ClassedSentence<'_>]) -> FormScores {
    let mut scores = FormScores {
        sentences: 0,
        right: 0,
        accuracy: 0.0,
        by_class: BTreeMap::new(),
        confusion: BTreeMap::new(),
        others: 0,
        others_with_form: 0,
        errors: Vec::new(),
    };
    let classes: BTreeMap<&str, Vec<Form>> =
        sentences.iter().filter_map(|sentence| Some((sentence.class, forms_of_class(sentence.class)?))).collect();
    for sentence in sentences {
        let found = sentence.found.map_or("none", |form| form.id());
        let row = scores.confusion.entry(sentence.class.to_owned()).or_default();
        *row.entry(found.to_owned()).or_default() += 1;
        let fits = |forms: &[Form]| sentence.found.is_some_and(|form| forms.contains(&form));
        let Some(right) = classes.get(sentence.class) else {
            scores.others += 1;
            scores.others_with_form += usize::from(classes.values().any(|forms| fits(forms)));
            continue;
        };
        scores.sentences += 1;
        scores.by_class.entry(sentence.class.to_owned()).or_default().gold += 1;
        for (class, _) in classes.iter().filter(|(_, forms)| fits(forms)) {
            scores.by_class.entry((*class).to_owned()).or_default().found += 1;
        }
        if fits(right) {
            scores.right += 1;
            scores.by_class.entry(sentence.class.to_owned()).or_default().hits += 1;
        } else {
            scores.errors.push(FormError {
                id: sentence.id.to_owned(),
                text: sentence.text.to_owned(),
                class: sentence.class.to_owned(),
                found: sentence.found,
                pattern: sentence.pattern.map(str::to_owned),
            });
        }
    }
    scores.accuracy = share(scores.right, scores.sentences);
    scores.errors.sort_by(|a, b| (&a.class, &a.id).cmp(&(&b.class, &b.id)));
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence<'s>(class: &'s str, found: Option<Form>) -> ClassedSentence<'s> {
        ClassedSentence { id: "s", text: "Text.", class, found, pattern: None }
    }

    #[test]
    fn only_sentences_of_verbal_classes_are_scored() {
        let scores = score_forms(&[
            sentence("DEMAND", Some(Form::Order)),
            sentence("DEMAND", None),
            sentence("refuse", Some(Form::Refuse)),
            sentence("FIGHT", Some(Form::Demand)),
            sentence("FIGHT", Some(Form::Praise)),
        ]);
        assert_eq!((scores.right, scores.sentences, scores.others), (2, 3, 2));
        // Praise is the form of no class that was asked for here.
        assert_eq!(scores.others_with_form, 1);
        assert_eq!(scores.by_class["DEMAND"], Score { gold: 2, found: 1, hits: 1 });
        assert_eq!(scores.confusion["DEMAND"]["none"], 1);
        assert_eq!(scores.errors.len(), 1);
    }

    #[test]
    fn a_class_without_words_has_no_form() {
        assert_eq!(forms_of_class("CONSULT"), None);
        assert_eq!(forms_of_class("warn"), Some(vec![Form::Warn]));
    }
}

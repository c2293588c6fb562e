//! A guide for the discussion: questions that this graph raises, with what to listen for.

use serde::Serialize;

use super::{
    background::Background,
    material::{Material, Saying, Voice},
    passage::{Citation, Passage},
    sides::{Side, how},
    texts::Texts,
};
use crate::diagram::{
    survey::{Reading, contrasts, disputes},
    text::{list, visible},
};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// Own words, reported or alleged?
    Voice,
    /// Words against deeds.
    Contradiction,
    /// A position under a condition, or one that changed.
    Condition,
    /// On what sources disagree.
    Disagreement,
    /// Reasons given and rejected.
    Reasons,
    /// Who is missing.
    Missing,
    /// What came afterwards.
    Afterwards,
}

/// A question to the class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// What it is about.
    pub aim: Aim,
    /// The question.
    pub question: String,
    /// What to put on the board: words with their sources.
    pub evidence: Vec<Passage>,
    /// The answers that sources give, with where each stands.
    pub answers: Vec<(String, Vec<Citation>)>,
    /// What to listen for.
    pub listen: String,
}

/// The questions, the most telling first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discussion {
    /// The questions.
    pub topics: Vec<Topic>,
}

/// Asks what there is to ask.
pub(super) fn discussion(
    material: &Material<'_>,
    proposition: &str,
    sides: &[Side],
    background: &Background,
    most: usize,
    texts: &Texts,
) -> Discussion {
    let mut kinds = [
        voices(material, proposition, texts),
        contradictions(material, texts),
        conditions(material, proposition, texts),
        disagreements(material, texts),
        reasons(sides, texts),
        missing(material, texts),
    ];
    // By turns, so that a short guide still asks each kind of question; what came afterwards is for the end.
    let mut topics = Vec::new();
    for round in 0.. {
        let mut any = false;
        for kind in &mut kinds {
            if let Some(topic) = kind.get_mut(round).map(std::mem::take) {
                any = true;
                topics.push(topic);
            }
        }
        if !any {
            break;
        }
    }
    let after = afterwards(background, texts);
    topics.truncate(most.saturating_sub(after.len()));
    topics.extend(after);
    Discussion { topics }
}

impl Default for Topic {
    fn default() -> Self {
        Self {
            aim: Aim::Voice,
            question: String::new(),
            evidence: Vec::new(),
            answers: Vec::new(),
            listen: String::new(),
        }
    }
}

/// Positions that we know from an opponent or a third party alone.
fn voices(material: &Material<'_>, proposition: &str, texts: &Texts) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut told: Vec<_> = material.sayings.iter().filter(|saying| !saying.voice.own()).collect();
    told.sort_by_key(|saying| (saying.proposition != proposition, saying.voice != Voice::Alleged));
    for saying in told {
        let key = (saying.actor.id.as_str(), saying.proposition.as_str());
        let own = material.on(&saying.proposition).any(|other| other.is_of(&saying.actor.id) && other.voice.own());
        let Some(on) = material.proposition(&saying.proposition).filter(|_| !own && !seen.contains(&key)) else {
            continue;
        };
        seen.push(key);
        let side = texts.say(&format!("stance.{}.side", saying.stance), &[]);
        let values = [
            ("actor", saying.actor.label.as_str()),
            ("side", &side),
            ("short", &on.short),
            ("how", &how(saying, texts)),
        ];
        topics.push(Topic {
            aim: Aim::Voice,
            question: texts.say("discussion.voice.question", &values),
            evidence: vec![saying.passage.clone()],
            answers: Vec::new(),
            listen: texts.say("discussion.voice.listen", &values),
        });
    }
    topics
}

fn contradictions(material: &Material<'_>, texts: &Texts) -> Vec<Topic> {
    contrasts(&material.survey)
        .iter()
        .filter_map(|contrast| {
            let passage = |findings: &[crate::diagram::survey::Finding<'_>]| {
                material.library.passage(&material.survey, findings.first()?.id())
            };
            let words = passage(&contrast.words.last()?.findings)?;
            let deed = contrast.deeds.first()?;
            let told = passage(&deed.findings)?;
            let values = [("actor", &*visible(contrast.actor)), ("deed", &visible(&deed.text))];
            Some(Topic {
                aim: Aim::Contradiction,
                question: texts.say("discussion.contradiction.question", &values),
                evidence: vec![words, told],
                answers: Vec::new(),
                listen: texts.say("discussion.contradiction.listen", &values),
            })
        })
        .collect()
}

fn conditions(material: &Material<'_>, proposition: &str, texts: &Texts) -> Vec<Topic> {
    let mut changes = material.changes();
    changes.sort_by_key(|(before, _)| before.proposition != proposition);
    let changed = changes.into_iter().filter_map(|(before, after)| {
        let on = material.proposition(&before.proposition)?;
        let side = |saying: &Saying| texts.say(&format!("stance.{}.side", saying.stance), &[]);
        let (was, is) = (side(before), side(after));
        let values = [
            ("actor", before.actor.label.as_str()),
            ("short", &on.short),
            ("before", &was),
            ("then", &before.date),
            ("after", &is),
            ("later", &after.date),
        ];
        Some(Topic {
            aim: Aim::Condition,
            question: texts.say("discussion.changed.question", &values),
            evidence: vec![before.passage.clone(), after.passage.clone()],
            answers: Vec::new(),
            listen: texts.say("discussion.changed.listen", &values),
        })
    });
    let mut topics: Vec<Topic> = changed.collect();
    let mut found: Vec<_> = material.sayings.iter().filter(|saying| saying.condition.is_some()).collect();
    found.sort_by_key(|saying| saying.proposition != proposition);
    let conditional = found.into_iter().filter_map(|saying| {
        let on = material.proposition(&saying.proposition)?;
        let condition = saying.condition.as_deref()?;
        let values = [("actor", saying.actor.label.as_str()), ("short", &on.short), ("condition", condition)];
        Some(Topic {
            aim: Aim::Condition,
            question: texts.say("discussion.condition.question", &values),
            evidence: vec![saying.passage.clone()],
            answers: Vec::new(),
            listen: texts.say("discussion.condition.listen", &values),
        })
    });
    topics.extend(conditional);
    topics
}

/// Who gives an answer, with where each stands.
pub(super) fn tellers(material: &Material<'_>, reading: &Reading<'_>) -> Vec<Citation> {
    let mut citations: Vec<Citation> = reading
        .facts
        .iter()
        .filter_map(|fact| Some(material.library.passage(&material.survey, &fact.id)?.citation))
        .collect();
    citations.sort();
    citations.dedup_by(|a, b| a.document == b.document);
    citations
}

fn disagreements(material: &Material<'_>, texts: &Texts) -> Vec<Topic> {
    disputes(&material.survey)
        .iter()
        .map(|dispute| {
            let asked = visible(&dispute.question);
            let note = dispute.note.as_deref().map(visible);
            let key = if note.is_some() { "explained" } else { "open" };
            let note = note.unwrap_or_default();
            Topic {
                aim: Aim::Disagreement,
                question: texts.say("discussion.disagreement.question", &[("question", &asked)]),
                evidence: Vec::new(),
                answers: dispute
                    .readings
                    .iter()
                    .map(|reading| (visible(&reading.value), tellers(material, reading)))
                    .collect(),
                listen: texts.say(&format!("discussion.disagreement.{key}"), &[("note", &note)]),
            }
        })
        .collect()
}

fn reasons(sides: &[Side], texts: &Texts) -> Vec<Topic> {
    let of = |stance: &str| sides.iter().find(|side| side.stance == stance);
    let named = |side: Option<&Side>| match side.map(|side| side.reasons.as_slice()) {
        None | Some([]) => texts.say("discussion.reasons.none", &[]),
        Some(reasons) => list(&reasons.iter().map(|reason| reason.to_lowercase()).collect::<Vec<_>>()),
    };
    let (plus, minus) = (named(of("support")), named(of("oppose")));
    let values = [("for", plus.as_str()), ("against", minus.as_str())];
    let evidence = sides.iter().filter_map(|side| Some(side.holders.first()?.passage.clone())).collect();
    vec![Topic {
        aim: Aim::Reasons,
        question: texts.say("discussion.reasons.question", &values),
        evidence,
        answers: Vec::new(),
        listen: texts.say("discussion.reasons.listen", &values),
    }]
}

fn missing(material: &Material<'_>, texts: &Texts) -> Vec<Topic> {
    let heard: Vec<String> = material
        .silences
        .iter()
        .filter(|silence| !silence.actors.is_empty() && silence.kind != "press")
        .map(|silence| format!("{} ({})", silence.kind, list(&silence.actors)))
        .collect();
    let unheard: Vec<String> = material
        .silences
        .iter()
        .filter(|silence| silence.actors.is_empty())
        .map(|silence| silence.kind.clone())
        .collect();
    if heard.is_empty() && unheard.is_empty() {
        return Vec::new();
    }
    let none = texts.say("discussion.reasons.none", &[]);
    let or_none = |names: &[String]| if names.is_empty() { none.clone() } else { list(names) };
    let (heard, unheard) = (or_none(&heard), or_none(&unheard));
    let values = [("mentioned", heard.as_str()), ("absent", unheard.as_str())];
    vec![Topic {
        aim: Aim::Missing,
        question: texts.say("discussion.missing.question", &values),
        evidence: Vec::new(),
        answers: Vec::new(),
        listen: texts.say("discussion.missing.listen", &values),
    }]
}

fn afterwards(background: &Background, texts: &Texts) -> Vec<Topic> {
    let Some(epilogue) = &background.epilogue else {
        return Vec::new();
    };
    vec![Topic {
        aim: Aim::Afterwards,
        question: texts.say("discussion.afterwards.question", &[]),
        evidence: Vec::new(),
        answers: Vec::new(),
        listen: texts.say("discussion.afterwards.listen", &[("epilogue", epilogue)]),
    }]
}

//! Questions about words: whose they are, in whose voice they come, where they are printed.

use std::collections::BTreeSet;

use super::{Candidate, Kind};
use crate::lesson::{
    fold,
    material::{Material, Saying, Voice},
    sides::how,
    texts::Texts,
};

/// The shortest words that one can know again (characters).
const SHORTEST: usize = 25;
/// How much of the words a question shows (characters of a stretch).
const SHOWN: usize = 260;

/// Whose own words are these? Only what is quoted, and does not name its speaker.
pub(super) fn who_said(material: &Material<'_>, texts: &Texts) -> Vec<Candidate> {
    let quoted = material.sayings.iter().filter(|saying| {
        let words = saying.passage.folded();
        saying.voice == Voice::Quoted
            && words.chars().count() >= SHORTEST
            && saying.passage.pieces.iter().all(|piece| piece.verbatim)
            && !words.contains(&fold(&saying.actor.label))
    });
    quoted
        .map(|saying| {
            let involved = involved(material, saying);
            let wrong: BTreeSet<&str> = material
                .sayings
                .iter()
                .filter(|other| !involved.contains(other.actor.id.as_str()))
                .map(|other| other.actor.label.as_str())
                .collect();
            let values = [("words", saying.passage.shown_within(SHOWN)), ("actor", saying.actor.label.clone())];
            let values = [("words", values[0].1.as_str()), ("actor", values[1].1.as_str())];
            Candidate {
                kind: Kind::WhoSaid,
                prompt: texts.say("quiz.who-said.prompt", &values),
                right: saying.actor.label.clone(),
                wrong: wrong.into_iter().map(str::to_owned).collect(),
                why: texts.say("quiz.who-said.why", &values),
                citations: vec![saying.passage.citation.clone()],
                open_source: true,
                about: saying.statements.clone(),
                turn: saying.actor.id.clone(),
            }
        })
        .collect()
}

/// Everybody who could be said to have said it: whoever has to do with these words, this speech act or this passage.
fn involved<'m>(material: &'m Material<'_>, saying: &Saying) -> BTreeSet<&'m str> {
    let words = saying.passage.folded();
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for statement in &material.survey.statements {
        let same_act = statement.speech() == saying.speech;
        let same_words = || {
            let passage = material.library.passage(&material.survey, &statement.id);
            passage.is_some_and(|other| {
                let folded = other.folded();
                other.overlaps(&saying.passage) || folded.contains(&words) || words.contains(&folded)
            })
        };
        if !(same_act || same_words()) {
            continue;
        }
        let parties = [&statement.actor]
            .into_iter()
            .chain(&statement.counts_for)
            .chain(&statement.spokespersons)
            .chain(&statement.ascribers);
        ids.extend(parties.map(|party| party.id.as_str()));
        // Whoever passes the words on has said them, too.
        let mut open: Vec<&str> = statement.attributions.iter().map(String::as_str).collect();
        while let Some(id) = open.pop() {
            if let Some(attribution) = material.survey.attributions.iter().find(|known| known.id == id) {
                ids.extend(attribution.holder.iter().map(|holder| holder.id.as_str()));
                ids.extend(attribution.speaker.as_deref());
                open.extend(attribution.within.as_deref());
            }
        }
    }
    ids
}

/// In whose voice do we know it? Only where one passage leaves no choice.
pub(super) fn voices(material: &Material<'_>, texts: &Texts) -> Vec<Candidate> {
    const KEYS: [&str; 4] = ["own", "reported", "alleged", "unattributed"];
    let key = |voice: Voice| match voice {
        Voice::Quoted | Voice::Retold => KEYS[0],
        Voice::Reported => KEYS[1],
        Voice::Alleged => KEYS[2],
        Voice::Unattributed => KEYS[3],
    };
    let clear = material.sayings.iter().filter(|saying| {
        material.survey.statements.iter().all(|other| {
            saying.statements.contains(&other.id)
                || other.actor.id != saying.actor.id
                || other.topic.id != saying.proposition
                || material
                    .library
                    .passage(&material.survey, &other.id)
                    .is_none_or(|passage| !passage.overlaps(&saying.passage))
        })
    });
    clear
        .filter_map(|saying| {
            let on = material.proposition(&saying.proposition)?;
            let side = texts.say(&format!("stance.{}.side", saying.stance), &[]);
            let words = saying.passage.shown_within(SHOWN);
            let how = how(saying, texts);
            let values = [
                ("words", words.as_str()),
                ("actor", &saying.actor.label),
                ("side", &side),
                ("short", &on.short),
                ("how", &how),
            ];
            let right = key(saying.voice);
            let answer = |key: &str| texts.say(&format!("quiz.voice.answer.{key}"), &values);
            Some(Candidate {
                kind: Kind::Voice,
                prompt: texts.say("quiz.voice.prompt", &values),
                right: answer(right),
                wrong: KEYS.into_iter().filter(|key| *key != right).map(answer).collect(),
                why: texts.say("quiz.voice.why", &values),
                citations: vec![saying.passage.citation.clone()],
                open_source: true,
                about: saying.statements.clone(),
                turn: right.to_owned(),
            })
        })
        .collect()
}

/// Which source prints exactly these words? Only words that one document alone has.
pub(super) fn printed_where(material: &Material<'_>, texts: &Texts) -> Vec<Candidate> {
    let folded: Vec<(&str, String)> =
        material.case.documents.iter().map(|(slug, document)| (slug.as_str(), fold(&document.text))).collect();
    let mut found = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for statement in &material.survey.statements {
        let Some(passage) = material.library.passage(&material.survey, &statement.id) else { continue };
        let Some(piece) = passage.pieces.iter().find(|piece| piece.verbatim && piece.text.chars().count() >= SHORTEST)
        else {
            continue;
        };
        let words = fold(&piece.text);
        let holders: Vec<&str> =
            folded.iter().filter(|(_, text)| text.contains(&words)).map(|(slug, _)| *slug).collect();
        let Some(source) = material.library.source(&statement.document) else { continue };
        if holders != [source.id.as_str()] || !seen.insert(words) {
            continue;
        }
        let shown = crate::diagram::evidence::shorten(&piece.text, SHOWN);
        let values = [("words", shown.trim_matches(['“', '”', '"'])), ("source", &source.label)];
        found.push(Candidate {
            kind: Kind::PrintedWhere,
            prompt: texts.say("quiz.printed-where.prompt", &values),
            right: source.label.clone(),
            wrong: material
                .library
                .all()
                .iter()
                .filter(|other| other.id != source.id)
                .map(|other| other.label.clone())
                .collect(),
            why: texts.say("quiz.printed-where.why", &values),
            citations: vec![passage.citation.clone()],
            open_source: false,
            about: vec![statement.id.clone()],
            turn: source.id.clone(),
        });
    }
    found
}

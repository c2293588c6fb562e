//! Role briefs: a page for each actor, with nothing on it that the sources do not hold.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    Level, choice,
    material::{Actor, Material, Proposition, Saying, Voice},
    passage::{Citation, Passage},
    sides::how,
    texts::Texts,
};
use crate::diagram::{
    survey::{Contrast, Telling, contrasts},
    text::{list, visible},
};

/// The most of each part on a page (counts).
const WANTS: usize = 5;
const WHYS: usize = 3;
const QUOTES: usize = 3;
const AGAINST: usize = 2;
const DEEDS: usize = 3;
const QUESTIONS: usize = 3;

/// One actor's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// Who you are.
    pub actor: Actor,
    /// The same in a sentence or two.
    pub who: String,
    /// What the sources do not let us hear of you; empty if you are quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What you want, proposition by proposition; that of the lesson first.
    pub wants: Vec<Want>,
    /// Why.
    pub whys: Vec<Why>,
    /// Your strongest words.
    pub quotes: Vec<Saying>,
    /// What others will say against you.
    pub against: Vec<Against>,
    /// What your record says.
    pub record: Vec<Deed>,
    /// What you will be asked.
    pub questions: Vec<Question>,
}

/// Where you stand on one proposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Want {
    /// The proposition.
    pub proposition: Proposition,
    /// "support", "oppose" or "conditional".
    pub stance: &'static str,
    /// The condition, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// In whose voice, in words.
    pub how: String,
    /// Where it can be read.
    pub citation: Citation,
}

/// A reason that you give or reject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Its name, or several that one passage gives: "Privacy", "Sovereignty · Trust in business".
    pub reason: String,
    /// What is meant by it, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// Whether you reject it.
    pub rejected: bool,
    /// In whose voice, in words.
    pub how: String,
    /// The words.
    pub passage: Passage,
}

/// Something that others say against you.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Against {
    /// Who says it, or the article.
    pub who: String,
    /// What they do: "opposes “Blocking services”".
    pub what: String,
    /// The words.
    pub passage: Passage,
}

/// A line of your record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deed {
    /// What is said of you, in words.
    pub text: String,
    /// The words behind it.
    pub passage: Passage,
}

/// A question to expect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Where what it builds on can be read.
    pub citations: Vec<Citation>,
}

/// Writes the brief of an actor; `None` if it says nothing in this case.
pub(super) fn brief(
    material: &Material<'_>,
    actor: &Actor,
    proposition: &str,
    level: Level,
    texts: &Texts,
) -> Option<Brief> {
    let sayings = choice::told(material, &actor.id, proposition);
    sayings.first()?;
    let found = contrasts(&material.survey);
    let contrast: Vec<&Contrast<'_>> = found.iter().filter(|contrast| visible(contrast.actor) == actor.label).collect();
    let against = against(material, actor, &sayings, proposition, texts);
    let record = record(material, actor, &contrast, texts);
    let questions = questions(material, actor, &sayings, &contrast, &against, proposition, texts);
    let trim = |most: usize| if level == Level::Plain { most.min(2) } else { most };
    Some(Brief {
        who: who(material, actor, &sayings, texts),
        note: note(actor, &sayings, texts),
        wants: wants(material, &sayings, texts).into_iter().take(WANTS).collect(),
        whys: whys(material, &sayings, texts).into_iter().take(trim(WHYS)).collect(),
        quotes: quotes(&sayings).into_iter().take(trim(QUOTES)).collect(),
        against: against.into_iter().take(trim(AGAINST)).collect(),
        record: record.into_iter().take(DEEDS).collect(),
        questions: questions.into_iter().take(QUESTIONS).collect(),
        actor: actor.clone(),
    })
}

fn who(material: &Material<'_>, actor: &Actor, sayings: &[&Saying], texts: &Texts) -> String {
    let mut speakers: Vec<String> = sayings.iter().filter_map(|saying| saying.speaker.clone()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    let documents: BTreeSet<&str> = sayings
        .iter()
        .flat_map(|saying| saying.also.iter().chain([&saying.passage.citation]))
        .map(|citation| citation.document.as_str())
        .collect();
    let count = documents.len().to_string();
    let all = material.library.all().len().to_string();
    let mut values = vec![("actor", actor.label.as_str()), ("kind", &actor.kind), ("documents", &count), ("all", &all)];
    let speakers = list(&speakers);
    let mut text = texts.say("brief.who", &values);
    if !speakers.is_empty() {
        values.push(("speakers", &speakers));
        text.push(' ');
        text.push_str(&texts.say("brief.speakers", &values));
    }
    text
}

fn note(actor: &Actor, sayings: &[&Saying], texts: &Texts) -> Option<String> {
    let best = sayings.iter().map(|saying| saying.voice).min()?;
    let values = [("actor", actor.label.as_str())];
    match best {
        Voice::Quoted => None,
        Voice::Retold => Some(texts.say("brief.not-quoted", &values)),
        _ => Some(texts.say("brief.no-own-words", &values)),
    }
}

fn wants(material: &Material<'_>, sayings: &[&Saying], texts: &Texts) -> Vec<Want> {
    let mut wants: Vec<Want> = Vec::new();
    for saying in sayings {
        // The best voice comes first; what is only reported or alleged beside own words is not repeated.
        let known = wants.iter().any(|want| want.proposition.id == saying.proposition && want.stance == saying.stance);
        if let (false, Some(proposition)) = (known, material.proposition(&saying.proposition)) {
            wants.push(Want {
                proposition: proposition.clone(),
                stance: saying.stance,
                condition: saying.condition.clone(),
                how: how(saying, texts),
                citation: saying.passage.citation.clone(),
            });
        }
    }
    wants
}

fn whys(material: &Material<'_>, sayings: &[&Saying], texts: &Texts) -> Vec<Why> {
    let mut whys: Vec<Why> = Vec::new();
    for saying in sayings {
        let uses = saying.reasons.iter().map(|id| (id, false)).chain(saying.rejects.iter().map(|id| (id, true)));
        for (id, rejected) in uses {
            let Some(reason) = material.reasons.get(id) else { continue };
            let named =
                |why: &Why| why.rejected == rejected && why.reason.split(" · ").any(|name| name == reason.label);
            if whys.iter().any(named) {
                continue;
            }
            // Several reasons in one sentence are told with it once.
            let same = whys.iter_mut().find(|why| why.rejected == rejected && why.passage == saying.passage);
            if let Some(why) = same {
                why.reason = format!("{} · {}", why.reason, reason.label);
                why.definition = None;
            } else {
                whys.push(Why {
                    reason: reason.label.clone(),
                    definition: reason.definition.clone(),
                    rejected,
                    how: how(saying, texts),
                    passage: saying.passage.clone(),
                });
            }
        }
    }
    whys
}

/// The best words, each once: in own words if there are any.
fn quotes(sayings: &[&Saying]) -> Vec<Saying> {
    let own = sayings.iter().any(|saying| saying.voice.own());
    let mut quotes: Vec<Saying> = Vec::new();
    for saying in sayings.iter().filter(|saying| !own || saying.voice.own()) {
        if quotes.iter().all(|known| known.passage.folded() != saying.passage.folded()) {
            quotes.push((*saying).clone());
        }
    }
    // The lesson's proposition first, and within it what is quoted.
    quotes.sort_by_key(|saying| saying.voice);
    quotes
}

/// What speaks to or about the actor from the other side, then what is said on the other side at all.
fn against(
    material: &Material<'_>,
    actor: &Actor,
    sayings: &[&Saying],
    proposition: &str,
    texts: &Texts,
) -> Vec<Against> {
    let own: Vec<(&str, &str)> = sayings.iter().map(|saying| (saying.proposition.as_str(), saying.stance)).collect();
    let opposed = |saying: &Saying| {
        own.iter().any(|(on, stance)| {
            *on == saying.proposition
                && matches!((*stance, saying.stance), ("support", "oppose") | ("oppose", "support"))
        })
    };
    let mut others: Vec<&Saying> = material
        .sayings
        .iter()
        .filter(|saying| !saying.is_of(&actor.id) && saying.voice.own() && opposed(saying))
        .collect();
    others.sort_by_key(|saying| (!saying.aims_at.contains(&actor.id), saying.proposition != proposition, saying.voice));
    let mut found: Vec<Against> = Vec::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for saying in others {
        let Some(on) = material.proposition(&saying.proposition) else { continue };
        if !seen.insert((saying.actor.id.clone(), saying.passage.folded())) {
            continue;
        }
        let key = format!("brief.against.{}", saying.stance);
        let same = found.iter_mut().find(|known| known.passage.folded() == saying.passage.folded());
        if let Some(known) = same {
            if !known.who.contains(&saying.actor.label) {
                known.who = format!("{} · {}", known.who, saying.actor.label);
            }
            continue;
        }
        found.push(Against {
            who: saying.actor.label.clone(),
            what: texts.say(&key, &[("short", &on.short)]),
            passage: saying.passage.clone(),
        });
    }
    // What opponents say that the actor wants.
    for saying in sayings.iter().filter(|saying| saying.voice == Voice::Alleged) {
        if let Some(on) = material.proposition(&saying.proposition)
            && seen.insert((list(&saying.by), saying.passage.folded()))
        {
            let key = format!("brief.alleges.{}", saying.stance);
            let said = Against {
                who: list(&saying.by),
                what: texts.say(&key, &[("short", &on.short)]),
                passage: saying.passage.clone(),
            };
            found.insert(found.len().min(1), said);
        }
    }
    found
}

/// The words of a telling.
fn passage_of(material: &Material<'_>, telling: &Telling<'_>) -> Option<Passage> {
    let finding = telling.findings.first()?;
    material.library.passage(&material.survey, finding.id())
}

fn record(material: &Material<'_>, actor: &Actor, contrasts: &[&Contrast<'_>], texts: &Texts) -> Vec<Deed> {
    let mut deeds: Vec<Deed> = Vec::new();
    let mut add = |text: String, passage: Option<Passage>| {
        if let Some(passage) = passage
            && deeds.iter().all(|deed| deed.passage.folded() != passage.folded())
        {
            deeds.push(Deed { text, passage });
        }
    };
    for contrast in contrasts {
        for deed in &contrast.deeds {
            let text = texts.say("brief.record.deed", &[("deed", &visible(&deed.text))]);
            add(text, passage_of(material, deed));
        }
        if let Some(words) = contrast.words.last() {
            let on = material.propositions.values().find(|on| on.sentence == visible(&contrast.about));
            let about = on.map_or_else(|| visible(&contrast.about), |on| on.short.clone());
            let text = texts.say("brief.record.words", &[("about", &about)]);
            add(text, passage_of(material, words));
        }
    }
    for (before, after) in material.changes().into_iter().filter(|(before, _)| before.is_of(&actor.id)) {
        let text = texts.say("brief.record.changed", &changed(material, before, after, texts).as_values());
        add(text, Some(after.passage.clone()));
    }
    // What it is said to have done, whether it goes against its words or not.
    let acts = material.survey.facts.iter().filter(|fact| fact.property == "agent" && fact.value == actor.id);
    let mut events: Vec<&str> = Vec::new();
    for fact in acts {
        if let (false, Some(event)) = (events.contains(&fact.event.as_str()), material.survey.event(&fact.event)) {
            events.push(&fact.event);
            let text = texts.say("brief.record.act", &[("deed", &visible(&event.label))]);
            add(text, material.library.passage(&material.survey, &fact.id));
        }
    }
    deeds
}

/// A change in words.
struct Change {
    short: String,
    before: String,
    then: String,
    after: String,
    later: String,
}

impl Change {
    fn as_values(&self) -> [(&str, &str); 5] {
        [
            ("short", &self.short),
            ("before", &self.before),
            ("then", &self.then),
            ("after", &self.after),
            ("later", &self.later),
        ]
    }
}

fn changed(material: &Material<'_>, before: &Saying, after: &Saying, texts: &Texts) -> Change {
    let side = |saying: &Saying| texts.say(&format!("stance.{}.side", saying.stance), &[]);
    Change {
        short: material.proposition(&before.proposition).map(|on| on.short.clone()).unwrap_or_default(),
        before: side(before),
        then: before.date.clone(),
        after: side(after),
        later: after.date.clone(),
    }
}

fn questions(
    material: &Material<'_>,
    actor: &Actor,
    sayings: &[&Saying],
    contrasts: &[&Contrast<'_>],
    against: &[Against],
    proposition: &str,
    texts: &Texts,
) -> Vec<Question> {
    let mut asked = Vec::new();
    for contrast in contrasts {
        let words = contrast.words.last().and_then(|words| passage_of(material, words));
        let deed = contrast.deeds.first();
        if let (Some(words), Some(deed)) = (words, deed)
            && let Some(told) = passage_of(material, deed)
        {
            let (said, number) = (words.shown_within(120), told.citation.source.to_string());
            let values = [("words", said.as_str()), ("number", &number), ("deed", &visible(&deed.text))];
            let text = texts.say("brief.question.deed", &values);
            asked.push(Question { text, citations: vec![words.citation, told.citation] });
        }
    }
    for (before, after) in material.changes().into_iter().filter(|(before, _)| before.is_of(&actor.id)) {
        let text = texts.say("brief.question.changed", &changed(material, before, after, texts).as_values());
        asked.push(Question { text, citations: vec![before.passage.citation.clone(), after.passage.citation.clone()] });
    }
    let short = |id: &str| material.proposition(id).map(|on| on.short.clone()).unwrap_or_default();
    // What others say of it, where it does not say so itself.
    let told = sayings.iter().find(|saying| {
        !saying.voice.own()
            && sayings
                .iter()
                .all(|own| !own.voice.own() || own.proposition != saying.proposition || own.stance != saying.stance)
    });
    if let Some(saying) = told {
        let by = match saying.by.as_slice() {
            [] => format!("[{}]", saying.passage.citation.source),
            by => list(by),
        };
        let key = format!("brief.question.told.{}", saying.stance);
        let text = texts.say(&key, &[("by", &by), ("short", &short(&saying.proposition))]);
        asked.push(Question { text, citations: vec![saying.passage.citation.clone()] });
    }
    for saying in sayings.iter().filter(|saying| saying.stance == "conditional") {
        if let Some(condition) = &saying.condition {
            let values = [("condition", condition.as_str()), ("short", &short(&saying.proposition))];
            let text = texts.say("brief.question.condition", &values);
            asked.push(Question { text, citations: vec![saying.passage.citation.clone()] });
            break;
        }
    }
    // A reason that somebody else rejects, or that it gives against another's.
    let reason =
        sayings.iter().flat_map(|saying| saying.reasons.iter().map(move |id| (id, *saying))).find_map(|(id, own)| {
            let rejecting =
                material.sayings.iter().find(|other| !other.is_of(&actor.id) && other.rejects.contains(id))?;
            Some((material.reasons.get(id)?, own, rejecting))
        });
    if let Some((reason, own, rejecting)) = reason {
        let values = [("reason", reason.label.as_str()), ("other", &rejecting.actor.label)];
        let text = texts.say("brief.question.rejected", &values);
        let citations = vec![own.passage.citation.clone(), rejecting.passage.citation.clone()];
        asked.push(Question { text, citations });
    }
    if let Some(first) = against.iter().find(|against| against.who != actor.label) {
        let words = first.passage.shown_within(120);
        let text = texts.say("brief.question.answer", &[("who", &first.who), ("words", &words)]);
        asked.push(Question { text, citations: vec![first.passage.citation.clone()] });
    }
    // Where others take a position and it takes none.
    let open = material.propositions.values().find(|on| {
        on.id != proposition
            && sayings.iter().all(|saying| saying.proposition != on.id)
            && material.on(&on.id).next().is_some()
    });
    if let Some(on) = open
        && let Some(saying) = material.on(&on.id).next()
    {
        let text = texts.say("brief.question.open", &[("sentence", &on.sentence), ("other", &saying.actor.label)]);
        asked.push(Question { text, citations: vec![saying.passage.citation.clone()] });
    }
    if let Some(saying) = sayings.first() {
        let text = texts.say("brief.question.reason", &[("short", &short(&saying.proposition))]);
        asked.push(Question { text, citations: vec![saying.passage.citation.clone()] });
    }
    asked
}

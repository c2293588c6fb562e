//! From claims to statements: in whose voice, with what reasons, to whom, each said once.

use std::{collections::hash_map::Entry, ops::Range};

use rustc_hash::FxHashMap;

use super::{
    cast::{Cast, Setting},
    claim::Claim,
    explain::{Explanation, Factor},
    page::Page,
    rules::Meaning,
    time::{Times, Told},
    voice::Voices,
};
use crate::{
    lexicon::Border,
    model::{ActorKind, Commitment, Form, Modality, Slug, Stance, Statement},
};

/// What rules find is left out below this: a wrong sign is worse than a miss. What examples say is judged before.
const LEAST: f64 = 0.64;
/// How much heavier one sign must weigh than the other where an actor's claims go both ways.
const CLEARLY: f64 = 1.25;

/// What share of the practice texts' statements that rules found was right, by what their factors amount to. Between
/// two points it is in proportion.
const RULES: [(f64, f64); 7] =
    [(0.6, 0.4), (0.75, 0.5), (0.85, 0.58), (0.9, 0.7), (0.95, 0.88), (0.97, 0.92), (1.0, 0.96)];

/// A confidence as the share of statements like it that are right.
fn calibrated(confidence: f64) -> f64 {
    let above = RULES.partition_point(|(from, _)| *from <= confidence);
    match (above.checked_sub(1).map(|place| RULES[place]), RULES.get(above)) {
        (Some((from, low)), Some((to, high))) => low + (high - low) * (confidence - from) / (to - from),
        (Some((_, share)), None) => share,
        (None, _) => RULES[0].1 * confidence / RULES[0].0,
    }
}

/// A statement whose evidence is still in words, with the reasons for it.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) statement: Statement,
    pub(super) evidence: Vec<Range<usize>>,
    pub(super) explanation: Explanation,
    /// Whether its confidence is the judge's already.
    judged: bool,
}

/// Makes the statements of a document.
pub(super) fn statements(
    claims: &[Claim],
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    voices: &Voices,
    times: &Times<'_, '_>,
) -> Vec<Draft> {
    let setting = cast.setting;
    let weights = weights(claims);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut said: FxHashMap<Said, usize> = FxHashMap::default();
    for claim in claims {
        if !is_likely(claim) || !is_clear(claim, &weights) {
            continue;
        }
        let mut draft = draft(claim, &weights, page, cast, voices, setting);
        if let Some(told) = told(claim, voices, times) {
            draft.statement.date = Some(told.date);
            draft.explanation.date = Some(page.words.slice(told.words).to_owned());
        }
        match said.entry(what_it_says(&draft.statement)) {
            Entry::Occupied(place) => join(&mut drafts[*place.get()], draft),
            Entry::Vacant(place) => {
                place.insert(drafts.len());
                drafts.push(draft);
            }
        }
    }
    qualify(&mut drafts);
    for statement in drafts.iter_mut().filter(|draft| !draft.judged).map(|draft| &mut draft.statement) {
        statement.confidence = statement.confidence.map(|confidence| round(calibrated(confidence)));
    }
    drafts
}

/// Whether a claim is sure enough to be a statement.
fn is_likely(claim: &Claim) -> bool {
    claim.judged || claim.confidence >= LEAST
}

/// A condition once stated qualifies whatever the same actor says for or against the same proposition.
fn qualify(drafts: &mut [Draft]) {
    type Condition = (Option<Stance>, Option<String>);
    let mut conditions: FxHashMap<(Slug, Slug), Condition> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| draft.statement.stance == Stance::Conditional) {
        let Statement { actor, proposition, leaning, condition, .. } = &draft.statement;
        conditions.entry((actor.clone(), proposition.clone())).or_insert((*leaning, condition.clone()));
    }
    for statement in drafts.iter_mut().map(|draft| &mut draft.statement) {
        let condition = conditions.get(&(statement.actor.clone(), statement.proposition.clone()));
        if let Some((leaning, condition)) = condition.filter(|_| statement.stance != Stance::Conditional) {
            statement.stance = Stance::Conditional;
            (statement.leaning, statement.condition) = (*leaning, condition.clone());
        }
    }
}

/// "Pakistan was demanding access," said BlackBerry: what BlackBerry's words say of Pakistan rests on the attribution
/// inside them too, if one was found there that agrees on the actor, however doubtful it is by itself.
pub(super) fn rest_on_nested(drafts: &mut [Draft], voices: &Voices) {
    let nested = voices.doubtful_within();
    for draft in drafts {
        let statement = &mut draft.statement;
        let inner = statement.attribution.filter(|_| statement.ascribed_by.is_some()).and_then(|no| nested.get(&no));
        let agrees = |no: &&usize| voices.list[**no].tells(&statement.actor, &draft.evidence);
        if let Some(no) = inner.into_iter().flatten().find(agrees) {
            statement.attribution = Some(*no);
        }
    }
}

type Weights<'c> = FxHashMap<(&'c Slug, &'c Slug), [Option<f64>; 2]>;

/// The sum of confidences against and for, for each actor and proposition; `None` if there is no such claim.
fn weights(claims: &[Claim]) -> Weights<'_> {
    let mut weights = Weights::default();
    for claim in claims {
        let own = if claim.own || claim.speech { 1.0 } else { 0.8 };
        let sides = weights.entry((&claim.holder.actor, &claim.proposition)).or_default();
        *sides[usize::from(claim.positive)].get_or_insert(0.0) += claim.confidence * own;
    }
    weights
}

fn is_clear(claim: &Claim, weights: &Weights<'_>) -> bool {
    let sides = weights.get(&(&claim.holder.actor, &claim.proposition)).copied().unwrap_or_default();
    let side = |positive| sides[usize::from(positive)].unwrap_or(0.0);
    let (own, other) = (side(claim.positive), side(!claim.positive));
    other == 0.0 || own > other * CLEARLY
}

/// What makes two drafts one: actor, proposition, whether for it, attribution, who ascribes it, whether it is praise.
type Said = (Slug, Slug, bool, Option<usize>, Option<Slug>, bool);

fn what_it_says(statement: &Statement) -> Said {
    // Praise of somebody is a speech act of its own: it is about a target, not to an addressee.
    let praise = statement.form == Some(Form::Praise);
    let positive = statement.leaning.unwrap_or(statement.stance) == Stance::Support;
    let (actor, proposition) = (statement.actor.clone(), statement.proposition.clone());
    (actor, proposition, positive, statement.attribution, statement.ascribed_by.clone(), praise)
}

/// Adds a draft to one that says the same. What was judged together has its confidence already.
fn join(into: &mut Draft, from: Draft) {
    for range in from.evidence {
        // They are in order and disjoint.
        let place = into.evidence.partition_point(|known| known.end <= range.start);
        if into.evidence.get(place).is_none_or(|next| range.end <= next.start) {
            into.evidence.insert(place, range);
        }
    }
    let confidence = |draft: &Statement| draft.confidence.unwrap_or(0.5);
    if !from.judged {
        let both = 1.0 - (1.0 - confidence(&into.statement)) * (1.0 - confidence(&from.statement) * 0.5);
        into.statement.confidence = Some(round(both.min(0.98)));
    }
    for (known, new) in [
        (&mut into.statement.frames, from.statement.frames),
        (&mut into.statement.frames_rejected, from.statement.frames_rejected),
        (&mut into.statement.addressees, from.statement.addressees),
        (&mut into.statement.targets, from.statement.targets),
    ] {
        known.extend(new);
        known.sort_unstable();
        known.dedup();
    }
    into.statement.form = into.statement.form.or(from.statement.form);
    if into.statement.date.is_none() {
        (into.statement.date, into.explanation.date) = (from.statement.date, from.explanation.date);
    }
    into.explanation.factors.extend(from.explanation.factors);
}

/// When it was said: told where the actor is said to have said so, else where the text tells what the actor did.
fn told(claim: &Claim, voices: &Voices, times: &Times<'_, '_>) -> Option<Told> {
    match claim.voice.filter(|_| claim.own) {
        Some(no) => voices.attribution(no).and_then(|no| times.of_voice(voices, no)),
        None => times.of_deed(voices, &claim.words),
    }
}

fn round(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

fn draft(
    claim: &Claim,
    weights: &Weights<'_>,
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    voices: &Voices,
    setting: &Setting<'_>,
) -> Draft {
    let (modality, ascribed_by) = modality(claim, weights, voices);
    let (frames, frames_rejected, mut factors) = frames(claim, page, voices, setting);
    let (addressees, targets) = partners(claim, page, cast, voices, setting);
    let leaning = if claim.positive { Stance::Support } else { Stance::Oppose };
    let condition = condition(claim, page, voices);
    let stance = if condition.is_some() { Stance::Conditional } else { leaning };
    let mut explanation = Explanation {
        rule: claim.rule.to_owned(),
        factors: claim.factors.clone(),
        remarks: remarks(claim),
        date: None,
    };
    explanation.factors.append(&mut factors);
    let statement = Statement {
        id: String::new(),
        actor: claim.holder.actor.clone(),
        actor_label: claim.holder.label.clone(),
        actor_kind: claim.holder.label.is_some().then_some(claim.holder.kind),
        spokesperson: claim.holder.spokesperson.clone().filter(|person| *person != claim.holder.actor),
        proposition: claim.proposition.clone(),
        stance,
        leaning: condition.is_some().then_some(leaning),
        condition: condition.map(|words| page.words.slice(words).to_owned()),
        form: claim.form.or(Some(Form::Argue)),
        modality,
        commitment: claim.commitment,
        ascribed_by,
        addressees,
        targets,
        frames,
        frames_rejected,
        utterance: None,
        date: None,
        evidence: Vec::new(),
        attribution: claim.voice.and_then(|no| voices.attribution(no)),
        rule: Some(claim.rule.to_owned()),
        confidence: Some(round(claim.confidence)),
        note: None,
    };
    Draft { statement, evidence: vec![claim.words.clone()], explanation, judged: claim.judged }
}

fn remarks(claim: &Claim) -> Vec<String> {
    let sign = if claim.positive { "support" } else { "oppose" };
    let mut remarks = vec![format!("together: {sign}, confidence {:.2}", claim.confidence)];
    if claim.holder.guessed {
        remarks.push("who is meant follows from what was said before".to_owned());
    }
    if let Some(moved) = &claim.moved {
        remarks.push(format!("the words are of {moved}, which the document is not about"));
    }
    if let Some(echo) = claim.echo {
        let side = if echo >= 0.0 { "for" } else { "against" };
        remarks.push(format!("the words that examples taught speak {side} this sign ({echo:+.1})"));
    }
    remarks
}

/// In whose voice a claim is made, and who puts it in the actor's mouth.
fn modality(claim: &Claim, weights: &Weights<'_>, voices: &Voices) -> (Modality, Option<Slug>) {
    if claim.own {
        return (Modality::OwnWords, None);
    }
    let speaker = claim.voice.and_then(|no| voices.list[no].holders.first());
    let Some(speaker) = speaker else {
        return (if claim.speech { Modality::OwnWords } else { Modality::Unattributed }, None);
    };
    let against = weights
        .get(&(&speaker.actor, &claim.proposition))
        .is_some_and(|sides| sides[usize::from(!claim.positive)].is_some());
    let provider = |kind| {
        matches!(
            kind,
            ActorKind::Company | ActorKind::Operator | ActorKind::Ngo | ActorKind::TradeBody | ActorKind::Expert
        )
    };
    let authority =
        |kind| matches!(kind, ActorKind::Government | ActorKind::Agency | ActorKind::Regulator | ActorKind::Court);
    let rivals = (provider(speaker.kind) && authority(claim.holder.kind))
        || (authority(speaker.kind) && provider(claim.holder.kind));
    let modality = if against || rivals { Modality::Alleged } else { Modality::Reported };
    (modality, Some(speaker.actor.clone()))
}

/// The reasons given and rejected around a claim.
fn frames(
    claim: &Claim,
    page: &Page<'_>,
    voices: &Voices,
    setting: &Setting<'_>,
) -> (Vec<Slug>, Vec<Slug>, Vec<Factor>) {
    let (mut given, mut rejected, mut factors) = (Vec::new(), Vec::new(), Vec::new());
    let first = page.sentence_of(claim.words.start);
    let last = page.sentence_of(claim.words.end - 1);
    let reach = first.saturating_sub(usize::from(claim.own))..(last + 1 + usize::from(claim.own)).min(page.finds.len());
    for number in reach {
        let beside = number < first || number > last;
        for find in &page.finds[number] {
            let Meaning::Reason(entry) = find.what else {
                continue;
            };
            if voices.at(find.found.words.start) != claim.voice && (beside || claim.own) {
                continue;
            }
            let frame = setting.rules.reason(entry).frame.clone();
            let words = page.words.slice(find.found.words.clone()).to_owned();
            let mut factor = Factor::new(find.what, setting.rules.text(find.found.pattern), words);
            if is_rejected(page, number, find.found.words.start) {
                factor.negated = true;
                rejected.push(frame);
            } else {
                given.push(frame);
            }
            factors.push(factor);
        }
    }
    for list in [&mut given, &mut rejected] {
        list.sort_unstable();
        list.dedup();
    }
    given.retain(|frame| !rejected.contains(frame));
    (given, rejected, factors)
}

/// The words that make the stance of a claim depend on something: from the one that says so to the end of its clause.
fn condition(claim: &Claim, page: &Page<'_>, voices: &Voices) -> Option<Range<usize>> {
    // A pragmatic pattern has its condition in itself: "could work only if it gave access".
    let open = claim.commitment != Commitment::Conditional
        && claim.rule != "pragmatic"
        && matches!(
            claim.form,
            None | Some(
                Form::Argue | Form::Promise | Form::Offer | Form::Praise | Form::Comply | Form::Demand | Form::Announce
            )
        );
    let number = page.sentence_of(claim.words.start);
    let sentence = page.sentence(claim.words.start);
    let find = page.finds.get(number)?.iter().filter(|_| open).find(|find| {
        let start = find.found.words.start;
        matches!(find.what, Meaning::Condition) && (voices.at(start) == claim.voice || !claim.own)
    })?;
    let start = find.found.words.start;
    let end = (find.found.words.end..sentence.end).find(|word| page.border(*word) >= Border::Break);
    Some(start..end.unwrap_or(sentence.end))
}

fn is_rejected(page: &Page<'_>, number: usize, at: usize) -> bool {
    page.finds[number].iter().any(|find| {
        matches!(find.what, Meaning::Rejection) && find.found.words.start < at && at < find.found.words.end + 6
    })
}

/// Whom a claim speaks to and about.
fn partners(
    claim: &Claim,
    page: &Page<'_>,
    cast: &mut Cast<'_, '_>,
    voices: &Voices,
    setting: &Setting<'_>,
) -> (Vec<Slug>, Vec<Slug>) {
    let (mut addressees, mut targets) = (Vec::new(), Vec::new());
    if claim.voice.is_some() && !claim.own {
        return (addressees, targets);
    }
    let first = page.sentence_of(claim.words.start);
    for number in first.saturating_sub(usize::from(claim.own))..(first + 1).min(page.finds.len()) {
        for find in &page.finds[number] {
            let near = number != first
                || (find.found.words.start + 12 > claim.words.start && find.found.words.start < claim.words.end + 12);
            if voices.at(find.found.words.start) != claim.voice && number != first || !near {
                continue;
            }
            for (place, words) in &find.found.slots {
                let list = match setting.rules.index.role(find.found.pattern, *place) {
                    "addressee" => &mut addressees,
                    "target" => &mut targets,
                    _ => continue,
                };
                let joined = joined_after(page, words.clone());
                list.extend(cast.resolve_each(joined).into_iter().map(|holder| holder.speaker().clone()));
            }
        }
    }
    for list in [&mut addressees, &mut targets] {
        list.retain(|id| *id != claim.holder.actor);
        list.sort_unstable();
        list.dedup();
    }
    (addressees, targets)
}

/// Takes in names that follow with "and".
fn joined_after(page: &Page<'_>, words: Range<usize>) -> Range<usize> {
    let next = words.end;
    let follows = matches!(page.lower(next).as_str(), "and" | "or");
    match page.mention_at(next + 1).filter(|_| follows) {
        Some(mention) => words.start..mention.words.end,
        None => words,
    }
}

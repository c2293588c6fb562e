//! What the demo says: who stands where, on what the sources disagree, what was drawn, what to try next.

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use crate::diagram::{
    Grade, Position, Positions, Stance,
    evidence::shorten,
    survey::{Filters, Links, Reading, Survey, Telling, contrasts, disputes},
    text::{count, visible},
};

/// The width where there is no terminal (columns).
pub(super) const WIDTH: usize = 110;
/// How many propositions are shown, and how many positions on each.
const PROPOSITIONS: usize = 3;
const POSITIONS: usize = 3;

/// The report of a case that stands in `dir`, with these files drawn there.
pub(super) fn text(survey: &Survey, dir: &Path, drawn: &[String], page: &str, width: usize) -> String {
    let positions = survey.positions(&Filters::default(), &Links::Source);
    let mut out = String::new();
    let mut line = |text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", text.trim_end());
    };
    let place = shell_word(&dir.to_string_lossy());
    let ask = format!("{} --case {place}", program());
    line(&format!("{}    {}/", heading(survey), place.trim_end_matches('/')));
    for proposition in positions.propositions.iter().take(PROPOSITIONS) {
        line("");
        line(&format!("  {}", visible(&proposition.label)));
        for row in stances(&positions, &proposition.id, width) {
            line(&row);
        }
    }
    let more = positions.propositions.len().saturating_sub(PROPOSITIONS);
    if more > 0 {
        line("");
        line(&format!("  ... {more} more: {ask} query positions"));
    }
    for (title, rows) in
        [("The sources disagree", disagreements(survey)), ("Words against deeds", deeds(survey, width))]
    {
        if !rows.is_empty() {
            line("");
            line(&format!("  {title}"));
            for row in rows {
                line(&row);
            }
        }
    }
    line("");
    line(&format!("  Drawn: {}", drawn.join("  ")));
    line(&format!("  Read:  {}", shell_word(&dir.join(page).to_string_lossy())));
    let topic = positions.propositions.first().map_or("", |p| p.id.as_str());
    line(&format!("  Next:  {ask} query who-opposes --param proposition={topic}"));
    line(&format!("         {ask} diagram positions --proposition {topic} -o {topic}.svg"));
    line(&format!("         {} init my-case", program()));
    out
}

fn heading(survey: &Survey) -> String {
    let tally = Survey::tally(&survey.statements);
    let number = |n: usize, one, many| count(u32::try_from(n).unwrap_or(u32::MAX), one, many);
    format!(
        "{}: {}, {} by {} on {}",
        visible(&survey.case.title),
        number(tally.documents, "document", "documents"),
        number(tally.statements, "statement", "statements"),
        number(tally.actors, "actor", "actors"),
        number(tally.propositions, "proposition", "propositions"),
    )
}

/// The positions on a proposition: both sides first, then the others with most utterances.
fn stances(positions: &Positions, proposition: &str, width: usize) -> Vec<String> {
    let mut on_it: Vec<&Position> =
        positions.positions.iter().filter(|position| position.proposition == proposition).collect();
    on_it.sort_by_key(|position| (std::cmp::Reverse(position.utterances), position.grade));
    // The strongest of each side stands at the top.
    let strongest: Vec<&Position> =
        Stance::ALL.iter().filter_map(|stance| on_it.iter().copied().find(|p| p.stance == *stance)).collect();
    on_it.sort_by_key(|position| !strongest.iter().any(|p| std::ptr::eq(*p, *position)));
    let label = |position: &Position| {
        let actor = positions.actors.iter().find(|actor| actor.id == position.actor);
        visible(actor.map_or(position.actor.as_str(), |actor| &actor.label))
    };
    let shown = &on_it[..on_it.len().min(POSITIONS)];
    let voice = |position: &Position| match position.grade {
        Grade::Stated => position.voice(),
        _ => format!("only {}", position.voice()),
    };
    let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| text.chars().count()).max().unwrap_or(0);
    let actor_width = widest(&mut shown.iter().map(|p| label(p)));
    let mut rows: Vec<String> = Vec::new();
    for position in shown {
        rows.push(format!(
            "    {:<10}{:<actor_width$}  {}, {}",
            position.stance.word(),
            label(position),
            voice(position),
            position.tally(),
        ));
        if let Some(quote) = &position.quote {
            let words = shorten(&unquoted(&quote.text), width.saturating_sub(16).max(24));
            rows.push(format!("              “{words}”"));
        }
    }
    let more = on_it.len() - shown.len();
    if more > 0 {
        rows.push(format!("    ... and {more} more"));
    }
    rows
}

/// Words without the quotation marks around them.
fn unquoted(text: &str) -> String {
    visible(text).trim_matches(['“', '”', '"']).to_owned()
}

fn disagreements(survey: &Survey) -> Vec<String> {
    let mut rows = Vec::new();
    for dispute in disputes(survey) {
        rows.push(format!("    {}", visible(&dispute.question)));
        let answers: Vec<String> = dispute.readings.iter().map(answer).collect();
        rows.push(format!("      {}", answers.join("   ")));
        if let Some(note) = &dispute.note {
            rows.push(format!("      {}", visible(note)));
        }
    }
    rows
}

/// An answer with how many sources give it, and whose it is if all of them have it from one.
fn answer(reading: &Reading<'_>) -> String {
    let sources = count(reading.documents(), "source", "sources");
    let holders: BTreeSet<Option<&str>> =
        reading.facts.iter().map(|fact| fact.holder.as_ref().map(|holder| holder.label.as_str())).collect();
    let by = match holders.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(holder)] => format!(", says {}", visible(holder)),
        _ => String::new(),
    };
    format!("{}{by} ({sources})", visible(&reading.value))
}

fn deeds(survey: &Survey, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for contrast in contrasts(survey) {
        let sources = |telling: &Telling<'_>| {
            let documents: BTreeSet<&str> = telling.findings.iter().map(|finding| finding.document()).collect();
            count(u32::try_from(documents.len()).unwrap_or(u32::MAX), "source", "sources")
        };
        // What it denies says it shortest; otherwise the first of its stances.
        if let Some(words) = contrast.words.last() {
            let quote = words.findings.first().map_or(String::new(), |finding| {
                let found = finding.id();
                let statement = survey.statement(found).map(|s| s.quote.as_str());
                let fact = || survey.fact(found).map(|f| f.quote.as_str());
                unquoted(statement.or_else(fact).unwrap_or_default())
            });
            let told = sources(words);
            let room = width.saturating_sub(30);
            rows.push(format!("    {} says: “{}” ({told})", visible(contrast.actor), shorten(&quote, room)));
        }
        for deed in &contrast.deeds {
            let told = sources(deed);
            rows.push(format!("    but reported: {} ({told})", visible(&deed.text)));
        }
    }
    rows
}

/// How this program was called, so that the commands shown work as they stand.
fn program() -> String {
    let called = std::env::args().next().unwrap_or_default();
    let path = Path::new(&called);
    if called.is_empty() || path.is_absolute() { "stancegraph".to_owned() } else { shell_word(&called) }
}

/// A word as a shell takes it.
fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

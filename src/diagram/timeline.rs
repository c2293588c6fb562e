//! What happened and who spoke, by date: events first, then a lane for each of the main actors.

use std::collections::BTreeMap;

use super::evidence::{Link, Quote};
use super::scene::{Body, Drawing, Entry, Mark, Sample, Sign, Tone};
use super::stance::{Grade, Stance};
use super::table::{Cell, Table};
use super::text::{count, visible};
use super::{Caption, DiagramError, When, index, known};

/// What `timeline` is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// Title, subtitle, sources.
    pub caption: Caption,
    /// The lanes, in the order wanted; those without an item are left out.
    pub lanes: Vec<Lane>,
    /// Statements and events in any order.
    pub items: Vec<Item>,
}

/// A column of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Anything unique.
    pub id: String,
    /// Its heading: "Events", "BlackBerry".
    pub label: String,
    /// Whether it holds events; such lanes come first and are never merged.
    pub events: bool,
}

/// A statement or an event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// A lane's id.
    pub lane: String,
    /// When, as precisely as known.
    pub date: When,
    /// What, in few words: "Order to shut down BlackBerry Enterprise Service".
    pub label: String,
    /// Which way, for a statement.
    pub stance: Option<Stance>,
    /// In whose voice, for a statement.
    pub grade: Option<Grade>,
    /// How many documents tell of it (a count).
    pub documents: u32,
    /// What the sources disagree on, in words: "others say 30 December".
    pub disputed: Option<String>,
    /// The best words for it.
    pub quote: Option<Quote>,
    /// Where its evidence is.
    pub link: Option<Link>,
}

/// A time line ready to be laid out: dates down, lanes across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chronicle {
    /// Headings of the lanes.
    pub lanes: Vec<String>,
    /// How many of the first lanes hold events (a count).
    pub events: usize,
    /// The dates, earliest first, unknown last.
    pub rows: Vec<Moment>,
}

/// Everything of one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The date.
    pub when: When,
    /// Time passed since the date before, in words, when long.
    pub gap: Option<String>,
    /// What happened or was said.
    pub cards: Vec<Card>,
}

/// One statement or event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The lane it stands in (an index).
    pub lane: usize,
    /// The words.
    pub label: String,
    /// A second, smaller text: who doubts it, how many documents.
    pub note: String,
    /// The badge before the words.
    pub mark: Mark,
    /// Whether the sources disagree on it.
    pub disputed: bool,
    /// What a pointer held over it shows.
    pub tooltip: String,
    /// Where its evidence is.
    pub link: Option<Link>,
    /// Its row in the drawing's table (an index).
    pub row: usize,
}

/// How many lanes fit across a page (a count); actors beyond share the last one.
const LANES: usize = 5;

/// Draws the items by date.
///
/// # Errors
/// When there is no item, a lane's id is used twice, or an item names an unknown lane.
pub fn draw(input: &Timeline) -> Result<Drawing, DiagramError> {
    if input.items.is_empty() {
        return Err(DiagramError::Empty { what: "event or statement" });
    }
    let ids = index(input.lanes.iter().map(|l| l.id.as_str()), "lanes")?;
    for item in &input.items {
        known(&ids, &item.lane, "an item", "lanes")?;
    }
    let plan = Plan::of(input);
    let mut items: Vec<&Item> = input.items.iter().collect();
    items.sort_by_key(|item| (item.date.key(), plan.column(&item.lane)));
    let rows = moments(&items, &plan);
    Ok(Drawing {
        kind: "timeline",
        caption: input.caption.cleaned(),
        alternative: alternative(&items, &plan),
        table: table(&items, &plan),
        legend: legend(&items),
        advice: plan.advice(),
        body: Body::Chronicle(Chronicle { lanes: plan.headings.clone(), events: plan.events, rows }),
    })
}

/// Which lane goes into which column.
struct Plan<'a> {
    /// Headings of the columns.
    headings: Vec<String>,
    /// Lane id to column (an index) and the actor's name.
    places: BTreeMap<&'a str, (usize, &'a str)>,
    /// Lane ids that share the last column.
    merged: Vec<&'a str>,
    /// How many of the first columns hold events (a count).
    events: usize,
}

impl<'a> Plan<'a> {
    fn of(input: &'a Timeline) -> Self {
        let filled = |lane: &&Lane| input.items.iter().any(|item| item.lane == lane.id);
        let weight = |lane: &Lane| input.items.iter().filter(|i| i.lane == lane.id).count();
        let mut lanes: Vec<&Lane> = input.lanes.iter().filter(filled).collect();
        lanes.sort_by_key(|lane| !lane.events);
        let mut busiest: Vec<&Lane> = lanes.iter().copied().filter(|l| !l.events).collect();
        busiest.sort_by_key(|lane| std::cmp::Reverse(weight(lane)));
        let events = lanes.len() - busiest.len();
        let room = LANES.saturating_sub(events).max(1);
        let kept: Vec<&str> = if busiest.len() > room {
            busiest.iter().take(room - 1).map(|l| l.id.as_str()).collect()
        } else {
            busiest.iter().map(|l| l.id.as_str()).collect()
        };
        let mut plan = Plan { headings: Vec::new(), places: BTreeMap::new(), merged: Vec::new(), events };
        for lane in &lanes {
            if lane.events || kept.contains(&lane.id.as_str()) {
                plan.places.insert(&lane.id, (plan.headings.len(), &lane.label));
                plan.headings.push(visible(&lane.label));
            } else {
                plan.merged.push(&lane.id);
            }
        }
        for lane in lanes.iter().filter(|l| plan.merged.contains(&l.id.as_str())) {
            plan.places.insert(&lane.id, (plan.headings.len(), &lane.label));
        }
        if !plan.merged.is_empty() {
            plan.headings.push("Others".to_owned());
        }
        plan
    }

    fn column(&self, lane: &str) -> usize {
        self.places[lane].0
    }

    /// The item's words, with its actor's name where the column does not say it; what has no date stands in none.
    fn label(&self, item: &Item) -> String {
        let label = visible(&item.label);
        let undated = item.date == When::Unknown && item.stance.is_some();
        if undated || self.merged.contains(&item.lane.as_str()) {
            format!("{}: {label}", visible(self.places[item.lane.as_str()].1))
        } else {
            label
        }
    }

    fn advice(&self) -> Vec<String> {
        if self.merged.is_empty() {
            return Vec::new();
        }
        vec![format!(
            "{} actors share the last lane, for {LANES} lanes fit across a page: filter by actor",
            self.merged.len()
        )]
    }
}

fn moments(items: &[&Item], plan: &Plan<'_>) -> Vec<Moment> {
    let mut rows: Vec<Moment> = Vec::new();
    for (row, item) in items.iter().enumerate() {
        let card = card(row, item, plan);
        match rows.last_mut() {
            Some(last) if last.when == item.date => last.cards.push(card),
            last => {
                let gap = last.and_then(|before| before.when.gap_to(item.date));
                rows.push(Moment { when: item.date, gap, cards: vec![card] });
            }
        }
    }
    rows
}

fn mark(item: &Item) -> Mark {
    let grade = item.grade.unwrap_or(Grade::Stated);
    match item.stance {
        Some(stance) => Mark::of(stance, grade),
        None => Mark { sign: Sign::Dot, tone: Tone::Neutral, hollow: grade == Grade::Alleged },
    }
}

fn card(row: usize, item: &Item, plan: &Plan<'_>) -> Card {
    let mut notes = Vec::new();
    if let Some(stance) = item.stance {
        notes.push(stance.word().to_owned());
    }
    if let Some(grade) = item.grade.filter(|grade| *grade != Grade::Stated) {
        notes.push(grade.voice().to_owned());
    }
    // One document goes without saying.
    if item.documents > 1 {
        notes.push(count(item.documents, "document", "documents"));
    }
    if let Some(disputed) = &item.disputed {
        notes.push(format!("disputed: {}", visible(disputed)));
    }
    let sentence = sentence(item, plan);
    Card {
        lane: plan.column(&item.lane),
        label: plan.label(item),
        note: notes.join(", "),
        mark: mark(item),
        disputed: item.disputed.is_some(),
        tooltip: match &item.quote {
            Some(quote) => format!("{sentence}. {}", quote.line(220)),
            None => sentence,
        },
        link: item.link.clone(),
        row,
    }
}

fn sentence(item: &Item, plan: &Plan<'_>) -> String {
    let stance = item.stance.map_or(String::new(), |stance| format!(" ({})", stance.word()));
    format!("{}, {}: {}{stance}", item.date, visible(plan.places[item.lane.as_str()].1), visible(&item.label),)
}

fn alternative(items: &[&Item], plan: &Plan<'_>) -> String {
    let sentences: Vec<String> = items.iter().map(|item| sentence(item, plan)).collect();
    format!("{}.", sentences.join(". "))
}

fn table(items: &[&Item], plan: &Plan<'_>) -> Table {
    let mut table = Table {
        caption: "Events and statements by date".to_owned(),
        headings: vec!["Date", "Lane", "What", "Stance", "Whose voice", "Documents", "In which words"],
        rows: Vec::new(),
    };
    for item in items {
        let date = match &item.disputed {
            Some(disputed) => format!("{} (disputed: {disputed})", item.date),
            None => item.date.to_string(),
        };
        table.push(vec![
            Cell::text(&date),
            Cell::text(plan.places[item.lane.as_str()].1),
            Cell::linked(&item.label, item.link.as_ref()),
            Cell::text(item.stance.map_or("", Stance::word)),
            Cell::text(item.grade.map_or("", Grade::voice)),
            Cell::Number(item.documents),
            Cell::quoted(item.quote.as_ref()),
        ]);
    }
    table
}

fn legend(items: &[&Item]) -> Vec<Entry> {
    let mut entries = Vec::new();
    if items.iter().any(|item| item.stance.is_none()) {
        entries.push(Entry {
            sample: Sample::Badge(Mark { sign: Sign::Dot, tone: Tone::Neutral, hollow: false }),
            text: "event".to_owned(),
        });
    }
    for stance in Stance::ALL {
        if items.iter().any(|item| item.stance == Some(stance)) {
            entries.push(Entry {
                sample: Sample::Badge(Mark::of(stance, Grade::Stated)),
                text: format!("statement, {}", stance.word()),
            });
        }
    }
    if items.iter().any(|item| item.grade == Some(Grade::Alleged)) {
        entries.push(Entry { sample: Sample::Nothing, text: "Hollow sign: only alleged by others.".to_owned() });
    }
    if items.iter().any(|item| item.disputed.is_some()) {
        entries.push(Entry { sample: Sample::Nothing, text: "Dashed frame: the sources disagree.".to_owned() });
    }
    entries
}

//! The page of a document: the text with what was found in it, speakers in the margin, statements beside it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::statement::how_passed_on;
use crate::{
    diagram::text::{is_hidden, visible},
    model::Span,
    pages::{
        address::{Address, Representation},
        marked::{Paragraph, Piece, paragraphs},
        shell::{Section, Sheet},
        view::{AttributionView, DocumentView, FactView, StatementView},
        writer::{Writer, date_words, details, listed, mark, web},
    },
};

/// Something that was found in the text.
#[derive(Clone, Copy)]
enum Find<'v> {
    Attribution(&'v AttributionView),
    Statement(&'v StatementView),
    Fact(&'v FactView),
}

impl<'v> Find<'v> {
    fn spans(self) -> Vec<Span> {
        match self {
            Self::Attribution(attribution) => attribution.spans().collect(),
            Self::Statement(statement) => statement.passages.iter().map(|p| Span::new(p.start, p.end)).collect(),
            Self::Fact(fact) => fact.passages.iter().map(|p| Span::new(p.start, p.end)).collect(),
        }
    }

    fn id(self) -> &'v str {
        match self {
            Self::Attribution(attribution) => &attribution.id,
            Self::Statement(statement) => &statement.id,
            Self::Fact(fact) => &fact.id,
        }
    }

    /// Which line stands under it; none under attributions.
    fn line(self) -> Option<&'v str> {
        match self {
            Self::Attribution(_) => None,
            Self::Statement(statement) => Some(&statement.stance),
            Self::Fact(_) => Some("fact"),
        }
    }
}

/// The lines in the order in which they stand under the words, the nearest first.
const LINES: [&str; 4] = ["support", "oppose", "conditional", "fact"];

impl Writer<'_> {
    pub(in crate::pages) fn document_page(&self, view: &DocumentView) -> String {
        let here = Address::Document(view.id.clone());
        let main = html! {
            (self.bibliography(view))
            div.reading {
                (self.text(view))
                section.found aria-labelledby="found" tabindex="0" {
                    h2 id="found" { (heading(view)) }
                    @for statement in &view.statements { (self.card(statement)) }
                    @if !view.facts.is_empty() {
                        h2 id="told" { "What it says of events" }
                        @for fact in &view.facts { (self.fact_card(fact)) }
                    }
                }
            }
        };
        self.page(&Sheet {
            kicker: Some(html! { "Document" }),
            forms: self.forms(&here, &[Representation::Json, Representation::Turtle, Representation::JsonLd]),
            wide: true,
            ..Sheet::new(view.title.clone(), Some(Section::Documents), main)
        })
    }

    fn bibliography(&self, view: &DocumentView) -> Markup {
        let publisher = view.publisher.as_deref().map_or_else(|| "publisher unknown".to_owned(), visible);
        let date = view.date.as_deref().map_or_else(|| "date unknown".to_owned(), date_words);
        html! {
            p {
                @if !view.authors.is_empty() { (listed(&view.authors, |author| html! { (visible(author)) })) ", " }
                (publisher) ", " (date)
                @if let Some(url) = &view.url { " · " (web(url, "the source itself")) }
            }
            @if view.summary {
                p.measure {
                    strong { "This text is a summary in our own words." }
                    " Only what stands in quotation marks is the source’s; read the source before you quote it."
                }
            }
            @if view.note.is_some() || view.licence.is_some() {
                p.small.measure {
                    @if let Some(note) = &view.note { (visible(note)) " " }
                    @if let Some(licence) = &view.licence { "Licence of this text: " (visible(licence)) "." }
                }
            }
            @if let Some(place) = self.coding {
                p.no-print { a href={ (place) "/" (view.id) } { "Code this document" } }
            }
            p.small.measure {
                "Underlined: " span.c.support.l1 { "supports" } ", " span.c.oppose.l1 { "opposes" } ", "
                span.c.conditional.l1 { "on a condition" } ", " span.c.fact.l1 { "says something of an event" }
                ". In the margin: whose words they are, a bracket within a bracket where somebody tells what somebody else says."
            }
        }
    }

    /// The text alone, with everything that was found in it.
    pub(in crate::pages) fn text(&self, view: &DocumentView) -> Markup {
        let finds: Vec<Find<'_>> = view
            .attributions
            .iter()
            .map(Find::Attribution)
            .chain(view.statements.iter().map(Find::Statement))
            .chain(view.facts.iter().map(Find::Fact))
            .collect();
        let spans: Vec<Vec<Span>> = finds.iter().map(|find| find.spans()).collect();
        // Where each find begins, so that its card can lead to it.
        let mut seen = vec![false; finds.len()];
        html! {
            div.text lang=[view.language.as_deref().map(visible)] {
                @for paragraph in paragraphs(&view.text, &spans) {
                    @if !paragraph.pieces.is_empty() {
                        div.paragraph {
                            div.margin { (self.speakers(view, paragraph.span)) }
                            p { (pieces(&paragraph, &finds, &mut seen)) }
                        }
                    }
                }
            }
        }
    }

    /// Who speaks in a paragraph, those within others as brackets within brackets.
    fn speakers(&self, view: &DocumentView, paragraph: Span) -> Markup {
        let here: Vec<&AttributionView> =
            view.attributions.iter().filter(|a| a.spans().any(|span| span.overlaps(paragraph))).collect();
        let inside = |attribution: &AttributionView| {
            attribution.within.as_deref().is_some_and(|around| here.iter().any(|known| known.id == around))
        };
        let outermost: Vec<&AttributionView> = here.iter().copied().filter(|a| !inside(a)).collect();
        self.brackets(&outermost, &here, paragraph, 0)
    }

    fn brackets(&self, these: &[&AttributionView], here: &[&AttributionView], paragraph: Span, depth: usize) -> Markup {
        // A file may hold a circle of attributions.
        if these.is_empty() || depth > 8 {
            return html! {};
        }
        html! {
            ul {
                @for attribution in these {
                    li data-a=(attribution.id) {
                        (self.speaker(attribution, paragraph))
                        @let inner: Vec<&AttributionView> =
                            here.iter().copied().filter(|a| a.within.as_deref() == Some(&attribution.id)).collect();
                        (self.brackets(&inner, here, paragraph, depth + 1))
                    }
                }
            }
        }
    }

    fn speaker(&self, attribution: &AttributionView, paragraph: Span) -> Markup {
        let continued = attribution.spans().next().is_some_and(|first| first.start < paragraph.start);
        html! {
            span.who {
                @match &attribution.speaker {
                    Some(speaker) => { (self.actor(speaker)) },
                    None => { (visible(&attribution.who)) },
                }
            }
            @if !continued && let Some(role) = &attribution.role { ", " (visible(role)) }
            " "
            span { "(" (how_passed_on(&attribution.directness)) @if continued { ", continued" } ")" }
        }
    }

    /// A statement in the list beside the text.
    pub(in crate::pages) fn card(&self, statement: &StatementView) -> Markup {
        html! {
            article class={ "card " (statement.stance) } id={ "s-" (statement.id) } data-s=(statement.id) {
                p id={ "h-" (statement.id) } {
                    (mark(&statement.stance)) strong { (self.actor(&statement.actor)) }
                    " " (statement.verb()) " " (self.proposition(&statement.proposition))
                }
                p.more {
                    (details(statement))
                    @if let Some(person) = &statement.spokesperson { " · through " (visible(person)) }
                    @if !statement.addressees.is_empty() { " · to " (self.actors(&statement.addressees)) }
                }
                p.more { (coded(&statement.coder, statement.machine, statement.rule.as_deref(), statement.confidence)) }
                p.links {
                    a href={ "#t-" (statement.id) } { "in the text" }
                    (self.link(&Address::Statement(statement.id.clone()), "how it was coded"))
                }
            }
        }
    }

    fn fact_card(&self, fact: &FactView) -> Markup {
        html! {
            article.card.fact id={ "s-" (fact.id) } data-s=(fact.id) {
                p id={ "h-" (fact.id) } {
                    (self.event(&fact.event)) ": " (fact.property.replace('-', " ")) " "
                    strong { (visible(&fact.value_label)) }
                }
                p.more {
                    @match &fact.holder {
                        Some(holder) => { "says " (self.actor(holder)) },
                        None => { "says the document itself" },
                    }
                    @if fact.disputed { " · others say otherwise" }
                }
                p.links { a href={ "#t-" (fact.id) } { "in the text" } }
            }
        }
    }
}

fn heading(view: &DocumentView) -> String {
    match view.statements.len() {
        0 => "No statement was found".to_owned(),
        1 => "One statement".to_owned(),
        number => format!("{number} statements"),
    }
}

/// Who coded, by which rule, how sure.
fn coded(coder: &str, machine: bool, rule: Option<&str>, confidence: Option<f64>) -> String {
    let mut parts = vec![format!("coded by {}{}", visible(coder), if machine { " (a program)" } else { "" })];
    parts.extend(rule.map(|rule| format!("rule {}", visible(rule))));
    parts.extend(confidence.map(|sure| format!("{:.0} % sure", sure * 100.0)));
    parts.join(" · ")
}

/// The pieces of a paragraph. Words in which something was found are a link to its card; the lines under them nest.
fn pieces(paragraph: &Paragraph<'_>, finds: &[Find<'_>], seen: &mut [bool]) -> Markup {
    let levels = levels(&paragraph.pieces, finds);
    html! {
        @for (piece, levels) in paragraph.pieces.iter().zip(&levels) {
            (marked(piece, levels, finds, seen))
        }
    }
}

/// For each piece at which level each kind of line stands: the same as far as marked words run on, so that a line does
/// not jump where another begins.
fn levels<'v>(pieces: &[Piece<'_>], finds: &[Find<'v>]) -> Vec<BTreeMap<&'v str, usize>> {
    let lines = |piece: &Piece<'_>| -> Vec<&'v str> { piece.finds.iter().filter_map(|at| finds[*at].line()).collect() };
    let mut all = Vec::with_capacity(pieces.len());
    let mut from = 0;
    while from < pieces.len() {
        let run = pieces[from..].iter().take_while(|piece| !lines(piece).is_empty()).count();
        let present: Vec<&str> = pieces[from..from + run].iter().flat_map(&lines).collect();
        let levels: BTreeMap<&'v str, usize> = LINES
            .into_iter()
            .filter_map(|line| present.iter().copied().find(|known| *known == line))
            .enumerate()
            .map(|(level, line)| (line, level + 1))
            .collect();
        all.extend(std::iter::repeat_n(levels, run.max(1)));
        from += run.max(1);
    }
    all
}

fn marked(piece: &Piece<'_>, levels: &BTreeMap<&str, usize>, finds: &[Find<'_>], seen: &mut [bool]) -> Markup {
    let here: Vec<(usize, Find<'_>)> = piece.finds.iter().map(|at| (*at, finds[*at])).collect();
    let ids = |wanted: &dyn Fn(&Find<'_>) -> bool| {
        let ids: Vec<&str> = here.iter().map(|(_, find)| *find).filter(|find| wanted(find)).map(Find::id).collect();
        ids.join(" ")
    };
    let quoted = ids(&|find| find.line().is_none());
    let coded = ids(&|find| find.line().is_some());
    let mut inner = html! { (shown(piece.text)) };
    if !coded.is_empty() {
        // What is said in fewest words is what is meant where finds overlap.
        let shortest = here
            .iter()
            .filter(|(_, find)| find.line().is_some())
            .min_by_key(|(_, find)| find.spans().iter().map(|span| span.len()).sum::<usize>())
            .map_or("", |(_, find)| find.id());
        let mut lines: Vec<(&str, usize)> = levels
            .iter()
            .filter(|(line, _)| here.iter().any(|(_, find)| find.line() == Some(**line)))
            .map(|(line, level)| (*line, *level))
            .collect();
        lines.sort_by_key(|(_, level)| *level);
        for (line, level) in lines {
            inner = html! { span class={ "c " (line) " l" (level) } { (inner) } };
        }
        // One stop of the tabulator key for each find, at its beginning.
        let begins: Vec<&str> = here
            .iter()
            .filter(|(at, find)| find.line().is_some() && !std::mem::replace(&mut seen[*at], true))
            .map(|(_, find)| find.id())
            .collect();
        let target = begins.first().copied().unwrap_or(shortest);
        inner = html! {
            @for id in &begins { span id={ "t-" (id) } {} }
            @if piece.text.trim().is_empty() {
                // A link needs words.
                span.at data-s=(coded) { (inner) }
            } @else {
                a.at href={ "#s-" (target) } data-s=(coded) aria-describedby={ "h-" (target) }
                    tabindex=[begins.is_empty().then_some("-1")] { (inner) }
            }
        };
    }
    if quoted.is_empty() {
        inner
    } else {
        html! { span.quoted data-a=(quoted) { (inner) } }
    }
}

/// The words as they stand, character for character; what would be invisible is shown.
fn shown(text: &str) -> Markup {
    if !text.contains(|c: char| is_hidden(c) && c != '\t') {
        return html! { (text) };
    }
    let safe: String = text.chars().map(|c| if is_hidden(c) && c != '\t' { '\u{FFFD}' } else { c }).collect();
    html! { (safe) }
}

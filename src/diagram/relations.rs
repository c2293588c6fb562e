//! Who demands of, refuses, criticises, praises, warns whom.

use super::evidence::{Link, Quote};
use super::positions::Actor;
use super::scene::{
    Body, Column, Drawing, Edge, Entry, Head, Line, Mark, Node, Outline, Sample, Scene, Sign, Stroke, Tone,
};
use super::stance::{Grade, local_name};
use super::table::{Cell, Table};
use super::text::{count, list, visible};
use super::{Caption, DiagramError, advice_for, index, kinds, known};

/// What `relations` is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relations {
    /// Title, subtitle, sources.
    pub caption: Caption,
    /// The actors; those without a relation are left out.
    pub actors: Vec<Actor>,
    /// The relations; at most one for each pair, attitude and grade.
    pub relations: Vec<Relation>,
}

/// What one actor does to another by speaking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The speaking actor's id.
    pub from: String,
    /// The id of the actor it speaks to or about.
    pub to: String,
    /// The kinds of speech act that share the line; at least one.
    pub forms: Vec<Form>,
    /// Whether it is friendly; usually that of its forms, [`Form::usual_attitude`].
    pub attitude: Attitude,
    /// In whose voice.
    pub grade: Grade,
    /// How many speech acts (a count).
    pub utterances: u32,
    /// How many documents report them (a count).
    pub documents: u32,
    /// What it is about, short: "provider access".
    pub about: Option<String>,
    /// The best words for it.
    pub quote: Option<Quote>,
    /// Where all its evidence is.
    pub link: Option<Link>,
}

/// How one actor meets another in a speech act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// Praise, an offer, a promise.
    Friendly,
    /// Criticism, a refusal, a threat.
    Hostile,
    /// A demand, an order, an announcement: neither.
    Neutral,
}

/// The kinds of speech act of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the vocabulary's; verb() explains each")]
pub enum Form {
    Demand,
    Order,
    Refuse,
    Criticise,
    Praise,
    Warn,
    Threaten,
    Promise,
    Offer,
    Deny,
    Announce,
    Allege,
    Comply,
    Legislate,
    Argue,
}

/// Name, verb on a line, verb towards another actor, usual attitude.
type FormRow = (Form, &'static str, &'static str, &'static str, Attitude);

#[rustfmt::skip]
const FORMS: &[FormRow] = &[
    (Form::Demand, "demand", "demands", "makes a demand on", Attitude::Neutral),
    (Form::Order, "order", "orders", "gives an order to", Attitude::Neutral),
    (Form::Refuse, "refuse", "refuses", "refuses", Attitude::Hostile),
    (Form::Criticise, "criticise", "criticises", "criticises", Attitude::Hostile),
    (Form::Praise, "praise", "praises", "praises", Attitude::Friendly),
    (Form::Warn, "warn", "warns", "warns", Attitude::Hostile),
    (Form::Threaten, "threaten", "threatens", "threatens", Attitude::Hostile),
    (Form::Promise, "promise", "promises", "makes a promise to", Attitude::Friendly),
    (Form::Offer, "offer", "offers", "makes an offer to", Attitude::Friendly),
    (Form::Deny, "deny", "contradicts", "contradicts", Attitude::Hostile),
    (Form::Announce, "announce", "announces", "announces to", Attitude::Neutral),
    (Form::Allege, "allege", "accuses", "accuses", Attitude::Hostile),
    (Form::Comply, "comply", "complies", "complies with", Attitude::Friendly),
    (Form::Legislate, "legislate", "legislates", "legislates on", Attitude::Neutral),
    (Form::Argue, "argue", "argues", "argues against", Attitude::Neutral),
];

impl Form {
    /// Reads the vocabulary's name ("demand", "Criticise", an IRI that ends in one).
    pub fn from_name(name: &str) -> Option<Self> {
        let name = local_name(name);
        FORMS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    fn row(self) -> &'static FormRow {
        FORMS.iter().find(|row| row.0 == self).expect("every form has a row")
    }

    /// The vocabulary's name: "demand".
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// What one does, in a word: "criticises", "demands".
    pub fn word(self) -> &'static str {
        self.row().2
    }

    /// What one does to another: "criticises", "makes a demand on".
    pub fn verb(self) -> &'static str {
        self.row().3
    }

    /// The attitude the form usually carries.
    pub fn usual_attitude(self) -> Attitude {
        self.row().4
    }
}

impl Relation {
    fn sentence(&self, from: &str, to: &str) -> String {
        let about = match &self.about {
            Some(about) => format!(", about {}", visible(about)),
            None => String::new(),
        };
        format!(
            "{} {} {}{about} ({}, {} in {})",
            visible(from),
            self.verbs(),
            visible(to),
            self.grade.voice(),
            count(self.utterances, "utterance", "utterances"),
            count(self.documents, "document", "documents"),
        )
    }

    /// What is done, as words before the name of the other: "makes a demand on and gives an order to".
    fn verbs(&self) -> String {
        let verbs: Vec<String> = self.forms.iter().map(|f| f.verb().to_owned()).collect();
        list(&verbs)
    }

    /// What is done, in as few words as fit on a line: "demands, orders".
    fn words(&self) -> String {
        let words: Vec<&str> = self.forms.iter().map(|form| form.word()).collect();
        words.join(", ")
    }

    fn tooltip(&self, from: &str, to: &str) -> String {
        let sentence = self.sentence(from, to);
        match &self.quote {
            Some(quote) => format!("{sentence}. {}", quote.line(220)),
            None => sentence,
        }
    }

    fn stroke(&self) -> Stroke {
        Stroke { faint: self.grade == Grade::Alleged, weight: self.utterances.max(1), ..look(self.attitude) }
    }

    fn mark(&self) -> Option<Mark> {
        badge(self.attitude, self.grade == Grade::Alleged)
    }
}

fn look(attitude: Attitude) -> Stroke {
    let (tone, line, head) = match attitude {
        Attitude::Friendly => (Tone::Support, Line::Solid, Head::Arrow),
        Attitude::Hostile => (Tone::Oppose, Line::Dashed, Head::Bar),
        Attitude::Neutral => (Tone::Neutral, Line::Solid, Head::Arrow),
    };
    Stroke { tone, line, head, faint: false, weight: 1 }
}

fn badge(attitude: Attitude, hollow: bool) -> Option<Mark> {
    let (sign, tone) = match attitude {
        Attitude::Friendly => (Sign::Plus, Tone::Support),
        Attitude::Hostile => (Sign::Minus, Tone::Oppose),
        Attitude::Neutral => return None,
    };
    Some(Mark { sign, tone, hollow })
}

/// Draws the relations as a graph.
///
/// # Errors
/// When there is no relation, an id is used twice, or a relation names an unknown actor.
pub fn draw(input: &Relations) -> Result<Drawing, DiagramError> {
    if input.relations.is_empty() {
        return Err(DiagramError::Empty { what: "relation" });
    }
    let ids = index(input.actors.iter().map(|a| a.id.as_str()), "actors")?;
    for relation in &input.relations {
        known(&ids, &relation.from, "a relation", "actors")?;
        known(&ids, &relation.to, "a relation", "actors")?;
    }
    let actors: Vec<&Actor> =
        input.actors.iter().filter(|a| input.relations.iter().any(|r| r.from == a.id || r.to == a.id)).collect();
    let place =
        |id: &str| actors.iter().position(|actor| actor.id == id).expect("actors of relations were checked and kept");
    let mut relations: Vec<(usize, usize, &Relation)> =
        input.relations.iter().map(|r| (place(&r.from), place(&r.to), r)).collect();
    relations.sort_by(|a, b| (a.0, a.1, &a.2.forms, a.2.grade).cmp(&(b.0, b.1, &b.2.forms, b.2.grade)));
    let scene = Scene {
        clusters: Vec::new(),
        nodes: actors.iter().enumerate().map(|(at, actor)| node(at, actor)).collect(),
        edges: relations.iter().enumerate().map(|(at, relation)| edge(at, relation, &actors)).collect(),
    };
    let sentences: Vec<String> =
        relations.iter().map(|(from, to, r)| r.sentence(&actors[*from].label, &actors[*to].label)).collect();
    Ok(Drawing {
        kind: "relations",
        caption: input.caption.cleaned(),
        alternative: format!("{}.", sentences.join(". ")),
        table: table(&relations, &actors),
        legend: legend(&relations),
        advice: advice_for(relations.len(), "filter by actor or number of utterances"),
        body: Body::Graph(scene),
    })
}

fn node(at: usize, actor: &Actor) -> Node {
    Node {
        id: format!("a{}", at + 1),
        label: visible(&actor.label),
        note: Some(kinds::singular(&actor.kind)).filter(|note| !note.is_empty()),
        outline: Outline::Box,
        cluster: None,
        column: Column::Free,
        tooltip: visible(&actor.label),
        link: actor.link.clone(),
        data: vec![("actor", visible(&actor.id)), ("kind", visible(&actor.kind))],
    }
}

fn edge(at: usize, (from, to, relation): &(usize, usize, &Relation), actors: &[&Actor]) -> Edge {
    let voice = match relation.grade {
        Grade::Stated => None,
        other => Some(other.voice().to_owned()),
    };
    let names: Vec<&str> = relation.forms.iter().map(|form| form.name()).collect();
    Edge {
        id: format!("e{}", at + 1),
        from: *from,
        to: *to,
        stroke: relation.stroke(),
        mark: relation.mark(),
        label: format!("{} ({})", relation.words(), relation.utterances),
        // What it is about stands in the table: on the line it would make a wide picture.
        note: voice,
        tooltip: relation.tooltip(&actors[*from].label, &actors[*to].label),
        link: relation.link.clone(),
        row: at,
        data: vec![
            ("from", visible(&relation.from)),
            ("to", visible(&relation.to)),
            ("form", names.join(" ")),
            ("grade", relation.grade.name().to_owned()),
            ("utterances", relation.utterances.to_string()),
            ("documents", relation.documents.to_string()),
        ],
    }
}

fn table(relations: &[(usize, usize, &Relation)], actors: &[&Actor]) -> Table {
    let mut table = Table {
        caption: "Relations, with the words behind them".to_owned(),
        headings: vec![
            "Who",
            "Does what",
            "To whom",
            "About",
            "Whose voice",
            "Utterances",
            "Documents",
            "In which words",
        ],
        rows: Vec::new(),
    };
    for (from, to, relation) in relations {
        table.push(vec![
            Cell::linked(&actors[*from].label, actors[*from].link.as_ref()),
            Cell::linked(&relation.verbs(), relation.link.as_ref()),
            Cell::linked(&actors[*to].label, actors[*to].link.as_ref()),
            Cell::text(relation.about.as_deref().unwrap_or_default()),
            Cell::text(relation.grade.voice()),
            Cell::Number(relation.utterances),
            Cell::Number(relation.documents),
            Cell::quoted(relation.quote.as_ref()),
        ]);
    }
    table
}

fn legend(relations: &[(usize, usize, &Relation)]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (attitude, text) in [
        (Attitude::Friendly, "friendly: solid line, arrow, plus"),
        (Attitude::Hostile, "hostile: dashed line, bar, minus"),
        (Attitude::Neutral, "neither: solid dark line, arrow, no sign"),
    ] {
        if relations.iter().any(|(_, _, r)| r.attitude == attitude) {
            entries.push(Entry { sample: Sample::Line(look(attitude), badge(attitude, false)), text: text.to_owned() });
        }
    }
    if relations.iter().any(|(_, _, r)| r.grade == Grade::Alleged) {
        let stroke = Stroke { faint: true, ..look(Attitude::Neutral) };
        entries.push(Entry {
            sample: Sample::Line(stroke, None),
            text: "lighter line: only alleged by others".to_owned(),
        });
    }
    entries.push(Entry { sample: Sample::Nothing, text: "(2): number of utterances".to_owned() });
    entries
}

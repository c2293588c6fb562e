//! Through whose hands the words came: document, publisher, speaker, the speaker's speaker.

use super::evidence::{Link, Quote};
use super::scene::{Body, Column, Drawing, Edge, Entry, Head, Line, Node, Outline, Sample, Scene, Stroke, Tone};
use super::stance::local_name;
use super::table::{Cell, Table};
use super::text::{count, visible};
use super::{Caption, DiagramError, advice_for, index, known};

/// What `sources` is drawn from: chains that share their holders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// Title, subtitle, sources.
    pub caption: Caption,
    /// All who pass words on; those without a hop are left out.
    pub holders: Vec<Holder>,
    /// Who relates whose words; at most one for each pair, cue and directness.
    pub hops: Vec<Hop>,
}

/// One who passes words on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Anything unique.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// What sort of holder it is.
    pub kind: HolderKind,
    /// The role as the text gives it, a date, a second line of any sort.
    pub note: Option<String>,
    /// A page about it.
    pub link: Option<Link>,
}

/// The sorts of holders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolderKind {
    /// A text that we hold.
    Document,
    /// Who published it.
    Publisher,
    /// A work that it cites: a blog post, a letter.
    Work,
    /// A person or organisation that speaks.
    Speaker,
    /// A speaker the text does not name.
    Unknown,
}

impl HolderKind {
    /// Its name in words: "document".
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Publisher => "publisher",
            Self::Work => "cited work",
            Self::Speaker => "speaker",
            Self::Unknown => "unnamed speaker",
        }
    }

    fn outline(self) -> Outline {
        match self {
            Self::Document => Outline::Sheet,
            Self::Work => Outline::Work,
            Self::Publisher => Outline::Round,
            Self::Speaker | Self::Unknown => Outline::Box,
        }
    }
}

/// One holder relates words of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The holder nearer to the reader (an id).
    pub from: String,
    /// The holder whose words these are (an id).
    pub to: String,
    /// How: quoted, in other words, both; `None` for "is published by" and the like.
    pub directness: Option<Directness>,
    /// The cue or other words for the line: "says", "according to", "published by".
    pub cue: String,
    /// How many attributions (a count).
    pub count: u32,
    /// An example.
    pub quote: Option<Quote>,
    /// Where all of them are.
    pub link: Option<Link>,
}

/// How words are passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Directness {
    /// In quotation marks.
    Direct,
    /// In the holder's own words.
    Indirect,
    /// Both in one sentence.
    Mixed,
}

impl Directness {
    /// Reads the vocabulary's name ("direct", "Indirect", an IRI that ends in one).
    pub fn from_name(name: &str) -> Option<Self> {
        match local_name(name).as_str() {
            "direct" => Some(Self::Direct),
            "indirect" => Some(Self::Indirect),
            "mixed" => Some(Self::Mixed),
            _ => None,
        }
    }

    /// In words: "quoted", "in other words", "partly quoted".
    pub fn words(self) -> &'static str {
        match self {
            Self::Direct => "quoted",
            Self::Indirect => "in other words",
            Self::Mixed => "partly quoted",
        }
    }
}

/// The look of a line: quoted is solid, paraphrased dashed, mixed dotted, other links thin and grey.
/// No colours, for those of support and opposition would mislead here.
fn look(directness: Option<Directness>) -> Stroke {
    Stroke {
        tone: Tone::Neutral,
        line: match directness {
            Some(Directness::Direct) | None => Line::Solid,
            Some(Directness::Indirect) => Line::Dashed,
            Some(Directness::Mixed) => Line::Dotted,
        },
        head: Head::Arrow,
        faint: directness.is_none(),
        weight: 1,
    }
}

impl Hop {
    fn how(&self) -> String {
        let cue = visible(&self.cue);
        match (self.directness, cue.is_empty()) {
            (Some(directness), true) => directness.words().to_owned(),
            _ => cue,
        }
    }

    fn sentence(&self, from: &str, to: &str) -> String {
        let manner = self.directness.map_or(String::new(), |d| format!("{}, ", d.words()));
        format!("{} → {}: {} ({manner}{})", visible(from), visible(to), self.how(), count(self.count, "time", "times"))
    }

    fn tooltip(&self, from: &str, to: &str) -> String {
        let sentence = self.sentence(from, to);
        match &self.quote {
            Some(quote) => format!("{sentence}. {}", quote.line(220)),
            None => sentence,
        }
    }
}

/// Draws the chains as a graph from the documents to those who spoke first.
///
/// # Errors
/// When there is no hop, an id is used twice, or a hop names an unknown holder.
pub fn draw(input: &Sources) -> Result<Drawing, DiagramError> {
    if input.hops.is_empty() {
        return Err(DiagramError::Empty { what: "attribution" });
    }
    let ids = index(input.holders.iter().map(|h| h.id.as_str()), "holders")?;
    for hop in &input.hops {
        known(&ids, &hop.from, "an attribution", "holders")?;
        known(&ids, &hop.to, "an attribution", "holders")?;
    }
    let mut holders: Vec<&Holder> =
        input.holders.iter().filter(|h| input.hops.iter().any(|hop| hop.from == h.id || hop.to == h.id)).collect();
    holders.sort_by_key(|holder| holder.kind);
    let place =
        |id: &str| holders.iter().position(|holder| holder.id == id).expect("holders of hops were checked and kept");
    let mut hops: Vec<(usize, usize, &Hop)> =
        input.hops.iter().map(|hop| (place(&hop.from), place(&hop.to), hop)).collect();
    hops.sort_by(|a, b| (a.0, a.1, &a.2.cue).cmp(&(b.0, b.1, &b.2.cue)));
    let sentences: Vec<String> =
        hops.iter().map(|(from, to, hop)| hop.sentence(&holders[*from].label, &holders[*to].label)).collect();
    Ok(Drawing {
        kind: "sources",
        caption: input.caption.cleaned(),
        alternative: format!("{}.", sentences.join(". ")),
        table: table(&hops, &holders),
        legend: legend(&hops, &holders),
        advice: advice_for(hops.len(), "filter by actor or document"),
        body: Body::Graph(Scene {
            clusters: Vec::new(),
            nodes: holders.iter().enumerate().map(|(at, holder)| node(at, holder)).collect(),
            edges: hops.iter().enumerate().map(|(at, hop)| edge(at, hop, &holders)).collect(),
        }),
    })
}

fn node(at: usize, holder: &Holder) -> Node {
    let prefix = match holder.kind {
        HolderKind::Document => 'd',
        HolderKind::Publisher => 'b',
        HolderKind::Work => 'w',
        HolderKind::Speaker | HolderKind::Unknown => 's',
    };
    let note = holder.note.as_deref().map(visible);
    Node {
        id: format!("{prefix}{}", at + 1),
        label: visible(&holder.label),
        note: note.filter(|note| !note.is_empty()),
        outline: holder.kind.outline(),
        cluster: None,
        column: match holder.kind {
            HolderKind::Document => Column::First,
            _ => Column::Free,
        },
        tooltip: format!("{} ({})", visible(&holder.label), holder.kind.name()),
        link: holder.link.clone(),
        data: vec![("holder", visible(&holder.id)), ("kind", holder.kind.name().to_owned())],
    }
}

fn edge(at: usize, (from, to, hop): &(usize, usize, &Hop), holders: &[&Holder]) -> Edge {
    Edge {
        id: format!("e{}", at + 1),
        from: *from,
        to: *to,
        // The number stands on the line; thick dots would cry louder than words.
        stroke: look(hop.directness),
        mark: None,
        label: match hop.count {
            0 | 1 => hop.how(),
            n => format!("{} ({n})", hop.how()),
        },
        note: None,
        tooltip: hop.tooltip(&holders[*from].label, &holders[*to].label),
        link: hop.link.clone(),
        row: at,
        data: vec![("from", visible(&hop.from)), ("to", visible(&hop.to)), ("count", hop.count.to_string())],
    }
}

fn table(hops: &[(usize, usize, &Hop)], holders: &[&Holder]) -> Table {
    let mut table = Table {
        caption: "Who passes on whose words".to_owned(),
        headings: vec!["Holder", "Relates", "How", "In whose words", "Times", "Example"],
        rows: Vec::new(),
    };
    for (from, to, hop) in hops {
        table.push(vec![
            Cell::linked(&holders[*from].label, holders[*from].link.as_ref()),
            Cell::linked(&holders[*to].label, holders[*to].link.as_ref()),
            Cell::linked(&hop.how(), hop.link.as_ref()),
            Cell::text(hop.directness.map_or("", Directness::words)),
            Cell::Number(hop.count),
            Cell::quoted(hop.quote.as_ref()),
        ]);
    }
    table
}

fn legend(hops: &[(usize, usize, &Hop)], holders: &[&Holder]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (kind, text) in [
        (HolderKind::Document, "document"),
        (HolderKind::Publisher, "publisher"),
        (HolderKind::Work, "cited work"),
        (HolderKind::Speaker, "speaker"),
    ] {
        if holders.iter().any(|holder| holder.kind == kind) {
            entries.push(Entry { sample: Sample::Node(kind.outline()), text: text.to_owned() });
        }
    }
    for (directness, text) in [
        (Some(Directness::Direct), "solid line: quoted"),
        (Some(Directness::Indirect), "dashed line: in the holder's own words"),
        (Some(Directness::Mixed), "dotted line: partly quoted"),
        (None, "thin grey line: other links"),
    ] {
        if hops.iter().any(|(_, _, hop)| hop.directness == directness) {
            entries.push(Entry { sample: Sample::Line(look(directness), None), text: text.to_owned() });
        }
    }
    entries.push(Entry {
        sample: Sample::Nothing,
        text: "Read from the left: each arrow leads to the one whose words are passed on.".to_owned(),
    });
    entries
}

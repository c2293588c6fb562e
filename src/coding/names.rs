//! Names and descriptions of the codebook's actors in a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{
    lexicon::Words,
    model::{Actor, ActorKind, Codebook, Slug},
};

/// An actor's place in the [`Roster`].
pub(super) type ActorNo = usize;

/// The codebook's actors, with what their names begin with.
#[derive(Debug)]
pub(super) struct Roster {
    pub(super) actors: Vec<Actor>,
    by_id: FxHashMap<Slug, ActorNo>,
    names: Names,
    /// The codebook's people by surname in lower case.
    pub(super) surnames: FxHashMap<String, Vec<ActorNo>>,
    /// By person the places of the codebook's memberships that let them speak for an organisation.
    memberships: FxHashMap<Slug, Vec<usize>>,
}

/// How a name or description means an actor.
#[derive(Debug, Clone, Copy)]
struct Naming {
    actor: ActorNo,
    description: bool,
}

/// Whether a text has the words that an actor's name is only taken for a name with; looked for once a text.
type Company = FxHashMap<ActorNo, bool>;

/// A place where a text names or describes actors of the codebook.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Who it may be.
    pub(super) actors: Vec<ActorNo>,
    /// Whether it is a description ("the smartphone maker"), not a name.
    pub(super) description: bool,
}

impl Roster {
    pub(super) fn new(codebook: &Codebook) -> Self {
        let actors: Vec<Actor> = codebook.actors.values().map(|entry| entry.value.clone()).collect();
        let by_id = actors.iter().enumerate().map(|(no, actor)| (actor.id.clone(), no)).collect();
        let mut named: FxHashMap<String, Vec<Naming>> = FxHashMap::default();
        let mut surnames: FxHashMap<String, Vec<ActorNo>> = FxHashMap::default();
        for (no, actor) in actors.iter().enumerate().filter(|(_, actor)| actor.is_person() && actor.label.contains(' '))
        {
            surnames.entry(surname_of(&actor.label).to_lowercase()).or_default().push(no);
        }
        for (no, actor) in actors.iter().enumerate() {
            for name in std::iter::once(&actor.label).chain(&actor.aliases) {
                let name = name.to_lowercase();
                for written in shortened(&name).into_iter().chain([name]).flat_map(|name| apostrophes(&name)) {
                    named.entry(written).or_default().push(Naming { actor: no, description: false });
                }
            }
            for description in &actor.descriptions {
                for written in apostrophes(&description.to_lowercase()) {
                    named.entry(written).or_default().push(Naming { actor: no, description: true });
                }
            }
        }
        let mut written: Vec<(String, Vec<Naming>)> = named.into_iter().collect();
        written.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
        let mut memberships: FxHashMap<Slug, Vec<usize>> = FxHashMap::default();
        for (place, member) in codebook.memberships.iter().enumerate().filter(|(_, member)| member.speaks_for) {
            memberships.entry(member.person.clone()).or_default().push(place);
        }
        Self { actors, by_id, names: Names::new(written), surnames, memberships }
    }

    /// The places of the codebook's memberships that let a person speak for an organisation, in its order.
    pub(super) fn memberships(&self, person: &Slug) -> &[usize] {
        self.memberships.get(person).map_or(&[], Vec::as_slice)
    }

    pub(super) fn find(&self, id: &Slug) -> Option<ActorNo> {
        self.by_id.get(id).copied()
    }

    /// Every mention in a text, in order, none within another.
    pub(super) fn mentions(&self, words: &Words<'_>) -> Vec<Mention> {
        let text = words.text;
        let mut found: Vec<Mention> = Vec::new();
        let mut company = Company::default();
        for at in 0..words.words.len() {
            let start = words.words[at].start as usize;
            let rest = &text.as_bytes()[start..];
            if !self.names.may_begin(rest) {
                continue;
            }
            let head = rest.first_chunk().map(|head| small(*head));
            for Written { name, head: own, mask, naming } in self.names.beginning(rest) {
                // Of those that begin alike few go on alike.
                if head.is_some_and(|head| (head ^ own) & mask != 0) {
                    continue;
                }
                let end = start + name.len();
                let whole = rest.len() >= name.len()
                    && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
                    && !text[end..].starts_with(char::is_alphanumeric)
                    && !text[..start].ends_with(char::is_alphanumeric);
                if !whole {
                    continue;
                }
                let read = words.words[at..].iter().take_while(|word| word.end as usize <= end).count();
                let mention = self.mention(words, at..at + read, naming, &mut company);
                if let Some(mention) = mention {
                    found.push(mention);
                }
            }
        }
        longest_only(found)
    }

    fn mention(
        &self,
        words: &Words<'_>,
        range: Range<usize>,
        naming: &[Naming],
        company: &mut Company,
    ) -> Option<Mention> {
        if range.is_empty() {
            return None;
        }
        // "the Facebook-owned messenger" is not Facebook.
        let behind = &words.text[words.words[range.end - 1].end as usize..];
        if ["-owned", "-backed", "-based", "-led", "-run", "-funded", "-style", "-era"]
            .iter()
            .any(|tail| behind.starts_with(tail))
        {
            return None;
        }
        let written = words.slice(range.clone());
        let mut names: Vec<ActorNo> = naming
            .iter()
            .filter(|naming| {
                !naming.description && self.looks_like_a_name(naming.actor, written, words, &range, company)
            })
            .map(|naming| naming.actor)
            .collect();
        names.dedup();
        if !names.is_empty() {
            return Some(Mention { words: range, actors: names, description: false });
        }
        let mut described: Vec<ActorNo> =
            naming.iter().filter(|naming| naming.description).map(|naming| naming.actor).collect();
        described.dedup();
        (!described.is_empty()).then_some(Mention { words: range, actors: described, description: true })
    }

    fn looks_like_a_name(
        &self,
        no: ActorNo,
        written: &str,
        words: &Words<'_>,
        range: &Range<usize>,
        company: &mut Company,
    ) -> bool {
        let actor = &self.actors[no];
        if let Some(needed) = &actor.only_with
            && !*company.entry(no).or_insert_with(|| words.text.contains(needed.as_str()))
        {
            return false;
        }
        // "Dawn Hawkins" is no newspaper.
        let next =
            words.words.get(range.end).filter(|word| word.before == crate::lexicon::Border::Space && word.capital);
        if actor.kind == ActorKind::Press && range.len() == 1 && next.is_some() {
            return false;
        }
        let own = std::iter::once(&actor.label).chain(&actor.aliases);
        let written = &*written.replace('’', "'");
        let exact = own.clone().any(|name| name == written);
        let small_by_nature = own.clone().any(|name| name == written && !name.starts_with(char::is_uppercase));
        if small_by_nature {
            // "du", "eco": too short to tell from words of other languages unless the text writes them as names do.
            return written.len() > 3;
        }
        if !written.starts_with(char::is_uppercase) {
            return false;
        }
        let acronym = |name: &str| name.len() <= 5 && name.chars().all(|c| c.is_uppercase() || c == '.');
        if !exact && own.into_iter().any(|name| acronym(name) && name.eq_ignore_ascii_case(written)) {
            return false;
        }
        // "Signal", "Wire", "Session" at the head of a sentence may be plain words.
        let heads = words.words[range.start].before == crate::lexicon::Border::Sentence;
        !(is_plain_word(written) && heads) || range.end < words.words.len() && speaks(words.letters(range.end))
    }
}

/// "Liberty said": whether a word tells that the one before it is somebody's name.
fn speaks(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "told" | "tells" | "called" | "calls" | "argued" | "argues" | "warned" | "warns" | "urged"
    )
}

/// Names and descriptions by what they begin with.
#[derive(Debug)]
struct Names {
    /// The shorter before the longer.
    written: Vec<Written>,
    /// One bit for each first three letters that one shorter than eight bytes has: most words of a text need no
    /// further look.
    begun_short: Vec<u64>,
    /// The same for bits of the first eight bytes of the others.
    begun_long: Vec<u64>,
    /// By the first three letters the places in `written` of those shorter than eight bytes.
    short: FxHashMap<u16, Vec<u32>>,
    /// By the first eight bytes the places of the others.
    long: FxHashMap<u64, Vec<u32>>,
}

/// A name or description as texts may print it, in lower case, with what it means.
#[derive(Debug)]
struct Written {
    name: String,
    /// Its first eight bytes as a number, and which bits of that are of the name.
    head: u64,
    mask: u64,
    naming: Vec<Naming>,
}

impl Written {
    fn new((name, naming): (String, Vec<Naming>)) -> Self {
        let mut bytes = [0; 8];
        let length = name.len().min(8);
        bytes[..length].copy_from_slice(&name.as_bytes()[..length]);
        let mask = u64::MAX.checked_shr(64 - 8 * length as u32).unwrap_or_default();
        Self { head: small(bytes) & mask, mask, name, naming }
    }
}

/// How many beginnings are told apart by one bit each.
const BEGINNINGS: usize = 1 << 15;

impl Names {
    fn new(written: Vec<(String, Vec<Naming>)>) -> Self {
        let mut names = Self {
            written: written.into_iter().map(Written::new).collect(),
            begun_short: vec![0; BEGINNINGS / 64],
            begun_long: vec![0; BEGINNINGS / 64],
            short: FxHashMap::default(),
            long: FxHashMap::default(),
        };
        for (place, Written { name, .. }) in names.written.iter().enumerate() {
            let place = place as u32;
            let Some(first) = name.bytes().next() else { continue };
            if let Some(head) = name.as_bytes().first_chunk() {
                let head = small(*head);
                set(&mut names.begun_long, spread(head));
                names.long.entry(head).or_default().push(place);
                continue;
            }
            // What follows a name shorter than three bytes may be anything.
            let own = |at: usize| name.as_bytes().get(at).map_or(0..=31, |&byte| byte & 31..=byte & 31);
            for (second, third) in own(1).flat_map(|second| own(2).map(move |third| (second, third))) {
                let key = beginning(&[first, second, third]);
                set(&mut names.begun_short, key);
                names.short.entry(key).or_default().push(place);
            }
        }
        names
    }

    /// Whether the text may begin with one: most words of a text need no further look.
    #[inline]
    fn may_begin(&self, text: &[u8]) -> bool {
        let Some(&head) = text.first_chunk() else { return true };
        is_set(&self.begun_short, beginning(&head)) || is_set(&self.begun_long, spread(small(head)))
    }

    /// Those that the text may begin with, the shorter first.
    fn beginning(&self, text: &[u8]) -> impl Iterator<Item = &Written> {
        let (mut short, mut long) = (&[][..], &[][..]);
        let key = beginning(text);
        if is_set(&self.begun_short, key) {
            short = self.short.get(&key).map_or(short, Vec::as_slice);
        }
        if let Some(head) = text.first_chunk().map(|head| small(*head))
            && is_set(&self.begun_long, spread(head))
        {
            long = self.long.get(&head).map_or(long, Vec::as_slice);
        }
        short.iter().chain(long).map(|&place| &self.written[place as usize])
    }
}

fn set(bits: &mut [u64], bit: u16) {
    bits[usize::from(bit) / 64] |= 1 << (bit % 64);
}

fn is_set(bits: &[u64], bit: u16) -> bool {
    bits[usize::from(bit) / 64] & 1 << (bit % 64) != 0
}

/// The first three bytes as a number below [`BEGINNINGS`] that is the same for capital and small letters.
#[inline]
fn beginning(text: &[u8]) -> u16 {
    let byte = |at: usize| u16::from(text.get(at).copied().unwrap_or(0) & 31);
    byte(0) << 10 | byte(1) << 5 | byte(2)
}

/// Eight bytes as a number that is the same for capital and small letters.
#[inline]
fn small(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes) | 0x2020_2020_2020_2020
}

/// Such a number as one below [`BEGINNINGS`].
#[inline]
fn spread(head: u64) -> u16 {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49) as u16
}

/// Of mentions that overlap keeps the longest: "National Center for Missing Children", not "The National".
fn longest_only(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|mention| (mention.words.start, std::cmp::Reverse(mention.words.end)));
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        match kept.last_mut() {
            Some(last) if mention.words.start < last.words.end => {
                if mention.words.len() > last.words.len() {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

/// A name with straight and with curly apostrophes, as texts print it.
fn apostrophes(name: &str) -> Vec<String> {
    let straight = name.replace('’', "'");
    let curly = straight.replace('\'', "’");
    if straight == curly { vec![straight] } else { vec![straight, curly] }
}

/// Names that are also everyday words.
fn is_plain_word(name: &str) -> bool {
    const PLAIN: [&str; 8] = ["Element", "Session", "Wire", "Liberty", "Commission", "Union", "Eco", "Du"];
    PLAIN.contains(&name)
}

/// A name in lower case as newspapers shorten it: "Justice Dept.", "American Bankers Assn.".
fn shortened(name: &str) -> Option<String> {
    const SHORT: [(&str, &str); 3] = [(" department", " dept"), (" association", " assn"), (" corporation", " corp")];
    SHORT.iter().find_map(|(long, short)| Some(format!("{}{short}", name.strip_suffix(long)?)))
}

/// The last name of a full name, "Jr." and the like and what stands in brackets left out.
pub(super) fn surname_of(name: &str) -> &str {
    name.split_whitespace()
        .rev()
        .find(|part| !part.starts_with('(') && !matches!(part.trim_matches(['.', ',']), "Jr" | "Sr" | "II" | "III"))
        .unwrap_or(name)
}

//! What kind of actor a name or a word suggests.

use crate::{lexicon::WordList, model::ActorKind};

/// Whether actors of this kind are human beings.
pub(in crate::coding) const fn is_human(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Person | ActorKind::Expert | ActorKind::Legislator)
}

/// Guesses an organisation's kind by the words of its name.
pub(super) fn organisation_kind(lower: &str) -> ActorKind {
    const SIGNS: &[(&str, ActorKind)] = &[
        ("court", ActorKind::Court),
        ("tribunal", ActorKind::Court),
        ("ministry", ActorKind::Agency),
        ("department", ActorKind::Agency),
        ("police", ActorKind::Agency),
        ("agency", ActorKind::Agency),
        ("bureau", ActorKind::Agency),
        ("office", ActorKind::Agency),
        ("commissioner", ActorKind::Regulator),
        ("authority", ActorKind::Regulator),
        ("regulator", ActorKind::Regulator),
        ("government", ActorKind::Government),
        ("administration", ActorKind::Government),
        ("parliament", ActorKind::Legislator),
        ("senate", ActorKind::Legislator),
        ("committee", ActorKind::Legislator),
        ("congress", ActorKind::Legislator),
        ("party", ActorKind::Party),
        ("democrats", ActorKind::Party),
        ("republicans", ActorKind::Party),
        ("university", ActorKind::Expert),
        ("institute", ActorKind::Expert),
        ("trade", ActorKind::TradeBody),
        ("industry", ActorKind::TradeBody),
        ("federation", ActorKind::TradeBody),
        ("chamber", ActorKind::TradeBody),
        ("foundation", ActorKind::Ngo),
        ("coalition", ActorKind::Ngo),
        ("rights", ActorKind::Ngo),
        ("liberties", ActorKind::Ngo),
        ("association", ActorKind::Ngo),
        ("assn", ActorKind::Ngo),
        ("directorate", ActorKind::Agency),
        ("sheriff", ActorKind::Agency),
        ("alliance", ActorKind::Ngo),
        ("watch", ActorKind::Ngo),
        ("times", ActorKind::Press),
        ("post", ActorKind::Press),
        ("news", ActorKind::Press),
        ("journal", ActorKind::Press),
    ];
    let pairs = Pairs::of(lower);
    let has = |sign: &str| pairs.may_hold(sign) && lower.contains(sign);
    SIGNS.iter().find(|(sign, _)| has(sign)).map_or(ActorKind::Company, |(_, kind)| *kind)
}

/// The pairs of letters in a name, a bit for each: most signs are not in a name, which this says at once.
struct Pairs([u64; 16]);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs = [0; 16];
        for pair in text.as_bytes().windows(2) {
            let bit = Self::bit(pair);
            pairs[bit / 64] |= 1 << (bit % 64);
        }
        Self(pairs)
    }

    fn bit(pair: &[u8]) -> usize {
        usize::from(pair[0] & 31) << 5 | usize::from(pair[1] & 31)
    }

    /// Whether the first and the last pair of a sign are there.
    fn may_hold(&self, sign: &str) -> bool {
        let sign = sign.as_bytes();
        [&sign[..2], &sign[sign.len() - 2..]].iter().all(|pair| {
            let bit = Self::bit(pair);
            self.0[bit / 64] >> (bit % 64) & 1 != 0
        })
    }
}

/// Whether a word says that the name it stands in is an organisation's.
pub(super) fn heads_organisation(word: &str) -> bool {
    static HEADS: WordList = WordList::new(
        "association institute foundation university college union council commission committee \
        court ministry department authority agency office bureau police group inc corp ltd center centre project act bill \
        coalition alliance network party service society bank times post journal news house congress parliament \
        street city labs technologies systems international software watch week charter conference forum front order \
        federation organization organisation league fund trust club academy lab laboratory initiative campaign board \
        tribunal chamber assembly administration company companies corporation consortium guild fraternity lodge \
        assn dept confederation collective movement observatory directorate secretariat taskforce force forces army",
    );
    HEADS.contains(word)
}

/// "Every Tuesday Deb Stahlnecker calls".
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Days and months, which are written like names.
pub(super) fn is_calendar(word: &str) -> bool {
    static CALENDAR: WordList = WordList::new(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july \
        august september october november december",
    );
    CALENDAR.contains(word)
}

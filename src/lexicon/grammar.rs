//! The closed classes of English that the coder reads by: auxiliaries, negations, pronouns, prepositions.

/// The closed classes a word form belongs to, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u32);

impl Class {
    /// is, has, does, and what is left of them in contractions.
    pub const AUXILIARY: Self = Self(1);
    /// will, would, may: verbs before verbs.
    pub const MODAL: Self = Self(1 << 1);
    /// not, never, no.
    pub const NEGATION: Self = Self(1 << 2);
    /// Adverbs that stand between a subject and its verb.
    pub const ADVERB: Self = Self(1 << 3);
    /// in, of, by.
    pub const PREPOSITION: Self = Self(1 << 4);
    /// the, a, this.
    pub const DETERMINER: Self = Self(1 << 5);
    /// its, their, our.
    pub const POSSESSIVE: Self = Self(1 << 6);
    /// he, she.
    pub const PERSONAL: Self = Self(1 << 7);
    /// we, us, our, I: the speaker.
    pub const SPEAKER: Self = Self(1 << 8);
    /// it.
    pub const NEUTER: Self = Self(1 << 9);
    /// they, them.
    pub const PLURAL: Self = Self(1 << 10);
    /// who, which, that.
    pub const RELATIVE: Self = Self(1 << 11);
    /// and, or, but.
    pub const CONJUNCTION: Self = Self(1 << 12);
    /// if, unless, because, while: words that begin a clause.
    pub const CLAUSE: Self = Self(1 << 13);
    /// if, unless, whether.
    pub const CONDITION: Self = Self(1 << 14);
    /// 's.
    pub const GENITIVE: Self = Self(1 << 15);
    /// to.
    pub const TO: Self = Self(1 << 16);
    /// Verbs that take another verb and leave its subject alone: decide to, continue to.
    pub const RAISING: Self = Self(1 << 17);
    /// would, could, might: what need not be.
    pub const UNREAL: Self = Self(1 << 18);
    /// but, while, although: a contrast begins.
    pub const CONTRAST: Self = Self(1 << 19);
    /// you.
    pub const LISTENER: Self = Self(1 << 20);

    /// Adds a class.
    pub const fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether it belongs to any of these classes.
    #[must_use]
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both classes' bits.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of each class.
pub(super) const WORDS: &[(Class, &str)] = &[
    (Class::AUXILIARY, "is are was were be been being am has have had having do does did 're 've 'm 'd"),
    (Class::MODAL, "will wo 'll would can ca could may might must should shall ought 'd"),
    (Class::NEGATION, "not n't never no cannot neither nor without nobody none hardly"),
    (
        Class::ADVERB,
        "also now still already even just again long once later then not n't never always often soon only repeatedly \
         recently previously first ever yet simply strongly firmly all both each too however therefore further instead \
         rather therefore thus apparently essentially reportedly allegedly openly flatly clearly absolutely actually \
         today yesterday tomorrow meanwhile nevertheless nonetheless effectively initially originally finally",
    ),
    (
        Class::PREPOSITION,
        "in on at during after before for of from by with about against via through into over under among between as \
         since until near amid despite following per like within without across behind inside outside toward towards \
         regarding concerning upon",
    ),
    (
        Class::DETERMINER,
        "the a an this that these those some any many most several other another both each all every no such certain",
    ),
    (Class::POSSESSIVE, "its their his her our my your whose"),
    (Class::PERSONAL, "he she him her his"),
    (Class::SPEAKER, "we us our ours ourselves i me my myself"),
    (Class::NEUTER, "it its itself"),
    (Class::PLURAL, "they them their themselves"),
    (Class::RELATIVE, "who which that whom"),
    (Class::CONJUNCTION, "and or but nor"),
    (
        Class::CLAUSE,
        "if unless because while although though whereas since when where until after before whether once so as",
    ),
    (Class::CONDITION, "if unless provided whether"),
    (Class::GENITIVE, "'s '"),
    (Class::TO, "to"),
    (
        Class::RAISING,
        "decided decide decides continued continue continues vowed vow vows began begin begins started moved move moves \
         planned plan plans plans intend intends intended appeared appear appears seemed seem seems happened happens tried \
         try tries trying chose choose chooses chosen opted prepared preparing likely expected set ready able going \
         needs need needed has have had used aims aim aimed hopes hope hoped managed ought sought going used poised",
    ),
    (Class::UNREAL, "would could might 'd"),
    (Class::CONTRAST, "but while whereas although though yet however"),
    (Class::LISTENER, "you your yours"),
];

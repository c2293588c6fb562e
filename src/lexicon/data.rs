//! The tables of a lexicon, as they stand in a codebook's TOML file.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserialize;

use super::Taught;
use crate::model::{ActorKind, Commitment, FactProperty, Form, Sign, Slug, Stance};

/// A pattern with its place in the TOML file, so that a mistake in it can be pointed at.
pub type PatternText = toml::Spanned<String>;

/// A lexicon: everything a codebook says about words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Lexicon {
    /// Named lists of words for patterns: `@name`.
    pub words: BTreeMap<String, Vec<PatternText>>,
    /// Words that express a proposition.
    pub wording: Vec<Wording>,
    /// Words that express an attitude.
    pub cue: Vec<Cue>,
    /// Words that make a speech act, whatever it is about.
    pub form: Vec<SpeechForm>,
    /// Words that express a stance by themselves.
    pub pragmatic: Vec<Pragmatic>,
    /// Words that point back to something said before.
    pub anaphor: Vec<Anaphor>,
    /// Words that give a reason.
    pub reason: Vec<Reason>,
    /// Words before a reason that reject it.
    pub rejection: Vec<Anaphor>,
    /// Words that make a stance depend on something: "so long as".
    pub condition: Vec<Anaphor>,
    /// Words that put one actor at another's side.
    pub alliance: Vec<Alliance>,
    /// Texts that speak for their author: a blog post, a letter.
    pub work: Vec<Anaphor>,
    /// Offices and professions.
    pub role: Vec<Role>,
    /// Groups without a name.
    pub group: Vec<Group>,
    /// Words that say what a document asserts of an event.
    pub fact: Vec<FactPattern>,
    /// Countries and what belongs to them.
    pub country: Vec<Country>,
    /// What examples taught: a file beside the codebook, which names it as `learned`.
    #[serde(skip)]
    pub learned: Option<Arc<Taught>>,
}

/// Words that express a proposition, once somebody is said to want or to reject it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    /// The proposition.
    pub proposition: Slug,
    /// Whether who wants what the words say supports it ("read messages") or opposes it ("ban encryption").
    pub sign: Sign,
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Whose attitude a cue expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueHolder {
    /// The subject's: "Apple opposes".
    Subject,
    /// The speaker's: "companies should", "is dangerous".
    Speaker,
    /// Theirs whom the words behind it name: "is backed by Spain", "drew criticism from".
    Agent,
    /// Nobody's: it only passes on the attitude of others, perhaps turned round: "allow", "prevent".
    Nobody,
}

/// Which way the attitude goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// For it.
    Support,
    /// Against it.
    Oppose,
    /// Neither; it only says what kind of speech act it is.
    Neutral,
    /// It leaves open which way it goes: "denied", "considers". Nothing is concluded from what it governs.
    Unclear,
}

/// Where the words of the proposition stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// After the cue: "oppose back doors".
    #[default]
    After,
    /// Before the cue: "back doors are dangerous".
    Before,
}

/// Words that express an attitude to what is said beside them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cue {
    /// Which way it goes.
    pub polarity: Dimension,
    /// Whose it is.
    #[serde(default = "subject")]
    pub holder: CueHolder,
    /// What kind of speech act it makes.
    #[serde(default)]
    pub form: Option<Form>,
    /// Whether it is itself an act of speech (demand), not an inner attitude (want).
    #[serde(default)]
    pub speech: bool,
    /// Where the words of the proposition stand.
    #[serde(default)]
    pub wording: Place,
    /// How firmly it is put, if the words tell.
    #[serde(default)]
    pub commitment: Option<Commitment>,
    /// The words.
    pub patterns: Vec<PatternText>,
}

const fn subject() -> CueHolder {
    CueHolder::Subject
}

/// Words that make a speech act, whatever it is about: "issue an ultimatum", "be prepared to".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpeechForm {
    /// The kind of speech act.
    pub form: Form,
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Words that express a stance on a proposition without any further cue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pragmatic {
    /// The proposition.
    pub proposition: Slug,
    /// The stance.
    pub stance: Stance,
    /// Whose it is.
    #[serde(default = "subject")]
    pub holder: CueHolder,
    /// The kind of speech act.
    #[serde(default)]
    pub form: Option<Form>,
    /// Whether it is itself an act of speech.
    #[serde(default)]
    pub speech: bool,
    /// How firmly it is put, if the words tell.
    #[serde(default)]
    pub commitment: Option<Commitment>,
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Words without a meaning of their own: "that directive", "not a question of".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Anaphor {
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Words that give a reason.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reason {
    /// The frame.
    pub frame: Slug,
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Names of an office or a profession.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Role {
    /// What its holder is when there is no organisation to speak for.
    pub kind: ActorKind,
    /// Whether who holds it speaks for the organisation.
    #[serde(default)]
    pub office: bool,
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Nouns that name a group of people or a kind of body.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Group {
    /// Its kind.
    pub kind: ActorKind,
    /// Whether it may stand for one actor named before: "the company", "the government".
    #[serde(default)]
    pub refers: bool,
    /// Whether it is an actor of its own when nobody is meant by it: "privacy advocates".
    #[serde(default)]
    pub unnamed: bool,
    /// The words.
    pub patterns: Vec<PatternText>,
}

/// Words that say what a document asserts of an event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FactPattern {
    /// The property.
    pub property: FactProperty,
    /// The words, with a slot for the value.
    pub patterns: Vec<PatternText>,
}

/// Words that put one actor at another's side, or against it: "filed a brief in support of Apple".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Alliance {
    /// `support`: of one mind with the other; `oppose`: of the other mind.
    pub sign: Sign,
    /// The words, with a slot for the other: `<actor:ally>`.
    pub patterns: Vec<PatternText>,
}

/// A country and what belongs to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Country {
    /// ISO 3166-1 alpha-2, or `EU`.
    pub code: String,
    /// Its name after "of": "the Netherlands". Without one, the code stands for it.
    pub name: Option<String>,
    /// Its names and demonyms.
    pub patterns: Vec<PatternText>,
}

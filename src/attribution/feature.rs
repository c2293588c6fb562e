//! Features: what the learned choosers look at, each with a name a person can read.
//!
//! The same functions feed the reader, the learning program and explanations, so that they cannot drift apart: they
//! put features into a [`Sink`], which adds up weights, collects keys, or writes names.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, WordId};
use super::tag::{TAGS, Tag};

/// What a field of a feature holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A word of the lexicon.
    Word,
    /// A part of speech.
    Tag,
    /// A small number or set of bits.
    Number,
    /// A word if it is a function word, else its part of speech or kind of mark: see [`Class`].
    Class,
}

/// Receives features.
pub trait Sink {
    /// Takes one feature: a template, and up to three fields that the template says how to read.
    fn put(&mut self, template: Template, fields: [u16; 3]);

    /// A feature without fields.
    #[inline]
    fn flag(&mut self, template: Template) {
        self.put(template, [0; 3]);
    }

    /// A feature of one field.
    #[inline]
    fn one(&mut self, template: Template, first: impl Into<Value>) {
        self.put(template, [first.into().0, 0, 0]);
    }

    /// A feature of two fields.
    #[inline]
    fn two(&mut self, template: Template, first: impl Into<Value>, second: impl Into<Value>) {
        self.put(template, [first.into().0, second.into().0, 0]);
    }

    /// A feature of three fields.
    #[inline]
    fn three(
        &mut self,
        template: Template,
        first: impl Into<Value>,
        second: impl Into<Value>,
        third: impl Into<Value>,
    ) {
        self.put(template, [first.into().0, second.into().0, third.into().0]);
    }
}

/// A function word by itself, any other token by its part of speech; marks that a tag does not tell apart are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class(pub u16);

impl Class {
    /// Beyond the border of the sentence.
    pub const EDGE: Self = Self(40);
    /// A dash.
    pub const DASH: Self = Self(41);
    /// A semicolon.
    pub const SEMICOLON: Self = Self(42);
    /// A quotation that is a piece of a sentence.
    pub const FRAGMENT: Self = Self(43);
    /// An ellipsis.
    pub const ELLIPSIS: Self = Self(44);
    const SPECIAL: [(Self, &'static str); 5] = [
        (Self::EDGE, "EDGE"),
        (Self::DASH, "DASH"),
        (Self::SEMICOLON, "SEMICOLON"),
        (Self::FRAGMENT, "FRAGMENT"),
        (Self::ELLIPSIS, "ELLIPSIS"),
    ];
    const FIRST_WORD: u16 = 64;

    /// The class of a part of speech.
    #[must_use]
    pub fn of_tag(tag: Tag) -> Self {
        Self(tag as u16)
    }

    /// The class of a function word.
    #[must_use]
    pub fn of_word(word: WordId) -> Self {
        Self(word.0 + Self::FIRST_WORD)
    }

    fn name(self, lexicon: &Lexicon) -> &'static str {
        if self.0 >= Self::FIRST_WORD {
            return lexicon.text(WordId(self.0 - Self::FIRST_WORD));
        }
        let special = Self::SPECIAL.iter().find(|(class, _)| *class == self).map(|(_, name)| *name);
        special.or_else(|| TAGS.get(self.0 as usize).map(|(_, name)| *name)).unwrap_or("X")
    }

    fn from_name(name: &str, lexicon: &Lexicon) -> Option<Self> {
        // Tags are written in capitals, words in small letters.
        if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Some(lexicon.find(name)).filter(|&word| word != WordId::UNKNOWN).map(Self::of_word);
        }
        let special = Self::SPECIAL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class);
        special.or_else(|| Tag::from_name(name).map(Self::of_tag))
    }
}

/// A field's value.
#[derive(Clone, Copy, Debug)]
pub struct Value(u16);

impl From<WordId> for Value {
    fn from(word: WordId) -> Self {
        Self(word.0)
    }
}

impl From<Tag> for Value {
    fn from(tag: Tag) -> Self {
        Self(tag as u16)
    }
}

impl From<Class> for Value {
    fn from(class: Class) -> Self {
        Self(class.0)
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self(u16::from(number))
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Self(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self(u16::from(flag))
    }
}

/// A feature as one number.
#[must_use]
pub fn key(template: Template, fields: [u16; 3]) -> u64 {
    u64::from(template as u16) << 48 | u64::from(fields[0]) << 32 | u64::from(fields[1]) << 16 | u64::from(fields[2])
}

/// The feature's name: the template's, and its fields as words, tags and numbers.
#[must_use]
pub fn name(key: u64, lexicon: &Lexicon) -> String {
    let Some((template, name, fields)) = TEMPLATES.get((key >> 48) as usize) else {
        return String::new();
    };
    debug_assert_eq!(*template as u64, key >> 48);
    let mut text = String::from(*name);
    for (index, field) in fields.iter().enumerate() {
        let value = (key >> (32 - 16 * index)) as u16;
        text.push(if index == 0 { '=' } else { ' ' });
        match field {
            Field::Word => {
                text.push_str(Some(lexicon.text(WordId(value))).filter(|word| !word.is_empty()).unwrap_or("?"))
            }
            Field::Tag => text.push_str(TAGS.get(value as usize).map_or("?", |(_, name)| name)),
            Field::Number => text.push_str(&value.to_string()),
            Field::Class => text.push_str(Class(value).name(lexicon)),
        }
    }
    text
}

/// The names of templates, looked up.
#[derive(Debug)]
pub(crate) struct Names(FxHashMap<&'static str, usize>);

impl Names {
    pub(crate) fn new() -> Self {
        Self(TEMPLATES.iter().enumerate().map(|(place, (_, name, _))| (*name, place)).collect())
    }

    /// The feature of a name; `None` if there is no such template or word.
    pub(crate) fn parse(&self, name: &str, lexicon: &Lexicon) -> Option<u64> {
        let (head, rest) = name.split_once('=').unwrap_or((name, ""));
        let (template, _, fields) = &TEMPLATES[*self.0.get(head)?];
        let mut values = [0_u16; 3];
        for ((field, value), part) in fields.iter().zip(&mut values).zip(rest.split(' ')) {
            *value = match field {
                Field::Word if part == "?" => 0,
                Field::Word => Some(lexicon.find(part)).filter(|&word| word != WordId::UNKNOWN)?.0,
                Field::Tag => Tag::from_name(part)? as u16,
                Field::Number => part.parse().ok()?,
                Field::Class => Class::from_name(part, lexicon)?.0,
            };
        }
        Some(key(*template, values))
    }
}

macro_rules! templates {
    ($($(#[$doc:meta])* $variant:ident = $name:literal [$($field:ident)*];)*) => {
        /// A kind of feature.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum Template { $($(#[$doc])* $variant,)* }

        /// Every template with its name in the data file and what its fields hold.
        pub const TEMPLATES: &[(Template, &str, &[Field])] = &[$((Template::$variant, $name, &[$(Field::$field),*]),)*];
    };
}

include!("templates.rs");

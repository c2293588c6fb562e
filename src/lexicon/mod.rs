//! The lexicon: patterns over words that a person can read and change, and the tables that use them.
//!
//! # How to write a pattern
//!
//! A pattern is a few words as a newspaper would print them. It is found wherever these words stand side by side in
//! one sentence, in capitals or not, inside quotation marks or not, with a hyphen or a space between them.
//!
//! | write | it matches | example |
//! |---|---|---|
//! | `monitor` | the word in all its forms: monitor, monitors, monitored, monitoring | `monitor traffic` |
//! | `=monitoring` | this form only | `=monitoring` |
//! | `encrypt*` | every word that begins so: encrypted, encryption | `weaken encrypt*` |
//! | `(back door\|backdoor)` | one of the alternatives | `(build\|create) a (back door\|backdoor)` |
//! | `[the]` | the part, or nothing | `unlock [the] phone` |
//! | `_` | one word, whatever it is | `unlock _ iPhone` |
//! | `..` | up to four words, or none | `monitor .. traffic` |
//! | `..9` | up to nine words, or none (at most 15) | `access .. to ..9 messages` |
//! | `@provider` | one of the words of the list `provider` in the table `[words]` | `force @provider to` |
//! | `<actor>` | a name or description of an actor; also by kind: `<company>`, `<government>` | `order <company> to unlock` |
//! | `<date>` | a date | `on <date>` |
//! | `<actor:addressee>` | the same, and remembers it under that name | `order <actor:addressee> to` |
//!
//! A gap never leaves the sentence and stops at a colon, a semicolon, a dash or a bracket; it may pass a comma.
//! `not` also stands for "n't" and "never", `will` for "'ll" and "wo" (of "won't"), `be` for "is", "was", "'s" ...
//!
//! **Negation.** What a "not" before the words does is said by a word in braces in front of the pattern:
//! `{flip} support` (the sign turns round; this is so if nothing is said), `{drop} trust` (a negated match does not
//! count), `{ignore} will not comply` (the pattern has its own negation, another one before it is not looked for).
//!
//! Mistakes in a pattern are [`Diagnostic`](crate::diagnostic::Diagnostic)s with the place of the mistake.

mod compile;
mod data;
mod grammar;
mod index;
mod inflect;
mod learned;
mod list;
mod merge;
mod parse;
mod pattern;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use compile::{Compiler, PatternId};
pub use data::{
    Alliance, Anaphor, Country, Cue, CueHolder, Dimension, FactPattern, Group, Lexicon, PatternText, Place, Pragmatic,
    Reason, Role, SpeechForm, Wording,
};
pub use grammar::Class;
pub use index::{Index, Match, NoSlots, Round, SlotReader};
pub use learned::{KnownFeature, Learned, Taught, feature_key, held_length, key, pair_key, softmax, stem_key};
pub use list::WordList;
pub use parse::{parse, parse_entry};
pub use pattern::{Negation, Node, Pattern, Slot};
pub use vocabulary::{FormId, Vocabulary};
pub use words::{Border, Word, Words};

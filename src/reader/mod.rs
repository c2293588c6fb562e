//! A reader of somebody else's, plugged in as a program: documents go to its standard input, findings come back.
//!
//! Both directions are JSON lines. [`protocol`] is what goes out; `program` starts, feeds and stops the process and
//! starts it again after a crash; [`answer`] checks what comes back, item by item: ids against the codebook, places
//! against the text, words without a place are looked for (`find_words`). What does not fit is refused with a finding
//! that names the document, the field and the remedy; the rest is kept. [`set`] makes annotations of it.
//! `docs/readers.md` has the protocol as a table.

pub mod answer;
mod find_words;
mod lines;
mod program;
pub mod protocol;
pub mod set;

pub use program::{Command, CommandError, Event, Program, StartError};

//! Markup of each page: one file a kind of page.

mod actor;
mod answer;
mod case;
mod document;
mod drawing;
mod event;
mod glossary;
mod graph;
mod guide;
mod lists;
mod proposition;
mod question;
mod search;
mod statement;

pub use question::Fault;
pub(in crate::pages) use question::suggestions;
pub(in crate::pages) use search::in_browser;

//! Markup of each page: one file a kind of page.

mod actor;
mod answer;
mod case;
mod document;
mod drawing;
mod event;
mod glossary;
mod lists;
mod proposition;
mod question;
mod search;
mod statement;

pub use question::Fault;

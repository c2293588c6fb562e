//! How to write what a diagram decided to draw, and the pages.

mod vocabulary;

pub use vocabulary::vocabulary_page;

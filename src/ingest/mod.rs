//! From the files people have to documents of a case: plain text, Markdown with front matter, saved web pages.

mod front_matter;
mod html;
mod nesting;
mod text;

pub use front_matter::{FrontMatter, parse_document, write_document};
pub use html::{HtmlError, read_html};
pub use text::{MAX_DOCUMENT_BYTES, TextError, clean, decode};
pub(crate) use text::{accept, describe, is_refused};

//! Questions to the graph: the catalogue in `queries/`, typed parameters bound into the algebra, answers and formats.

mod answer;
mod bind;
mod bounded;
mod catalogue;
mod format;
mod graph;
mod header;
mod limits;
mod parameter;
mod run;
mod table;

pub use answer::{Answer, Record};
pub use bind::{BindError, bind};
pub use bounded::Bounded;
pub use catalogue::{ACROSS, CATALOGUE, CatalogueQuery, find};
pub use format::{AnswerFormat, FormatError, TableStyle, write_answer};
pub use graph::SparqlGraph;
pub use header::{Header, Parameter, ParameterType, parse_header};
pub use limits::{LimitError, check_algebra, check_text};
pub(crate) use parameter::nearest;
pub use parameter::{ParameterError, resolve};
pub use run::{QueryError, run};
pub(crate) use table::printable;
pub use table::write_table;
pub(crate) use table::{heading as column_words, shortened};

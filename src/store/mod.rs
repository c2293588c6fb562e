//! From a case to a graph that can be asked: current annotations, derived triples, validation. In memory, built at
//! start-up and thrown away, since the files are the truth; or on disk (`disk`), for more than memory holds.

mod current;
pub mod disk;
mod graph;
mod rules;
mod shapes;

pub use current::{View, current_sets};
pub use graph::{CaseGraph, StoreError, annotation_quads};
pub use rules::{RULES, Rule};
pub use shapes::{Violation, validate_case, validate_set};

//! From a case to a graph that can be asked: current annotations, derived triples, validation. In memory, built at
//! start-up and thrown away; the files are the truth.

mod current;
mod graph;
mod rules;
mod shapes;

pub use current::{View, current_sets};
pub use graph::{CaseGraph, StoreError, annotation_quads};
pub use rules::{RULES, Rule};
pub use shapes::{Violation, validate_case, validate_set};

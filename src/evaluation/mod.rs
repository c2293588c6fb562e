//! How well a coder does: found against gold, and two coders against each other.

mod agreement;
mod attributions;
mod calibration;
mod class;
mod forms;
mod quotation_mask;
mod scores;
mod statements;

pub use agreement::{Agreement, cohen_kappa, krippendorff_alpha, matched_statements, shared_evidence};
pub use attributions::{
    AttributionError, AttributionScores, EvaluatedAttribution, EvaluatedDocument, Kind, score_attributions,
};
pub use calibration::{Calibration, ConfidenceBin};
pub use class::{ClassScores, ClassUnit, CodeScores, PassageScores, Tally, krippendorff_alpha_of_many, score_class};
pub use forms::{ClassedSentence, FormError, FormScores, forms_of_class, score_forms};
pub use scores::Score;
pub use statements::{CodedDocument, StatementError, StatementScores, score_statements};

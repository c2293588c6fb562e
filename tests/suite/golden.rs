//! Golden files: answers and transcripts as they should be.

use crate::rust_code::root;

/// Compares with a golden file under `tests/cases/`; `SNAPSHOTS=overwrite` writes it.
#[track_caller]
pub(crate) fn golden(name: &str, actual: String) {
    let path = root().join("tests/cases").join(name);
    let expected = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw();
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(actual, expected);
}

//! Kills, full disks, corrupted files and several writers at once: nothing is lost, and nothing is silent.
//!
//! `docs/reliability.md` says what is promised and names the test behind each promise.

mod at_once;
mod corruption;
#[cfg(unix)]
mod damaged;
#[cfg(target_os = "linux")]
mod disk;
#[cfg(target_os = "linux")]
mod failing;
pub(crate) mod killing;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod served;

use crate::fixture::CaseFixture;

/// A case with articles in which the machine finds something, and two coders; runs take place beside it.
fn articles() -> CaseFixture {
    CaseFixture::new()
        .document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n")
        .document("demand", "The Ministry of the Interior demands the keys of every provider, officials said.\n")
        .document("threat", "The Ministry of the Interior said that it would block Acme Ltd.\n")
        .coded("ann", "refusal", &[("acme", "oppose", "access", "We will not hand over the keys")])
        .coded("bob", "demand", &[("ministry", "support", "access", "demands the keys of every provider")])
        .within("")
}

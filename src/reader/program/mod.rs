//! Runs the reader: all documents are written to it at once, answers are taken as they come, in any order.
//!
//! Each process has three threads of its own: one writes, one reads lines, one keeps the end of standard error. So
//! neither side ever waits for the other to read. A process that says nothing useful for too long is killed, one that
//! dies is started again without the document it was probably at, until it dies three times without an answer.

mod command;
mod process;
mod session;

use std::{sync::mpsc, time::Duration};

pub use command::{Command, CommandError};

use super::protocol::Asked;
use crate::diagnostic::Diagnostic;

/// A reader and how to treat it.
#[derive(Debug, Clone)]
pub struct Program {
    /// What to run.
    pub command: Command,
    /// How long it may take from one useful answer to the next, its start included.
    pub timeout: Duration,
    /// How many processes run side by side; each gets its share of the documents.
    pub jobs: usize,
}

/// What came of the documents.
#[derive(Debug)]
pub enum Event {
    /// The reader says who it is.
    Hello {
        /// Its name.
        name: Option<String>,
        /// Its version.
        version: Option<String>,
    },
    /// An answer, by the place of its document in the list.
    Answer {
        /// The place.
        document: usize,
        /// The line, an object.
        line: serde_json::Map<String, serde_json::Value>,
    },
    /// Something was refused, or is missing.
    Problem(Diagnostic),
    /// Something worth telling by which nothing is lost.
    Remark(String),
}

/// The program could not be started.
#[derive(Debug, thiserror::Error)]
#[error("cannot start the reader `{program}`")]
pub struct StartError {
    program: String,
    source: std::io::Error,
}

impl Program {
    /// Sends documents to the reader and hands everything that happens to `on`, which says whether to go on.
    ///
    /// `codebook` is the first line, see [`super::protocol::codebook_line`].
    ///
    /// # Errors
    /// [`StartError`] if the program cannot be started at all.
    pub fn ask(
        &self,
        codebook: &str,
        documents: &[Asked<'_>],
        mut on: impl FnMut(Event) -> bool,
    ) -> Result<(), StartError> {
        let jobs = self.jobs.clamp(1, documents.len().max(1));
        std::thread::scope(|scope| {
            // A few events wait at most: whoever takes them sets the pace.
            let (events, happened) = mpsc::sync_channel(4);
            let sessions: Vec<_> = (0..jobs)
                .map(|job| {
                    let events = events.clone();
                    let share = (job..documents.len()).step_by(jobs).collect();
                    scope.spawn(move || session::run(self, codebook, documents, share, &events))
                })
                .collect();
            drop(events);
            for event in &happened {
                if !on(event) {
                    break;
                }
            }
            // Sessions that still run find the channel closed and stop their processes.
            drop(happened);
            sessions
                .into_iter()
                .try_for_each(|session| session.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }
}

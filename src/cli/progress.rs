//! How far a long run has come, on a terminal's last line and nowhere else.

use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::{Talk, counted};

/// A bar of bytes read, with the number of documents. It is drawn only if standard error is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    documents: AtomicU64,
}

impl Progress {
    /// A bar for so many bytes, or one without an end.
    pub(super) fn new(talk: &Talk, bytes: Option<u64>) -> Self {
        if talk.is_quiet() {
            return Self::hidden();
        }
        // It draws nothing where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::stderr());
        let template = match bytes {
            Some(_) => "{bar:30} {bytes} of {total_bytes}, {msg}, {eta} left",
            None => "{spinner} {bytes}, {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the templates are well formed"));
        Self { bar, documents: AtomicU64::new(0) }
    }

    /// A bar of so many things.
    pub(super) fn counting(talk: &Talk, things: u64, what: &str) -> Self {
        let progress = Self::new(talk, Some(things));
        let template = format!("{{bar:30}} {{pos}} of {{len}} {what}, {{eta}} left");
        progress.bar.set_style(ProgressStyle::with_template(&template).expect("the template is well formed"));
        progress
    }

    /// One that is never drawn.
    pub(super) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), documents: AtomicU64::new(0) }
    }

    /// Another document of so many bytes has been read.
    pub(super) fn read(&self, bytes: u64) {
        let documents = self.documents.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.bar.is_hidden() {
            self.bar.set_message(counted(&[(documents as usize, "document")]));
        }
        self.bar.inc(bytes);
    }

    /// So many bytes more have been read.
    pub(super) fn bytes(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    /// Something else is done now.
    pub(super) fn phase(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }

    /// Takes the line away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

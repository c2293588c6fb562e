//! What a file held and the case does not, or holds otherwise: nothing is lost without a word.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A statement or a document was left out.
    LeftOut,
    /// Something beside the statements has no place in a case, or was changed to have one.
    Noted,
}

/// Things of one kind that were left out or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How much it weighs.
    pub weight: Weight,
    /// What they are and what became of them, such as "left out, as they have no concept".
    pub what: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// Each of them, in the order of the file.
    pub items: Vec<String>,
}

/// What was left out or changed, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    entries: BTreeMap<&'static str, Entry>,
}

impl Report {
    /// A statement or a document is left out.
    pub fn leave_out(&mut self, code: &'static str, what: &'static str, remedy: &'static str, item: impl Into<String>) {
        self.add(Weight::LeftOut, code, what, remedy, item.into());
    }

    /// Something else is left out, or changed.
    pub fn note(&mut self, code: &'static str, what: &'static str, remedy: &'static str, item: impl Into<String>) {
        self.add(Weight::Noted, code, what, remedy, item.into());
    }

    fn add(&mut self, weight: Weight, code: &'static str, what: &'static str, remedy: &'static str, item: String) {
        let entry = self.entries.entry(code).or_insert_with(|| Entry { weight, what, remedy, items: Vec::new() });
        entry.items.push(item);
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, what weighs most first, with their codes.
    #[must_use]
    pub fn entries(&self) -> Vec<(&'static str, &Entry)> {
        let mut entries: Vec<_> = self.entries.iter().map(|(code, entry)| (*code, entry)).collect();
        entries.sort_by_key(|(code, entry)| (entry.weight, *code));
        entries
    }

    /// How many statements and documents were left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.entries.values().filter(|entry| entry.weight == Weight::LeftOut).map(|entry| entry.items.len()).sum()
    }

    /// A finding for each kind of what was left out, with the first of its kind.
    #[must_use]
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.entries()
            .into_iter()
            .filter(|(_, entry)| entry.weight == Weight::LeftOut)
            .map(|(code, entry)| {
                let finding = Diagnostic::warning(code, format!("{} ({})", entry.what, entry.items.len()));
                let remedy = if entry.remedy.is_empty() { String::new() } else { format!("; {}", entry.remedy) };
                finding.help(format!("{}{remedy}", entry.brief()))
            })
            .collect()
    }

    /// Everything, to be read: a heading for each kind, a line for each thing.
    #[must_use]
    pub fn text(&self, source: &str) -> String {
        let mut text = format!("What was left out or changed on the way from {}\n", one_line(source));
        if self.is_empty() {
            text.push_str("\nNothing.\n");
        }
        for (code, entry) in self.entries() {
            text.push_str(&format!("\n{} ({}) [{code}]\n", entry.what, entry.items.len()));
            if !entry.remedy.is_empty() {
                text.push_str(&format!("  ({})\n", entry.remedy));
            }
            for item in &entry.items {
                text.push_str(&format!("  - {}\n", one_line(item)));
            }
        }
        text
    }
}

impl Entry {
    /// The first few things.
    #[must_use]
    pub fn brief(&self) -> String {
        const FEW: usize = 3;
        let shown: Vec<String> = self
            .items
            .iter()
            .take(FEW)
            .map(|item| {
                let line = one_line(item);
                let short: String = line.chars().take(80).collect();
                if short.len() < line.len() { short + "…" } else { short }
            })
            .collect();
        let more = self.items.len().saturating_sub(FEW);
        if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
    }
}

/// A text that somebody else wrote on one line, with what is not shown made visible.
fn one_line(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let hidden = crate::ingest::is_refused(c) || c == '\n' || c == '\t';
            let escaped = hidden.then(|| c.escape_default());
            escaped.into_iter().flatten().chain((!hidden).then_some(c))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_weighs_most_comes_first_and_each_thing_has_a_line() {
        let mut report = Report::default();
        report.note("regex", "patterns for highlighting", "", "key[s]?");
        for number in 1..=5 {
            report.leave_out(
                "no-concept",
                "left out, as they have no concept",
                "code them",
                format!("statement {number}"),
            );
        }
        report.note("regex", "patterns for highlighting", "", "a\nb\u{202e}");
        assert_eq!(report.left_out(), 5);
        let findings = report.findings();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].message, "left out, as they have no concept (5)");
        assert_eq!(findings[0].help.as_deref(), Some("statement 1, statement 2, statement 3 and 2 more; code them"));
        let text = report.text("a.dna");
        assert!(text.ends_with("patterns for highlighting (2) [regex]\n  - key[s]?\n  - a\\nb\\u{202e}\n"), "{text}");
    }
}

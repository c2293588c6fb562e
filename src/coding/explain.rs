//! Why the coder found what it found, in words.

use std::fmt;

use super::rules::Meaning;

/// A pattern that matched, and what it did to the sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The table of the lexicon the pattern stands in.
    pub table: &'static str,
    /// The pattern as it was written.
    pub pattern: String,
    /// The words of the text that it names.
    pub words: String,
    /// Whether it turned the sign round.
    pub turns: bool,
    /// Whether the text negates it.
    pub negated: bool,
    /// The sign it starts with, for words of a proposition.
    pub positive: Option<bool>,
}

impl Factor {
    pub(super) fn new(meaning: Meaning, pattern: &str, words: String) -> Self {
        let table = match meaning {
            Meaning::Wording(_) => "wording",
            Meaning::Cue(_) => "cue",
            Meaning::Form(_) => "form",
            Meaning::Pragmatic(_) => "pragmatic",
            Meaning::Anaphor => "anaphor",
            Meaning::Reason(_) => "reason",
            Meaning::Rejection => "rejection",
            Meaning::Condition => "condition",
            Meaning::Alliance(_) => "alliance",
            Meaning::Role(_) => "role",
            Meaning::Group(_) => "group",
            Meaning::Country(_) => "country",
            Meaning::Work => "work",
            Meaning::Fact(_) => "fact",
            Meaning::Trigger(_) => "trigger",
        };
        Self { table, pattern: pattern.to_owned(), words, turns: false, negated: false, positive: None }
    }

    /// A feature that examples taught to speak for a side.
    pub(super) fn learned(feature: String, positive: bool) -> Self {
        Self {
            table: "learned",
            pattern: String::new(),
            words: feature,
            turns: false,
            negated: false,
            positive: Some(positive),
        }
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.table, self.words)?;
        if !self.pattern.is_empty() {
            write!(f, " by `{}`", self.pattern)?;
        }
        match self.positive {
            Some(true) => f.write_str(" (+)")?,
            Some(false) => f.write_str(" (-)")?,
            None if self.turns => f.write_str(" (turns the sign)")?,
            None => f.write_str(" (keeps the sign)")?,
        }
        if self.negated || (self.positive.is_some() && self.turns) {
            f.write_str(", negated")?;
        }
        Ok(())
    }
}

/// Why the coder made one statement or fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// The rule of the coder.
    pub rule: String,
    /// The patterns that matched, from the proposition outwards.
    pub factors: Vec<Factor>,
    /// What else bore on the confidence, in words.
    pub remarks: Vec<String>,
    /// The words that tell when it was said.
    pub date: Option<String>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rule {}", self.rule)?;
        for factor in &self.factors {
            write!(f, "\n  {factor}")?;
        }
        for remark in &self.remarks {
            write!(f, "\n  {remark}")?;
        }
        if let Some(words) = &self.date {
            write!(f, "\n  its date is told by “{words}”")?;
        }
        Ok(())
    }
}

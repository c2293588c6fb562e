//! What was done, what was written, and what was uttered: things that several documents report.

use super::{Date, Slug, closed_list::closed_list};
use serde::Deserialize;

closed_list! {
    /// What kind of event it is.
    EventType, "type of event" {
        /// An authority orders something.
        Order = "order" => "OrderEvent",
        /// A date by which something must be done.
        Deadline = "deadline" => "DeadlineEvent",
        /// A deadline or an order is put off.
        Extension = "extension" => "ExtensionEvent",
        /// A service is forbidden or blocked.
        Ban = "ban" => "BanEvent",
        /// A provider leaves a market.
        Exit = "exit" => "ExitEvent",
        /// A ban or harm is threatened.
        Threat = "threat" => "ThreatEvent",
        /// Access to communications is given or taken.
        Access = "access" => "AccessEvent",
        /// A company is bought.
        Acquisition = "acquisition" => "AcquisitionEvent",
        /// A law is drafted, introduced or passed.
        Bill = "bill" => "BillEvent",
        /// Secrets become known.
        Disclosure = "disclosure" => "DisclosureEvent",
        /// A court decides.
        Ruling = "ruling" => "RulingEvent",
    }
}

closed_list! {
    /// Whether a deed speaks for or against a proposition.
    Sign, "sign" {
        /// For it.
        Support = "support" => "Support",
        /// Against it.
        Oppose = "oppose" => "Oppose",
    }
}

/// A proposition that an event bears on, with the sign of the deed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bearing {
    /// The proposition.
    pub proposition: Slug,
    /// For or against it.
    pub sign: Sign,
}

/// Something that was done, declared by a codebook or a case so that documents' reports of it can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Event {
    /// Its id.
    pub id: Slug,
    /// What kind of event it is.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What happened, as a noun phrase.
    pub label: String,
    /// When, as far as all sources agree.
    #[serde(default)]
    pub date: Option<Date>,
    /// Who took part.
    #[serde(default)]
    pub participants: Vec<Slug>,
    /// By which instrument: "a directive to the mobile operators".
    #[serde(default)]
    pub instrument: Option<String>,
    /// The event it changes: an extension revises an order.
    #[serde(default)]
    pub revises: Option<Slug>,
    /// The event it answers: an exit follows an order.
    #[serde(default)]
    pub in_response_to: Option<Slug>,
    /// What it means for the propositions.
    #[serde(default)]
    pub bears_on: Vec<Bearing>,
    /// Whether it is known only from outside the case's documents, as an epilogue is.
    #[serde(default)]
    pub outside_sources: bool,
    /// Words that signal the event, in the pattern language of lexicons.
    #[serde(default)]
    pub triggers: Vec<String>,
    /// Public pages that report it, for an event from outside the documents.
    #[serde(default)]
    pub source: Vec<String>,
}

/// A text that documents cite: a blog post, a letter, leaked documents.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Work {
    /// Its id.
    pub id: Slug,
    /// Its title, or what it is.
    pub label: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<Slug>,
    /// When it appeared.
    #[serde(default)]
    pub date: Option<Date>,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
}

/// One speech act, however many documents report it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Utterance {
    /// Its id.
    pub id: Slug,
    /// What was said, in short.
    pub label: String,
    /// The work it stands in.
    #[serde(default)]
    pub work: Option<Slug>,
    /// When it was made.
    #[serde(default)]
    pub date: Option<Date>,
}

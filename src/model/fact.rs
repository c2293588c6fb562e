//! What a document says of an event, so that documents can be compared.

use super::{Date, Slug, Span, closed_list::closed_list};
use serde::{Deserialize, Serialize};

closed_list! {
    /// Which property of an event a fact asserts.
    FactProperty, "property of a fact" {
        /// Whether it happened at all: true or false.
        Occurred = "occurred" => "Occurred",
        /// When it happened.
        Date = "date" => "Date",
        /// When it takes effect.
        EffectiveDate = "effective-date" => "EffectiveDate",
        /// Who did it: an actor.
        Agent = "agent" => "Agent",
        /// To whom it was directed: an actor.
        Addressee = "addressee" => "Addressee",
        /// The reason given for it: a frame.
        Reason = "reason" => "Reason",
        /// What it answers: an event.
        InResponseTo = "in-response-to" => "InResponseTo",
        /// A number it involves.
        Number = "number" => "Number",
    }
}

/// The value a document gives. In JSON: an id or a date as a string, a boolean, a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// Whether the event happened.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A date of any precision.
    Date(Date),
    /// An actor, a frame or an event, according to the property.
    Id(Slug),
}

impl FactProperty {
    /// Whether a value fits the property.
    #[must_use]
    pub const fn admits(self, value: &FactValue) -> bool {
        matches!(
            (self, value),
            (Self::Occurred, FactValue::Boolean(_))
                | (Self::Date | Self::EffectiveDate, FactValue::Date(_))
                | (Self::Number, FactValue::Number(_))
                | (Self::Agent | Self::Addressee | Self::Reason | Self::InResponseTo, FactValue::Id(_))
        )
    }

    /// What a value of the property looks like, for messages.
    #[must_use]
    pub const fn expects(self) -> &'static str {
        match self {
            Self::Occurred => "true or false",
            Self::Date | Self::EffectiveDate => "a date such as 2015-11-30, 2015-11 or 2015",
            Self::Number => "a number",
            Self::Agent | Self::Addressee => "the id of an actor",
            Self::Reason => "the id of a frame",
            Self::InResponseTo => "the id of an event",
        }
    }
}

/// One document, or a holder within it, asserts one property of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedFact {
    /// Sixteen hexadecimal digits made from the content: see [`super::identity`].
    pub id: String,
    /// The event it is about.
    pub event: Slug,
    /// The property it asserts.
    pub property: FactProperty,
    /// The value it gives.
    pub value: FactValue,
    /// Who asserts it within the document; nobody means the document itself.
    pub asserted_by: Option<Slug>,
    /// The words behind it; at least one span.
    pub evidence: Vec<Span>,
    /// The attribution it rests on, by its place in the same [`super::AnnotationSet`].
    pub attribution: Option<usize>,
    /// What made it.
    pub rule: Option<String>,
    /// How sure the coder is, 0 to 1.
    pub confidence: Option<f64>,
}

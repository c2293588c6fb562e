//! Who takes part in a debate, and who holds an office where.

use super::{Date, Slug, closed_list::closed_list};
use serde::Deserialize;

closed_list! {
    /// What kind of stakeholder an actor is.
    ActorKind, "kind of actor" {
        /// A commercial firm.
        Company = "company" => "Company",
        /// A telecommunications carrier.
        Operator = "operator" => "Operator",
        /// An association of firms.
        TradeBody = "trade-body" => "TradeBody",
        /// A government, or the executive of a union of states.
        Government = "government" => "Government",
        /// A ministry, police force, prosecutor or intelligence service.
        Agency = "agency" => "Agency",
        /// An authority that supervises a market or a right.
        Regulator = "regulator" => "Regulator",
        /// A member of parliament, or a parliament.
        Legislator = "legislator" => "Legislator",
        /// A political party.
        Party = "party" => "Party",
        /// A court or a judge.
        Court = "court" => "Court",
        /// A non-governmental organisation.
        Ngo = "ngo" => "Ngo",
        /// A researcher or practitioner who speaks from knowledge of the subject.
        Expert = "expert" => "Expert",
        /// A publisher or a journalist.
        Press = "press" => "Press",
        /// People who use a service, named as a group.
        Users = "users" => "Users",
        /// A person known by an office in an organisation.
        Person = "person" => "Person",
    }
}

/// A person or organisation that can take a stance.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Actor {
    /// Its id, unique in a codebook.
    pub id: Slug,
    /// The name that tables and diagrams show.
    pub label: String,
    /// What kind of stakeholder it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2, `EU` for the Union, absent for world-wide bodies.
    #[serde(default)]
    pub country: Option<String>,
    /// Other names that texts use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// A word that must occur in the text before an alias counts: `PTA` means the regulator only beside "Pakistan".
    #[serde(default)]
    pub only_with: Option<String>,
    /// What texts call it when they do not name it: "smartphone maker".
    #[serde(default)]
    pub descriptions: Vec<String>,
    /// The actor it belongs to: an agency's government, a subsidiary's owner.
    #[serde(default)]
    pub part_of: Option<Slug>,
    /// Its Wikidata item, such as `Q27597`.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// Public pages that say so.
    #[serde(default)]
    pub source: Vec<String>,
    /// A remark for readers of the codebook.
    #[serde(default)]
    pub note: Option<String>,
}

impl Actor {
    /// Whether this is a human being rather than a body.
    #[must_use]
    pub fn is_person(&self) -> bool {
        matches!(self.kind, ActorKind::Person | ActorKind::Expert | ActorKind::Legislator)
    }
}

/// A person's role in an organisation over a time ([`org:Membership`](https://www.w3.org/TR/vocab-org/#org:Membership)).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Membership {
    /// Who holds the role.
    pub person: Slug,
    /// Where.
    pub organization: Slug,
    /// The role in words: "chief operating officer".
    pub role: String,
    /// When it began, if known.
    #[serde(default)]
    pub from: Option<Date>,
    /// When it ended, if it has and this is known.
    #[serde(default)]
    pub to: Option<Date>,
    /// Whether the member's own statements count for the organisation.
    #[serde(default)]
    pub speaks_for: bool,
    /// Public pages that say so.
    #[serde(default)]
    pub source: Vec<String>,
}

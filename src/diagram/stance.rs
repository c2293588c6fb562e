//! The words of a position: which way it goes, and in whose voice it reached us.

/// Which way an actor leans on a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// For it.
    Support,
    /// Against it.
    Oppose,
    /// For or against it under a condition.
    Conditional,
}

impl Stance {
    /// All stances, in the order of a legend.
    pub const ALL: [Self; 3] = [Self::Support, Self::Oppose, Self::Conditional];

    /// Reads the vocabulary's name ("support", "Oppose", an IRI that ends in one).
    pub fn from_name(name: &str) -> Option<Self> {
        match local_name(name).as_str() {
            "support" | "supports" => Some(Self::Support),
            "oppose" | "opposes" => Some(Self::Oppose),
            "conditional" => Some(Self::Conditional),
            _ => None,
        }
    }

    /// The short name, fit for a data attribute: "support".
    pub fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Conditional => "conditional",
        }
    }

    /// The stance as a verb: "supports", "opposes", "takes a conditional position on".
    pub fn verb(self) -> &'static str {
        match self {
            Self::Support => "supports",
            Self::Oppose => "opposes",
            Self::Conditional => "takes a conditional position on",
        }
    }

    /// What an actor does, as a sentence about "it": "supports it", "takes a conditional position".
    pub fn predicate(self) -> &'static str {
        match self {
            Self::Support => "supports it",
            Self::Oppose => "opposes it",
            Self::Conditional => "takes a conditional position",
        }
    }

    /// The word on a line: "supports", "opposes", "conditional".
    pub fn word(self) -> &'static str {
        match self {
            Self::Support => "supports",
            Self::Oppose => "opposes",
            Self::Conditional => "conditional",
        }
    }
}

/// In whose voice a position is known, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The actor says so itself, or its spokesperson does.
    Stated,
    /// A third party says that the actor holds it.
    Reported,
    /// Only an opponent says so.
    Alleged,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Self; 3] = [Self::Stated, Self::Reported, Self::Alleged];

    /// Reads the vocabulary's name ("stated", "own-words", "Alleged", an IRI that ends in one).
    pub fn from_name(name: &str) -> Option<Self> {
        match local_name(name).as_str() {
            "stated" | "ownwords" => Some(Self::Stated),
            "reported" | "unattributed" => Some(Self::Reported),
            "alleged" => Some(Self::Alleged),
            _ => None,
        }
    }

    /// The short name, fit for a data attribute: "alleged".
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
        }
    }

    /// Whose voice it is, in words: "own words", "reported", "alleged".
    pub fn voice(self) -> &'static str {
        match self {
            Self::Stated => "own words",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
        }
    }
}

/// The last part of an IRI or name, in lower case without hyphens.
pub(super) fn local_name(name: &str) -> String {
    name.rsplit(['#', '/', ':'])
        .next()
        .unwrap_or(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

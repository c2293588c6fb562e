//! Closed lists of terms (stances, forms, kinds ...) with one spelling everywhere: Rust, JSON, TOML, command line.

use std::fmt;

/// A closed list of terms, each with a kebab-case id such as `own-words`.
pub trait ClosedList: Copy + Eq + 'static {
    /// What the list is a list of, for messages: "stance", "kind of actor".
    const WHAT: &'static str;
    /// Every term, in the order of the ontology.
    const ALL: &'static [Self];
    /// The term's id: the `skos:notation` of its individual in the ontology.
    fn id(self) -> &'static str;
    /// The local name of its individual in the `sg:` namespace.
    fn local_name(self) -> &'static str;
    /// The term as words for people: `trade-body` reads "trade body".
    fn words(self) -> String {
        self.id().replace('-', " ")
    }
    /// Finds a term by its id.
    ///
    /// # Errors
    /// [`UnknownTerm`] lists the terms there are.
    fn from_id(id: &str) -> Result<Self, UnknownTerm> {
        Self::ALL.iter().copied().find(|term| term.id() == id).ok_or_else(|| UnknownTerm {
            what: Self::WHAT,
            found: id.to_owned(),
            known: Self::ALL.iter().map(|term| term.id()).collect(),
        })
    }
    /// Finds a term by the local name of its individual.
    fn from_local_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|term| term.local_name() == name)
    }
}

/// A word that is not on a closed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// What was wanted, e.g. "stance".
    pub what: &'static str,
    /// What was found instead.
    pub found: String,
    /// The ids there are.
    pub known: Vec<&'static str>,
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a {}; there are: {}", self.found, self.what, self.known.join(", "))
    }
}

impl std::error::Error for UnknownTerm {}

/// Declares an enum that is a [`ClosedList`]: `Variant = "id" => "LocalName"`.
macro_rules! closed_list {
    (
        $(#[$meta:meta])*
        $name:ident, $what:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $id:literal => $local:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant ),+
        }

        impl $crate::model::ClosedList for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$( Self::$variant ),+];
            fn id(self) -> &'static str {
                match self { $( Self::$variant => $id ),+ }
            }
            fn local_name(self) -> &'static str {
                match self { $( Self::$variant => $local ),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::model::ClosedList::id(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownTerm;
            fn from_str(id: &str) -> Result<Self, Self::Err> {
                $crate::model::ClosedList::from_id(id)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::model::ClosedList::id(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                $crate::model::ClosedList::from_id(&id).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use closed_list;

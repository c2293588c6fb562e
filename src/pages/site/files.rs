//! Where things are in a site of files.

use std::collections::BTreeSet;

use super::across::Across;
use crate::{
    model::Slug,
    pages::address::{Address, Addressing, Parameters, Representation},
};

/// Addresses on a page that is a file.
pub(super) struct Files<'a> {
    /// What the case has.
    pub(super) plan: &'a BTreeSet<(Address, Representation)>,
    /// The way from the page to the case's folder: `../`.
    pub(super) base: String,
    /// The way from the page to the site's folder.
    pub(super) root: String,
    /// The pages above all cases, if there are several.
    pub(super) across: Option<&'a Across<'a>>,
}

impl Addressing for Files<'_> {
    fn href(&self, to: &Address, form: Representation) -> Option<String> {
        // What is asked of a search or a question of one's own cannot be a file.
        let to = match to {
            Address::Search(_) => Address::Search(Parameters::none()),
            other => other.clone(),
        };
        self.plan.contains(&(to.clone(), form)).then(|| format!("{}{}", self.base, path(&to, form)))
    }

    fn asset(&self, name: &str) -> String {
        match name {
            "search-index.js" => format!("{}{name}", self.base),
            _ => format!("{}assets/{name}", self.root),
        }
    }

    fn answers(&self) -> bool {
        false
    }

    fn across(&self, of: &Address) -> Option<String> {
        let across = self.across.filter(|across| across.has(of))?;
        debug_assert!(across.has(of), "only what is in several cases is compared");
        Some(format!("{}{}", self.root, path(of, Representation::Page)))
    }

    fn frame(&self) -> (String, String) {
        (self.base.clone(), ".html".to_owned())
    }
}

/// The file of an address, from the case's folder.
pub(super) fn path(address: &Address, form: Representation) -> String {
    let ending = if form == Representation::Page { "html" } else { form.ending() };
    let name = match address {
        Address::Case if form == Representation::Page => "index".to_owned(),
        Address::Case => "case".to_owned(),
        other => other.path(),
    };
    let parameters: String = address
        .parameters()
        .into_iter()
        .flat_map(Parameters::iter)
        .map(|(name, value)| format!("--{name}-{}", Slug::from_text(value)))
        .collect();
    format!("{name}{parameters}.{ending}")
}

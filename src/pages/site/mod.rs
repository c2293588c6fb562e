//! All pages of reading as files: a site that opens from a folder, without a server and without a network.
//!
//! Each case has a plan: the addresses that become files. A link leads only to what is planned, so none can lead
//! nowhere. A site of several cases has a folder for each, and above them pages that compare.

mod across;
mod files;
mod plan;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde_json::json;

use super::{
    address::{Address, Addressing, Representation},
    error::PageError,
    reading::Reading,
    writer::Writer,
};
use crate::assets::ASSETS;
use across::Across;
use files::{Files, path};

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path in the site's folder, with `/`.
    pub path: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// The style sheets and scripts that reading needs; those of the workplace stay on the server.
const READERS: [&str; 4] = ["icon.svg", "pages.css", "pages.js", "search.js"];

/// A case that goes into a site.
#[derive(Clone, Copy)]
pub struct SiteCase<'a> {
    /// The name of its folder, unlike that of any other: a slug.
    pub name: &'a str,
    /// The case.
    pub reading: &'a Reading,
}

/// A case with what becomes of it.
struct Planned<'a> {
    case: SiteCase<'a>,
    plan: BTreeSet<(Address, Representation)>,
}

/// Makes a site of one or more cases. A single case stands at the root; several have a folder each.
///
/// # Errors
/// [`PageError`] of a page that cannot be made.
pub fn site(cases: &[SiteCase<'_>]) -> Result<Vec<SiteFile>, PageError> {
    let planned: Vec<Planned<'_>> =
        cases.iter().map(|case| Planned { case: *case, plan: plan::of(case.reading) }).collect();
    let several = planned.len() > 1;
    let across = several.then(|| Across::new(&planned));
    let mut made: Vec<SiteFile> = ASSETS
        .iter()
        .filter(|asset| READERS.contains(&asset.name))
        .map(|asset| SiteFile { path: format!("assets/{}", asset.name), bytes: asset.bytes.to_vec() })
        .collect();
    for case in &planned {
        let folder = if several { format!("{}/", case.case.name) } else { String::new() };
        let written: Vec<SiteFile> = case
            .plan
            .par_iter()
            .map(|(address, form)| written(case, address, *form, &folder, across.as_ref()))
            .collect::<Result<_, _>>()?;
        made.extend(written);
        made.push(SiteFile { path: format!("{folder}search-index.js"), bytes: index(case).into_bytes() });
    }
    if let Some(across) = &across {
        made.extend(across.pages());
    }
    made.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(made)
}

fn written(
    case: &Planned<'_>,
    address: &Address,
    form: Representation,
    folder: &str,
    across: Option<&Across<'_>>,
) -> Result<SiteFile, PageError> {
    let path = path(address, form);
    // How far below the case's folder the file lies.
    let up = "../".repeat(path.matches('/').count());
    let root = format!("{up}{}", "../".repeat(folder.matches('/').count()));
    let addressing = Files { plan: &case.plan, base: up, root: root.clone(), across };
    let above = across.map(|_| format!("{root}index.html"));
    let writer = Writer { reading: case.case.reading, addressing: &addressing, coding: None, above: above.as_deref() };
    let answered = writer.answer(address, form)?;
    Ok(SiteFile { path: format!("{folder}{path}"), bytes: answered.body })
}

/// Everything that can be found in a case, as a script: a page that is a file may read no other file.
fn index(case: &Planned<'_>) -> String {
    let files = Files { plan: &case.plan, base: String::new(), root: String::new(), across: None };
    let entries: Vec<_> = case
        .case
        .reading
        .units()
        .iter()
        .filter_map(|unit| {
            let href = files.href(&unit.address(), Representation::Page)?;
            let (kind, title, text) = unit.parts();
            Some(json!([kind, title, href, text]))
        })
        .collect();
    let title = json!(case.case.reading.case.manifest.title);
    let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
    format!(
        "// What can be found in this case: kind, title, page, text.\n(window.searchIndex ??= []).push({{ title: {title}, \
         base: document.currentScript.src.replace(/search-index\\.js$/, \"\"), entries: [\n{}\n] }});\n",
        entries.join(",\n")
    )
}

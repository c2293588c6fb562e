//! What is built is what `deny.toml` allows: licences, banned crates, sources. `cargo deny` asks the same of all
//! platforms and features, and of advisories; this asks it of what is built here, with nothing to install.

use std::{collections::BTreeSet, fs, process::Command};

use serde::Deserialize;

use crate::rust_code::root;

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
    advisories: Advisories,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    clarify: Vec<Clarified>,
}

#[derive(Deserialize)]
struct Clarified {
    #[serde(rename = "crate")]
    name: String,
    expression: String,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    unknown_registry: String,
    unknown_git: String,
}

#[derive(Deserialize)]
struct Advisories {
    ignore: Vec<Ignored>,
}

#[derive(Deserialize)]
struct Ignored {
    id: String,
    reason: String,
}

/// What cargo tells of a package.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// Where it comes from; ours from nowhere.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

fn deny() -> Deny {
    let text = fs::read_to_string(root().join("deny.toml")).expect("the list of what is allowed");
    toml::from_str(&text).expect("a list as cargo-deny reads it")
}

/// The packages of this build: of other platforms and features nothing may be there to look at.
fn packages() -> Vec<Package> {
    let host = Command::new(std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned())).arg("-vV").output();
    let host = String::from_utf8(host.expect("a compiler").stdout).expect("UTF-8");
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("a platform");
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice::<Metadata>(&told.stdout).expect("cargo's own format").packages
}

/// Whether an expression of SPDX is allowed: `OR` is a choice, `AND` wants both, `WITH` belongs to the name before it.
/// The old `/` means `OR`.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let found = choice(&words, &mut at, allowed);
    found && at == words.len()
}

fn choice(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut found = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        found |= both(words, at, allowed);
    }
    found
}

fn both(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut found = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        found &= one(words, at, allowed);
    }
    found
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let found = choice(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += usize::from(closed);
        return found && closed;
    }
    if let Some([_, exception]) = words.get(*at..*at + 2).filter(|next| next[0] == "WITH") {
        *at += 2;
        return allowed.contains(format!("{word} WITH {exception}").as_str());
    }
    allowed.contains(word)
}

#[test]
fn each_licence_is_allowed() {
    let deny = deny();
    let allowed: BTreeSet<&str> = deny.licenses.allow.iter().map(String::as_str).collect();
    let clarified = |name: &str| deny.licenses.clarify.iter().find(|one| one.name == name).map(|one| &one.expression);
    let packages = packages();
    assert!(packages.len() > 200, "{} packages: those that are built", packages.len());
    let faults: Vec<String> = packages
        .iter()
        .filter(|package| {
            let expression = package.license.as_ref().or_else(|| clarified(&package.name));
            !expression.is_some_and(|expression| is_allowed(expression, &allowed))
        })
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(faults.is_empty(), "not allowed by deny.toml:\n  {}", faults.join("\n  "));
}

#[test]
fn what_is_banned_is_not_built() {
    let deny = deny();
    assert!(!deny.bans.deny.is_empty());
    let built: BTreeSet<String> = packages().into_iter().map(|package| package.name).collect();
    let found: Vec<&str> =
        deny.bans.deny.iter().map(|one| one.name.as_str()).filter(|name| built.contains(*name)).collect();
    assert!(found.is_empty(), "banned by deny.toml: {found:?}");
}

/// What `Cargo.lock` has of a package.
#[derive(Deserialize)]
struct Locked {
    name: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[test]
fn the_lock_builds_rocksdb() {
    // bindgen hands trees of syn to prettyplease and takes several versions of each; two that do not fit do not compile,
    // and only with the feature `rocksdb`, which takes too long to be built here.
    let text = fs::read_to_string(root().join("Cargo.lock")).expect("the lock");
    let lock: Lock = toml::from_str(&text).expect("a lock");
    let syn_of = |name: &str| {
        let of = lock.package.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("{name} is not there"));
        of.dependencies.iter().find(|one| one.starts_with("syn")).cloned()
    };
    assert_eq!(syn_of("bindgen"), syn_of("prettyplease"), "cargo update -p prettyplease");
}

#[test]
fn everything_comes_from_where_it_may() {
    let deny = deny();
    assert_eq!((deny.sources.unknown_registry.as_str(), deny.sources.unknown_git.as_str()), ("deny", "deny"));
    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
    for package in packages() {
        let source = package.source.as_deref();
        assert!(source.is_none_or(|source| source == CRATES_IO), "{} comes from {source:?}", package.name);
        assert!(source.is_some() || package.name == "stancegraph", "{} comes from a folder", package.name);
    }
}

#[test]
fn each_advisory_that_is_passed_over_is_explained() {
    let page = fs::read_to_string(root().join("SECURITY.md")).expect("the page on security");
    for ignored in deny().advisories.ignore {
        assert!(ignored.reason.len() > 7, "{}: why?", ignored.id);
        assert!(page.contains(&ignored.id), "SECURITY.md does not tell of {}", ignored.id);
    }
}

#[test]
fn expressions_are_read_as_spdx_has_them() {
    let allowed = BTreeSet::from(["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"]);
    for good in
        ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(GPL-3.0 OR MIT) AND Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "(MIT", "MIT)", "MIT GPL-3.0", "", "OR", "MIT WITH x"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

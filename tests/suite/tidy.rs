//! The shape of the house: which module may import which, and what no file may hold.

use std::{collections::BTreeSet, sync::OnceLock};

use crate::rust_code::{SourceFile, Token, files_in, root, starts_with, tokens, without_tests};

/// Which top-level modules each may import. Left of the data flow never imports right: see `ARCHITECTURE.md`.
///
/// A module that does not exist yet is no fault; one that is not listed is.
const ALLOWED: [(&str, &[&str]); 24] = [
    ("vocab", &["model"]),
    ("model", &[]),
    ("diagnostic", &[]),
    ("rdf", &["vocab", "model", "diagnostic"]),
    ("jsonl", &["model", "diagnostic"]),
    ("ingest", &["model", "diagnostic"]),
    // It reads any text: it knows no policy.
    ("attribution", &["model", "diagnostic"]),
    ("lexicon", &["model", "diagnostic", "attribution"]),
    ("case", &["vocab", "model", "diagnostic", "rdf", "jsonl", "ingest", "attribution", "lexicon"]),
    // It sees the model and the codebook, and no RDF.
    ("coding", &["model", "diagnostic", "jsonl", "attribution", "lexicon", "case"]),
    // Somebody else's program in the coder's place: what it says becomes annotations.
    ("reader", &["model", "diagnostic", "jsonl", "attribution", "case", "coding"]),
    // How well a coder does: plain data against plain data.
    ("evaluation", &["model", "diagnostic"]),
    // Between a case and the files of other programs.
    ("interchange", &["vocab", "model", "diagnostic", "rdf", "jsonl", "ingest", "case"]),
    ("store", &["vocab", "model", "diagnostic", "rdf", "case"]),
    ("query", &["vocab", "model", "diagnostic", "rdf", "case", "store"]),
    // The only one that opens connections.
    ("remote", &["vocab", "model", "diagnostic", "rdf", "case", "store", "query"]),
    ("network", &["vocab", "model", "diagnostic", "rdf", "case", "interchange", "store", "query"]),
    // It decides what is drawn ...
    ("diagram", &["vocab", "model", "diagnostic", "rdf", "case", "store", "query", "network"]),
    // ... and this only how.
    (
        "render",
        &[
            "vocab",
            "model",
            "diagnostic",
            "rdf",
            // A page quotes the documents, and its tests make a graph.
            "case",
            "store",
            "query",
            "network",
            "diagram",
        ],
    ),
    ("lesson", &["vocab", "model", "diagnostic", "rdf", "case", "store", "query", "network", "diagram", "render"]),
    // Style sheets and scripts of the pages.
    ("assets", &["model"]),
    // Pages as pure functions of the case; `server` says at which addresses.
    (
        "pages",
        &[
            "assets",
            "vocab",
            "model",
            "diagnostic",
            "rdf",
            "case",
            "store",
            "query",
            "network",
            "diagram",
            "render",
            "lesson",
        ],
    ),
    // Decisions of people on annotations, written to the case's files.
    (
        "review",
        &[
            "vocab",
            "model",
            "diagnostic",
            "rdf",
            "jsonl",
            "ingest",
            "attribution",
            "lexicon",
            "case",
            "coding",
            "store",
            "evaluation",
        ],
    ),
    (
        "server",
        &[
            "assets",
            "pages",
            "review",
            "vocab",
            "model",
            "diagnostic",
            "rdf",
            "jsonl",
            "ingest",
            "attribution",
            "lexicon",
            "case",
            "coding",
            "evaluation",
            "interchange",
            "store",
            "query",
            // A reader of a graph elsewhere.
            "remote",
            "network",
            "diagram",
            "render",
            "lesson",
        ],
    ),
];

/// The command line stands at the right end and may import everything.
const LAST: &str = "cli";

/// The longest file, in lines.
const MAX_LINES: usize = 500;

/// Not written by hand.
const GENERATED: [&str; 1] = ["src/vocab/terms.rs"];

/// All files of Rust, read once.
fn rust_files() -> &'static [SourceFile] {
    static FILES: OnceLock<Vec<SourceFile>> = OnceLock::new();
    FILES.get_or_init(|| {
        ["src", "tests", "benches"].into_iter().flat_map(files_in).filter(|file| file.path.ends_with(".rs")).collect()
    })
}

/// Their words and signs, in the same order.
fn rust_tokens() -> &'static [Vec<Token<'static>>] {
    static TOKENS: OnceLock<Vec<Vec<Token<'static>>>> = OnceLock::new();
    TOKENS.get_or_init(|| rust_files().iter().map(|file| tokens(&file.text)).collect())
}

/// Each file with its words and signs.
fn rust_code() -> impl Iterator<Item = (&'static SourceFile, &'static [Token<'static>])> {
    rust_files().iter().zip(rust_tokens().iter().map(Vec::as_slice))
}

/// The files of `src/` that are compiled for tests only: those that a `#[cfg(test)] mod name;` declares.
fn test_modules() -> Vec<String> {
    const MARK: [&str; 8] = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
    rust_code()
        .flat_map(|(file, found)| {
            let folder = file.module().join("/");
            found
                .windows(MARK.len() + 2)
                .filter(|window| starts_with(window, &MARK) && window[MARK.len() + 1].text == ";")
                .map(|window| format!("src/{folder}/{}", window[MARK.len()].text))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn is_test(file: &SourceFile, modules: &[String]) -> bool {
    file.path.starts_with("tests/")
        || modules
            .iter()
            .any(|module| file.path == format!("{module}.rs") || file.path.starts_with(&format!("{module}/")))
}

/// The files of the program itself, with their code outside tests.
fn program() -> impl Iterator<Item = (&'static SourceFile, Vec<Token<'static>>)> {
    let modules = test_modules();
    rust_code().filter(move |(file, _)| !is_test(file, &modules)).map(|(file, found)| (file, without_tests(found)))
}

/// The top-level modules that code names: `crate::case`, `use crate::{case, model}`, `super::super::model`.
fn imported<'s>(found: &[Token<'s>], module: &[&str]) -> Vec<Token<'s>> {
    let mut modules = Vec::new();
    // How deep inline modules nest here, by the depth of braces at which each began.
    let (mut inline, mut depth) = (Vec::new(), 0_usize);
    for (index, token) in found.iter().enumerate() {
        match token.text {
            "{" => {
                if index >= 2 && found[index - 2].text == "mod" {
                    inline.push(depth);
                }
                depth += 1;
            }
            "}" => {
                depth = depth.saturating_sub(1);
                if inline.last() == Some(&depth) {
                    inline.pop();
                }
            }
            "crate" | "stancegraph" if !follows_path(found, index) => {
                modules.extend(heads(&found[index + 1..]));
            }
            "super" if !follows_path(found, index) => {
                let after = &found[index..];
                let ups = after.chunks(2).take_while(|pair| starts_with(pair, &["super", "::"])).count();
                if ups >= module.len() + inline.len() && ups > 0 {
                    modules.extend(heads(&after[2 * ups - 1..]));
                }
            }
            _ => {}
        }
    }
    modules
}

/// Whether the word continues a path, as `crate` does nowhere.
fn follows_path(found: &[Token<'_>], index: usize) -> bool {
    index > 0 && found[index - 1].text == "::"
}

/// What stands first after `::`, or first in each entry of the group after it.
fn heads<'s>(after: &[Token<'s>]) -> Vec<Token<'s>> {
    if !starts_with(after, &["::"]) {
        return Vec::new();
    }
    if !starts_with(&after[1..], &["{"]) {
        return after[1..2].to_vec();
    }
    let (mut depth, mut heads, mut first) = (0_usize, Vec::new(), false);
    for token in &after[1..] {
        match token.text {
            "{" => {
                depth += 1;
                first = depth == 1;
            }
            "}" => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            "," if depth == 1 => first = true,
            _ if first => {
                heads.push(*token);
                first = false;
            }
            _ => {}
        }
    }
    heads
}

#[track_caller]
fn assert_none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

#[test]
fn imports_run_one_way() {
    let top: BTreeSet<&str> = ALLOWED.iter().map(|(module, _)| *module).collect();
    let mut faults = Vec::new();
    for (file, code) in rust_code().filter(|(file, _)| file.path.starts_with("src/")) {
        let module = file.module();
        // Tests of a module keep to its imports as well: they are part of the house.
        for found in imported(code, &module) {
            let target = found.text;
            let allowed = match module.first() {
                None => target == LAST,
                Some(&from) if from == target || from == LAST => true,
                Some(from) => match ALLOWED.iter().find(|(module, _)| module == from) {
                    Some((_, allowed)) => allowed.contains(&target) || !(top.contains(target) || target == LAST),
                    None => {
                        faults.push(format!("{}: `{from}` is not in the table", file.path));
                        continue;
                    }
                },
            };
            if !allowed {
                faults.push(format!("{}:{} imports {target}", file.path, found.line));
            }
        }
    }
    faults.dedup();
    assert_none(&faults, "left never imports right (ALLOWED in tests/suite/tidy.rs)");
}

#[test]
fn imports_are_found_however_they_are_written() {
    let find = |code: &str, module: &[&str]| -> String {
        let found = tokens(code);
        let found = imported(&found, module);
        found.iter().map(|t| t.text).collect::<Vec<_>>().join(" ")
    };
    let grouped = "use crate::{a::{b, c}, d, e::f as g};\nfn x() { crate::h::i(); pub(crate) y; }";
    assert_eq!(find(grouped, &["m"]), "a d e h");
    assert_eq!(find("use {crate::a, super::b};", &["m", "n"]), "a");
    assert_eq!(find("use super::{a, b::c};", &["m"]), "a b");
    assert_eq!(find("use super::super::a; use super::b;", &["m", "n"]), "a");
    assert_eq!(find("mod tests { use super::a; use super::super::b; }", &["m"]), "b");
    assert_eq!(find("$crate::model::X; \"crate::y\"; // crate::z", &["m"]), "model");
}

#[test]
fn no_file_is_long() {
    let mut faults = Vec::new();
    for file in rust_files() {
        let lines = file.text.lines().count();
        if lines > MAX_LINES && !GENERATED.contains(&&*file.path) {
            faults.push(format!("{} has {lines} lines", file.path));
        }
    }
    assert_none(&faults, "a long file is split by what it is about");
    let main = std::fs::read_to_string(root().join("src/main.rs")).expect("the program's entry");
    assert!(main.lines().count() <= 60, "main.rs only parses, runs and exits");
}

#[test]
fn each_file_says_what_it_is() {
    let files = rust_files();
    // What `include!` takes in is no file of its own and can have no `//!`.
    let included = |file: &SourceFile| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let call = format!("include!(\"{name}\")");
        files.iter().any(|other| other.text.contains(&call))
    };
    let faults: Vec<_> = files
        .iter()
        .filter(|file| !file.text.starts_with("//! ") && !included(file))
        .map(|file| file.path.clone())
        .collect();
    assert_none(&faults, "the first line of a file is a //! that says what it is for");
}

#[test]
fn nothing_is_left_unfinished_or_unwrapped() {
    let mut faults = Vec::new();
    for (file, code) in program() {
        for (index, token) in code.iter().enumerate() {
            let rest = &code[index..];
            let unfinished = ["todo", "dbg", "unimplemented"].contains(&token.text) && starts_with(&rest[1..], &["!"]);
            if unfinished || starts_with(rest, &[".", "unwrap", "(", ")"]) {
                faults.push(format!("{}:{}: {}", file.path, token.line, token.text));
            }
        }
    }
    assert_none(&faults, "no todo!, dbg! or unwrap(): say why with expect, or return an error");
}

#[test]
fn only_the_command_line_prints() {
    const MACROS: [&str; 4] = ["println", "print", "eprintln", "eprint"];
    let mut faults = Vec::new();
    for (file, code) in program() {
        // A benchmark is a program of its own, and its table is what it is run for.
        let program = file.path == "src/main.rs" || file.path.starts_with("benches/");
        if program || file.module().first() == Some(&LAST) {
            continue;
        }
        for (index, token) in code.iter().enumerate() {
            let next = code.get(index + 1).map(|token| token.text);
            let prints = MACROS.contains(&token.text) && next == Some("!");
            // `io::stdout()`, not `command.stdout(...)`.
            let streams = ["stdout", "stderr"].contains(&token.text) && next == Some("(") && follows_path(&code, index);
            if prints || streams {
                faults.push(format!("{}:{}: {}", file.path, token.line, token.text));
            }
        }
    }
    assert_none(&faults, "the library returns data and findings; only cli and main print");
}

#[test]
fn names_say_what_is_inside() {
    const EMPTY: [&str; 5] = ["util", "utils", "helpers", "misc", "common"];
    let mut faults = Vec::new();
    for (file, found) in rust_code() {
        if file.module().iter().any(|part| EMPTY.contains(part)) {
            faults.push(file.path.clone());
        }
        for pair in found.windows(2) {
            if pair[0].text == "mod" && EMPTY.contains(&pair[1].text) {
                faults.push(format!("{}: mod {}", file.path, pair[1].text));
            }
        }
    }
    assert_none(&faults, "name a module by what it holds");
}

#[test]
fn no_file_knows_a_machine() {
    // Put together here, so that this file does not hold them itself.
    let folders = ["home", "root", "work", "Users", "mnt"].map(|name| format!("/{name}/"));
    let mut faults = Vec::new();
    for file in files_in(".") {
        let path = file.path.trim_start_matches("./");
        for (index, line) in file.text.lines().enumerate() {
            let foreign = folders.iter().any(|folder| {
                // Preceded by part of a path or an address it is somebody else's folder.
                line.match_indices(folder.as_str())
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "-_.}>~*".contains(c)))
            });
            if foreign {
                faults.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("a committed lock file");
    faults.extend(
        lock.lines()
            .filter(|line| line.starts_with("source = "))
            .filter(|line| !line.contains("\"registry+https://github.com/rust-lang/crates.io-index\""))
            .map(|line| format!("Cargo.lock: {line}")),
    );
    assert_none(&faults, "no path of a machine and no other registry than crates.io");
}

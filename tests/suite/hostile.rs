//! Hostile input: every case of the tables in `tests/hostile/` ends as its table says, in time, without a panic, and
//! with nothing that could rewrite the terminal of whoever looks.

mod attack;
mod run;
mod written;

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use attack::{Attack, Table};

use crate::rust_code::root;

/// The tables, by name.
const TABLES: [&str; 12] = [
    "arguments",
    "codebooks",
    "documents",
    "exchange",
    "files",
    "labels",
    "lines",
    "pages",
    "patterns",
    "queries",
    "texts",
    "turtle",
];

fn table(name: &str) -> Table {
    let text = fs::read_to_string(root().join(format!("tests/hostile/{name}.toml"))).expect("a table of the folder");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{name}.toml: {error}"))
}

/// Runs all cases of a table, several at a time.
#[track_caller]
fn all_of(name: &str) {
    let table = table(name);
    let prepared = run::prepare(&table);
    let next = AtomicUsize::new(0);
    let faults: Vec<String> = thread::scope(|scope| {
        let work = || {
            let mut faults = Vec::new();
            while let Some(attack) = table.attacks.get(next.fetch_add(1, Ordering::Relaxed)) {
                faults.extend(run::faults(&table, &prepared, attack).iter().map(|fault| told(name, attack, fault)));
            }
            faults
        };
        let threads = thread::available_parallelism().map_or(2, usize::from);
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("the cases are run")).collect()
    });
    assert!(faults.is_empty(), "{} faults:\n\n{}", faults.len(), faults.join("\n"));
}

fn told(table: &str, attack: &Attack, fault: &str) -> String {
    format!("{table}/{} ({}): {fault}\n", attack.name, attack.attack)
}

macro_rules! tables {
    ($($name:ident)*) => { $(#[test] fn $name() { all_of(stringify!($name)); })* };
}

// Each is a test of its own, so that one can be run alone and all side by side.
tables! { arguments codebooks documents exchange files labels lines pages patterns queries texts turtle }

#[test]
fn there_are_three_hundred_and_each_says_what_it_attacks() {
    let mut count = 0;
    let mut listed: Vec<String> = fs::read_dir(root().join("tests/hostile"))
        .expect("the folder")
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    listed.sort();
    assert_eq!(listed, TABLES, "a table that nobody runs");
    for name in &listed {
        let table = table(name);
        let mut names: Vec<&str> = table.attacks.iter().map(|attack| attack.name.as_str()).collect();
        count += names.len();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{name}: a name twice");
        for attack in &table.attacks {
            assert!(attack.attack.len() > 5, "{name}/{}: what does it attack?", attack.name);
            // A refusal is told apart from others by its words.
            let exit = attack.exit.or(table.exit).unwrap_or(0);
            let words = !attack.says.is_empty() || !attack.out.is_empty();
            assert!(exit == 0 || words, "{name}/{}: refused with which words?", attack.name);
        }
    }
    assert!(count >= 300, "{count} cases");
}

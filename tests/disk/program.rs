//! The program run on stores, and cases to build them of.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The folder of a shipped case.
pub(crate) fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)
}

/// The folders of all shipped cases.
pub(crate) fn cases() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).expect("the cases");
    let mut cases: Vec<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| path.join("case.toml").is_file());
    cases.sort();
    cases
}

/// The program with arguments, run in a folder that has no case.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stancegraph"));
    command.args(arguments).current_dir(std::env::temp_dir()).env("NO_COLOR", "1");
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program can be run")
}

/// What the program writes; it must end well.
#[track_caller]
pub(crate) fn written(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    output.stdout
}

/// Builds a store of cases with the program.
#[track_caller]
pub(crate) fn build(dir: &Path, cases: &[PathBuf]) {
    let mut arguments = vec!["store", "build", text(dir)];
    for case in cases {
        arguments.extend(["--case", text(case)]);
    }
    written(&arguments);
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Random numbers that are the same for the same seed (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

/// A number from the environment.
pub(crate) fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

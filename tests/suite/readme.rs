//! The README's tour, run as it is printed: files it asks for are saved, commands run, what they say compared.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use crate::rust_code::root;

/// Runs every `$ stancegraph ...` of the README's console blocks, in order, in one folder.
#[test]
fn the_tour_goes_as_it_is_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let played = play(&readme, folder.path());
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&path, &played).expect("the README can be written");
        return;
    }
    snapbox::assert_data_eq!(played, snapbox::Data::text(readme).raw());
}

/// The README with the output of its commands as it is now.
fn play(readme: &str, folder: &Path) -> String {
    let mut played = String::new();
    let mut lines = readme.lines().peekable();
    let mut save_as = None;
    while let Some(line) = lines.next() {
        played.push_str(line);
        played.push('\n');
        if let Some(name) = line.strip_prefix("Save this as `").and_then(|rest| rest.split('`').next()) {
            save_as = Some(name.to_owned());
        }
        if !line.starts_with("```") || line == "```" {
            continue;
        }
        let mut block: Vec<&str> = Vec::new();
        for line in lines.by_ref() {
            if line == "```" {
                break;
            }
            block.push(line);
        }
        match save_as.take() {
            Some(name) => save(folder, &name, &block, &mut played),
            None if line == "```console" => console(folder, &block, &mut played),
            None => played.extend(block.iter().flat_map(|line| [*line, "\n"])),
        }
        played.push_str("```\n");
    }
    played
}

/// Saves a block as a file; one that is there already grows by it.
fn save(folder: &Path, name: &str, block: &[&str], played: &mut String) {
    let path = folder.join(name);
    let mut text = fs::read_to_string(&path).unwrap_or_default();
    for line in block {
        text.push_str(line);
        text.push('\n');
        played.push_str(line);
        played.push('\n');
    }
    fs::write(path, text).expect("the folder can be written");
}

/// Runs the commands of a block, each followed by what it prints: data first, then talk.
fn console(folder: &Path, block: &[&str], played: &mut String) {
    for line in block.iter().filter(|line| line.starts_with("$ ")) {
        writeln!(played, "{line}").expect("a string grows");
        let Some(arguments) = line.strip_prefix("$ stancegraph ") else {
            continue;
        };
        let output = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
            .args(words(arguments))
            .env("NO_COLOR", "1")
            .current_dir(folder)
            .output()
            .expect("the program runs");
        for stream in [&output.stdout, &output.stderr] {
            for line in String::from_utf8_lossy(stream).lines() {
                writeln!(played, "{}", line.trim_end()).expect("a string grows");
            }
        }
    }
}

/// The words of a command line; quotation marks keep words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quoted, mut any) = (String::new(), None, false);
    for c in line.chars() {
        match (c, quoted) {
            (c, Some(mark)) if c == mark => quoted = None,
            ('"' | '\'', None) => (quoted, any) = (Some(c), true),
            (' ', None) if any || !word.is_empty() => {
                words.push(std::mem::take(&mut word));
                any = false;
            }
            (' ', None) => {}
            (c, _) => word.push(c),
        }
    }
    if any || !word.is_empty() {
        words.push(word);
    }
    words
}

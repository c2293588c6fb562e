//! A reader for the test-suite that does as it is told, well or badly: `stub_reader MODE [WORDS...]`.
//!
//! It is also the shortest answer to what a reader in Rust looks like: `good` finds what stands in curly quotation
//! marks before ` NAME said`.
#![allow(clippy::print_stderr, reason = "a program that is tested by what it prints")]

use std::{
    io::{self, BufRead as _, Write as _},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = arguments.first().map_or("good", String::as_str);
    let mut out = io::stdout().lock();
    match mode {
        "deaf" => return deaf(),
        "endless" => return endless(&mut out),
        "noisy" => noisy()?,
        "hello" => writeln!(out, "{}", json!({"reader": {"name": "stub", "version": "7"}}))?,
        _ => {}
    }
    let mut held = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        if mode == "log" {
            let mut log = std::fs::OpenOptions::new().append(true).create(true).open(&arguments[1])?;
            writeln!(log, "{line}")?;
        }
        let asked: Value = serde_json::from_str(&line).map_err(io::Error::other)?;
        // The first line is the codebook.
        let (Some(id), Some(text)) = (asked["id"].as_str(), asked["text"].as_str()) else { continue };
        let victim = id.starts_with("bad");
        match mode {
            "crash" if victim => {
                out.flush()?;
                for number in 1..=9 {
                    eprintln!("line {number} of a trace");
                }
                std::process::exit(3);
            }
            "hang" if victim => {
                out.flush()?;
                thread::sleep(Duration::from_secs(3600));
            }
            "grandchild" if victim => {
                // Somebody who inherits the pipes and outlives whoever started it.
                let me = std::env::current_exe()?;
                std::process::Command::new(me).arg("deaf").spawn()?;
                std::process::exit(4);
            }
            "garbage" if victim => writeln!(out, "Here are the attributions you asked for:\n[1, 2]\n{{\"id\": 7}}")?,
            "skip" if victim => {}
            "wrong" if victim => writeln!(
                out,
                "{}",
                json!({"id": id, "attributions": [{"content": [[0, 4000]]}, {"content": "words that are not there"}],
                       "statements": [{"actor": "nobody", "proposition": "access", "stance": "oppose",
                                       "modality": "own-words", "quote": "will"}]})
            )?,
            "twice" => writeln!(out, "{0}\n{0}\n{1}", good(id, text), good("stranger", text))?,
            "backwards" => held.push(good(id, text)),
            "codes" => writeln!(out, "{}", codes(id, &arguments[1..]))?,
            _ => writeln!(out, "{}", good(id, text))?,
        }
    }
    for line in held.iter().rev() {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Says who said what, in words and without a single number.
fn good(id: &str, text: &str) -> Value {
    let attributions: Vec<Value> = text
        .split('“')
        .skip(1)
        .filter_map(|after| {
            let (content, after) = after.split_once('”')?;
            let source = after.trim_start().split(" said").next()?;
            Some(json!({"content": content, "source": source, "cue": "said", "confidence": 0.9}))
        })
        .collect();
    json!({"id": id, "attributions": attributions})
}

/// One statement: actor, proposition, stance, quote.
fn codes(id: &str, words: &[String]) -> Value {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    json!({"id": id, "attributions": [], "statements": [
        {"actor": word(0), "actor_label": "A New Actor", "actor_kind": "ngo", "proposition": word(1), "stance": word(2),
         "modality": "own-words", "quote": word(3)}]})
}

/// Never reads its input and never answers.
fn deaf() -> io::Result<()> {
    thread::sleep(Duration::from_secs(3600));
    Ok(())
}

/// One line without an end.
fn endless(out: &mut impl io::Write) -> io::Result<()> {
    let block = vec![b'x'; 1 << 16];
    loop {
        out.write_all(&block)?;
    }
}

/// Complains far more than a pipe holds, before it reads anything.
fn noisy() -> io::Result<()> {
    let line = "the same complaint again ".repeat(40);
    let mut err = io::stderr().lock();
    for _ in 0..40_000 {
        writeln!(err, "{line}")?;
    }
    Ok(())
}

//! Prints the tokens of each block of JSON lines `{"id", "text"}`, one block a line, for `tools/learn_words.py`.

use std::io::{BufRead, Write};

use stancegraph::attribution::{block, lexicon::Lexicon, token};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        for block in block::blocks(text) {
            let mut tokens = Vec::new();
            token::tokenize(text, block.start as usize, block.end as usize, Lexicon::shipped(), &mut tokens);
            let words: Vec<&str> = tokens.iter().map(|token| &text[token.range()]).collect();
            serde_json::to_writer(&mut out, &words)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

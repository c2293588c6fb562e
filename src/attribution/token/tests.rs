//! How words and marks are told apart.

use super::*;

fn words(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    tokenize(text, 0, text.len(), Lexicon::shipped(), &mut tokens);
    tokens.iter().map(|token| &text[token.range()]).collect()
}

#[test]
fn contractions_and_possessives_are_cut() {
    assert_eq!(words("They don't trust Ann’s boss."), ["They", "do", "n't", "trust", "Ann", "’s", "boss", "."]);
}

#[test]
fn abbreviations_and_numbers_stay_whole() {
    assert_eq!(
        words("Mr. Obi, of the U.S. Navy, paid $2,500.75."),
        ["Mr.", "Obi", ",", "of", "the", "U.S.", "Navy", ",", "paid", "$", "2,500.75", "."]
    );
}

#[test]
fn quotation_marks_are_tokens() {
    assert_eq!(words("''No,'' she said"), ["''", "No", ",", "''", "she", "said"]);
    assert_eq!(words("O’Neill’s"), ["O’Neill", "’s"]);
}

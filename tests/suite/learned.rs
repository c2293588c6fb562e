//! The table of what examples taught is what the learner makes of the examples that stand beside it and of the practice
//! texts.

use std::fs;

use crate::rust_code::root;

#[path = "../../examples/learn_stances.rs"]
#[allow(dead_code, unreachable_pub, reason = "a program of its own; its main is not run here")]
mod learn_stances;

#[test]
fn the_learned_table_is_what_the_examples_make() {
    let file = |name: &str| {
        fs::read_to_string(root().join("seeds/codebooks").join(name)).expect("the shipped codebook's file is there")
    };
    let examples = file("encryption-policy.examples.tsv");
    let folder = root().join("tests/cases/practice");
    let made = learn_stances::learned(&examples, Some(&folder)).expect("examples and texts that can be read");
    let kept = file("encryption-policy.learned.tsv");
    let drifted = made.lines().zip(kept.lines()).find(|(made, kept)| made != kept);
    assert!(
        made == kept,
        "run `cargo run --release --example learn_stances -- seeds/codebooks/encryption-policy.examples.tsv \
         tests/cases/practice > seeds/codebooks/encryption-policy.learned.tsv`; first difference: {drifted:?}"
    );
}

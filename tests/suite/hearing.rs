//! What the coder hears beside quotations with a name next to them: that somebody goes on, who stands in a list, whom
//! "she" means.

use stancegraph::{
    case::built_in_codebook,
    coding::{self, Coded, Input},
    model::ClosedList as _,
};

fn coded(text: &str) -> Coded {
    let coder = coding::compile(&built_in_codebook()).expect("the built-in codebook compiles");
    coder.code(&Input { text, date: "2016-03-01".parse().ok() })
}

/// Actor, proposition and stance of each statement.
fn stances(coded: &Coded) -> Vec<String> {
    let said = coded.statements.iter().map(|s| format!("{} {} {}", s.actor, s.proposition, s.stance.id()));
    let mut said: Vec<String> = said.collect();
    said.sort();
    said.dedup();
    said
}

#[test]
fn whoever_spoke_last_goes_on_without_being_named() {
    let coded = coded(
        "WASHINGTON — The Justice Department said on Tuesday that it was not seeking a master key for itself. It would \
         rather see each company keep a way to read its customers' encrypted messages and hand over what a judge orders.",
    );
    assert_eq!(stances(&coded), ["us-department-of-justice provider-access support"]);
}

#[test]
fn signatories_hold_what_their_letter_says() {
    let coded = coded(
        "More than forty messaging companies warned in an open letter that the bill would force them to scan the private \
         messages of every user. Signatories include Signal, Threema and Element.",
    );
    let said = stances(&coded);
    for name in ["signal", "threema", "element"] {
        assert!(said.contains(&format!("{name} client-side-scanning oppose")), "{said:?}");
    }
}

#[test]
fn whoever_does_likewise_holds_the_same() {
    let coded = coded(
        "WASHINGTON — Sen. Rand Paul voted to end the bulk collection of Americans' phone records. So did Patrick Leahy, \
         the Vermont Democrat. So has the number of calls.",
    );
    assert_eq!(stances(&coded), ["patrick-leahy bulk-monitoring oppose", "rand-paul bulk-monitoring oppose"]);
}

#[test]
fn whoever_drafts_a_bill_wants_what_it_says() {
    let coded = coded(
        "BATON ROUGE, La. — A bill by Representative Lyle Trosclair would require makers of smartphones to decrypt them \
         for the police. The committee votes on Monday.",
    );
    assert_eq!(stances(&coded), ["lyle-trosclair provider-access support"]);
}

#[test]
fn she_is_the_woman_and_he_the_man_who_was_named() {
    let coded = coded(
        "Sheriff Dale Robichaux has the phone in his safe. Lorraine Arceneaux bought it for her daughter. She said Apple \
         should have to unlock it. He said a judge had signed the warrant.",
    );
    let speakers: Vec<&str> =
        coded.attributions.iter().filter_map(|said| said.speaker.as_ref().map(|speaker| speaker.as_str())).collect();
    assert_eq!(speakers, ["lorraine-arceneaux", "dale-robichaux"]);
    let said = stances(&coded);
    assert!(said.contains(&"lorraine-arceneaux device-unlock support".to_owned()), "{said:?}");
}

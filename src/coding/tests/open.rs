//! Speakers that stay open, and who they may be.

use super::{CODEBOOK, Input, LEXICON, coder_of};

const MORE: &str = r#"
[[actor]]
id = "google"
label = "Google"
kind = "company"
[[actor]]
id = "yahoo"
label = "Yahoo"
kind = "company"
[[actor]]
id = "aol"
label = "AOL"
kind = "operator"
[[actor]]
id = "twitter"
label = "Twitter"
kind = "company"
[[actor]]
id = "mary-barra"
label = "Mary Barra"
kind = "person"
[[actor]]
id = "jane-roe"
label = "Jane Roe"
kind = "person"
[[actor]]
id = "sweden-telecom"
label = "Swedish Telecom Office"
kind = "regulator"
country = "SE"
descriptions = ["telecom watchdog"]
[[actor]]
id = "norway-telecom"
label = "Norwegian Telecom Office"
kind = "regulator"
country = "NO"
descriptions = ["telecom watchdog"]
"#;

const GROUPS: &str = r#"
[[group]]
kind = "agency"
refers = true
patterns = ["=agency"]
[[group]]
kind = "company"
refers = true
patterns = ["=companies"]
[[country]]
code = "SE"
name = "Sweden"
patterns = ["sweden"]
[[country]]
code = "NO"
name = "Norway"
patterns = ["norway"]
"#;

/// For each attribution the speaker, or behind a question mark who it may be.
fn speakers(text: &str) -> Vec<String> {
    let coder = coder_of(&format!("{CODEBOOK}{MORE}"), &format!("{LEXICON}{GROUPS}")).expect("no mistakes");
    let coded = coder.code(&Input { text, date: None });
    let shown = |found: &crate::coding::Attribution| match &found.speaker {
        Some(speaker) => {
            assert!(found.candidates.is_empty(), "who is known needs no candidates");
            speaker.to_string()
        }
        None => format!("? {}", found.candidates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
    };
    coded.attributions.iter().map(shown).collect()
}

#[test]
fn where_two_fit_and_none_was_named_before_both_are_candidates() {
    assert_eq!(
        speakers("“We will fight the law,” the company said. The phones are made by Google and Yahoo."),
        ["? google yahoo"]
    );
    assert_eq!(speakers("“We will fight the law,” the company said. The phones are made by Google."), ["? "]);
    assert_eq!(speakers("“We will fight the law,” the company said. The FBI and Google disagree."), ["? "]);
    assert_eq!(speakers("“We will fight the law,” the companies said. Google and Yahoo make phones."), ["? "]);
}

#[test]
fn the_latest_named_is_taken_as_before() {
    assert_eq!(speakers("Yahoo and Google make phones. “We will fight the law,” the company said."), ["yahoo"]);
}

#[test]
fn no_more_than_four_are_given() {
    assert_eq!(
        speakers("“We will fight the law,” the company said. Apple, Google, Yahoo, AOL and Twitter make phones."),
        ["? apple google yahoo aol"]
    );
}

#[test]
fn a_pronoun_before_all_names_means_nobody_in_particular() {
    assert_eq!(
        speakers("“We will fight the law,” she said. Mary Barra and Jane Roe came late, Tim Cook early."),
        ["? "]
    );
}

#[test]
fn a_description_of_several_means_those_of_the_countries_in_the_text() {
    assert_eq!(
        speakers("Sweden and Norway met. “We will enforce the law,” the telecom watchdog said."),
        ["? norway-telecom sweden-telecom"]
    );
    assert_eq!(speakers("“We will enforce the law,” the telecom watchdog said."), ["? "]);
    assert_eq!(
        speakers("The Swedish Telecom Office met. “We will enforce the law,” the telecom watchdog said."),
        ["sweden-telecom"]
    );
}

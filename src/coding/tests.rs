//! What the coder makes of single sentences, with a codebook of four actors and a lexicon of a dozen patterns.

mod authors;
mod open;
mod speakers;

use std::{collections::BTreeMap, sync::Arc};

use super::{Coded, Coder, Input};
use crate::{
    lexicon::Lexicon,
    model::{Codebook, Entry, Form, Slug},
};

const CODEBOOK: &str = r#"
[[actor]]
id = "apple"
label = "Apple"
kind = "company"
country = "US"
[[actor]]
id = "fbi"
label = "FBI"
kind = "agency"
country = "US"
[[actor]]
id = "us-government"
label = "US Government"
kind = "government"
country = "US"
aliases = ["White House"]
[[actor]]
id = "tim-cook"
label = "Tim Cook"
kind = "person"
[[membership]]
person = "tim-cook"
organization = "apple"
role = "chief executive"
speaks-for = true
[[proposition]]
id = "provider-access"
label = "Providers should open a back door."
[[frame]]
id = "privacy"
label = "Privacy"
"#;

pub(super) const LEXICON: &str = r#"
[words]
door = ["back door", "backdoor"]
[[wording]]
proposition = "provider-access"
sign = "support"
patterns = ["@door", "weaken encryption"]
[[cue]]
polarity = "support"
form = "demand"
speech = true
patterns = ["demand", "want", "support", "force"]
[[cue]]
polarity = "oppose"
form = "refuse"
speech = true
patterns = ["refuse", "oppose", "criticise"]
[[cue]]
polarity = "support"
holder = "speaker"
patterns = ["should", "must"]
[[cue]]
polarity = "oppose"
holder = "speaker"
wording = "before"
patterns = ["be (dangerous|wrong)"]
[[cue]]
polarity = "unclear"
holder = "nobody"
patterns = ["deny", "consider"]
[[cue]]
polarity = "neutral"
form = "argue"
speech = true
patterns = ["say"]
[[form]]
form = "demand"
patterns = ["demand"]
[[form]]
form = "refuse"
patterns = ["reject"]
[[form]]
form = "promise"
patterns = ["agree to"]
[[form]]
form = "offer"
patterns = ["ready to support"]
[[anaphor]]
patterns = ["(the|that) (order|demand)"]
[[reason]]
frame = "privacy"
patterns = ["privacy"]
[[rejection]]
patterns = ["{ignore} not a question of"]
[[role]]
kind = "expert"
patterns = ["professor"]
[[role]]
kind = "person"
office = true
patterns = ["spokesman", "director", "chief executive"]
[[group]]
kind = "company"
refers = true
patterns = ["=company"]
"#;

#[derive(serde::Deserialize)]
struct Book {
    actor: Vec<crate::model::Actor>,
    membership: Vec<crate::model::Membership>,
    proposition: Vec<crate::model::Proposition>,
    frame: Vec<crate::model::Frame>,
}

fn entry<T>(value: T) -> Entry<T> {
    Entry { base: Arc::from("https://example.org/"), value }
}

fn keyed<T>(values: Vec<T>, key: impl Fn(&T) -> Slug) -> BTreeMap<Slug, Entry<T>> {
    values.into_iter().map(|value| (key(&value), entry(value))).collect()
}

pub(super) fn coder_with(lexicon: &str) -> Result<Coder, Vec<crate::diagnostic::Diagnostic>> {
    coder_of(CODEBOOK, lexicon)
}

fn coder_of(codebook: &str, lexicon: &str) -> Result<Coder, Vec<crate::diagnostic::Diagnostic>> {
    let book: Book = toml::from_str(codebook).expect("the codebook is well-formed");
    let codebook = Codebook {
        actors: keyed(book.actor, |actor| actor.id.clone()),
        memberships: book.membership.into_iter().map(entry).collect(),
        propositions: keyed(book.proposition, |proposition| proposition.id.clone()),
        frames: keyed(book.frame, |frame| frame.id.clone()),
        ..Codebook::default()
    };
    let lexicon: Lexicon = toml::from_str(lexicon).expect("the lexicon is well-formed");
    Coder::new(&codebook, &lexicon)
}

fn code(text: &str) -> Coded {
    coder_with(LEXICON).expect("no mistakes").code(&Input { text, date: None })
}

/// Actor and stance of every statement: "apple oppose".
fn stances(text: &str) -> Vec<String> {
    code(text).statements.iter().map(|s| format!("{} {}", s.actor, s.stance)).collect()
}

#[test]
fn signs_are_multiplied_from_the_inside_out() {
    assert_eq!(stances("The FBI demanded a back door."), ["fbi support"]);
    assert_eq!(stances("Apple refused to support a back door."), ["apple oppose"]);
    assert_eq!(stances("Apple does not oppose a back door for the police."), ["apple support"]);
    assert_eq!(stances("Apple criticised the FBI's demand for a back door."), ["fbi support", "apple oppose"]);
}

#[test]
fn a_passive_is_its_agents_and_a_will_is_the_subjects() {
    assert_eq!(stances("Companies were forced by the FBI to weaken encryption."), ["fbi support"]);
    assert_eq!(stances("Apple will not weaken encryption."), ["apple oppose"]);
}

#[test]
fn what_is_left_open_is_no_stance() {
    assert!(stances("The FBI denied that it wants a back door.").is_empty());
    assert!(stances("Does Apple support back doors?").is_empty());
    assert!(stances("The talk was about back doors.").is_empty());
}

#[test]
fn verdicts_and_duties_are_the_speakers() {
    assert_eq!(stances("“Back doors are dangerous,” Tim Cook said."), ["apple oppose"]);
    assert_eq!(stances("The FBI said Apple must support a back door."), ["fbi support"]);
}

#[test]
fn a_spokesperson_speaks_for_the_organisation() {
    let coded = code("Tim Cook said on Monday that he opposes back doors.");
    assert_eq!(coded.statements[0].actor.as_str(), "apple");
    assert_eq!(coded.statements[0].spokesperson.as_ref().map(Slug::as_str), Some("tim-cook"));
}

#[test]
fn an_opponents_word_is_an_allegation() {
    let coded = code("Apple said that the FBI wanted a back door. “We oppose back doors,” Apple said.");
    let alleged = coded.statements.iter().find(|s| s.actor.as_str() == "fbi").expect("a statement of the FBI");
    assert_eq!(alleged.modality, crate::model::Modality::Alleged);
    assert_eq!(alleged.ascribed_by.as_ref().map(Slug::as_str), Some("apple"));
}

#[test]
fn what_one_demands_in_anothers_words_rests_on_the_inner_attribution() {
    let coded =
        code("“The FBI was essentially demanding a back door. Nobody asked the people in the street,” Tim Cook said.");
    let told = coded.statements.iter().find(|s| s.actor.as_str() == "fbi").expect("a statement of the FBI");
    assert_eq!(told.modality, crate::model::Modality::Alleged);
    assert_eq!(told.ascribed_by.as_ref().map(Slug::as_str), Some("apple"));
    let inner = &coded.attributions[told.attribution.expect("an attribution")];
    assert_eq!(inner.speaker.as_ref().map(Slug::as_str), Some("fbi"));
    let outer = &coded.attributions[inner.within.expect("it is nested")];
    assert_eq!(outer.speaker.as_ref().map(Slug::as_str), Some("tim-cook"));
    // The same words about nothing that the codebook knows: a doubtful attribution is not worth showing.
    let idle = code(
        "“The FBI was essentially demanding a parking lot. Nobody asked the people in the street,” Tim Cook said.",
    );
    assert_eq!(idle.attributions.len(), 1, "{:?}", idle.attributions);
}

#[test]
fn unknown_people_become_actors_of_their_own() {
    let coded = code(
        "Ada Norton, a law professor at Harbor University, said back doors are wrong. “I oppose back doors,” Norton said.",
    );
    assert!(coded.statements.iter().all(|s| s.actor.as_str() == "ada-norton"), "{:?}", coded.statements);
    assert_eq!(coded.statements[0].actor_label.as_deref(), Some("Ada Norton"));
}

#[test]
fn reasons_are_given_or_rejected() {
    let given = code("“We oppose back doors because of privacy,” Apple said.");
    assert_eq!(given.statements[0].frames.len(), 1);
    let rejected = code("“It is not a question of privacy. We support a back door,” the FBI said.");
    assert_eq!(rejected.statements[0].frames_rejected.len(), 1);
}

/// The form of a sentence and whether its words are negated.
fn act(text: &str) -> Option<(Form, bool)> {
    let coder = coder_with(LEXICON).expect("no mistakes");
    coder.speech_act(text).map(|act| (act.form, act.negated))
}

#[test]
fn the_form_of_a_sentence_is_that_of_its_main_verb() {
    assert_eq!(act("The union rejected a demand by the owners."), Some((Form::Refuse, false)));
    assert_eq!(act("The owners, who rejected the plan, demanded a vote."), Some((Form::Demand, false)));
    assert_eq!(act("The union did not agree to the plan."), Some((Form::Refuse, true)));
    assert_eq!(act("The owners said that they rejected it."), Some((Form::Refuse, false)));
    assert_eq!(act("The plan, demanded by some, was late, they said."), Some((Form::Demand, false)));
    assert_eq!(act("The ship left after the union rejected the plan, they said."), Some((Form::Argue, false)));
    assert_eq!(act("The demand was high."), None);
}

#[test]
fn words_around_a_cue_tell_its_form() {
    let form = |text: &str| code(text).statements.first().and_then(|statement| statement.form);
    assert_eq!(form("Apple supports a back door."), Some(Form::Demand));
    assert_eq!(form("Apple is ready to support a back door."), Some(Form::Offer));
}

#[test]
fn the_explanation_names_patterns_and_words() {
    let coded = code("Apple refused to support a back door.");
    let why = coded.statement_reasons[0].to_string();
    assert!(why.contains("wording “back door” by `@door` (+)"), "{why}");
    assert!(why.contains("cue “refused” by `refuse` (turns the sign)"), "{why}");
}

#[test]
fn mistakes_in_a_lexicon_are_shown_where_they_stand_in_the_file() {
    let wrong = LEXICON.replace("\"weaken encryption\"", "\"weaken (encryption\"");
    let found = coder_with(&wrong).expect_err("a bracket is open");
    let bytes = found[0].place.clone().and_then(|place| place.bytes).expect("a place");
    assert_eq!(&wrong[bytes.clone()], "(");
    assert!(wrong[..bytes.start].ends_with("\"weaken "));
    // What escapes stand for is shorter than they are: the place is the whole pattern, and lies between characters.
    let escaped = LEXICON.replace("\"weaken encryption\"", "\"wӫw =ose\\b07](\"");
    let found = coder_with(&escaped).expect_err("a bracket closes nothing");
    let bytes = found[0].place.clone().and_then(|place| place.bytes).expect("a place");
    assert_eq!(escaped.get(bytes), Some("\"wӫw =ose\\b07](\""));
    let unknown = LEXICON.replace("frame = \"privacy\"", "frame = \"nowhere\"");
    assert_eq!(coder_with(&unknown).expect_err("no such frame")[0].code, "unknown-frame");
}

//! Texts whose speaker is not named beside each sentence: interviews, opinion pieces, letters, live pages.

use super::{code, stances};

/// An interview in which nothing but their words marks the questions.
const UNMARKED: &str = "‘I was wrong’

Ada Norton was a lawyer for many years. We spoke on her porch.

You were there at the time.

I was, and I was young.

Did you like it?

I did then.

And now?

Back doors are dangerous. The FBI wants a back door.

Do you miss your work?

I don't.

What do you do now?

I keep bees.
";

#[test]
fn what_stands_between_questions_is_whose_interview_it_is() {
    assert_eq!(stances(UNMARKED), ["ada-norton oppose", "fbi support"]);
    let bold = "Three Questions for Ada Norton\n\nAda Norton was a lawyer.\n\n**Do you like back doors?**\n\nI was wrong. Back doors are dangerous.\n\n\
        **What changed your mind?**\n\nI don't know.\n\n**Do you sleep?**\n\nI do.\n";
    assert_eq!(stances(bold), ["ada-norton oppose"]);
}

#[test]
fn labels_tell_who_asks_and_who_answers() {
    let turns = |asker: &str, answerer: &str| {
        let turn = |question: &str, answer: &str| format!("{asker} {question}\n\n{answerer} {answer}\n\n");
        let head = "Ada Norton, a lawyer, spoke to us in May.\n\n".to_owned();
        head + &turn("Are you well?", "I am.")
            + &turn("Is it safe?", "Back doors are dangerous.")
            + &turn("Why?", "I like it.")
    };
    for (asker, answerer) in [("Q.", "A."), ("Q:", "A:"), ("**Gazette:**", "**Norton:**"), ("GZ:", "AN:")] {
        assert_eq!(stances(&turns(asker, answerer)), ["ada-norton oppose"], "{asker} {answerer}");
    }
}

#[test]
fn an_article_that_asks_its_readers_is_no_interview() {
    let answers = UNMARKED.replace("I ", "They ").replace("I'", "They'");
    assert!(stances(&answers).iter().all(|found| !found.starts_with("ada")), "{answers}");
    let column =
        "Ada Norton was a lawyer. I met her in May.\n\nWho would do that?\n\nI was wrong. Back doors are dangerous.\n";
    assert!(stances(column).is_empty(), "{:?}", stances(column));
}

#[test]
fn the_hour_of_an_entry_is_no_part_of_a_name() {
    for hour in ["10:52 a.m.", "17:55", "**17:55", "[16.40 GMT]", "9:05am ET –"] {
        let coded = code(&format!("Live: the hearing\n\n{hour} Ada Norton says she opposes back doors.\n"));
        assert_eq!(coded.attributions[0].speaker_label.as_deref(), Some("Ada Norton"), "{hour}");
    }
}

#[test]
fn a_letter_on_behalf_of_a_body_is_the_bodys() {
    let letter = |first: &str| {
        let head = "LETTERS\n\nTo the Editor:\n\nRe “A Key to Every Door” (editorial, May 3):\n\n";
        format!("{head}{first} Back doors are dangerous.\n\n(THE REV.) ADA NORTON\nMentor, Ohio\n")
    };
    let own = letter("I have had enough.");
    assert_eq!(stances(&own), ["ada-norton oppose"]);
    let league = "As president of the Ohio chapter of the Harbor Pilots League, I write on behalf of its members.";
    assert_eq!(stances(&letter(league)), ["harbor-pilots-league oppose"]);
}

#[test]
fn what_introduces_letters_and_what_stands_below_a_name_is_nobodys() {
    let page = "Letters: a key for the police\n\nThe May 3 editorial, “Back doors are dangerous,” drew 300 replies. A selection follows.\n\n\
        I have had enough of it.\n\nAda Norton, Erie\nCaptain, U.S. Navy (ret.)\n\n***\n\nBack doors are dangerous.\n\nJoan Field, Boston\n\
        The writer teaches law.\n";
    assert_eq!(stances(page), ["joan-field oppose"]);
}

#[test]
fn an_editorial_may_say_at_its_end_whose_it_is() {
    let page = "Our view: The police can do without one\n\nBack doors are dangerous.\n\nThat is all that we have to say.\n\n\
        The Gazette's editorial opinions are decided by its Editorial Board. Most are coupled with an opposing view, as is the custom of the house.\n";
    assert_eq!(stances(page), ["gazette oppose"]);
}

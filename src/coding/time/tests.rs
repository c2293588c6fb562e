//! When the short sentences of a document of Thursday 18 February 2016 say that something was said.

use crate::coding::{
    Input,
    tests::{LEXICON, coder_with},
};

/// The dates of the attributions of a text, "-" for none; of statements without an attribution theirs.
fn dates(text: &str) -> String {
    dates_in(text, Some("2016-02-18"))
}

fn dates_in(text: &str, published: Option<&str>) -> String {
    let coder = coder_with(LEXICON).expect("no mistakes").telling_when(true);
    let date = published.map(|date| date.parse().expect("a date"));
    let coded = coder.code(&Input { text, date });
    let of_attributions = coded.said_on.iter().map(|said_on| said_on.map(|told| told.date));
    let deeds = coded.statements.iter().filter(|statement| statement.attribution.is_none());
    let of_deeds = deeds.map(|statement| statement.date);
    let shown: Vec<String> =
        of_attributions.chain(of_deeds).map(|date| date.map_or("-".to_owned(), |date| date.to_string())).collect();
    shown.join(" ")
}

#[test]
fn a_day_behind_the_verb_is_when_it_was_said() {
    for (text, date) in [
        ("Tim Cook said on Tuesday that the law was wrong.", "2016-02-16"),
        ("“The law is wrong,” Tim Cook said Wednesday.", "2016-02-17"),
        ("Tim Cook told reporters Feb. 9 that the law was wrong.", "2016-02-09"),
        ("“The law is wrong,” said Tim Cook yesterday.", "2016-02-17"),
        ("“The law is wrong,” said Tim Cook on Tuesday.", "2016-02-16"),
        ("Tim Cook said today that the law was wrong.", "2016-02-18"),
        ("“The law is wrong,” Tim Cook said late last month.", "2016-01"),
        ("Tim Cook said in 2014 that the law was wrong.", "2014"),
        ("“The law is wrong,” Tim Cook told reporters in Rome on Monday night.", "2016-02-15"),
        ("“The law is wrong,” Tim Cook said two days ago.", "2016-02-16"),
        // Not when it was said.
        ("“The law is wrong,” said Tim Cook, chief of the company in 2014.", "-"),
        ("“The law is wrong,” Tim Cook said next Tuesday.", "-"),
        ("Tim Cook has said since 2014 that the law was wrong.", "-"),
        ("“The law is wrong,” Tim Cook says every Tuesday.", "-"),
        ("“The law is wrong,” Tim Cook said on Monday and Tuesday.", "-"),
        ("“The law is wrong,” Tim Cook said by Monday.", "-"),
        ("Tim Cook will say on Tuesday that the law is wrong.", "-"),
        ("“The law is wrong,” Tim Cook said last Tuesday.", "-"),
    ] {
        assert_eq!(dates(text), date, "{text}");
    }
}

#[test]
fn a_letter_or_a_hearing_has_the_date_of_what_is_said_in_it() {
    for (text, date) in [
        ("In a letter dated 12 March 2015, Tim Cook wrote that the law was wrong.", "2015-03-12"),
        ("In a blog post on Monday, Tim Cook said that the law was wrong.", "2016-02-15"),
        ("“The law is wrong,” Tim Cook said at a hearing in Rome on Tuesday.", "2016-02-16"),
        ("“The law is wrong,” Tim Cook said in an interview published on Tuesday.", "2016-02-16"),
        ("At Tuesday's hearing, Tim Cook said that the law was wrong.", "2016-02-16"),
        ("In a March 2015 letter, Tim Cook said that the law was wrong.", "2015-03"),
        ("Speaking at a conference in Rome on Tuesday, Tim Cook said that the law was wrong.", "2016-02-16"),
        ("“The law is wrong,” said a statement released on Tuesday.", "2016-02-16"),
        ("The law is popular, according to a poll released Monday.", "2016-02-15"),
        // What happened then is not what is said then.
        ("After the attack on Tuesday, Tim Cook said that the law was wrong.", "-"),
        ("“The law is wrong,” Tim Cook said after the vote on Tuesday.", "-"),
        ("“The law is wrong,” Tim Cook said of Tuesday's hearing.", "-"),
        ("“The law is wrong,” said a man arrested on Tuesday.", "-"),
        ("In an interview about the attack on Tuesday, Tim Cook said that the law was wrong.", "-"),
    ] {
        assert_eq!(dates(text), date, "{text}");
    }
}

#[test]
fn a_day_before_the_verb_is_when_it_was_said_if_nothing_else_can_have_it() {
    for (text, date) in [
        ("On Tuesday, Tim Cook said that the law was wrong.", "2016-02-16"),
        ("But last month, Tim Cook said that the law was wrong.", "2016-01"),
        ("In 2014, Tim Cook said that the law was wrong.", "2014"),
        ("Tim Cook on Wednesday said that the law was wrong.", "2016-02-17"),
        ("In Rome on Tuesday, Tim Cook said that the law was wrong.", "2016-02-16"),
        // What somebody did, or was, before.
        ("The law passed on Tuesday, and Tim Cook said that it was wrong.", "-"),
        ("Tim Cook, who took over in 2011, said that the law was wrong.", "-"),
        ("“The law that passed on Tuesday is wrong,” Tim Cook said.", "-"),
        ("The law, adopted on Tuesday, is wrong, Tim Cook said.", "-"),
    ] {
        assert_eq!(dates(text), date, "{text}");
    }
}

#[test]
fn a_deed_is_dated_in_its_own_clause() {
    for (text, date) in [
        ("The FBI on Tuesday demanded a back door.", "2016-02-16"),
        ("On Tuesday, the FBI demanded a back door.", "2016-02-16"),
        ("The FBI demanded a back door used in the attack on Tuesday.", "-"),
        ("The FBI demanded a back door after the attack on Tuesday.", "-"),
        ("The FBI, founded in 1908, demanded a back door.", "-"),
    ] {
        assert_eq!(dates(text), date, "{text}");
    }
}

#[test]
fn without_the_documents_day_only_dates_that_need_none_are_told() {
    let tuesday = "Tim Cook said on Tuesday that the law was wrong.";
    let letter = "In a letter dated 12 March 2015, Tim Cook wrote that the law was wrong.";
    for published in [None, Some("2016-02"), Some("2016-02-18~")] {
        assert_eq!(dates_in(tuesday, published), "-");
        assert_eq!(dates_in(letter, published), "2015-03-12");
    }
    assert_eq!(dates_in("Last month, Tim Cook said that the law was wrong.", Some("2016-02")), "2016-01");
}

#[test]
fn yesterday_in_quoted_words_is_not_the_day_before_the_document() {
    assert_eq!(dates("“Yesterday Apple said that the law was wrong,” said Tim Cook."), "- -");
    assert_eq!(dates("“In 2014, Apple said that the law was wrong,” said Tim Cook."), "- 2014");
}

#[test]
fn an_expression_before_the_sentence_is_no_story_of_it() {
    let text = include_str!("../../../fuzz/seeds/coding/a-date-before-the-sentence");
    let coder = crate::coding::compile(&crate::case::built_in_codebook()).expect("the built-in codebook compiles");
    let coded = coder.code(&crate::coding::Input { text, date: "2016-02-17".parse().ok() });
    assert!(coded.statements.iter().all(|statement| !statement.evidence.is_empty()));
}

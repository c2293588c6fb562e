//! What teachers rely on in the shipped case; that it is clean, whole and byte-stable, as each case, is in `landmark_cases`.

use stancegraph::model::{Coder, Modality};

use crate::shipped::{case, column, matching, rows};

// What a teacher relies on: the examples of the fifteen questions.

#[test]
fn sources_disagree_on_when_blackberry_leaves_and_the_extension_explains_it() {
    let rows = rows("disagreements", &[("event", "blackberry-pakistan-exit")]);
    let dates = matching(&rows, &[("property", "EffectiveDate")]);
    assert_eq!(column(&dates, "value"), ["2015-11-30", "2015-12-30"]);
    for row in dates {
        assert!(row["explainedBy"].contains("extension"), "{row:?}");
        assert_eq!(row["disagreesWith"], "", "the extension explains all of it");
    }
}

#[test]
fn sources_disagree_on_who_ordered_whom_and_from_when() {
    let rows = rows("disagreements", &[("event", "bes-shutdown-order")]);
    let of = |property| matching(&rows, &[("property", property)]);
    assert_eq!(column(&of("Agent"), "value"), ["government-of-pakistan", "pakistan-telecommunication-authority"]);
    assert_eq!(column(&of("Addressee"), "value"), ["blackberry", "pakistani-mobile-operators"]);
    let from = column(&of("EffectiveDate"), "value");
    assert!(from.contains(&"2015-11-30") && from.contains(&"2015-12"), "{from:?}");
    let december = matching(&rows, &[("value", "2015-12")]);
    assert_eq!(december[0]["explainedBy"], "", "no extension explains \"starting in December\"");
}

#[test]
fn never_anywhere_in_the_world_stands_against_three_deeds() {
    let rows = rows("words-and-deeds", &[("actor", "BlackBerry")]);
    let denied = matching(&rows, &[("finding", "denied, but reported")]);
    assert_eq!(column(&denied, "about"), ["india-access", "saudi-access", "uae-access"]);
    for row in denied {
        assert!(row["words"].contains("never done this anywhere in the world"), "{row:?}");
        assert!(row["against"].contains("granted them access"), "{row:?}");
    }
}

#[test]
fn pakistan_never_demands_to_monitor_everything_in_its_own_words() {
    for set in case().of_coder(Coder::REVIEWED) {
        let own = set.statements.iter().find(|statement| {
            statement.actor == "government-of-pakistan"
                && statement.proposition == "bulk-monitoring"
                && statement.modality == Modality::OwnWords
        });
        assert!(own.is_none(), "{own:?}");
    }
    let rows = rows("ascribed", &[("actor", "Government of Pakistan")]);
    let demand = matching(&rows, &[("proposition", "bulk-monitoring"), ("modalityLabel", "alleged")]);
    assert_eq!(column(&demand, "ascribedBy"), ["BlackBerry"]);
    assert_eq!(demand[0]["stanceLabel"], "support");
    assert_eq!(demand[0]["documents"], "5");
    assert!(demand[0]["quote"].contains("wanted the ability to monitor all"));
}

#[test]
fn blackberry_refuses_once_and_four_documents_report_it() {
    let rows = rows("stances", &[("proposition", "bulk-monitoring")]);
    let refusal = matching(&rows, &[("utterance", "bb-post-will-not-comply")]);
    assert_eq!(refusal.len(), 1);
    assert_eq!(refusal[0]["stanceLabel"], "oppose");
    assert_eq!(refusal[0]["modalityLabel"], "own words");
    assert_eq!(refusal[0]["documents"], "4");
    assert!(refusal[0]["quote"].contains("will not comply"));
}

#[test]
fn blackberry_stands_where_it_says_on_everything() {
    let rows = rows("actor", &[("actor", "blackberry")]);
    for (proposition, stance, grade) in [
        ("bulk-monitoring", "oppose", "stated"),
        ("provider-access", "oppose", "stated"),
        ("targeted-assistance", "support", "stated"),
        ("market-exit", "support", "stated"),
        ("key-escrow", "oppose", "implied"),
    ] {
        let found = matching(&rows, &[("proposition", proposition)]);
        assert_eq!(found.len(), 1, "{proposition}");
        assert_eq!((&*found[0]["stanceLabel"], &*found[0]["gradeLabel"]), (stance, grade));
        assert_ne!(found[0]["divided"], "true", "{proposition}");
    }
}

#[test]
fn laguna_praises_blackberry_and_warns_cameron_and_may() {
    let rows = rows("relations", &[("actor", "open-xchange")]);
    let praise = matching(&rows, &[("formLabel", "praise")]);
    assert_eq!(column(&praise, "counterpart"), ["blackberry"]);
    assert_eq!(column(&praise, "proposition"), ["market-exit"]);
    let warning = matching(&rows, &[("formLabel", "warn"), ("relation", "to")]);
    assert_eq!(column(&warning, "counterpart"), ["david-cameron", "theresa-may"]);
    assert_eq!(column(&warning, "proposition"), ["provider-access"]);
    assert_eq!(column(&warning, "stanceLabel"), ["oppose"]);
}

#[test]
fn public_safety_is_a_reason_given_by_some_and_rejected_by_blackberry() {
    let rows = rows("reasons", &[("frame", "public-safety")]);
    let rejected = matching(&rows, &[("use", "rejected")]);
    assert_eq!(column(&rejected, "actor"), ["blackberry"]);
    assert!(rejected[0]["quote"].contains("not a question of public safety"));
    assert!(!matching(&rows, &[("use", "given")]).is_empty());
}

#[test]
fn organisations_speak_through_people_in_their_offices() {
    let rows = rows("spokespersons", &[]);
    let beard = matching(&rows, &[("actor", "blackberry"), ("person", "marty-beard")]);
    assert!(beard[0]["roleInText"].contains("chief operating officer"));
    assert_eq!(beard[0]["roleInCodebook"], "chief operating officer");
    let laguna = matching(&rows, &[("actor", "open-xchange"), ("person", "rafael-laguna")]);
    assert_eq!(laguna[0]["roleInText"], "CEO");
}

#[test]
fn the_demand_reaches_the_reader_through_two_hands() {
    let rows = rows("hands", &[("actor", "government-of-pakistan"), ("proposition", "bulk-monitoring")]);
    let alleged = matching(&rows, &[("modalityLabel", "alleged")]);
    assert!(alleged.len() >= 5, "{alleged:?}");
    for row in alleged {
        assert_eq!(row["hands"], "2", "{row:?}");
        assert!(row["through"].starts_with("BlackBerry → "), "{row:?}");
    }
}

#[test]
fn the_operators_and_the_courts_are_not_heard() {
    let rows = rows("silent", &[]);
    let kinds = column(&rows.iter().collect::<Vec<_>>(), "kind");
    for kind in ["Operator", "Court", "Ngo"] {
        assert!(kinds.contains(&kind), "{kind} is not among {kinds:?}");
    }
    for kind in ["Company", "Government", "Regulator"] {
        assert!(!kinds.contains(&kind), "{kind} has positions");
    }
}

#[test]
fn a_demand_leads_to_order_exit_and_extension() {
    let rows = rows("consequences", &[]);
    let place = |wanted: &[(&str, &str)]| {
        rows.iter()
            .position(|row| wanted.iter().all(|(column, value)| row[*column] == *value))
            .unwrap_or_else(|| panic!("no {wanted:?}"))
    };
    let demand = place(&[("step", "demand")]);
    let order = place(&[("item", "bes-shutdown-order")]);
    let exit = place(&[("item", "blackberry-pakistan-exit")]);
    assert!(demand < order && order < exit, "{demand} {order} {exit}");
    assert!(rows.iter().any(|row| row["step"] == "extension"));
    assert!(rows.iter().any(|row| row["step"] == "refuse"));
}

#[test]
fn what_only_the_epilogue_knows_is_marked() {
    let rows = rows("timeline", &[]);
    let outside = matching(&rows, &[("outside", "true")]);
    assert_eq!(column(&outside, "date"), ["2015-12"]);
    assert!(outside.iter().all(|row| row["documents"] == "0" || row["documents"].is_empty()));
}

#[test]
fn one_post_is_one_utterance_in_five_documents() {
    let rows = rows("same-words", &[]);
    let post = matching(&rows, &[("utterance", "bb-post-monitoring")]);
    assert_eq!(post.len(), 5);
    assert_eq!(column(&post, "document").len(), 5);
}

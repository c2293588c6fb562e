//! Whom named people speak for, and what is nobody's name.

use super::{Input, LEXICON, coder_with};

const NOUNS: &str = r#"
[[role]]
kind = "person"
office = true
patterns = ["head of", "president", "chairman", "counsel", "lawyer", "sheriff", "=attorney", "founder", "police chief", "commissioner", "director"]
[[role]]
kind = "government"
office = true
patterns = ["attorney general", "minister"]
[[role]]
kind = "legislator"
patterns = ["=sen", "=rep", "senator", "republican", "democrat", "assemblyman"]
[[group]]
kind = "ngo"
refers = true
patterns = ["=coalition", "=association", "=group"]
[[group]]
kind = "trade-body"
unnamed = true
patterns = ["trade group"]
[[group]]
kind = "agency"
unnamed = true
patterns = ["district attorney", "=detectives"]
[[group]]
kind = "government"
refers = true
patterns = ["=government"]
[[group]]
kind = "legislator"
unnamed = true
patterns = ["=senate", "=parliament"]
[[country]]
code = "MX"
name = "Mexico"
patterns = ["mexico", "mexican"]
[[country]]
code = "CA"
name = "Canada"
patterns = ["canada"]
[[country]]
code = "SE"
name = "Sweden"
patterns = ["sweden", "swedish"]
[[country]]
code = "TH"
name = "Thailand"
patterns = ["thailand"]
[[country]]
code = "US"
name = "the United States"
patterns = ["america", "washington", "congress"]
"#;

/// Who speaks in each attribution: the actor, behind a stroke the person if that is another.
fn speakers(text: &str) -> Vec<String> {
    let coder = coder_with(&format!("{LEXICON}{NOUNS}")).expect("no mistakes");
    let coded = coder.code(&Input { text, date: None });
    let name = |attribution: &crate::coding::Attribution| {
        let person = attribution.speaker.as_ref().map_or("-", crate::model::Slug::as_str);
        match &attribution.speaks_for {
            Some(actor) => format!("{actor}/{person}"),
            None => person.to_owned(),
        }
    };
    coded.attributions.iter().map(name).collect()
}

/// Who speaks last.
fn speaker(text: &str) -> String {
    speakers(text).pop().unwrap_or_default()
}

#[test]
fn a_name_of_an_organisation_speaks_for_it() {
    assert_eq!(
        speaker("“It is wrong,” said Ada Norton of New America's Open Technology Institute."),
        "open-technology-institute/ada-norton"
    );
    assert_eq!(speaker("“It is wrong,” said Ada Norton of Greenville."), "ada-norton", "a town");
    assert_eq!(speaker("The Human Law Foundation's Ada Norton said it is wrong."), "human-law-foundation/ada-norton");
    assert_eq!(
        speaker("Tim Cook, the head of the National Fasteners Institute, said it is wrong."),
        "national-fasteners-institute/tim-cook",
        "the text's office counts, not the codebook's"
    );
}

#[test]
fn a_town_before_a_name_is_no_part_of_it() {
    let said = "Ada Norton, chief executive of Plano-based Meridian Hosting, said it is wrong.";
    assert_eq!(speaker(said), "meridian-hosting/ada-norton");
    assert_eq!(
        speaker("Ada Norton, president of the Software Alliance of Texas, said it is wrong."),
        "software-alliance-of-texas/ada-norton"
    );
    assert_eq!(speaker("Ohio Gov. Ada Norton said it is wrong."), "ada-norton");
}

#[test]
fn the_name_before_a_role_is_whom_it_speaks_for() {
    assert_eq!(speaker("“It is wrong,” said Netscape spokesman Ada Norton."), "netscape/ada-norton");
    assert_eq!(speaker("The Law Council's president, Ada Norton, said it is wrong."), "law-council/ada-norton");
    assert_eq!(speaker("Defense lawyer Ada Norton said it is wrong."), "ada-norton");
    let fronted = "At the Law Council, president Ada Norton said it is wrong.";
    assert_eq!(speaker(fronted), "law-council/ada-norton");
}

#[test]
fn a_spokesman_for_a_person_leads_to_the_person() {
    let text = "Sen. Bill Cassidy was away. A spokesman for Cassidy said it is wrong.";
    assert_eq!(speaker(text), "bill-cassidy");
    assert_eq!(speaker("Rep. Zoe Hart spokesman Ed Greer said it is wrong."), "zoe-hart/ed-greer");
}

#[test]
fn officers_of_states_and_counties() {
    let of_state = "New Mexico Attorney General Ada Norton said it is wrong.";
    assert_eq!(speaker(of_state), "new-mexico-attorney-general/ada-norton");
    assert_eq!(speaker("The Texas attorney general said it is wrong."), "texas-attorney-general");
    let of_county = "Harris County Sheriff Ada Norton said it is wrong.";
    assert_eq!(speaker(of_county), "harris-county-sheriffs-office/ada-norton");
    assert_eq!(speaker("The Harris County sheriff said it is wrong."), "harris-county-sheriffs-office");
}

#[test]
fn what_somebody_does_tells_of_no_office() {
    assert_eq!(speaker("Ada Norton, who took no questions on Apple, said it is wrong."), "ada-norton");
    assert_eq!(speaker("Ada Norton, a critic of Apple, said it is wrong."), "ada-norton");
    assert_eq!(speaker("Ada Norton, who is president of the Law Council, said it is wrong."), "law-council/ada-norton");
}

#[test]
fn a_name_stands_before_or_behind_what_it_is() {
    assert_eq!(speaker("ECLAG, a coalition of more than 60 of them, said it is wrong."), "eclag");
    assert_eq!(speaker("The Canberra start-up Vaultline said it is wrong."), "vaultline");
    assert_eq!(speaker("A working group of the American Bankers Assn. said it is wrong."), "american-bankers-assn");
}

#[test]
fn initials_and_heads_mean_the_body_named_in_full() {
    let text = "The Fraternal Order of Police was glad. “It is right,” said the FOP's president, Ada Norton.";
    assert_eq!(speaker(text), "fraternal-order-of-police/ada-norton");
    let text = "The Software Publishers Association said it is wrong. Apple laughed. The association said it is right.";
    assert_eq!(speakers(text), ["software-publishers-association", "software-publishers-association"]);
}

#[test]
fn a_clause_a_place_and_a_headline_name_nobody() {
    assert_eq!(speaker("Theirs said it is wrong."), "-");
    assert_eq!(speaker("Sweden's parliament said it is wrong."), "parliament-of-sweden");
    assert_eq!(speaker("A Democratic aide said it is wrong."), "-");
}

#[test]
fn a_country_named_in_passing_is_not_the_government() {
    let text = "Congress met in Washington. America waited, and Congress said no. He was in Thailand. The government said it is wrong.";
    assert_eq!(speaker(text), "us-government");
}

#[test]
fn offices_go_by_their_places() {
    let before = "Baltimore Police Commissioner Ada Norton said it is wrong.";
    assert_eq!(speaker(before), "baltimore-police-department/ada-norton");
    let behind = "Ada Norton, the district attorney in Baton Rouge, said it is wrong.";
    assert_eq!(speaker(behind), "baton-rouge-district-attorney/ada-norton");
    let owner = "Nashville's police chief, Ada Norton, said it is wrong.";
    assert_eq!(speaker(owner), "nashville-police-department/ada-norton");
    let before = "The Harris County district attorney has a phone. District Attorney Ada Norton said it is wrong.";
    assert_eq!(speaker(before), "harris-county-district-attorney/ada-norton", "named once, it may do without");
    assert_eq!(speaker("Police chief Ada Norton said it is wrong."), "ada-norton", "of a place that nobody names");
}

#[test]
fn bodies_that_only_the_text_knows_are_meant_later() {
    let text = "Fairlock, a trade group, is against it. “It is wrong,” said Ada Norton, the group's state director.";
    assert_eq!(speaker(text), "fairlock/ada-norton");
    assert_eq!(
        speaker("“It is wrong,” said Ada Norton, who heads the Free Radio Union."),
        "free-radio-union/ada-norton"
    );
    assert_eq!(speaker("FairLock's Ada Norton said it is wrong."), "fairlock/ada-norton");
    assert_eq!(speaker("McNorton's Ada Norton said it is wrong."), "ada-norton", "a person's name");
}

#[test]
fn where_somebody_is_from_is_not_who_it_is() {
    assert_eq!(speaker("A mother in Moose Jaw, Ada Norton, said it is wrong."), "ada-norton");
    let second = "Assemblyman Ed Norton spoke. Norton, a Democrat from Staten Island, said it is wrong.";
    assert_eq!(speaker(second), "ed-norton");
    assert_eq!(speaker("Every Tuesday Ada Norton said it is wrong."), "ada-norton");
}

#[test]
fn a_portfolio_is_no_organisation() {
    let minister = "Canada has a bill. Public Safety Minister Ada Norton said it is wrong.";
    assert_eq!(speaker(minister), "government-of-canada/ada-norton");
}

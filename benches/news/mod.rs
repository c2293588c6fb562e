//! Synthetic news, made by a seeded generator: articles with quotations, names, and words of the encryption debate.
//!
//! The sentences are made of frames and parts, about a fifth of them of the encryption debate, a quarter of them with
//! quotations, as in newspapers.

use std::fmt::Write as _;

/// A small generator of numbers (xorshift64*, Vigna 2014): the same news on every machine.
#[derive(Clone, Copy)]
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[(self.next() >> 33) as usize % of.len()]
    }
}

const FIRST: [&str; 16] = [
    "Ann", "Tom", "Maria", "David", "Priya", "Carlos", "Helen", "Ivan", "Grace", "Omar", "Laura", "Peter", "Nadia",
    "Victor", "Susan", "Kofi",
];
const LAST: [&str; 16] = [
    "Lee",
    "Obi",
    "Roy",
    "Hansen",
    "Pereira",
    "Novak",
    "Whitfield",
    "Okafor",
    "Lindqvist",
    "Marsh",
    "Delgado",
    "Farouk",
    "Brandt",
    "Castell",
    "Ferris",
    "Yamada",
];
const ROLE: [&str; 14] = [
    "chief executive",
    "spokeswoman",
    "spokesman",
    "senior analyst",
    "the home secretary",
    "police chief",
    "professor",
    "director",
    "attorney",
    "finance minister",
    "campaign manager",
    "Sen.",
    "Rep.",
    "mayor",
];
const BODY: [&str; 18] = [
    "Apple",
    "WhatsApp",
    "Meta",
    "Signal",
    "the FBI",
    "the Home Office",
    "the Justice Department",
    "BlackBerry",
    "the Harbour Union",
    "Northwind",
    "the city council",
    "the European Commission",
    "Privacy International",
    "the company",
    "the government",
    "the ministry",
    "Google",
    "the National Sheriffs' Conference",
];
const PLACE: [&str; 12] = [
    "Washington",
    "London",
    "Brussels",
    "Islamabad",
    "New Delhi",
    "Canberra",
    "Ottawa",
    "Berlin",
    "Iowa",
    "Chicago",
    "San Francisco",
    "Lagos",
];
const DAY: [&str; 8] =
    ["Monday", "Tuesday", "on Wednesday", "Thursday", "on Friday", "last week", "in July", "on Dec. 3, 2015"];
const SAID: [&str; 14] = [
    "said",
    "said",
    "said",
    "told reporters",
    "argued",
    "warned",
    "insisted",
    "wrote",
    "added",
    "announced",
    "acknowledged",
    "said in a statement",
    "testified",
    "told the committee",
];
const DEBATE: [&str; 20] = [
    "a back door for law enforcement would weaken encryption for everybody",
    "companies must hand over messages when a court orders them to",
    "the bill would force providers to break end-to-end encryption",
    "it will not monitor the traffic of its customers",
    "terrorists and child abusers hide behind encrypted messages",
    "the order to unlock the phone goes too far",
    "strong encryption protects journalists, dissidents and ordinary users",
    "the company would rather leave the market than comply with the demand",
    "it refuses to build a master key for the government",
    "access to encrypted messages is essential for investigators",
    "it supports lawful access under judicial oversight",
    "scanning photos on the device is a dangerous precedent",
    "servers with user data have to stand in the country",
    "the tracing of messages would end private conversation",
    "there is no technical way to build a door that only good people use",
    "police asked for help with a locked iPhone last year",
    "WhatsApp could be blocked if it does not obey the ruling",
    "the agency wants unfettered access to all BES traffic",
    "privacy is not absolute",
    "the law requires the removal of electronic protection",
];
const OTHER: [&str; 28] = [
    "the budget will be balanced within two years",
    "voters in the suburbs are worried about the price of health care",
    "the bridge needs repairs that the city cannot afford",
    "the campaign raised 12.4 million dollars in the third quarter",
    "nobody had told the workers that the plant would close",
    "the storm left some 40,000 homes without power",
    "turnout was the lowest since 1998",
    "the report was based on interviews with former officials",
    "schools will open a week later than planned",
    "the two leaders had a frank and useful conversation",
    "it is too early to say who was responsible for the leak",
    "unemployment fell to 4.9 percent, the lowest rate in a decade",
    "the new stadium would bring jobs and tourists to the harbour",
    "immigration had been the issue that decided the race",
    "the museum has bought a painting that was believed lost",
    "farmers have waited for rain since the middle of May",
    "the senator never received the letter",
    "a recount in three counties would change nothing",
    "the merger has to be approved by regulators on both sides of the Atlantic",
    "she had no plans to run for office again",
    "most of the money went to television advertisements",
    "the court would hear the case before the end of the term",
    "fans of the team were singing in the streets until dawn",
    "prices rose faster than wages in every region but one",
    "the witness changed her account twice",
    "the airline cancelled a third of its flights",
    "a vaccine could be ready by the end of next year",
    "those who lost their homes will be paid within a month",
];
const PLAIN: [&str; 10] = [
    "The talks went on until late at night, and neither side gave way",
    "A crowd of several hundred people had gathered outside the courthouse by noon",
    "The shares of the firm fell 3 percent in early trading and recovered in the afternoon",
    "It was the second time in a month that the road had to be closed",
    "In the first half of the year, exports to Asia grew by a quarter",
    "The committee meets again in two weeks to vote on the proposal",
    "Polls open at 7 a.m. and close at 8 p.m. across the state",
    "More than 60 lawmakers from both parties have signed the letter",
    "The film, which cost 90 million dollars, opens in theaters next month",
    "Her predecessor left the post after nine years to teach at a university",
];

/// News of at least so many bytes, with paragraphs of one to four sentences.
pub(crate) fn news(bytes: usize, seed: u64) -> String {
    let mut text = String::with_capacity(bytes + 1024);
    let mut seeded = Seeded(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut left = 1;
    while text.len() < bytes {
        sentence(&mut text, &mut seeded);
        left -= 1;
        if left == 0 {
            text.push_str("\n\n");
            left = 1 + seeded.next() % 4;
        } else {
            text.push(' ');
        }
    }
    text
}

fn sentence(text: &mut String, seeded: &mut Seeded) {
    let said = seeded.one(&SAID);
    let clause = if seeded.next().is_multiple_of(5) { seeded.one(&DEBATE) } else { seeded.one(&OTHER) };
    let (first, last, day) = (seeded.one(&FIRST), seeded.one(&LAST), seeded.one(&DAY));
    let (body, role, place) = (seeded.one(&BODY), seeded.one(&ROLE), seeded.one(&PLACE));
    let begun = |clause: &str| clause[..1].to_uppercase() + &clause[1..];
    // Writing to a string cannot fail.
    let _ = match seeded.next() % 16 {
        0 | 1 => write!(text, "“{},” {last} {said} {day}.", begun(clause)),
        2 => write!(text, "“{},” {said} {first} {last}, {role} of {body}.", begun(clause)),
        3 => write!(text, "\"{},\" {body} {said}. \"{}.\"", begun(clause), begun(seeded.one(&OTHER))),
        4 => write!(text, "{} {role} {first} {last} {said} {day} that {clause}.", begun(body)),
        5 | 6 => write!(text, "{} {said} {clause}.", begun(body)),
        7 => write!(text, "According to {body}, {clause}."),
        8 => write!(text, "{first} {last}, {role} of {body}, did not say whether {clause}."),
        9 => write!(text, "{place} - {}, {body} {said} {day}.", begun(clause)),
        10 => write!(text, "{last} has called the plan “reckless” and {said} that {clause}."),
        11 => write!(text, "{}.", begun(clause)),
        12 => write!(text, "{}, and officials in {place} expect that {clause}.", seeded.one(&PLAIN)),
        _ => write!(text, "{}.", seeded.one(&PLAIN)),
    };
}

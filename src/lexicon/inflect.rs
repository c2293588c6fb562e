//! The forms of an English word: regular endings by rule, the others by a table.
//!
//! It makes a few forms that do not exist ("informations"); they do no harm, for no text has them.

/// Words with forms that no rule makes, each with all its forms.
const IRREGULAR: &[&[&str]] = &[
    &["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"],
    &["have", "has", "had", "having", "'ve"],
    &["do", "does", "did", "done", "doing"],
    &["will", "'ll", "wo"],
    &["would", "'d"],
    &["can", "ca"],
    &["could"],
    &["should"],
    &["must"],
    &["may"],
    &["might"],
    &["not", "n't", "never"],
    &["a", "an"],
    &["say", "says", "said", "saying"],
    &["think", "thinks", "thought", "thinking"],
    &["give", "gives", "gave", "given", "giving"],
    &["take", "takes", "took", "taken", "taking"],
    &["get", "gets", "got", "gotten", "getting"],
    &["make", "makes", "made", "making"],
    &["break", "breaks", "broke", "broken", "breaking"],
    &["seek", "seeks", "sought", "seeking"],
    &["tell", "tells", "told", "telling"],
    &["leave", "leaves", "left", "leaving"],
    &["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"],
    &["withhold", "withholds", "withheld", "withholding"],
    &["draw", "draws", "drew", "drawn", "drawing"],
    &["fight", "fights", "fought", "fighting"],
    &["lead", "leads", "led", "leading"],
    &["build", "builds", "built", "building"],
    &["hold", "holds", "held", "holding"],
    &["uphold", "upholds", "upheld", "upholding"],
    &["keep", "keeps", "kept", "keeping"],
    &["swear", "swears", "swore", "sworn", "swearing"],
    &["beseech", "beseeches", "besought", "beseeched", "beseeching"],
    &["strike", "strikes", "struck", "stricken", "striking"],
    &["shoot", "shoots", "shot", "shooting"],
    &["blow", "blows", "blew", "blown", "blowing"],
    &["throw", "throws", "threw", "thrown", "throwing"],
    &["overthrow", "overthrows", "overthrew", "overthrown", "overthrowing"],
    &["write", "writes", "wrote", "written", "writing"],
    &["read", "reads", "reading"],
    &["send", "sends", "sent", "sending"],
    &["see", "sees", "saw", "seen", "seeing"],
    &["know", "knows", "knew", "known", "knowing"],
    &["find", "finds", "found", "finding"],
    &["put", "puts", "putting"],
    &["set", "sets", "setting"],
    &["shut", "shuts", "shutting"],
    &["let", "lets", "letting"],
    &["cut", "cuts", "cutting"],
    &["hurt", "hurts", "hurting"],
    &["bring", "brings", "brought", "bringing"],
    &["go", "goes", "went", "gone", "going"],
    &["undergo", "undergoes", "underwent", "undergone", "undergoing"],
    &["come", "comes", "came", "coming"],
    &["become", "becomes", "became", "becoming"],
    &["overcome", "overcomes", "overcame", "overcoming"],
    &["begin", "begins", "began", "begun", "beginning"],
    &["run", "runs", "ran", "running"],
    &["stand", "stands", "stood", "standing"],
    &["withstand", "withstands", "withstood", "withstanding"],
    &["understand", "understands", "understood", "understanding"],
    &["speak", "speaks", "spoke", "spoken", "speaking"],
    &["mean", "means", "meant", "meaning"],
    &["lose", "loses", "lost", "losing"],
    &["pay", "pays", "paid", "paying"],
    &["buy", "buys", "bought", "buying"],
    &["sell", "sells", "sold", "selling"],
    &["spend", "spends", "spent", "spending"],
    &["win", "wins", "won", "winning"],
    &["hide", "hides", "hid", "hidden", "hiding"],
    &["spy", "spies", "spied", "spying"],
    &["forgo", "forgoes", "forwent", "forgone", "forgoing"],
    &["forbid", "forbids", "forbade", "forbidden", "forbidding"],
    &["catch", "catches", "caught", "catching"],
    &["teach", "teaches", "taught", "teaching"],
    &["feel", "feels", "felt", "feeling"],
    &["meet", "meets", "met", "meeting"],
    &["fall", "falls", "fell", "fallen", "falling"],
    &["rise", "rises", "rose", "risen", "rising"],
    &["eavesdrop", "eavesdrops", "eavesdropped", "eavesdropping"],
    &["man", "men"],
    &["woman", "women"],
    &["child", "children"],
    &["person", "people", "persons"],
    &["bad", "worse", "worst"],
    &["good", "better", "best"],
];

/// Words of the closed classes, which have one form.
const FIXED: &[&str] = &[
    "the", "this", "that", "these", "those", "such", "any", "all", "every", "each", "some", "no", "its", "their",
    "our", "his", "her", "my", "your", "of", "to", "in", "on", "at", "by", "for", "from", "with", "without", "into",
    "over", "under", "out", "up", "off", "down", "against", "between", "through", "during", "after", "before", "than",
    "as", "and", "or", "but", "if", "unless", "it", "we", "us", "they", "them", "he", "she", "i", "you", "who",
    "which", "what", "more", "most", "other", "only", "so", "too", "very", "rather", "instead", "'s",
];

/// All forms of a word, the word itself first, in lower case.
pub(super) fn forms(lemma: &str) -> Vec<String> {
    if let Some(row) = IRREGULAR.iter().find(|row| row[0] == lemma) {
        return row.iter().map(|form| (*form).to_owned()).collect();
    }
    let regular = lemma.len() >= 3
        && !FIXED.contains(&lemma)
        && (!lemma.ends_with("ly") || VERBS_IN_LY.contains(&lemma))
        && lemma.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut found = vec![lemma.to_owned()];
    if regular {
        add_regular(lemma, &mut found);
    }
    found
}

fn add_regular(lemma: &str, found: &mut Vec<String>) {
    let bytes = lemma.as_bytes();
    let last = bytes[bytes.len() - 1];
    let stem = &lemma[..lemma.len() - 1];
    let before = bytes[bytes.len() - 2];
    match last {
        b'e' => found.extend([format!("{lemma}s"), format!("{lemma}d"), format!("{stem}ing")]),
        b'y' if !is_vowel(before) => {
            found.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{lemma}ing")]);
        }
        b's' | b'x' | b'z' | b'o' => found.extend([format!("{lemma}es"), format!("{lemma}ed"), format!("{lemma}ing")]),
        b'h' if matches!(before, b'c' | b's') => {
            found.extend([format!("{lemma}es"), format!("{lemma}ed"), format!("{lemma}ing")]);
        }
        _ => found.extend([format!("{lemma}s"), format!("{lemma}ed"), format!("{lemma}ing")]),
    }
    let stressed = syllables(lemma) == 1 || STRESSED_AT_THE_END.iter().any(|end| lemma.ends_with(end));
    let doubles = stressed
        && !is_vowel(last)
        && !matches!(last, b'w' | b'x' | b'y')
        && is_vowel(before)
        && !is_vowel(bytes[bytes.len() - 3]);
    if doubles {
        let double = char::from(last);
        found.extend([format!("{lemma}{double}ed"), format!("{lemma}{double}ing")]);
    }
    if last == b'o' {
        found.push(format!("{lemma}s"));
    }
}

/// Words in -ly that are verbs or nouns, not adverbs.
const VERBS_IN_LY: [&str; 9] = ["comply", "rely", "apply", "supply", "reply", "imply", "ally", "rally", "assembly"];

/// Endings of longer words that double their last letter: commit, refer, compel, control.
const STRESSED_AT_THE_END: [&str; 8] = ["mit", "fer", "pel", "bel", "trol", "gret", "cur", "drop"];

fn syllables(word: &str) -> usize {
    let bytes = word.as_bytes();
    (0..bytes.len()).filter(|at| is_vowel(bytes[*at]) && (*at == 0 || !is_vowel(bytes[at - 1]))).count()
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_endings() {
        assert_eq!(forms("monitor"), ["monitor", "monitors", "monitored", "monitoring"]);
        assert_eq!(forms("comply"), ["comply", "complies", "complied", "complying"]);
        assert!(forms("ban").contains(&"banned".to_owned()));
        assert!(forms("force").contains(&"forcing".to_owned()));
    }

    #[test]
    fn irregular_and_fixed_words() {
        assert!(forms("withhold").contains(&"withheld".to_owned()));
        assert!(forms("not").contains(&"n't".to_owned()));
        assert_eq!(forms("the"), ["the"]);
        assert_eq!(forms("essentially"), ["essentially"]);
    }
}

//! Several lexicons as one: a case's own words beside those of the codebooks it extends.

use super::Lexicon;

impl Lexicon {
    /// Adds another lexicon's entries behind this one's. A list of words of the same name grows by the other's words.
    pub fn merge(&mut self, other: Self) {
        for (name, words) in other.words {
            self.words.entry(name).or_default().extend(words);
        }
        self.wording.extend(other.wording);
        self.cue.extend(other.cue);
        self.form.extend(other.form);
        self.pragmatic.extend(other.pragmatic);
        self.anaphor.extend(other.anaphor);
        self.reason.extend(other.reason);
        self.rejection.extend(other.rejection);
        self.condition.extend(other.condition);
        self.alliance.extend(other.alliance);
        self.work.extend(other.work);
        self.role.extend(other.role);
        self.group.extend(other.group);
        self.fact.extend(other.fact);
        self.country.extend(other.country);
        if other.learned.is_some() {
            self.learned = other.learned;
        }
    }
}

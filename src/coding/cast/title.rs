//! Titles before names.

use std::ops::Range;

use super::Cast;
use crate::lexicon::WordList;

impl Cast<'_, '_> {
    /// How many titles begin a name.
    pub(super) fn titles(&self, start: usize, end: usize) -> usize {
        static TITLES: WordList = WordList::new(
            "mr mrs ms dr prof sir lord lady dame baroness sen rep gov gen judge justice detective officer \
            sheriff sgt sergeant captain capt lt lieutenant inspector constable superintendent speaker chancellor minister \
            secretary senator congressman congresswoman representative president governor mayor general admiral professor \
            attorney chief deputy assistant house senate director commissioner ambassador king queen prince former then \
            democrat republican prosecutor magistrate special agent senior advocate colonel commander assemblyman \
            assemblywoman councilman councilwoman alderman dist atty sens reps state delegate undersecretary premier rev \
            reverend pastor sister junior sophomore freshman parent trustee trustees justices student resident teacher principal lt col maj cmdr senators representatives union home vice acting associate leader",
        );
        (start..end).take_while(|word| TITLES.contains(&self.page.lower(*word))).count()
    }

    /// Whether a word is one.
    pub(super) fn is_title(&self, word: usize) -> bool {
        self.titles(word, word + 1) == 1
    }

    /// "Lord Carlile", "Baroness Kidron": without the title it is another's name.
    pub(super) fn peer(&self, word: usize, end: usize) -> Option<Range<usize>> {
        let title = matches!(self.page.lower(word).as_str(), "lord" | "lady" | "baroness" | "viscount" | "dame");
        if !title || !self.page.is_capital(word) || word + 1 >= end {
            return None;
        }
        let after = (word + 1..end).find(|at| !self.is_name_part(*at, *at > word + 1)).unwrap_or(end);
        (after > word + 1).then_some(word..after)
    }
}

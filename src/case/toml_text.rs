//! Entries of `case.toml` and `codebook.toml` as text: what is added to files that people edit leaves the rest alone.

use crate::model::{Actor, ClosedList, Frame, Membership, Proposition, Slug};

/// What is to be added to a codebook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewEntries {
    /// Actors.
    pub actors: Vec<Actor>,
    /// Who holds which office.
    pub memberships: Vec<Membership>,
    /// Propositions.
    pub propositions: Vec<Proposition>,
    /// Frames.
    pub frames: Vec<Frame>,
}

impl NewEntries {
    /// Whether there is nothing to add.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The `case.toml` of a case that an import makes.
pub(crate) fn manifest_text(title: &str, slug: &Slug) -> String {
    format!(
        "# A case of stancegraph: documents, what coders found in them, and the codebook they code against.\n\
         format = 1\n\
         title = {}\n\
         # Everything in the case is named under this address. It need not exist on the web; keep it once you have coded.\n\
         base = \"https://example.org/case/{slug}/\"\n",
        quoted(title)
    )
}

/// A coder for `case.toml`.
pub(crate) fn coder_text(name: &Slug, note: &str) -> String {
    format!("\n[coders.{name}]\nnote = {}\n", quoted(note))
}

/// Entries to stand behind what a `codebook.toml` has: comments and order of what is there stay.
#[must_use]
pub fn codebook_text(new: &NewEntries) -> String {
    let mut text = String::new();
    for actor in &new.actors {
        let mut table = Table::new(&mut text, "actor");
        table.text("id", actor.id.as_str());
        table.text("label", &actor.label);
        table.text("kind", actor.kind.id());
        table.maybe("country", actor.country.as_deref());
        if !actor.aliases.is_empty() {
            let aliases: Vec<String> = actor.aliases.iter().map(|alias| quoted(alias)).collect();
            table.line("aliases", &format!("[{}]", aliases.join(", ")));
        }
        table.maybe("part-of", actor.part_of.as_ref().map(Slug::as_str));
        table.maybe("note", actor.note.as_deref());
    }
    for held in &new.memberships {
        let mut table = Table::new(&mut text, "membership");
        table.text("person", held.person.as_str());
        table.text("organization", held.organization.as_str());
        table.text("role", &held.role);
    }
    for proposition in &new.propositions {
        let mut table = Table::new(&mut text, "proposition");
        table.text("id", proposition.id.as_str());
        table.text("label", &proposition.label);
        table.maybe("short", proposition.short.as_deref());
        table.maybe("definition", proposition.definition.as_deref());
    }
    for frame in &new.frames {
        let mut table = Table::new(&mut text, "frame");
        table.text("id", frame.id.as_str());
        table.text("label", &frame.label);
    }
    text
}

struct Table<'t>(&'t mut String);

impl<'t> Table<'t> {
    fn new(text: &'t mut String, name: &str) -> Self {
        text.push_str(&format!("\n[[{name}]]\n"));
        Self(text)
    }

    fn line(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key} = {value}\n"));
    }

    fn text(&mut self, key: &str, value: &str) {
        self.line(key, &quoted(value));
    }

    fn maybe(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }
}

/// A TOML string on one line, whatever is in it.
fn quoted(text: &str) -> String {
    let value = toml::Value::from(text).to_string();
    if !value.contains('\n') && !value.starts_with("'''") {
        return value;
    }
    let mut line = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            c if c.is_control() => line.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => line.push(c),
        }
    }
    line.push('"');
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_back_from_its_line(text in "(\\PC|\\PC|\n|\r|\t|\"|'|\\\\|\u{0}|\u{7f}|\u{202e}){0,30}") {
            let line = quoted(&text);
            prop_assert!(!line.contains('\n'), "{}", line);
            let read: toml::Table = toml::from_str(&format!("a = {line}\n")).expect("a string of TOML");
            prop_assert_eq!(read["a"].as_str(), Some(text.as_str()));
        }
    }
}

//! The `#+` header of a catalogue query: what it answers and which parameters it takes, as YAML in comments.
//!
//! The manner is [grlc](https://grlc.io)'s, so that the files stay valid SPARQL anywhere.

use serde::Deserialize;

/// What a catalogue query says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The question it answers.
    pub summary: String,
    /// What a row is and what to mind.
    #[serde(default)]
    pub description: String,
    /// Its number among the questions every case should answer.
    #[serde(default)]
    pub question: Option<u8>,
    /// Words to group queries by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Its parameters.
    #[serde(default)]
    pub params: Vec<Parameter>,
}

/// A parameter: a variable of the query that the user gives a value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The variable's name.
    pub name: String,
    /// What it stands for.
    #[serde(rename = "type")]
    pub kind: ParameterType,
    /// The value where the user gives none.
    #[serde(default)]
    pub default: Option<String>,
    /// What it means.
    #[serde(default)]
    pub description: String,
    /// Whether it may be left unbound, so that the query answers for all values.
    #[serde(default)]
    pub optional: bool,
}

/// What a parameter stands for, and so what is accepted as its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterType {
    /// A proposition by id or label.
    Proposition,
    /// An actor by id, label or alias.
    Actor,
    /// An issue by id or label.
    Issue,
    /// A frame by id or label.
    Frame,
    /// A document by id or title.
    Document,
    /// An event by id or label.
    Event,
    /// A coder by name.
    Coder,
    /// A stance by id.
    Stance,
    /// A form by id.
    Form,
    /// A modality by id.
    Modality,
    /// A kind of actor by id.
    Kind,
    /// A date of any precision.
    Date,
    /// A whole number.
    Integer,
    /// A text.
    String,
}

impl ParameterType {
    /// The type as words for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Proposition => "proposition",
            Self::Actor => "actor",
            Self::Issue => "issue",
            Self::Frame => "frame",
            Self::Document => "document",
            Self::Event => "event",
            Self::Coder => "coder",
            Self::Stance => "stance",
            Self::Form => "form",
            Self::Modality => "modality",
            Self::Kind => "kind of actor",
            Self::Date => "date",
            Self::Integer => "whole number",
            Self::String => "text",
        }
    }
}

/// Reads the header of a query's text; the lines that begin with `#+`.
///
/// # Errors
/// What the YAML reader says.
pub fn parse_header(text: &str) -> Result<Header, String> {
    let yaml: String = text
        .lines()
        .filter_map(|line| line.strip_prefix("#+"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    if yaml.is_empty() {
        return Err("it has no header of lines that begin with #+".to_owned());
    }
    serde_saphyr::from_str(&yaml).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_yaml_in_comments() {
        let header = parse_header(
            "#+ summary: Who opposes it?\n#+ params:\n#+   - name: proposition\n#+     type: proposition\n\
             #+     default: bulk-monitoring\nSELECT ?a { ?a ?p ?proposition }",
        )
        .expect("valid");
        assert_eq!(header.summary, "Who opposes it?");
        assert_eq!(header.params[0].kind, ParameterType::Proposition);
        assert!(parse_header("SELECT * {}").is_err());
        assert!(parse_header("#+ summary: a\n#+ sumary: b").is_err(), "unknown keys are refused");
    }
}

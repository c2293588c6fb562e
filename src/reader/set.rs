//! From checked items to a set that a case can hold; statements that the reader does not code are coded from its
//! attributions.

use super::answer::Checked;
use crate::{
    attribution,
    coding::{self, Coded, Heard, Input},
    jsonl::{DocumentLine, LineError, annotations_from_line},
    model::{AnnotationSet, Coder, Date, Offsets, Run, Slug, Span, identity},
};

/// Who found it, with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The coder's name: the folder under `annotations/`.
    pub coder: Slug,
    /// The command that was run.
    pub command: String,
    /// The reader's name and version, as far as anybody has said them.
    pub version: Option<String>,
    /// The codebook it was given, and that statements were coded against.
    pub codebook_digest: String,
}

impl Provenance {
    /// The run; the version names both the reader and the built-in coder where both had a part in it.
    fn run(&self, coded_here: bool) -> Run {
        let ours = coded_here.then(|| format!("statements by stancegraph {}", coding::CODER_VERSION));
        let versions: Vec<String> = self.version.clone().into_iter().chain(ours).collect();
        let coder_version = (!versions.is_empty()).then(|| versions.join("; "));
        let parts = [self.command.as_str(), coder_version.as_deref().unwrap_or_default(), &self.codebook_digest];
        let digest = identity::digest(["run"].into_iter().chain(parts));
        Run {
            name: Slug::from_text(&format!("{}-{digest}", short(self.coder.as_str()))),
            coder_version,
            codebook_digest: Some(self.codebook_digest.clone()),
            command: Some(self.command.clone()),
        }
    }
}

/// A slug is cut at its end, where the digest is.
fn short(coder: &str) -> &str {
    coder.get(..80).unwrap_or(coder)
}

/// A document and what it is read with.
#[derive(Debug, Clone, Copy)]
pub struct Source<'d> {
    /// Its id.
    pub document: &'d Slug,
    /// Its text.
    pub text: &'d str,
    /// When it was published.
    pub date: Option<Date>,
}

/// The set of what was found in one document. Where the answer has attributions only, statements and facts are coded
/// from them by the built-in coder.
///
/// # Errors
/// [`LineError`] if an item does not fit after all; [`super::answer::check`] lets none through.
pub fn annotations(
    checked: Checked,
    source: &Source<'_>,
    provenance: &Provenance,
    coder: &coding::Coder,
) -> Result<AnnotationSet, LineError> {
    let coded_here = checked.statements.is_none() && checked.facts.is_none();
    let line = DocumentLine {
        attributions: checked.attributions,
        statements: checked.statements.unwrap_or_default(),
        facts: checked.facts.unwrap_or_default(),
        ..DocumentLine::default()
    };
    let reading = attribution::prepare(source.text);
    let offsets = Offsets::new(source.text);
    let quoted: Vec<Span> =
        reading.quotes.iter().map(|quote| offsets.span(quote.start as usize..quote.end as usize)).collect();
    let who = Coder { name: provenance.coder.clone(), machine: true };
    let run = provenance.run(coded_here);
    let mut set = annotations_from_line(line, source.document, source.text, &quoted, who, run)?;
    for found in set.attributions.iter_mut().filter(|found| found.speaker_label.is_none()) {
        found.speaker_label = found.source.first().and_then(|&span| offsets.slice(span)).map(str::to_owned);
    }
    if coded_here {
        let heard: Vec<Heard> = set.attributions.iter().map(|found| Heard::of_attribution(found, &offsets)).collect();
        let input = Input { text: source.text, date: source.date };
        let Coded { attributions, statements, facts, .. } = coder.code_heard(&input, &reading, &heard);
        for (found, understood) in set.attributions.iter_mut().zip(attributions) {
            found.speaker = found.speaker.take().or(understood.speaker);
            found.speaks_for = found.speaks_for.take().or(understood.speaks_for);
            found.role = found.role.take().or(understood.role);
        }
        (set.statements, set.facts) = (statements, facts);
        identity::assign(&mut set);
    }
    Ok(set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::built_in_codebook, reader::answer::check};

    #[test]
    fn attributions_alone_are_coded_here_and_the_run_says_so() {
        let codebooks = built_in_codebook();
        let coder = coding::compile(&codebooks).expect("the built-in codebook compiles");
        let text = "“We will not build a back door into our phones,” the company’s boss told us.";
        let provenance = Provenance {
            coder: Slug::from_text("reader-test"),
            command: "test".to_owned(),
            version: Some("test 3".to_owned()),
            codebook_digest: coding::codebook_digest(&codebooks),
        };
        let document = Slug::from_text("letter");
        let source = Source { document: &document, text, date: None };
        let of = |line: &str| {
            let answer = serde_json::from_str(line).expect("an object");
            let checked = check("letter", text, &answer, &codebooks.merged);
            assert_eq!(checked.refused, []);
            annotations(checked, &source, &provenance, &coder).expect("it fits")
        };
        let said = r#"{"attributions": [{"content": "We will not build a back door into our phones", "cue": "told",
            "speaker": "apple"}]"#;
        let set = of(&format!("{said}}}"));
        let stances: Vec<_> =
            set.statements.iter().map(|s| (s.actor.as_str(), s.proposition.as_str(), s.stance)).collect();
        assert_eq!(stances, [("apple", "provider-access", crate::model::Stance::Oppose)]);
        assert_eq!(set.statements[0].attribution, Some(0));
        assert_eq!(set.attributions[0].directness, crate::model::Directness::Direct);
        let version = set.run.coder_version.expect("a version");
        assert_eq!(version, format!("test 3; statements by stancegraph {}", coding::CODER_VERSION));
        // Whoever codes statements, if only to find none, is not corrected.
        let set = of(&format!("{said}, \"statements\": []}}"));
        assert_eq!((set.statements.len(), set.run.coder_version.as_deref()), (0, Some("test 3")));
    }
}

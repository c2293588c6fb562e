//! What a coder has on the desk: one document, and what everybody has made of it.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ReviewError;
use crate::{
    case::{Case, CaseError, annotation_path, read_document, read_file},
    diagnostic::{Diagnostic, Severity},
    model::{AnnotationSet, Coder, Decision, Document, Run, Slug, Statement},
};

/// One document, everybody's annotations of it, and those that decisions go into.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The case with this document only.
    pub case: Case,
    /// The document's id.
    pub document: Slug,
    /// The annotations that decisions go into, empty if there are none yet.
    pub set: AnnotationSet,
    /// The digest of their file: see [`digest_of`].
    pub digest: String,
    /// What reading it found.
    pub(super) findings: Vec<Diagnostic>,
}

/// A statement of another coder, with what became of it in the sheet's own annotations.
#[derive(Debug, Clone, Copy)]
pub struct Suggestion<'s> {
    /// Whose it is.
    pub coder: &'s Slug,
    /// The statement.
    pub statement: &'s Statement,
    /// What was decided, if anything was.
    pub verdict: Option<Verdict<'s>>,
}

/// What was decided on a suggestion.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'s> {
    /// The decision.
    pub decision: &'s Decision,
    /// What it led to.
    pub result: Option<&'s Statement>,
}

/// The digest of a file's contents, by which it is known again: sixteen hexadecimal digits, `none` if there is no file.
#[must_use]
pub fn digest_of(bytes: Option<&[u8]>) -> String {
    bytes.map_or_else(
        || "none".to_owned(),
        |bytes| Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect(),
    )
}

/// The contents of a file of the case, if it is there.
pub(super) fn contents(path: &Path) -> Result<Option<Vec<u8>>, CaseError> {
    match read_file(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(CaseError::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Sheet {
    /// Reads a document and everybody's annotations of it. What is read is what the digest says, although somebody may
    /// be writing at the same time.
    pub(super) fn read(dir: &Path, document: &Slug, into: &Slug) -> Result<Self, ReviewError> {
        let path = dir.join(annotation_path(into, document));
        let mut digest = digest_of(contents(&path)?.as_deref());
        loop {
            let (case, findings) = read_document(dir, document)?;
            let after = digest_of(contents(&path)?.as_deref());
            if after == digest {
                return Self::of(case, findings, document, into, digest);
            }
            digest = after;
        }
    }

    fn of(
        case: Case,
        findings: Vec<Diagnostic>,
        document: &Slug,
        into: &Slug,
        digest: String,
    ) -> Result<Self, ReviewError> {
        if !case.documents.contains_key(document) {
            return Err(ReviewError::NoDocument(document.clone()));
        }
        let set = match case.annotations.iter().find(|set| set.coder.name == *into) {
            Some(set) => set.clone(),
            None => AnnotationSet {
                document: document.clone(),
                coder: Coder {
                    name: into.clone(),
                    machine: case.manifest.coders.get(into).is_some_and(|note| note.machine),
                },
                run: Run { name: into.clone(), coder_version: None, codebook_digest: None, command: None },
                complete: false,
                attributions: Vec::new(),
                statements: Vec::new(),
                facts: Vec::new(),
                decisions: Vec::new(),
            },
        };
        Ok(Self { case, document: document.clone(), set, digest, findings })
    }

    /// The document.
    ///
    /// # Panics
    /// Never: a sheet is not made without it.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.case.documents.get(&self.document).expect("a sheet is made for a document that is there")
    }

    /// The other coders' annotations of the document.
    #[must_use]
    pub fn others(&self) -> Vec<&AnnotationSet> {
        self.case.annotations.iter().filter(|set| set.coder.name != self.set.coder.name).collect()
    }

    /// The annotations of one coder, if there are any.
    #[must_use]
    pub fn of_coder(&self, coder: &str) -> Option<&AnnotationSet> {
        self.case.annotations.iter().find(|set| set.coder.name == *coder)
    }

    /// What was decided on a statement of another coder.
    #[must_use]
    pub fn verdict(&self, about: &str) -> Option<Verdict<'_>> {
        let decision = self.set.decisions.iter().find(|made| made.about == about)?;
        let result = decision.result.as_deref();
        Some(Verdict { decision, result: self.set.statements.iter().find(|found| Some(&*found.id) == result) })
    }

    /// The statements of another coder, the surest first, then in text order.
    #[must_use]
    pub fn suggestions(&self, from: &str) -> Vec<Suggestion<'_>> {
        let Some(set) = self.of_coder(from).filter(|set| set.coder.name != self.set.coder.name) else {
            return Vec::new();
        };
        let mut found: Vec<_> = set
            .statements
            .iter()
            .map(|statement| Suggestion { coder: &set.coder.name, statement, verdict: self.verdict(&statement.id) })
            .collect();
        // Stable: the set is in text order. People do not say how sure they are.
        let sure = |suggestion: &Suggestion<'_>| suggestion.statement.confidence.unwrap_or(1.0);
        found.sort_by(|a, b| sure(b).total_cmp(&sure(a)));
        found
    }

    /// What keeps the sheet from being written on: mistakes in its file, in the document, the codebook or the manifest.
    /// Another coder's broken file is no reason.
    pub(super) fn mistakes(&self) -> Vec<Diagnostic> {
        let own = self.case.dir.join(annotation_path(&self.set.coder.name, &self.document));
        let annotations = self.case.dir.join("annotations");
        let concerns = |finding: &&Diagnostic| {
            finding.severity == Severity::Error
                && finding.place.as_ref().is_none_or(|place| place.path == own || !place.path.starts_with(&annotations))
        };
        self.findings.iter().filter(concerns).cloned().collect()
    }
}

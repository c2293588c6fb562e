//! Why a command could not do its work, with the chain of causes, findings and a hint.

use std::{error::Error, fmt, io};

use crate::{
    case::{AddError, CaseError},
    diagnostic::Diagnostic,
    diagram::DiagramError,
    interchange::{PlanError, statement_csv::CsvError},
    lesson::LessonError,
    network::{recipe::RecipeError, selection::UnknownValue, window::WindowError},
    query::{FormatError, QueryError},
    render::RenderError,
    store::StoreError,
};

/// Why a command could not do its work.
///
/// Boxed, so that the happy path carries a pointer.
#[derive(Debug)]
pub(super) struct CliError(Box<Problem>);

#[derive(Debug)]
struct Problem {
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
    findings: Vec<Diagnostic>,
    broken_pipe: bool,
}

impl CliError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Problem {
            message: message.into(),
            causes: Vec::new(),
            hint: None,
            findings: Vec::new(),
            broken_pipe: false,
        }))
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What is wrong in particular.
    pub(super) fn with(mut self, findings: Vec<Diagnostic>) -> Self {
        self.0.findings = findings;
        self
    }

    /// Output could not be written.
    pub(super) fn output(target: &str, error: io::Error) -> Self {
        let broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        let mut output = Self::new(format!("cannot write {target}"));
        output.0.causes.push(error.to_string());
        output.0.broken_pipe = broken_pipe;
        output.hint("check the folder's permissions and the free space")
    }

    fn of(error: &dyn Error, hint: Option<String>) -> Self {
        let mut causes = Vec::new();
        let mut source = error.source();
        while let Some(cause) = source {
            causes.push(cause.to_string());
            source = cause.source();
        }
        Self(Box::new(Problem { message: error.to_string(), causes, hint, findings: Vec::new(), broken_pipe: false }))
    }

    /// An error with what caused it.
    pub(super) fn caused(error: &dyn Error) -> Self {
        Self::of(error, None)
    }

    /// An error with what caused it, and what to do.
    pub(super) fn caused_with(error: &dyn Error, hint: Option<String>) -> Self {
        Self::of(error, hint)
    }

    pub(super) const fn is_broken_pipe(&self) -> bool {
        self.0.broken_pipe
    }

    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.0.findings
    }

    pub(super) fn hint_text(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        for cause in &self.0.causes {
            // Some errors print their cause themselves.
            if !self.0.message.contains(cause.as_str()) {
                write!(f, ": {cause}")?;
            }
        }
        Ok(())
    }
}

impl From<CaseError> for CliError {
    fn from(error: CaseError) -> Self {
        let mut cli = Self::of(&error, error.remedy());
        if let CaseError::Invalid(findings) = error {
            cli.0.findings = findings;
        }
        cli
    }
}

impl From<AddError> for CliError {
    fn from(error: AddError) -> Self {
        Self::of(&error, error.remedy())
    }
}

impl From<PlanError> for CliError {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Case(error) => error.into(),
            error => Self::of(&error, error.remedy()),
        }
    }
}

impl From<QueryError> for CliError {
    fn from(error: QueryError) -> Self {
        Self::of(&error, error.remedy())
    }
}

impl From<DiagramError> for CliError {
    fn from(error: DiagramError) -> Self {
        Self::of(&error, None)
    }
}

impl From<CsvError> for CliError {
    fn from(error: CsvError) -> Self {
        Self::of(&error, Some(error.remedy.clone()))
    }
}

impl From<RecipeError> for CliError {
    fn from(error: RecipeError) -> Self {
        Self::of(&error, Some(error.remedy.clone()))
    }
}

impl From<UnknownValue> for CliError {
    fn from(error: UnknownValue) -> Self {
        let hint = (!error.near.is_empty()).then(|| format!("did you mean {}?", error.near.join(", ")));
        Self::of(&error, hint)
    }
}

impl From<WindowError> for CliError {
    fn from(error: WindowError) -> Self {
        Self::of(&error, Some("choose a narrower window, or fewer filters".to_owned()))
    }
}

impl From<LessonError> for CliError {
    fn from(error: LessonError) -> Self {
        Self::of(&error, error.remedy())
    }
}

impl From<RenderError> for CliError {
    fn from(error: RenderError) -> Self {
        Self::of(&error, error.hint().map(str::to_owned))
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::of(&error, Some("this is a mistake of stancegraph, please report it".to_owned()))
    }
}

impl From<FormatError> for CliError {
    fn from(error: FormatError) -> Self {
        match error {
            FormatError::Io(error) => Self::output("the answer", error),
            FormatError::Unfit { remedy, .. } => Self::of(&error, Some(remedy.to_owned())),
        }
    }
}

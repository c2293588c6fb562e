//! Which files a case may name outside of it: a mistake in a file that is read is shown with its line, and a case of
//! somebody else is not to show lines of any file.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// A case's folder and what lies beside it.
#[derive(Default)]
pub(super) struct Reach {
    /// The folder of the case, or of a codebook without a case, as the system names it. Nothing where no file is named,
    /// as in what is part of the program.
    home: Option<PathBuf>,
}

impl Reach {
    /// What files of this folder may name.
    pub(super) fn of(home: &Path) -> Self {
        let home = if home.as_os_str().is_empty() { Path::new(".") } else { home };
        Self { home: home.canonicalize().ok() }
    }

    /// The finding about a file that is out of reach, which `from` calls `target` under this `key`.
    pub(super) fn finding(&self, path: &Path, key: &str, target: &str, from: &Path) -> Option<Diagnostic> {
        if self.reaches(path) {
            return None;
        }
        let finding = Diagnostic::error("out-of-reach", format!("`{target}` lies neither in this case nor beside it"));
        Some(finding.in_file(from).help(format!(
            "`{key}` reaches the folder of the case and what lies beside it, but no hidden folder there: copy the file"
        )))
    }

    /// Links count as what they lead to. Hidden folders beside the case are where programs keep what is theirs.
    fn reaches(&self, path: &Path) -> bool {
        let (Some(home), Ok(path)) = (&self.home, path.canonicalize()) else { return false };
        let beside = || path.strip_prefix(home.parent()?).ok();
        let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        path.starts_with(home) || beside().is_some_and(|rest| !rest.components().any(hidden))
    }
}

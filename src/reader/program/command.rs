//! The command line of a reader: words as a shell would split them, without the shell.

use std::path::Path;

use crate::model::Slug;

/// A program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    words: Vec<String>,
}

/// Why a command cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// A quotation mark has no partner.
    #[error("the command `{0}` has a quotation mark that is not closed")]
    Quotes(String),
    /// There is nothing to run.
    #[error("the command is empty")]
    Empty,
}

/// Programs that run what their first argument names.
const INTERPRETERS: [&str; 14] =
    ["python", "python3", "py", "node", "deno", "bun", "ruby", "perl", "sh", "bash", "Rscript", "java", "env", "uv"];

impl Command {
    /// Splits a command at white space; quotation marks and backslashes work as in a shell, and nothing else does:
    /// no variables, no pipes, no wildcards.
    ///
    /// # Errors
    /// [`CommandError`].
    pub fn parse(text: &str) -> Result<Self, CommandError> {
        let words = shell_words::split(text).map_err(|_| CommandError::Quotes(text.to_owned()))?;
        if words.first().is_none_or(|program| program.is_empty()) {
            return Err(CommandError::Empty);
        }
        Ok(Self { words })
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.words[0]
    }

    pub(super) fn arguments(&self) -> &[String] {
        &self.words[1..]
    }

    /// A coder's name made of the program's: `reader-quotes` for `python3 -u lib/quotes.py --fast`.
    #[must_use]
    pub fn coder(&self) -> Slug {
        let stem = |word: &str| Path::new(word).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let program = stem(self.program()).unwrap_or_default();
        let script = || {
            let words = self.words[1..].iter().filter(|word| !word.starts_with('-') && !word.contains('='));
            words.filter_map(|word| stem(word)).find(|word| !INTERPRETERS.contains(&word.as_str()) && word != "run")
        };
        let name = if INTERPRETERS.contains(&program.as_str()) { script().unwrap_or(program) } else { program };
        Slug::from_text(&format!("reader-{name}"))
    }
}

impl std::fmt::Display for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&shell_words::join(&self.words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_as_a_shell_would_without_one() {
        let command = Command::parse(r#"'my reader' --prompt "who said | what?" $HOME a\ b"#).expect("well-formed");
        assert_eq!(command.program(), "my reader");
        assert_eq!(command.arguments(), ["--prompt", "who said | what?", "$HOME", "a b"]);
        assert_eq!(Command::parse("read 'it"), Err(CommandError::Quotes("read 'it".to_owned())));
        assert_eq!(Command::parse("  "), Err(CommandError::Empty));
        assert_eq!(Command::parse("'' x"), Err(CommandError::Empty));
    }

    #[test]
    fn a_coder_is_named_after_the_script_not_its_interpreter() {
        let name = |text| Command::parse(text).expect("well-formed").coder().to_string();
        assert_eq!(name("python3 -u lib/quote_reader.py --fast"), "reader-quote-reader");
        assert_eq!(name("./Spacy.exe model"), "reader-spacy");
        assert_eq!(name("env A=b uv run reader.py"), "reader-reader");
        assert_eq!(name("python3"), "reader-python3");
    }
}

//! Who may code: names and tokens, from a file or made at start.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::{
    diagnostic::Diagnostic,
    model::{self, Slug},
};

/// The shortest token, in bytes: short ones can be guessed.
const MIN_TOKEN: usize = 16;

/// The coders of a server and the digests of their tokens. The tokens themselves are not kept.
#[derive(Clone, Default)]
pub struct Coders {
    known: Vec<(Slug, [u8; 32])>,
    named: bool,
}

impl fmt::Debug for Coders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.known.iter().map(|(name, _)| name)).finish()
    }
}

impl Coders {
    /// Nobody.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One person at this machine, with the token that is printed at start.
    #[must_use]
    pub fn at_this_machine(name: Slug, token: &str) -> Self {
        Self { known: vec![(name, digest(token))], named: false }
    }

    /// Reads a file of tokens: a line `name token` for each coder; what follows `#` at the start of a line is a remark.
    ///
    /// # Errors
    /// A finding for the first line that cannot be used. It has the line's place and no file.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let mut coders = Self { known: Vec::new(), named: true };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bytes = start..start + line.trim_end().len();
            start += line.len();
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, token) = entry(line).map_err(|finding| Box::new(finding.at("", bytes.clone())))?;
            if coders.known.iter().any(|(known, other)| *known == name || *other == digest(token)) {
                return Err(Box::new(
                    Diagnostic::error("token", "this name or this token stands in the file twice")
                        .at("", bytes)
                        .help("give each coder one line and one token"),
                ));
            }
            coders.known.push((name, digest(token)));
        }
        if coders.known.is_empty() {
            return Err(Box::new(Diagnostic::error("token", "the file names no coder").at("", 0..0).help(HOW)));
        }
        Ok(coders)
    }

    /// Whether they come from a file, so that one has to log in to read as well.
    pub(super) const fn are_named(&self) -> bool {
        self.named
    }

    /// Whose token this is. The time it takes tells nothing of the tokens: digests are compared.
    pub(super) fn of_token(&self, token: &str) -> Option<&Slug> {
        let given = digest(token);
        self.known.iter().find(|(_, known)| *known == given).map(|(name, _)| name)
    }
}

/// How a file of tokens is written.
const HOW: &str = "write a line for each coder: a name, a space, and a token of at least 16 characters, such as the output of `openssl rand -hex 16`";

fn entry(line: &str) -> Result<(Slug, &str), Box<Diagnostic>> {
    let refuse = |message: String| Err(Box::new(Diagnostic::error("token", message).help(HOW)));
    let Some((name, token)) = line.split_once(char::is_whitespace) else {
        return refuse("this line has no token".to_owned());
    };
    let token = token.trim();
    let name: Slug = match name.parse() {
        Ok(name) => name,
        Err(error) => return refuse(format!("the name cannot be a coder's: {error}")),
    };
    if name == *model::Coder::AUTO {
        return refuse(format!("`{}` is the machine; a person needs another name", model::Coder::AUTO));
    }
    if token.len() < MIN_TOKEN || !token.bytes().all(|b| b.is_ascii_graphic() && b != b';' && b != b',' && b != b'"') {
        return refuse(
            "a token has at least 16 letters, digits and signs, without spaces, quotes, commas or semicolons"
                .to_owned(),
        );
    }
    Ok((name, token))
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A token nobody can guess: 128 random bits as hexadecimal digits.
///
/// # Errors
/// What the operating system says if it has no random numbers.
pub fn new_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_each_coder_a_token() {
        let coders = Coders::parse("# the class\nann   0123456789abcdef\n\nbob fedcba9876543210\n").expect("valid");
        assert_eq!(coders.of_token("fedcba9876543210").map(Slug::as_str), Some("bob"));
        assert_eq!(coders.of_token("fedcba9876543211"), None);
        assert_eq!(coders.of_token(""), None);
        assert_eq!(format!("{coders:?}"), "[Slug(\"ann\"), Slug(\"bob\")]", "no token is ever shown");
    }

    #[test]
    fn a_line_that_cannot_be_used_is_named() {
        for (text, part) in [
            ("ann", "no token"),
            ("Ann 0123456789abcdef", "cannot be a coder's"),
            ("auto 0123456789abcdef", "is the machine"),
            ("ann short", "at least 16"),
            ("ann 0123456789abcde;f", "at least 16"),
            ("ann 0123456789abcdef\nann 0123456789abcdee", "twice"),
            ("ann 0123456789abcdef\nbob 0123456789abcdef", "twice"),
            ("# nobody\n", "names no coder"),
        ] {
            let finding = Coders::parse(text).expect_err(text);
            assert!(finding.message.contains(part), "{text}: {}", finding.message);
            assert!(finding.place.is_some(), "{text}");
        }
    }

    #[test]
    fn tokens_differ() {
        let [one, other] = [new_token(), new_token()].map(|token| token.expect("random numbers"));
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }
}

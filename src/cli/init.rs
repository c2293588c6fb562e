//! `stancegraph init DIR`

use super::{Outcome, arguments::InitOptions, error::CliError, output::Talk};
use crate::case::init_case;

pub(super) fn run(options: &InitOptions, talk: &Talk) -> Result<Outcome, CliError> {
    init_case(&options.dir, options.title.as_deref())?;
    let dir = options.dir.display();
    talk.say(format!(
        "A new case in {dir}: case.toml says what it is about, codebook.toml who and what only it has.\n\
         Next: stancegraph --case {dir} add article.txt"
    ));
    Ok(Outcome::Done)
}

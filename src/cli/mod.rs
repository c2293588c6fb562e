//! The command line: one file a verb. Data goes to standard output, talk to standard error.

mod add;
mod annotate;
mod arguments;
mod bounded;
mod check;
mod class;
mod demo;
mod diagram;
mod documentation;
mod error;
mod evaluate;
mod explain;
mod export;
mod findings;
mod forms;
mod graph;
mod import;
mod init;
mod lesson;
mod network;
mod output;
mod pack_folder;
mod progress;
mod push;
mod query;
mod reader;
mod reader_options;
mod remote;
mod serve;
mod site;
mod sources;
mod store;
mod target;
mod texts;
mod version;

use std::process::ExitCode;

pub use arguments::Arguments;

use arguments::Verb;
use error::CliError;
use output::Talk;

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Done,
    /// There are findings: exit code 1.
    Findings,
}

/// Runs a command and returns the exit code: 0 done, 1 findings, 2 could not do it.
#[must_use]
pub fn run(arguments: &Arguments) -> ExitCode {
    let talk = Talk::new(arguments);
    match dispatch(arguments, &talk) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        // Whoever reads has what it wanted: `stancegraph export | head` is no failure.
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            talk.error(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments, talk: &Talk) -> Result<Outcome, CliError> {
    match &arguments.verb {
        Verb::Init(options) => init::run(options, talk),
        Verb::Add(options) => add::run(arguments, options, talk),
        Verb::Annotate(options) => annotate::run(arguments, options, talk),
        Verb::Check(options) => check::run(arguments, options, talk),
        Verb::Query(options) => query::run(arguments, options, talk),
        Verb::Evaluate(options) => evaluate::run(arguments, options, talk),
        Verb::Diagram(options) => diagram::run(arguments, options, talk),
        Verb::Demo(options) => demo::run(options, talk),
        Verb::Lesson(options) => lesson::run(arguments, options, talk),
        Verb::Network(options) => network::run(arguments, options, talk),
        Verb::Export(options) => export::run(arguments, options, talk),
        Verb::Import(options) => import::run(options, talk),
        Verb::Serve(options) => serve::run(arguments, options, talk),
        Verb::Push(options) => push::run(arguments, options, talk),
        Verb::Site(options) => site::run(arguments, options, talk),
        Verb::Store(options) => store::run(arguments, options, talk),
        Verb::Worker(options) => serve::worker(options),
        Verb::Vocabulary(options) => documentation::vocabulary(options),
        Verb::Completions(options) => documentation::completions(options),
        Verb::Man(options) => documentation::man(options),
    }
}

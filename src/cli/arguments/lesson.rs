//! What `lesson` can be told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `lesson`.
#[derive(Debug, Args)]
pub struct LessonOptions {
    /// The proposition to debate, by id or label [default: the most contested one]
    #[arg(long, value_name = "NAME")]
    pub proposition: Option<String>,
    /// Who gets a role brief, by id, label or alias, separated by commas [default: those with most to say on each side]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub actors: Vec<String>,
    /// How long the lesson is
    #[arg(long, value_name = "MINUTES", default_value = "45")]
    pub minutes: LessonMinutes,
    /// How the texts read: plain has shorter texts and explains more words
    #[arg(long, value_name = "LEVEL", default_value = "standard")]
    pub level: LessonLevel,
    /// What is drawn of cards and quiz: the same seed draws the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// What to write; may be given several times or separated by commas [default: all]
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',')]
    pub formats: Vec<LessonFormat>,
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "lesson-pack")]
    pub out: PathBuf,
    /// Write one coder's annotations instead of the current ones
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// Write over files of an earlier pack that were edited
    #[arg(long)]
    pub force: bool,
    /// Instructions, plans and sentence frames of your own or in another language, shaped as --show-texts prints them
    #[arg(long, value_name = "FILE")]
    pub texts: Option<PathBuf>,
    /// Print the fixed texts, to change or translate them, and write nothing
    #[arg(long)]
    pub show_texts: bool,
}

/// How long a lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LessonMinutes {
    /// A module of twenty minutes
    #[value(name = "20")]
    Twenty,
    /// One lesson
    #[value(name = "45")]
    FortyFive,
    /// A double lesson
    #[value(name = "90")]
    Ninety,
}

/// How the texts read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LessonLevel {
    /// Shorter texts, more words explained
    Plain,
    /// For upper secondary classes
    Standard,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LessonFormat {
    /// One page with everything, to print
    Html,
    /// A file for each sheet, to edit
    Markdown,
    /// The quiz for Moodle
    Gift,
    /// Quiz, cards and the form for class results as tables
    Csv,
}

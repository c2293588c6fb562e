//! `stancegraph evaluate --forms`: the form of each sentence against its class.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use serde_json::json;

use super::{
    annotate,
    arguments::{Arguments, EvaluateFormat, EvaluateOptions},
    error::CliError,
    output::{self, Talk},
};
use crate::{
    coding::SpeechAct,
    evaluation::{ClassedSentence, FormScores, score_forms},
};

/// A sentence with its class: `event` of PLOVER, or one of our forms.
#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: Option<String>,
    form: Option<String>,
    event: Option<String>,
}

/// Prints the figures and gives the share that is right.
pub(super) fn run(arguments: &Arguments, options: &EvaluateOptions, file: &Path, talk: &Talk) -> Result<f64, CliError> {
    let coder = annotate::compiled(&annotate::codebooks(arguments, options.codebook.as_deref())?)?;
    let sentences = read(file)?;
    let classed: Vec<(&Sentence, &str, &str)> = sentences
        .iter()
        .filter_map(|sentence| {
            let class = sentence.form.as_deref().or(sentence.event.as_deref())?;
            Some((sentence, class, sentence.text.as_deref()?))
        })
        .collect();
    if classed.len() < sentences.len() {
        talk.say(format!(
            "{} of {} entries have no text or no class",
            sentences.len() - classed.len(),
            sentences.len()
        ));
    }
    let found: Vec<Option<SpeechAct>> = classed.iter().map(|(_, _, text)| coder.speech_act(text)).collect();
    let rows: Vec<ClassedSentence<'_>> = classed
        .iter()
        .zip(&found)
        .map(|((sentence, class, text), found)| ClassedSentence {
            id: &sentence.id,
            text,
            class,
            found: found.as_ref().map(|act| act.form),
            pattern: found.as_ref().map(|act| act.pattern.as_str()),
        })
        .collect();
    let scores = score_forms(&rows);
    if scores.sentences == 0 {
        return Err(CliError::new(format!("{}: no sentence has a class that is done by speaking", file.display()))
            .hint("each entry needs \"id\", \"text\" and \"form\" (demand, refuse ...) or PLOVER's \"event\" (DEMAND, REJECT ...)"));
    }
    let data = match options.format {
        EvaluateFormat::Json => {
            let mut shown = scores.clone();
            shown.errors.truncate(options.errors);
            format!("{:#}\n", json!(shown))
        }
        EvaluateFormat::Table => table(&scores, options.errors),
    };
    output::write(None, data.as_bytes())?;
    Ok(scores.accuracy)
}

/// A JSON array, or one object a line.
fn read(file: &Path) -> Result<Vec<Sentence>, CliError> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| CliError::new(format!("cannot read {}: {error}", file.display())))?;
    let wrong = |line: usize, error: &serde_json::Error| {
        // Of an object on a line of its own the place within it says nothing.
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what);
        CliError::new(format!("{}:{line}: {what}", file.display())).hint(
            "the file is a JSON array, or a line for each, of objects with \"id\", \"text\" and \"form\" or \"event\"",
        )
    };
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(&text).map_err(|error| wrong(error.line(), &error));
    }
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| serde_json::from_str(line).map_err(|error| wrong(number, &error)))
        .collect()
}

fn table(scores: &FormScores, errors: usize) -> String {
    let mut text = format!(
        "{} of {} sentences have the right form ({:.1} %)\n\nclass        gold right     %   found\n",
        scores.right,
        scores.sentences,
        100.0 * scores.accuracy
    );
    for (class, score) in &scores.by_class {
        text.push_str(&format!(
            "{class:12} {:4} {:5} {:5.1}   {:5}\n",
            score.gold,
            score.hits,
            100.0 * score.recall(),
            score.found
        ));
    }
    if scores.others > 0 {
        text.push_str(&format!("others       {:4}               {:5}\n", scores.others, scores.others_with_form));
    }
    text.push_str("\nforms found in each class\n");
    for (class, row) in &scores.confusion {
        let mut counts: Vec<(&String, &usize)> = row.iter().collect::<BTreeMap<_, _>>().into_iter().collect();
        counts.sort_by_key(|(form, count)| (std::cmp::Reverse(**count), (*form).clone()));
        let cells: Vec<String> = counts.iter().map(|(form, count)| format!("{form} {count}")).collect();
        text.push_str(&format!("{class:12} {}\n", cells.join(", ")));
    }
    for error in scores.errors.iter().take(errors) {
        let found = error.found.map_or_else(|| "none".to_owned(), |form| form.to_string());
        let by = error.pattern.as_ref().map(|pattern| format!(" by `{pattern}`")).unwrap_or_default();
        text.push_str(&format!("\n{} is {}, found {found}{by}\n  {}\n", error.id, error.class, error.text));
    }
    text
}

//! `stancegraph evaluate`

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use serde::Deserialize;
use serde_json::json;

use super::{
    Outcome,
    arguments::{Arguments, EvaluateFormat, EvaluateOptions},
    check, class,
    error::CliError,
    forms,
    output::{self, Talk},
    query,
};
use crate::{
    case::Case,
    evaluation::{
        AttributionScores, Calibration, CodedDocument, EvaluatedAttribution, EvaluatedDocument, Score, StatementScores,
        score_attributions, score_statements,
    },
    model::{Offsets, Slug, Statement},
};

pub(super) fn run(arguments: &Arguments, options: &EvaluateOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let f1 = match (&options.gold_file, &options.predicted_file) {
        _ if options.class.is_some() => {
            class::run(arguments, options, options.class.as_ref().and_then(Option::as_deref), talk)?
        }
        (Some(gold), Some(predicted)) => files(gold, predicted, options, talk)?,
        (None, None) => match &options.forms {
            Some(file) => forms::run(arguments, options, file, talk)?,
            None => coders(arguments, options, talk)?,
        },
        _ => {
            return Err(CliError::new("evaluate takes two files, or two coders of a case").hint(
                "stancegraph evaluate GOLD.jsonl PREDICTED.jsonl, or stancegraph evaluate --gold reviewed --coder auto",
            ));
        }
    };
    match options.min_f1 {
        Some(least) if f1 < least => {
            let figure =
                if options.forms.is_some() || options.class.is_some() { "the share that is right," } else { "F1" };
            talk.say(format!("{figure} {:.1} is below {:.1}", 100.0 * f1, 100.0 * least));
            Ok(Outcome::Findings)
        }
        _ => Ok(Outcome::Done),
    }
}

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    attributions: Vec<EvaluatedAttribution>,
}

/// Attributions in JSON lines: gold with its texts against what was found.
fn files(gold: &Path, predicted: &Path, options: &EvaluateOptions, talk: &Talk) -> Result<f64, CliError> {
    let gold_lines = lines(gold)?;
    let found: BTreeMap<String, Vec<EvaluatedAttribution>> =
        lines(predicted)?.into_iter().map(|line| (line.id, line.attributions)).collect();
    let missing: Vec<&str> =
        gold_lines.iter().map(|line| line.id.as_str()).filter(|id| !found.contains_key(*id)).collect();
    if let Some(first) = missing.first() {
        talk.say(format!(
            "{} of {} documents have no prediction, the first is {first}",
            missing.len(),
            gold_lines.len()
        ));
    }
    let mut documents = Vec::new();
    for line in &gold_lines {
        let text = line.text.as_deref().ok_or_else(|| {
            CliError::new(format!("{}: `{}` has no text", gold.display(), line.id))
                .hint("each line of the gold file is an object with \"id\", \"text\" and \"attributions\"")
        })?;
        documents.push(EvaluatedDocument {
            id: &line.id,
            text,
            gold: &line.attributions,
            found: found.get(&line.id).map_or(&[], Vec::as_slice),
        });
    }
    let scores = score_attributions(&documents);
    let data = match options.format {
        EvaluateFormat::Json => {
            let mut shown = scores.clone();
            shown.errors.truncate(options.errors);
            format!("{:#}\n", json!(shown))
        }
        EvaluateFormat::Table => attribution_table(&scores, options.errors),
    };
    output::write(None, data.as_bytes())?;
    Ok(scores.all.f1())
}

fn lines(path: &Path) -> Result<Vec<Line>, CliError> {
    let fail = |error: std::io::Error| CliError::new(format!("cannot read {}: {error}", path.display()));
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(File::open(path).map_err(fail)?).lines()) {
        let line = line.map_err(fail)?;
        if !line.trim().is_empty() {
            lines.push(
                serde_json::from_str(&line)
                    .map_err(|error| CliError::new(format!("{}:{number}: {error}", path.display())))?,
            );
        }
    }
    Ok(lines)
}

fn percent(score: &Score) -> String {
    format!("{:5.1} {:5.1} {:5.1}", 100.0 * score.precision(), 100.0 * score.recall(), 100.0 * score.f1())
}

fn attribution_table(scores: &AttributionScores, errors: usize) -> String {
    let mut text = String::from("kind       gold  pred |   attr P     R    F1\n");
    let mut row = |name: &str, score: &Score| {
        text.push_str(&format!("{name:9} {:5} {:5} |  {}\n", score.gold, score.found, percent(score)));
    };
    row("all", &scores.all);
    for (kind, score) in &scores.by_kind {
        row(&format!("{kind:?}").to_lowercase(), score);
    }
    text.push_str(&format!("content exact  {}\n", percent(&scores.content_exact)));
    text.push_str(&format!("source exact   {}\n", percent(&scores.source_exact)));
    text.push_str(&format!("speaker {:.1}\n", 100.0 * scores.speaker));
    if !scores.by_rule.is_empty() {
        text.push_str("\nrule                          found  right\n");
        for (rule, score) in &scores.by_rule {
            text.push_str(&format!("{rule:28} {:6} {:5.1} %\n", score.found, 100.0 * score.precision()));
        }
    }
    text.push_str(&calibration_table(scores.calibration.as_ref()));
    for error in scores.errors.iter().take(errors) {
        text.push_str(&format!(
            "\n{} ({:?}) in {}\n  source   {}\n  content  {}\n",
            error.what,
            error.kind,
            error.document,
            one_line(&error.source),
            one_line(&error.content)
        ));
    }
    text
}

/// Confidence against what is right, by tenths.
fn calibration_table(calibration: Option<&Calibration>) -> String {
    let Some(calibration) = calibration else { return String::new() };
    let mut text = String::from("\nconfidence                    found   mean  right\n");
    for bin in &calibration.bins {
        text.push_str(&format!(
            "  {:.1}-{:.1}                    {:6} {:6.1} {:6.1} %\n",
            bin.from,
            bin.to,
            bin.found,
            100.0 * bin.mean,
            100.0 * bin.right
        ));
    }
    text.push_str(&format!("expected calibration error {:.1} points\n", 100.0 * calibration.expected_error));
    text
}

/// Two coders of a case.
fn coders(arguments: &Arguments, options: &EvaluateOptions, talk: &Talk) -> Result<f64, CliError> {
    let case = check::open(arguments, talk)?;
    for name in [&options.gold, &options.coder] {
        query::view(Some(name), &case)?;
    }
    let of = |coder: &str| -> BTreeMap<&Slug, &[Statement]> {
        case.annotations
            .iter()
            .filter(|set| set.coder.name == *coder)
            .map(|set| (&set.document, set.statements.as_slice()))
            .collect()
    };
    let (gold, found) = (of(&options.gold), of(&options.coder));
    let documents: Vec<CodedDocument<'_>> = gold
        .iter()
        .map(|(document, statements)| CodedDocument {
            id: document.as_str(),
            gold: statements,
            found: found.get(document).copied().unwrap_or_default(),
        })
        .collect();
    let scores = score_statements(&documents);
    let data = match options.format {
        EvaluateFormat::Json => {
            let mut shown = scores.clone();
            shown.errors.truncate(options.errors);
            format!("{:#}\n", json!(shown))
        }
        EvaluateFormat::Table => statement_table(&scores, &case, options),
    };
    output::write(None, data.as_bytes())?;
    Ok(scores.all.f1())
}

fn statement_table(scores: &StatementScores, case: &Case, options: &EvaluateOptions) -> String {
    let mut text = format!(
        "{} as gold, {} as found: (actor, proposition, stance), once a document\n\n{:34}  gold found |       P     R    F1\n",
        options.gold, options.coder, ""
    );
    let mut row = |name: &str, score: &Score| {
        text.push_str(&format!("{name:34} {:5} {:5} |   {}\n", score.gold, score.found, percent(score)));
    };
    row("all", &scores.all);
    row("actor and proposition alone", &scores.topics);
    for group in [&scores.by_stance, &scores.by_proposition, &scores.by_document] {
        for (name, score) in group {
            row(&format!("  {name}"), score);
        }
    }
    text.push_str(&format!(
        "\ninverted signs {} of {} found ({:.1} %); stance given actor and proposition: macro-F1 {:.1}\n",
        scores.inverted,
        scores.all.found,
        100.0 * scores.inverted as f64 / scores.all.found.max(1) as f64,
        100.0 * scores.stance_macro_f1
    ));
    text.push_str("\nagreement on the statements both made   units  same   kappa  alpha\n");
    for code in &scores.agreement {
        let figure = |value: Option<f64>| value.map_or("    -".to_owned(), |v| format!("{v:5.2}"));
        text.push_str(&format!(
            "  {:37} {:5} {:5.1}   {}  {}\n",
            code.code,
            code.units,
            100.0 * code.observed,
            figure(code.kappa),
            figure(code.alpha)
        ));
    }
    text.push_str("  kappa: Cohen 1960; alpha, nominal: Krippendorff 2011\n");
    if !scores.by_rule.is_empty() {
        text.push_str("\nrule                          found  right\n");
        for (rule, score) in &scores.by_rule {
            text.push_str(&format!("  {rule:26} {:6} {:5.1} %\n", score.found, 100.0 * score.precision()));
        }
    }
    text.push_str(&calibration_table(scores.calibration.as_ref()));
    for error in scores.errors.iter().take(options.errors) {
        text.push_str(&format!(
            "\n{}: {} {} {} in {}\n  {}\n",
            error.what,
            error.actor,
            error.stance,
            error.proposition,
            error.document,
            around(case, &error.document, error.start)
        ));
    }
    text
}

/// The text from a place on, on one line.
fn around(case: &Case, document: &str, start: usize) -> String {
    case.documents
        .get(document)
        .and_then(|document| {
            let byte = Offsets::new(&document.text).byte_of(start)?;
            Some(one_line(&document.text[byte..]))
        })
        .unwrap_or_default()
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(30).collect();
    words.join(" ")
}

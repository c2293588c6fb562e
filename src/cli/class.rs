//! `stancegraph evaluate --class`: what a class coded, on paper or in folders of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::json;

use super::{
    arguments::{Arguments, EvaluateFormat, EvaluateOptions},
    check,
    error::CliError,
    output::{self, Talk},
    query,
};
use crate::{
    case::Case,
    evaluation::{ClassScores, ClassUnit, Tally, score_class},
    model::{AnnotationSet, ClosedList as _, Coder, Statement},
};

/// The codes, as sheet and table name them.
const CODES: [&str; 4] = ["who", "what", "side", "voice"];
/// Who holds the key in a table.
const KEY: &str = "key";

/// The share of answers that are the key's.
pub(super) fn run(
    arguments: &Arguments,
    options: &EvaluateOptions,
    file: Option<&Path>,
    talk: &Talk,
) -> Result<f64, CliError> {
    let codes = match file {
        Some(file) => sheet(file)?,
        None => folders(&check::open(arguments, talk)?, options)?,
    };
    let scores = score_class(&codes);
    if scores.coders == 0 {
        return Err(CliError::new("nobody of the class has coded anything").hint(match file {
            Some(_) => "each student is a row below the row `key`",
            None => "each student codes into a folder of its own under annotations/; --coders names them",
        }));
    }
    let data = match options.format {
        EvaluateFormat::Json => format!("{:#}\n", json!(scores)),
        EvaluateFormat::Table => table(&scores),
    };
    output::write(None, data.as_bytes())?;
    Ok(scores.right.unwrap_or(1.0))
}

type Codes = Vec<(&'static str, Vec<ClassUnit>)>;

/// Reads a table: a row for each coder, a column for each passage and code ("3 side"), the key in a row of its own.
fn sheet(path: &Path) -> Result<Codes, CliError> {
    let place = |line: u64| format!("{}:{line}", path.display());
    let text = std::fs::read_to_string(path)
        .map_err(|error| CliError::new(format!("cannot read {}: {error}", path.display())))?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets of many countries write semicolons.
    let separator = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| CliError::new(format!("{}: {error}", place(1))))?.clone();
    let columns: Vec<Option<(String, &'static str)>> = head.iter().map(column).collect();
    if columns.iter().flatten().next().is_none() {
        return Err(CliError::new(format!("{}: no column is called like “1 who” or “1 side”", place(1)))
            .hint("stancegraph lesson writes the table to fill in: coding-results.csv"));
    }
    let mut units: BTreeMap<(usize, String), ClassUnit> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| CliError::new(format!("{}: {error}", path.display())))?;
        let line = record.position().map_or(0, csv::Position::line);
        let coder = record.get(0).unwrap_or_default().trim().to_owned();
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if coder.is_empty() {
            return Err(CliError::new(format!("{}: the first column has no name", place(line)))
                .hint("number the students if they are to stay unnamed"));
        }
        if !seen.insert(coder.clone()) {
            return Err(CliError::new(format!("{}: there are two rows of `{coder}`", place(line))));
        }
        for (column, cell) in columns.iter().zip(record.iter()) {
            let Some((passage, code)) = column else { continue };
            let cell = cell.trim().trim_start_matches('\'');
            if cell.is_empty() {
                continue;
            }
            let answer = answer(code, cell).ok_or_else(|| {
                CliError::new(format!("{}: `{cell}` is no answer to “{passage} {code}”", place(line)))
                    .hint(accepted(code))
            })?;
            let rank = CODES.iter().position(|known| known == code).unwrap_or_default();
            let unit = units.entry((rank, passage.clone())).or_default();
            unit.unit.clone_from(passage);
            if coder.eq_ignore_ascii_case(KEY) {
                unit.key = Some(answer);
            } else {
                unit.answers.insert(coder.clone(), answer);
            }
        }
    }
    let mut codes: Codes = CODES.into_iter().map(|code| (code, Vec::new())).collect();
    for ((rank, _), unit) in units {
        codes[rank].1.push(unit);
    }
    for (_, units) in &mut codes {
        // "10" comes after "9".
        units.sort_by_key(|unit| (unit.unit.parse::<u32>().unwrap_or(u32::MAX), unit.unit.clone()));
    }
    codes.retain(|(_, units)| !units.is_empty());
    Ok(codes)
}

/// "3 side" is the side of passage 3.
fn column(name: &str) -> Option<(String, &'static str)> {
    let (passage, code) = name.trim().rsplit_once([' ', ':'])?;
    let code = CODES.into_iter().find(|known| known.eq_ignore_ascii_case(code))?;
    Some((passage.trim().to_owned(), code))
}

/// An answer in the one way in which it is counted.
fn answer(code: &str, cell: &str) -> Option<String> {
    let folded = cell.to_lowercase();
    let known = match code {
        "side" => match folded.as_str() {
            "+" | "for" | "s" | "support" | "supports" => "for",
            "-" | "−" | "–" | "against" | "oppose" | "opposes" => "against",
            "?" | "±" | "+-" | "depends" | "conditional" | "c" => "depends",
            _ => return None,
        },
        "voice" => match folded.as_str() {
            "o" | "own" | "own words" | "own-words" => "own words",
            "r" | "reported" => "reported",
            "a" | "alleged" => "alleged",
            "u" | "unattributed" => "unattributed",
            _ => return None,
        },
        // Letters as the sheet has them.
        _ => return Some(if folded.chars().count() == 1 { folded.to_uppercase() } else { folded }),
    };
    Some(known.to_owned())
}

fn accepted(code: &str) -> &'static str {
    match code {
        "side" => "write for, against or depends (or +, -, ?)",
        _ => "write o, r, a or u (own words, reported, alleged, unattributed)",
    }
}

/// What students coded in folders, held against the passages of the gold coder.
fn folders(case: &Case, options: &EvaluateOptions) -> Result<Codes, CliError> {
    for name in options.coders.iter().chain([&options.gold]) {
        query::view(Some(name), case)?;
    }
    let is_student = |set: &&AnnotationSet| {
        let name = set.coder.name.as_str();
        if options.coders.is_empty() {
            let machine = case.manifest.coders.get(&set.coder.name).is_some_and(|note| note.machine);
            name != options.gold && name != Coder::AUTO && name != Coder::REVIEWED && !set.coder.machine && !machine
        } else {
            options.coders.iter().any(|wanted| wanted == name)
        }
    };
    let mut codes: Codes = CODES.into_iter().map(|code| (code, Vec::new())).collect();
    for gold in case.of_coder(&options.gold) {
        let students: Vec<&AnnotationSet> =
            case.annotations.iter().filter(|set| set.document == gold.document).filter(is_student).collect();
        if students.is_empty() {
            continue;
        }
        for (statement, number) in gold.statements.iter().zip(1..) {
            let unit = format!("{} {number}", gold.document);
            let mut units: Vec<ClassUnit> = coded(statement)
                .into_iter()
                .map(|key| ClassUnit { unit: unit.clone(), key: Some(key), answers: BTreeMap::new() })
                .collect();
            for student in &students {
                if let Some(own) = nearest(statement, &student.statements) {
                    for (unit, answer) in units.iter_mut().zip(coded(own)) {
                        unit.answers.insert(student.coder.name.to_string(), answer);
                    }
                }
            }
            for ((_, all), unit) in codes.iter_mut().zip(units) {
                all.push(unit);
            }
        }
    }
    Ok(codes)
}

/// The codes of a statement in the order of [`CODES`].
fn coded(statement: &Statement) -> [String; 4] {
    [
        statement.actor.to_string(),
        statement.proposition.to_string(),
        match statement.stance.id() {
            "support" => "for",
            "oppose" => "against",
            _ => "depends",
        }
        .to_owned(),
        statement.modality.id().replace('-', " "),
    ]
}

/// The statement whose passage shares most with another's; among those that share as much, one with more codes the same.
fn nearest<'s>(gold: &Statement, statements: &'s [Statement]) -> Option<&'s Statement> {
    let shared = |own: &Statement| -> usize {
        let pairs = gold.evidence.iter().flat_map(|a| own.evidence.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
    };
    let same = |own: &Statement| coded(gold).iter().zip(coded(own)).filter(|(a, b)| **a == *b).count();
    statements.iter().filter(|own| shared(own) > 0).max_by_key(|own| (shared(own), same(own)))
}

fn table(scores: &ClassScores) -> String {
    let percent = |share: Option<f64>| share.map_or("     -".to_owned(), |share| format!("{:5.1}%", 100.0 * share));
    let mut text = format!(
        "{}\n\ncode    answers  agree   alpha  as the key\n",
        output::counted(&[(scores.coders, "coder"), (scores.passages, "passage")])
    );
    for code in &scores.codes {
        let alpha = code.alpha.map_or("    -".to_owned(), |alpha| format!("{alpha:5.2}"));
        text.push_str(&format!(
            "{:7} {:7} {}  {alpha}  {}\n",
            code.code,
            code.answers,
            percent(code.observed),
            percent(code.against_key.share())
        ));
    }
    let passages: Vec<&str> = scores
        .codes
        .first()
        .map_or(Vec::new(), |code| code.passages.iter().map(|passage| passage.passage.as_str()).collect());
    for passage in passages {
        text.push_str(&format!("\npassage {passage}\n"));
        for code in &scores.codes {
            for found in code.passages.iter().filter(|found| found.passage == passage) {
                let key = found.key.as_deref().map_or(String::new(), |key| format!("key {key}: "));
                let answers: Vec<String> =
                    found.answers.iter().map(|(answer, count)| format!("{answer} ×{count}")).collect();
                let answers = if answers.is_empty() { "nobody".to_owned() } else { answers.join(", ") };
                text.push_str(&format!("  {:6} {key}{answers}\n", code.code));
            }
        }
    }
    text.push_str("\ncoder                           answers  as the key\n");
    for (coder, Tally { all, right }) in &scores.by_coder {
        let share = Tally { all: *all, right: *right }.share();
        text.push_str(&format!("{:30} {all:8}  {}\n", crate::query::printable(coder), percent(share)));
    }
    text
}

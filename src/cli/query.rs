//! `stancegraph query`

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use oxigraph::model::{Literal, NamedNode, Term};

use super::{
    Outcome,
    arguments::{Arguments, QueryFormat, QueryOptions},
    bounded::{AtMost, MOST_QUERY},
    error::CliError,
    graph::Opened,
    output::{self, Talk},
};
use crate::{
    case::Case,
    query::{self, ACROSS, Answer, AnswerFormat, CATALOGUE, CatalogueQuery, TableStyle, write_answer},
    store::View,
    vocab,
};

pub(super) fn run(arguments: &Arguments, options: &QueryOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let target = options.output.as_deref();
    let Some(question) = question(options)? else {
        output::write(target, listing().as_bytes())?;
        return Ok(Outcome::Done);
    };
    if let (Question::Catalogue(query), true) = (&question, options.show) {
        output::write(target, shown(query).as_bytes())?;
        return Ok(Outcome::Done);
    }
    let given = parameters(&options.params)?;
    let opened = Opened::several(arguments, &options.graph, options.coder.as_deref(), talk)?;
    let hide_links = matches!(question, Question::Catalogue(_));
    let answer = match question {
        Question::Catalogue(query) => query.run(opened.graph()?, &given)?,
        Question::Sparql(text) => query::run(opened.graph()?, &text, &free_values(&given, &opened))?,
    };
    let prefixes = prefixes(&opened);
    let style = TableStyle { prefixes: &prefixes, width: output::terminal_width(), hide_links };
    let mut written = Vec::new();
    write_answer(&answer, format(options, &answer), &style, &mut written)?;
    output::write(target, &written)?;
    Ok(Outcome::Done)
}

enum Question {
    Catalogue(&'static CatalogueQuery),
    Sparql(String),
}

fn question(options: &QueryOptions) -> Result<Option<Question>, CliError> {
    if let Some(text) = &options.expression {
        return Ok(Some(Question::Sparql(text.clone())));
    }
    if let Some(file) = &options.file {
        return read(file).map(|text| Some(Question::Sparql(text)));
    }
    match options.name.as_deref() {
        None => Ok(None),
        Some("-") => read(Path::new("-")).map(|text| Some(Question::Sparql(text))),
        Some(name) => match query::find(name) {
            Some(found) => Ok(Some(Question::Catalogue(found))),
            None => Err(unknown(name)),
        },
    }
}

fn unknown(name: &str) -> CliError {
    let near = query::nearest(name, CATALOGUE.iter().chain(ACROSS).map(|query| query.name.to_owned()));
    let hint = if near.is_empty() {
        "`stancegraph query` lists the questions; SPARQL is asked with -e".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    CliError::new(format!("there is no question `{name}`")).hint(hint)
}

fn read(file: &Path) -> Result<String, CliError> {
    let mut text = String::new();
    let read = if file.as_os_str() == "-" {
        AtMost::new(io::stdin().lock(), MOST_QUERY).read_to_string(&mut text)
    } else {
        File::open(file).and_then(|opened| AtMost::new(opened, MOST_QUERY).read_to_string(&mut text))
    };
    read.map(|_| text).map_err(|error| CliError::new(format!("cannot read {}: {error}", file.display())))
}

fn parameters(given: &[String]) -> Result<BTreeMap<String, String>, CliError> {
    given
        .iter()
        .map(|pair| {
            pair.split_once('=')
                .map(|(name, value)| (name.trim_start_matches('?').to_owned(), value.to_owned()))
                .ok_or_else(|| {
                    CliError::new(format!("`{pair}` is not a parameter"))
                        .hint("write --param name=value, such as --param actor=BlackBerry")
                })
        })
        .collect()
}

/// Values for SPARQL of the user's own, which says nothing of types: an address, a known id or label, or a text.
fn free_values(given: &BTreeMap<String, String>, opened: &Opened) -> BTreeMap<String, Term> {
    let value = |text: &str| -> Term {
        if text.starts_with("http")
            && let Ok(node) = NamedNode::new(text)
        {
            return node.into();
        }
        opened.known(text).map_or_else(|| Literal::new_simple_literal(text).into(), Term::from)
    };
    given.iter().map(|(name, text)| (name.clone(), value(text))).collect()
}

/// Whose annotations to look at; a coder that the case does not have is an error, not an empty answer.
pub(super) fn view(coder: Option<&str>, case: &Case) -> Result<View, CliError> {
    let Some(name) = coder else {
        return Ok(View::Current);
    };
    case.coders().into_iter().find(|coder| **coder == *name).map(|coder| View::Coder(coder.clone())).ok_or_else(|| {
        let coders: Vec<_> = case.coders().iter().map(ToString::to_string).collect();
        CliError::new(format!("nobody called `{name}` has coded this case")).hint(format!(
            "its coders are: {}",
            if coders.is_empty() { "none yet; run `stancegraph annotate`".to_owned() } else { coders.join(", ") }
        ))
    })
}

/// The vocabularies' prefixes, and those that mean the same in all that is asked.
fn prefixes(opened: &Opened) -> Vec<(String, String)> {
    let shared = vocab::PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()));
    opened.prefixes().into_iter().chain(shared).collect()
}

fn format(options: &QueryOptions, answer: &Answer) -> AnswerFormat {
    let on_terminal = output::is_stdout(options.output.as_deref()) && std::io::IsTerminal::is_terminal(&io::stdout());
    match options.format {
        Some(QueryFormat::Table) => AnswerFormat::Table,
        Some(QueryFormat::Csv) => AnswerFormat::Csv,
        Some(QueryFormat::Tsv) => AnswerFormat::Tsv,
        Some(QueryFormat::Json) => AnswerFormat::Json,
        Some(QueryFormat::Xml) => AnswerFormat::Xml,
        Some(QueryFormat::Ttl) => AnswerFormat::Ttl,
        Some(QueryFormat::Nt) => AnswerFormat::Nt,
        None if matches!(answer, Answer::Graph(_)) => AnswerFormat::Ttl,
        None if on_terminal => AnswerFormat::Table,
        None => AnswerFormat::Csv,
    }
}

fn listing() -> String {
    let width = CATALOGUE.iter().chain(ACROSS).map(|q| q.name.len()).max().unwrap_or(0);
    let mut text = String::from("Questions (stancegraph query NAME [--param name=value]):\n");
    list(&mut text, CATALOGUE, width);
    text.push_str("Across cases (stancegraph query NAME --case DIR --case DIR ...):\n");
    list(&mut text, ACROSS, width);
    text
}

/// A line for each query, and one for each of its parameters.
fn list(text: &mut String, queries: &[CatalogueQuery], width: usize) {
    for query in queries {
        let header = query.header();
        text.push_str(&format!("  {:width$}  {}\n", query.name, header.summary));
        for parameter in &header.params {
            let default = parameter.default.as_ref().map_or_else(|| "any".to_owned(), Clone::clone);
            text.push_str(&format!(
                "  {:width$}    --param {}=<{}>  [default: {default}]\n",
                "",
                parameter.name,
                parameter.kind.words()
            ));
        }
    }
}

fn shown(query: &CatalogueQuery) -> String {
    let header = query.header();
    format!(
        "# {}\n#\n# {}\n\n{}",
        header.summary,
        header.description.trim().replace('\n', "\n# "),
        query.text.lines().filter(|line| !line.starts_with("#+")).collect::<Vec<_>>().join("\n").trim_start()
    ) + "\n"
}

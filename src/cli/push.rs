//! `stancegraph push`

use std::{fs, time::Duration};

use comfy_table::{CellAlignment, LineStyle, Table, presets};

use super::{
    Outcome, annotate,
    arguments::{Arguments, PushOptions},
    check,
    error::CliError,
    output::{self, Talk},
    progress::Progress,
    remote::client,
};
use crate::{
    case::{Case, Codebooks, built_in_codebook},
    remote::{
        Address, Endpoint, GraphStore, Patience,
        push::{How, Pusher, Report, push_case, push_parts},
    },
    store::{
        CaseGraph, View,
        disk::{Watch, corpus_triples},
    },
};

pub(super) fn run(arguments: &Arguments, options: &PushOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let url = options.endpoint.as_deref().unwrap_or_default();
    let address = Address::parse(url)?;
    let graph_store = match &options.graph_store {
        Some(url) => Address::parse(url)?,
        None => Address::parse(&beside(url)?)?,
    };
    if !options.parts.is_empty() && !arguments.cases.is_empty() {
        return Err(CliError::new("parts and --case both say what to push").hint("push one after the other"));
    }
    let patience = Patience { answer: Duration::from_secs(300), ..Patience::default() };
    let asked = || client(&options.how, patience);
    let store = GraphStore::new(asked()?, graph_store);
    let mut endpoint = Endpoint::raw(asked()?, address.clone());
    let how = How { dry_run: options.dry_run, anew: options.anew };
    let report = if options.parts.is_empty() {
        of_cases(arguments, (&endpoint, &store), how, talk)?
    } else {
        // Rules are asked by another endpoint, which knows which graphs they are about.
        let deriving = options.derive.then_some(&mut endpoint);
        let counting = Endpoint::raw(asked()?, address);
        of_parts(options, (&counting, &store), deriving, how, talk)?
    };
    output::write(None, table(&report, options.dry_run).as_bytes())?;
    let total = report.total();
    if options.dry_run {
        talk.say(format!("Nothing was sent to {}", store.address()));
    } else if !options.parts.is_empty() && !options.derive {
        talk.say(format!(
            "Next: push the other parts; with the last one, --derive makes them askable ({} triples so far)",
            total.triples
        ));
    } else {
        talk.say(format!("Next: stancegraph query positions --endpoint {}", endpoint.address()));
    }
    Ok(Outcome::Done)
}

fn of_cases(
    arguments: &Arguments,
    (endpoint, store): (&Endpoint, &GraphStore),
    how: How,
    talk: &Talk,
) -> Result<Report, CliError> {
    let cases: Vec<Case> = check::open_all(arguments, talk)?;
    let viewed: Vec<(&Case, View)> = cases.iter().map(|case| (case, View::Current)).collect();
    let graph = CaseGraph::build_all(&viewed)?;
    let progress = Progress::counting(talk, graph.graph_names().len() as u64, "graphs");
    let told = |_: &_| progress.bytes(1);
    let mut pusher = Pusher::new(endpoint, store, how, &told);
    let pushed = push_case(&mut pusher, &graph);
    progress.finish();
    let report = pusher.report().clone();
    said_so_far(pushed, &report, talk)?;
    Ok(report)
}

fn of_parts(
    options: &PushOptions,
    (endpoint, store): (&Endpoint, &GraphStore),
    deriving: Option<&mut Endpoint>,
    how: How,
    talk: &Talk,
) -> Result<Report, CliError> {
    let codebooks: Codebooks = match &options.codebook {
        Some(file) => annotate::of_file(file)?,
        None => built_in_codebook(),
    };
    let sizes = options.parts.iter().filter_map(|part| fs::metadata(part).ok()).map(|metadata| metadata.len());
    let progress = Progress::new(talk, Some(sizes.sum()));
    let told = |_: &_| ();
    let mut pusher = Pusher::new(endpoint, store, how, &told);
    let watch = Watch { read: &|bytes| progress.bytes(bytes), phase: &|phase| progress.phase(phase) };
    let pushed = push_parts(&mut pusher, &options.parts, &watch).and_then(|bases| {
        for base in &bases {
            let triples = corpus_triples(base, Some(&options.title), &codebooks)?;
            pusher.describe(base, &triples)?;
        }
        if let Some(deriving) = deriving {
            for base in &bases {
                pusher.derive(deriving, base, |rule| progress.phase(&format!("rule {rule}")))?;
            }
        }
        Ok(())
    });
    progress.finish();
    let report = pusher.report().clone();
    said_so_far(pushed, &report, talk)?;
    Ok(report)
}

/// Before an error, what is there nevertheless.
fn said_so_far(
    pushed: Result<(), crate::remote::push::PushError>,
    report: &Report,
    talk: &Talk,
) -> Result<(), CliError> {
    if pushed.is_err() && report.rows().next().is_some() {
        talk.say(table(report, false).trim_end());
    }
    Ok(pushed?)
}

fn table(report: &Report, dry_run: bool) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    let heading = if dry_run { ["to send", "there", "to replace"] } else { ["sent", "there", "replaced"] };
    table.set_header([&["graphs", "triples"][..], &heading].concat());
    let total = report.total();
    let all = report.rows().map(|(name, row)| (name.to_owned(), row)).chain([("together".to_owned(), total)]);
    for (name, row) in all {
        let numbers = [row.triples, row.sent, row.there, row.replaced].map(|number| number.to_string());
        table.add_row([vec![name], numbers.to_vec()].concat());
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    format!("{}\n", table.trim_fmt())
}

/// Where a server takes graphs, as far as its endpoint's address tells: oxigraph has `/query` and `/store`, Fuseki
/// `/NAME/query` and `/NAME/data`, GraphDB `/repositories/NAME` and `/repositories/NAME/rdf-graphs/service`.
fn beside(endpoint: &str) -> Result<String, CliError> {
    let unknown = || {
        CliError::new(format!("the address {} does not tell where the server takes graphs", shown(endpoint)))
            .hint("name it with --graph-store URL; docs/remote.md has those of many servers")
    };
    let whole = endpoint.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = whole.split_once("://").ok_or_else(unknown)?;
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let path = match parts[1..] {
        ["query"] => "store".to_owned(),
        [set, "query" | "sparql"] => format!("{set}/data"),
        // GraphDB has its repositories at its root, an RDF4J server in a folder.
        ["repositories", _] | [_, "repositories", _] => format!("{}/rdf-graphs/service", parts[1..].join("/")),
        _ => return Err(unknown()),
    };
    Ok(format!("{scheme}://{}/{path}", parts[0]))
}

fn shown(endpoint: &str) -> &str {
    endpoint.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stores_are_beside_their_endpoints() {
        for (endpoint, store) in [
            ("http://localhost:7878/query", "http://localhost:7878/store"),
            ("https://h/ds/sparql", "https://h/ds/data"),
            ("http://h:7200/repositories/cases/", "http://h:7200/repositories/cases/rdf-graphs/service"),
            (
                "http://h:8080/rdf4j-server/repositories/cases",
                "http://h:8080/rdf4j-server/repositories/cases/rdf-graphs/service",
            ),
        ] {
            assert_eq!(beside(endpoint).expect("known"), store);
        }
        assert!(beside("http://h:8890/sparql").is_err(), "Virtuoso, Neptune and we ourselves differ");
        assert!(beside("nonsense").is_err());
    }
}

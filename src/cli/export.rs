//! `stancegraph export`

use super::{
    Outcome,
    arguments::{Arguments, ExportFormat, ExportOptions},
    check,
    error::CliError,
    output::{self, Talk},
    query::view,
};
use crate::{
    case::Case,
    interchange::{argdown, table, web_annotation},
    rdf::{self, QuadFormat},
    store::{CaseGraph, current_sets},
};

pub(super) fn run(arguments: &Arguments, options: &ExportOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let case = check::open(arguments, talk)?;
    let data = match options.format {
        ExportFormat::Csv | ExportFormat::DnaCsv | ExportFormat::WebAnnotation | ExportFormat::Argdown => {
            if options.asserted {
                return Err(CliError::new("--asserted is for formats of RDF")
                    .hint("this format holds nothing that rules derive"));
            }
            statements(&case, options, talk)?
        }
        _ => graph(&case, options)?,
    };
    output::write(options.output.as_deref(), data.as_bytes())?;
    Ok(Outcome::Done)
}

/// The statements, for other programs.
fn statements(case: &Case, options: &ExportOptions, talk: &Talk) -> Result<String, CliError> {
    let sets = current_sets(case, &view(options.coder.as_deref(), case)?);
    Ok(match options.format {
        ExportFormat::DnaCsv => {
            let (data, report) = table::dna_csv(case, &sets);
            for (_, entry) in report.entries() {
                talk.say(format!("note: {} ({})", entry.what, entry.items.len()));
            }
            data
        }
        ExportFormat::WebAnnotation => {
            web_annotation::collection(case, &sets, options.coder.as_deref().unwrap_or("current"))
        }
        ExportFormat::Argdown => argdown::argument_map(case, &sets),
        _ => table::statements_csv(case, &sets),
    })
}

/// The graph, as RDF.
fn graph(case: &Case, options: &ExportOptions) -> Result<String, CliError> {
    let graph = CaseGraph::build(case, &view(options.coder.as_deref(), case)?)?;
    let names = case.names();
    let inferred = names.inferred_graph();
    let triples = || {
        if options.asserted { graph.triples_of(&names.current_graph()) } else { graph.default_triples() }
    };
    let quads = || {
        let mut quads = graph.named_quads();
        if options.asserted {
            quads.retain(|quad| quad.graph_name != inferred.clone().into());
        }
        quads
    };
    let prefixes = case.prefixes();
    Ok(match options.format {
        ExportFormat::Nt => rdf::write_ntriples(&triples()),
        ExportFormat::Trig => rdf::write_quads(quads(), QuadFormat::Trig, &prefixes),
        ExportFormat::Nq => rdf::write_quads(quads(), QuadFormat::Nquads, &prefixes),
        ExportFormat::Jsonld => rdf::write_quads(quads(), QuadFormat::Jsonld, &prefixes),
        _ => rdf::write_turtle(triples(), &prefixes),
    })
}

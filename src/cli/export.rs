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
    rdf::{self, QuadFormat},
    store::CaseGraph,
};

pub(super) fn run(arguments: &Arguments, options: &ExportOptions, talk: &Talk) -> Result<Outcome, CliError> {
    let case = check::open(arguments, talk)?;
    let graph = CaseGraph::build(&case, &view(options.coder.as_deref(), &case)?)?;
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
    let data = match options.format {
        ExportFormat::Ttl => rdf::write_turtle(triples(), &prefixes),
        ExportFormat::Nt => rdf::write_ntriples(&triples()),
        ExportFormat::Trig => rdf::write_quads(quads(), QuadFormat::Trig, &prefixes),
        ExportFormat::Nq => rdf::write_quads(quads(), QuadFormat::Nquads, &prefixes),
        ExportFormat::Jsonld => rdf::write_quads(quads(), QuadFormat::Jsonld, &prefixes),
    };
    output::write(options.output.as_deref(), data.as_bytes())?;
    Ok(Outcome::Done)
}

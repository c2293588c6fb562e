//! Discourse networks: the numbers of an independent computation, and laws that hold for any statements.

mod commands;
mod formats;
mod gathered;
mod golden;
mod laws;

use stancegraph::network::{
    from_csv::read_table,
    recipe::{Aggregation, Duplicates, Mode, Normalization, Recipe},
    selection::{Filters, Selection, Wanted},
    statement_csv::CsvLayout,
    table::{Table, Variable},
    weave::{Loom, Network, Shown},
};

/// A shipped table of statements.
fn table(name: &str) -> Table {
    let text = match name {
        "statements.csv" => include_str!("../cases/networks/statements.csv"),
        "scale.csv" => include_str!("../cases/networks/scale.csv"),
        other => panic!("there is no {other}"),
    };
    read(text)
}

#[track_caller]
fn read(text: &str) -> Table {
    read_table(text.as_bytes(), "table", &CsvLayout::default(), true).expect("a table of statements")
}

/// Organisations through propositions.
fn recipe(aggregation: Aggregation, normalization: Normalization, duplicates: Duplicates) -> Recipe {
    let (nodes, through) = (Variable::Organization, Variable::Proposition);
    Recipe { mode: Mode::One, nodes, through, aggregation, normalization, duplicates }
}

fn select(table: &Table, recipe: &Recipe, wanted: &Wanted) -> Selection {
    Selection::of(table, recipe, &Filters::resolve(table, wanted).expect("known values"))
}

fn loom(table: &Table, recipe: Recipe) -> Loom<'_> {
    recipe.check(table.scale()).expect("a network that there is");
    Loom { table, recipe, shown: Shown::default() }
}

fn network(table: &Table, recipe: Recipe) -> Network {
    loom(table, recipe).network(&select(table, &recipe, &Wanted::default()))
}

/// The edges by label, with their weights.
fn weights(network: &Network) -> Vec<(&str, &str, f64)> {
    let label = |index: usize| network.nodes[index].label.as_str();
    let edges =
        network.rows.iter().enumerate().flat_map(|(source, links)| links.iter().map(move |link| (source, link)));
    edges.map(|(source, link)| (label(source), label(link.target as usize), link.weight)).collect()
}

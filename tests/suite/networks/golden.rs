//! The numbers of `tests/cases/networks/golden.py`, which was written from the formulas and not from the program.

use serde_json::Value;
use stancegraph::network::{
    recipe::{Aggregation, Duplicates, Mode, Normalization, Recipe},
    selection::Wanted,
    table::Variable,
    time::{DAY, parse_time},
    weave::{Network, Timing},
    window::{Kernel, WindowError},
};

use super::{loom, network, select, table, weights};

const GOLDEN: &str = include_str!("../../cases/networks/golden.json");

fn cases(kind: &str) -> Vec<Value> {
    let golden: Value = serde_json::from_str(GOLDEN).expect("JSON");
    golden[kind].as_array().expect("cases").clone()
}

fn text<'c>(case: &'c Value, key: &str) -> &'c str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} of {case}"))
}

fn recipe_of(case: &Value, mode: Mode) -> Recipe {
    Recipe {
        mode,
        nodes: Variable::named(text(case, "nodes")).expect("a variable"),
        through: case["through"]
            .as_str()
            .map_or(Variable::Proposition, |name| Variable::named(name).expect("a variable")),
        aggregation: match text(case, "aggregation") {
            "ignore" => Aggregation::Ignore,
            "congruence" => Aggregation::Congruence,
            "conflict" => Aggregation::Conflict,
            "subtract" => Aggregation::Subtract,
            _ => Aggregation::Combine,
        },
        normalization: match text(case, "normalization") {
            "none" => Normalization::None,
            "average" => Normalization::Average,
            "jaccard" => Normalization::Jaccard,
            "cosine" => Normalization::Cosine,
            "dna-cosine" => Normalization::DnaCosine,
            "activity" => Normalization::Activity,
            _ => Normalization::Prominence,
        },
        duplicates: match text(case, "duplicates") {
            "include" => Duplicates::Include,
            "document" => Duplicates::Document,
            "week" => Duplicates::Week,
            "month" => Duplicates::Month,
            "year" => Duplicates::Year,
            _ => Duplicates::All,
        },
    }
}

/// The same nodes, and the same edges to six digits.
#[track_caller]
fn assert_same(found: &Network, expected: &Value, columns: &str, case: &str) {
    let names = |key: &str| -> Vec<&str> {
        expected[key].as_array().expect("names").iter().map(|name| name.as_str().expect("a name")).collect()
    };
    let (rows, columns) = (names("nodes"), names(columns));
    let nodes: Vec<&str> = found.nodes.iter().map(|node| node.label.as_str()).collect();
    assert_eq!(nodes[..rows.len()], rows, "{case}");
    let found = weights(found);
    let expected = expected["edges"].as_array().expect("edges");
    let pairs = |edge: &Value| {
        let place = |at: usize| edge[at].as_u64().expect("a place") as usize;
        (rows[place(0)], columns[place(1)])
    };
    assert_eq!(
        found.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(),
        expected.iter().map(pairs).collect::<Vec<_>>(),
        "{case}"
    );
    for ((a, b, weight), edge) in found.iter().zip(expected) {
        let golden = edge[2].as_f64().expect("a weight");
        assert!((weight - golden).abs() < 1e-6, "{case}: {a} – {b} is {weight}, should be {golden}");
    }
}

fn about(case: &Value) -> String {
    let fields = ["table", "nodes", "through", "aggregation", "normalization", "duplicates", "window"];
    fields.iter().filter_map(|key| case[*key].as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_mode_networks_are_as_computed_elsewhere() {
    let cases = cases("one");
    assert!(cases.len() > 200, "{}", cases.len());
    for case in cases {
        let (table, recipe) = (table(text(&case, "table")), recipe_of(&case, Mode::One));
        let found = network(&table, recipe);
        assert_same(&found, &case["network"], "nodes", &about(&case));
        let statements: u64 = found.nodes.iter().map(|node| node.statements).sum();
        assert_eq!(Some(statements), case["statements"].as_u64(), "{}", about(&case));
    }
}

#[test]
fn two_mode_networks_are_as_computed_elsewhere() {
    let cases = cases("two");
    assert!(cases.len() > 40, "{}", cases.len());
    for case in cases {
        let found = network(&table(text(&case, "table")), recipe_of(&case, Mode::Two));
        assert_same(&found, &case["network"], "links", &about(&case));
    }
}

#[test]
fn windows_are_as_computed_elsewhere() {
    let cases = cases("windows");
    assert!(cases.len() > 8, "{}", cases.len());
    for case in cases {
        let (table, recipe) = (table(text(&case, "table")), recipe_of(&case, Mode::One));
        let day = |key: &str| case[key].as_str().map(|text| parse_time(text).expect("a date"));
        let (from, before) = (day("from"), day("to").map(|day| day + DAY));
        let timing = Timing {
            width: text(&case, "window").parse().expect("a width"),
            kernel: match text(&case, "kernel") {
                "uniform" => Kernel::Uniform,
                "triangular" => Kernel::Triangular,
                "epanechnikov" => Kernel::Epanechnikov,
                _ => Kernel::Gaussian,
            },
            from,
            before,
        };
        let mut expected = case["networks"].as_array().expect("networks").iter();
        let selection = select(&table, &recipe, &Wanted { from, before, ..Wanted::default() });
        loom(&table, recipe)
            .windows(&selection, &timing, |window, found| {
                let golden = expected.next().expect("no more windows");
                let texts: Vec<_> = golden["window"].as_array().expect("texts").iter().map(|t| t.as_str()).collect();
                assert_eq!(window.texts()[1..].iter().map(|text| Some(text.as_str())).collect::<Vec<_>>(), texts);
                assert_same(found, golden, "nodes", &format!("{} {texts:?}", about(&case)));
                Ok::<_, WindowError>(())
            })
            .expect("windows");
        assert_eq!(expected.next(), None, "{}", about(&case));
    }
}

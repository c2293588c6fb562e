//! Laws that hold for any statements.

use proptest::prelude::*;
use stancegraph::network::{
    recipe::{
        Aggregation::{self, Combine, Conflict, Congruence, Ignore, Subtract},
        Duplicates, Mode,
        Normalization::{self, Average, Cosine, DnaCosine, Jaccard, None as Plain},
        Recipe,
    },
    selection::Wanted,
    table::{Scale, Table, Variable},
    time::DAY,
    weave::{Isolates, Loom, Network, Shown, Timing},
    window::{Kernel, WindowError},
};

use super::{loom, network, read, recipe, select, weights};

/// Organisation, concept, agreement, day, document: small numbers, so that much coincides.
type Row = (u8, u8, i8, u16, u8);

fn rows(scale: std::ops::RangeInclusive<i8>) -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec((0..9_u8, 0..6_u8, scale, 0..400_u16, 0..8_u8), 0..60)
}

fn table_of(rows: &[Row]) -> Table {
    let mut text = "organization,person,concept,agreement,date,document\n".to_owned();
    for (organization, concept, agreement, day, document) in rows {
        let date = i64::from(*day) * DAY + 14_000 * DAY;
        text.push_str(&format!("o{organization},p{},c{concept},{agreement},{date},d{document}\n", document % 3));
    }
    let table = read(&text);
    // The scale is that of the debate, whatever numbers happen to occur.
    let yes_no = rows.iter().all(|row| (0..=1).contains(&row.2));
    if yes_no { table } else { table.with_scale(Scale { lowest: -2, highest: 2 }) }
}

const DUPLICATES: [Duplicates; 6] =
    [Duplicates::Include, Duplicates::Document, Duplicates::Week, Duplicates::Month, Duplicates::Year, Duplicates::All];

fn duplicates() -> impl Strategy<Value = Duplicates> {
    proptest::sample::select(DUPLICATES.to_vec())
}

fn aggregations() -> impl Strategy<Value = Aggregation> {
    proptest::sample::select(vec![Ignore, Congruence, Conflict, Subtract])
}

fn normalizations() -> impl Strategy<Value = Normalization> {
    proptest::sample::select(vec![Plain, Average, Jaccard, Cosine, DnaCosine])
}

/// The weight of each pair, 0 where there is no edge.
fn weight(network: &Network, a: &str, b: &str) -> f64 {
    weights(network).into_iter().find(|(x, y, _)| (*x, *y) == (a, b)).map_or(0.0, |(_, _, weight)| weight)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

/// The whole network, and the one window that spans everything.
fn whole_and_window(table: &Table, recipe: Recipe) -> (Network, Option<Network>) {
    let selection = select(table, &recipe, &Wanted::default());
    let loom = loom(table, recipe);
    let timing = Timing { width: "1y".parse().expect("a width"), kernel: Kernel::Uniform, from: None, before: None };
    let mut window = None;
    let found = loom.windows(&selection, &timing, |_, network| {
        window = Some(network.clone());
        Ok::<_, WindowError>(())
    });
    assert!(found.is_ok() || selection.observations.is_empty());
    (loom.network(&selection), window)
}

proptest! {
    #[test]
    fn congruence_and_conflict_make_up_all(
        rows in prop_oneof![rows(0..=1), rows(-2..=2)],
        normalization in proptest::sample::select(vec![Plain, Average, Jaccard, DnaCosine]),
        duplicates in duplicates(),
    ) {
        let table = table_of(&rows);
        let of = |aggregation| network(&table, recipe(aggregation, normalization, duplicates));
        let (all, congruence, conflict, subtract) = (of(Ignore), of(Congruence), of(Conflict), of(Subtract));
        for (a, b, total) in weights(&all) {
            let (agree, differ) = (weight(&congruence, a, b), weight(&conflict, a, b));
            prop_assert!(near(agree + differ, total), "{a} {b}: {agree} + {differ} = {total}");
            prop_assert!(near(agree - differ, weight(&subtract, a, b)));
        }
        prop_assert!(congruence.edge_count().max(conflict.edge_count()) <= all.edge_count());
    }

    #[test]
    fn a_network_has_one_shape(
        rows in prop_oneof![rows(0..=1), rows(-2..=2)],
        aggregation in aggregations(),
        normalization in normalizations(),
        duplicates in duplicates(),
    ) {
        let table = table_of(&rows);
        let found = network(&table, recipe(aggregation, normalization, duplicates));
        prop_assert!(found.nodes.windows(2).all(|pair| pair[0].label < pair[1].label));
        prop_assert_eq!(found.rows.len(), found.nodes.len());
        for (source, links) in found.rows.iter().enumerate() {
            prop_assert!(links.windows(2).all(|pair| pair[0].target < pair[1].target));
            for link in links {
                prop_assert!(source < link.target as usize && (link.target as usize) < found.nodes.len());
                prop_assert!(link.weight != 0.0 && link.weight.is_finite());
                prop_assert!(link.weight > 0.0 || aggregation == Subtract);
                prop_assert!(normalization != Cosine || link.weight.abs() <= 1.0 + 1e-12, "{}", link.weight);
            }
        }
        let graph = found.graph();
        prop_assert_eq!(graph.edges.len(), found.edge_count());
        prop_assert!(graph.edges.windows(2).all(|pair| (pair[0].source, pair[0].target) < (pair[1].source, pair[1].target)));
    }

    #[test]
    fn the_order_and_the_names_of_statements_do_not_matter(
        rows in rows(-2..=2),
        seed in any::<u64>(),
        aggregation in aggregations(),
        normalization in normalizations(),
        duplicates in duplicates(),
    ) {
        let recipe = recipe(aggregation, normalization, duplicates);
        let table = table_of(&rows);
        let found = network(&table, recipe);
        let mut shuffled = rows.clone();
        for place in (1..shuffled.len()).rev() {
            shuffled.swap(place, (seed.wrapping_mul(place as u64 + 7) % (place as u64 + 1)) as usize);
        }
        prop_assert_eq!(&network(&table_of(&shuffled), recipe), &found);
        // Mirrored names: the same weights between mirrored nodes, so that source and target are of one rank.
        let mirrored: Vec<Row> = rows.iter().map(|row| (8 - row.0, 5 - row.1, row.2, row.3, row.4)).collect();
        let table = table_of(&mirrored);
        let other = network(&table, recipe);
        let mirror = |name: &str| format!("o{}", 8 - name[1..].parse::<u8>().expect("a number"));
        prop_assert_eq!(other.edge_count(), found.edge_count());
        for (a, b, value) in weights(&found) {
            prop_assert!(near(weight(&other, &mirror(b), &mirror(a)), value));
        }
    }

    #[test]
    fn a_window_of_everything_is_no_window(
        rows in rows(0..=1),
        aggregation in aggregations(),
        normalization in normalizations(),
        duplicates in duplicates(),
    ) {
        // All within one year, so that one window of a year holds them.
        let rows: Vec<Row> = rows.into_iter().map(|row| (row.0, row.1, row.2, row.3 % 100, row.4)).collect();
        let (whole, window) = whole_and_window(&table_of(&rows), recipe(aggregation, normalization, duplicates));
        prop_assert!(window.is_none_or(|window| window == whole));
    }

    #[test]
    fn taking_out_duplicates_twice_takes_out_no_more(rows in rows(-2..=2), duplicates in duplicates()) {
        let table = table_of(&rows);
        let recipe = recipe(Ignore, Plain, duplicates);
        let mut selection = select(&table, &recipe, &Wanted::default());
        let once = selection.without_duplicates();
        selection.observations.clone_from(&once);
        prop_assert_eq!(selection.without_duplicates(), once);
    }

    #[test]
    fn coarser_duplicates_leave_no_more(rows in rows(0..=1)) {
        let table = table_of(&rows);
        let left = |duplicates| {
            let recipe = recipe(Ignore, Plain, duplicates);
            select(&table, &recipe, &Wanted::default()).without_duplicates().len()
        };
        prop_assert!(left(Duplicates::All) <= left(Duplicates::Year));
        prop_assert!(left(Duplicates::Year) <= left(Duplicates::Month));
        prop_assert!(left(Duplicates::All) <= left(Duplicates::Document));
        prop_assert!(left(Duplicates::Document) <= left(Duplicates::Include));
    }

    #[test]
    fn two_modes_add_up(rows in rows(0..=1)) {
        let table = table_of(&rows);
        let of = |aggregation, normalization| {
            network(&table, Recipe { mode: Mode::Two, ..recipe(aggregation, normalization, Duplicates::Include) })
        };
        let total: f64 = of(Ignore, Plain).rows.iter().flatten().map(|link| link.weight).sum();
        prop_assert!(near(total, rows.len() as f64));
        // Shares of each actor's statements add up to 1.
        for links in of(Ignore, Normalization::Activity).rows.iter().filter(|links| !links.is_empty()) {
            prop_assert!(near(links.iter().map(|link| link.weight).sum(), 1.0));
        }
        for link in of(Combine, Plain).rows.iter().flatten() {
            let expected = f64::from(u8::from(link.agreeing > 0.0) + 2 * u8::from(link.disagreeing > 0.0));
            prop_assert!(near(link.weight, expected));
        }
    }

    #[test]
    fn thresholds_keep_the_heaviest(rows in rows(0..=1), top in 0..12_usize, least in 0.0..6.0_f64) {
        let table = table_of(&rows);
        let recipe = recipe(Subtract, Plain, Duplicates::Include);
        let selection = select(&table, &recipe, &Wanted::default());
        let all = loom(&table, recipe).network(&selection);
        let shown = Shown { min_weight: Some(least), top: Some(top), isolates: Isolates::Drop };
        let cut = Loom { table: &table, recipe, shown }.network(&selection);
        let mut heavy: Vec<f64> = weights(&all).iter().map(|edge| edge.2.abs()).filter(|weight| *weight >= least).collect();
        heavy.sort_by(|a, b| b.total_cmp(a));
        heavy.truncate(top);
        let mut kept: Vec<f64> = weights(&cut).iter().map(|edge| edge.2.abs()).collect();
        kept.sort_by(|a, b| b.total_cmp(a));
        prop_assert_eq!(kept, heavy);
        for (place, node) in cut.nodes.iter().enumerate() {
            let linked = |(source, links): (usize, &Vec<_>)| source == place && !links.is_empty();
            let linked = cut.rows.iter().enumerate().any(linked)
                || cut.rows.iter().flatten().any(|link| link.target as usize == place);
            prop_assert!(linked, "{}", node.label);
        }
    }
}

#[test]
fn propositions_are_linked_through_actors() {
    let table = read("organization,concept,agreement\nA,x,yes\nA,y,yes\nB,x,no\nB,y,yes\n");
    let recipe = Recipe {
        nodes: Variable::Proposition,
        through: Variable::Actor,
        ..recipe(Congruence, Plain, Duplicates::Include)
    };
    assert_eq!(weights(&network(&table, recipe)), [("x", "y", 1.0)]);
}

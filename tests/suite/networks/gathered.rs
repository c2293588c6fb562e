//! The statements of a graph are those of the files it was made of.

use std::{collections::BTreeSet, fs, path::Path};

use stancegraph::{
    case::{Case, read_case},
    network::{
        gather::{Conditional, DateOf, Gathering, QUERIES, gather, gather_from},
        table::{Table, Variable},
    },
    store::{CaseGraph, View},
};

use crate::{rust_code::root, shipped};

/// That both tables are one, whatever is asked for; gives how many statements they have.
#[track_caller]
fn compare(case: &Case, view: &View, graph: &CaseGraph) -> usize {
    let mut statements = 0;
    for conditional in [Conditional::Drop, Conditional::Leaning, Conditional::Middle] {
        for date_of in [DateOf::Document, DateOf::Statement] {
            let how = Gathering { conditional, date_of, keep_details: true };
            let (told, left_out) = gather(case, view, how);
            let (found, too) = gather_from(graph.store(), how).expect("an answer");
            for variable in Variable::ALL {
                assert_eq!(found.entities(variable), told.entities(variable), "{variable:?} {view:?}");
            }
            assert!(found == told, "{} {view:?} {how:?}", case.manifest.title);
            assert_eq!(too, left_out);
            statements = found.len();
        }
    }
    statements
}

#[test]
fn a_graph_tells_what_its_files_tell() {
    assert!(compare(shipped::case(), &View::Current, shipped::graph()) > 50);
    // The machine's annotations name people whom no codebook knows, in two documents differently.
    let (case, _) = read_case(&root().join("seeds/brazil-whatsapp-2016")).expect("a shipped case");
    for view in [View::Current, View::Coder("auto".parse().expect("a name"))] {
        let graph = CaseGraph::build(&case, &view).expect("a graph");
        assert!(compare(&case, &view, &graph) > 10);
    }
}

#[test]
fn without_details_no_words_are_kept() {
    let graph = shipped::graph();
    let (table, _): (Table, usize) = gather_from(graph.store(), Gathering::default()).expect("an answer");
    assert!(!table.is_empty());
    assert_eq!(table.detail(0), None);
}

#[test]
fn the_list_of_queries_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/networks");
    let there: BTreeSet<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let listed: BTreeSet<String> = QUERIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, there);
}

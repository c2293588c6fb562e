//! Any query: it is refused by its text or its algebra, or it is small enough to be asked; parameters stay values.

#![no_main]

use std::{collections::BTreeMap, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use spargebra::{
    SparqlParser,
    term::{Literal, Term},
};
use stancegraph::{
    query::{LimitError, bind, check_algebra, check_text},
    vocab::PREFIXES,
};

static PARSER: LazyLock<SparqlParser> = LazyLock::new(|| {
    PREFIXES.iter().fold(SparqlParser::new(), |parser, (prefix, namespace)| {
        parser.with_prefix(*prefix, *namespace).expect("the vocabularies' namespaces are IRIs")
    })
});

fuzz_target!(|text: &str| {
    if check_text(text).is_err() {
        return;
    }
    let Ok(query) = PARSER.clone().parse_query(text) else { return };
    let within = check_algebra(&query, 64);
    let value = "x\" } UNION { ?s ?p ?o } #";
    let values = BTreeMap::from([("actor".to_owned(), Term::from(Literal::from(value)))]);
    if let (Ok(bound), Ok(())) = (bind(query, &values), within) {
        // A value is a value, however it is written: it asks for nothing more.
        let found = check_algebra(&bound, 64);
        assert!(!matches!(found, Err(LimitError::Service | LimitError::TooManyPatterns { .. })), "{bound}");
    }
});

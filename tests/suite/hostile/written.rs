//! What is written of a case whose names try to be something else, read back by readers that know nothing of us.

use std::{collections::BTreeSet, fs};

use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfParser},
    model::Term,
};
use quick_xml::{Reader, events::Event};

use super::{run, table};
use crate::dot_reader;

/// Writes the case in each of these ways and gives the contents back, by the name of the file.
fn written(commands: &[(&str, &[&str])]) -> Vec<(String, String)> {
    let prepared = run::prepare(&table("labels"));
    commands
        .iter()
        .map(|(file, words)| {
            let words: Vec<String> = words.iter().chain(&["-o", file]).map(|word| (*word).to_owned()).collect();
            run::succeed(&prepared, &words);
            let bytes = fs::read(prepared.path().join("case").join(file)).expect("what was just written");
            ((*file).to_owned(), String::from_utf8(bytes).expect("UTF-8"))
        })
        .collect()
}

#[test]
fn dot_has_the_nodes_of_the_case_and_no_others() {
    for (file, text) in written(&[
        ("positions.dot", &["diagram", "positions"]),
        ("relations.dot", &["diagram", "relations"]),
        ("congruence.dot", &["diagram", "congruence"]),
    ]) {
        let dot = dot_reader::read(&text).unwrap_or_else(|why| panic!("{file}: {why}"));
        let ids: BTreeSet<&str> = dot.nodes.iter().map(|(id, _)| id.as_str()).collect();
        let ours = |id: &str| id == "legend" || id[1..].parse::<u32>().is_ok();
        assert!(ids.len() >= 10 && ids.iter().all(|id| ours(id)), "{file}: {ids:?}");
        assert!(dot.edges.iter().all(|(from, to, _)| ids.contains(from.as_str()) && ids.contains(to.as_str())));
        assert!(dot.graph.contains_key("label"), "{file} has a title");
        assert!(file != "positions.dot" || !dot.clusters.is_empty(), "{file} has its groups");
        let attributes = dot.nodes.iter().map(|(_, found)| found).chain(dot.edges.iter().map(|(_, _, found)| found));
        for url in attributes.filter_map(|found| found.get("URL")) {
            assert!(!url.contains(':') || url.starts_with("http"), "{file}: {url}");
        }
        assert!(
            dot.nodes.iter().any(|(_, found)| found["label"].replace('\n', " ").contains("<script>alert(1)</script>"))
        );
    }
}

#[test]
fn xml_is_well_formed_and_has_no_elements_of_somebody_else() {
    for (file, text) in written(&[
        ("positions.svg", &["diagram", "positions"]),
        ("matrix.svg", &["diagram", "matrix"]),
        ("timeline.svg", &["diagram", "timeline"]),
        ("network.graphml", &["network", "--format", "graphml"]),
        ("network.gexf", &["network", "--format", "gexf"]),
    ]) {
        let mut reader = Reader::from_str(&text);
        let mut names = BTreeSet::new();
        loop {
            match reader.read_event().unwrap_or_else(|why| panic!("{file}: {why}")) {
                Event::Start(tag) | Event::Empty(tag) => {
                    names.insert(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap_or_else(|why| panic!("{file}: {why}"));
                        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                        assert!(!name.starts_with("on"), "{file}: {name}");
                        let value = attribute.unescape_value().unwrap_or_else(|why| panic!("{file}: {why}"));
                        assert!(!(name.ends_with("href") && value.starts_with("javascript:")), "{file}: {value}");
                    }
                }
                Event::Text(text) => drop(text.unescape().unwrap_or_else(|why| panic!("{file}: {why}"))),
                Event::Eof => break,
                _ => {}
            }
        }
        for foreign in ["script", "img", "b", "foreignObject", "iframe"] {
            assert!(!names.contains(foreign), "{file}: {foreign}");
        }
        // XML 1.0 (2.2) has no other control characters, not even as references.
        let whole = |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\n' | '\r' | '\t');
        assert!(text.chars().all(whole) && !text.contains("&#x1b;") && !text.contains("&#0;"), "{file}");
    }
}

#[test]
fn rdf_says_the_same_in_each_format_and_names_nobody_else() {
    let mut counts = Vec::new();
    for (file, text) in written(&[
        ("case.ttl", &["export", "--format", "ttl"]),
        ("case.nt", &["export", "--format", "nt"]),
        ("case.trig", &["export", "--format", "trig"]),
        ("case.nq", &["export", "--format", "nq"]),
        ("case.jsonld", &["export", "--format", "jsonld"]),
    ]) {
        let format = match file.rsplit_once('.').map(|(_, ending)| ending) {
            Some("jsonld") => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            ending => RdfFormat::from_extension(ending.unwrap_or_default()).expect("a format of RDF"),
        };
        let mut count = 0;
        for quad in RdfParser::from_format(format).for_slice(text.as_bytes()) {
            let quad = quad.unwrap_or_else(|why| panic!("{file}: {why}"));
            count += 1;
            if let Term::NamedNode(node) = &quad.object {
                assert!(node.as_str().starts_with("http"), "{file}: {node}");
            }
        }
        counts.push(count);
    }
    assert!(counts[0] > 100 && counts[0] == counts[1], "{counts:?}");
    assert!(counts[2] == counts[3] && counts[3] == counts[4], "{counts:?}");
}

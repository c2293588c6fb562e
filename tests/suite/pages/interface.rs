//! The JSON API answers what its OpenAPI document says.

use serde_json::Value;
use stancegraph::pages::{Address, Representation, Served, Writer, api};

use super::reading;

/// What is wrong with a value, by the part of JSON Schema that our schemas use. A keyword that is not known here fails.
fn faults(value: &Value, schema: &Value, all: &Value, at: &str, found: &mut Vec<String>) {
    let Some(schema) = schema.as_object() else {
        assert!(schema == &Value::Bool(true), "{at}: {schema} is no schema");
        return;
    };
    for (keyword, rule) in schema {
        match keyword.as_str() {
            "$ref" => {
                let path = rule.as_str().and_then(|path| path.strip_prefix('#')).expect("a place in the document");
                let target = all.pointer(path).unwrap_or_else(|| panic!("{path} is not there"));
                faults(value, target, all, at, found);
            }
            "type" => {
                let names: Vec<&str> = rule.as_array().map_or_else(
                    || rule.as_str().into_iter().collect(),
                    |list| list.iter().filter_map(Value::as_str).collect(),
                );
                if !names.iter().any(|name| is_a(value, name)) {
                    found.push(format!("{at} is {value}, not {names:?}"));
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().expect("properties") {
                    if let Some(inner) = value.get(name) {
                        faults(inner, rule, all, &format!("{at}/{name}"), found);
                    }
                }
                // Ours name everything they have.
                for name in value.as_object().into_iter().flat_map(|object| object.keys()) {
                    if rule.get(name).is_none() {
                        found.push(format!("{at}/{name} is not described"));
                    }
                }
            }
            "required" => {
                for name in rule.as_array().expect("names").iter().filter_map(Value::as_str) {
                    if value.get(name).is_none() {
                        found.push(format!("{at} has no {name}"));
                    }
                }
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults(item, rule, all, &format!("{at}/{number}"), found);
                }
            }
            "prefixItems" => {
                for (item, rule) in value.as_array().into_iter().flatten().zip(rule.as_array().expect("rules")) {
                    faults(item, rule, all, at, found);
                }
            }
            "anyOf" => {
                let fits = |rule: &Value| {
                    let mut found = Vec::new();
                    faults(value, rule, all, at, &mut found);
                    found.is_empty()
                };
                if !rule.as_array().expect("rules").iter().any(fits) {
                    found.push(format!("{at} fits nothing"));
                }
            }
            "minimum" => {
                if value.as_f64() < rule.as_f64() {
                    found.push(format!("{at} is less than {rule}"));
                }
            }
            "description" | "format" | "minItems" | "maxItems" | "title" => {}
            other => panic!("{at}: this test does not know `{other}`"),
        }
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

#[test]
fn each_path_answers_what_is_described() {
    let described = api::description();
    assert_eq!(described["openapi"], "3.1.0");
    let ids = |kind: &str| -> Vec<String> {
        let survey = &reading().survey;
        match kind {
            "actors" => vec!["blackberry".to_owned(), "marty-beard".to_owned()],
            "propositions" => vec!["bulk-monitoring".to_owned(), "traceability".to_owned()],
            "documents" => survey.documents.iter().map(|document| document.id.clone()).collect(),
            "statements" => survey.statements.iter().map(|row| row.id.clone()).collect(),
            "events" => survey.events.iter().map(|event| event.id.clone()).collect(),
            "questions" => stancegraph::query::CATALOGUE.iter().map(|query| query.name.to_owned()).collect(),
            other => panic!("what has an id among {other}?"),
        }
    };
    let writer = Writer::new(reading(), &Served);
    let mut answered = 0;
    for (path, item) in described["paths"].as_object().expect("paths") {
        let content = &item["get"]["responses"]["200"]["content"];
        let (media_type, content) = content.as_object().expect("content").iter().next().expect("one type");
        let asked: Vec<String> = match path.strip_suffix("/{id}") {
            Some(list) => ids(&list[1..]).iter().map(|id| format!("/api{list}/{id}")).collect(),
            None => vec![format!("/api{path}")],
        };
        for path in asked {
            let query = if path.ends_with("/search") { "q=back+doors" } else { "" };
            let address = api::address(&path, query).unwrap_or_else(|| panic!("{path} is not answered"));
            let answer =
                writer.answer(&address, Representation::Json).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(answer.media_type, media_type, "{path}");
            let value: Value = serde_json::from_slice(&answer.body).expect("JSON");
            if media_type == "application/json" {
                let mut found = Vec::new();
                faults(&value, &content["schema"], &described, &path, &mut found);
                assert!(found.is_empty(), "{found:#?}");
            }
            answered += 1;
        }
    }
    assert!(answered > 100, "{answered}");
}

#[test]
fn a_page_and_its_data_have_one_source() {
    let writer = Writer::new(reading(), &Served);
    let address = Address::Actor("blackberry".to_owned());
    let by_page = writer.answer(&address, Representation::Json).expect("JSON").body;
    let by_api = writer.answer(&api::address("/api/actors/blackberry", "").expect("a path"), Representation::Json);
    assert_eq!(by_page, by_api.expect("JSON").body);
    for nothing in ["/api/", "/api/case.json", "/api/diagrams/positions", "/api/ask", "/actors"] {
        assert_eq!(api::address(nothing, ""), None, "{nothing}");
    }
}

#[test]
fn rdf_tells_of_the_thing_and_its_evidence() {
    let writer = Writer::new(reading(), &Served);
    let statement = reading().survey.statements.first().expect("a statement").id.clone();
    for (address, words) in [
        (Address::Actor("blackberry".to_owned()), "act:blackberry"),
        (Address::Document("drum-pulls-out".to_owned()), "oa:TextPositionSelector"),
        (Address::Statement(statement), "oa:exact"),
        (Address::Proposition("bulk-monitoring".to_owned()), "skos:prefLabel"),
        (Address::Case, "sg:Statement"),
    ] {
        let turtle =
            String::from_utf8(writer.answer(&address, Representation::Turtle).expect("Turtle").body).expect("UTF-8");
        let triples = stancegraph::rdf::parse_turtle(&turtle, "https://example.org/").expect("Turtle can be read");
        assert!(!triples.is_empty() && turtle.contains(words), "{address:?} does not say {words}");
        let json = writer.answer(&address, Representation::JsonLd).expect("JSON-LD").body;
        assert!(serde_json::from_slice::<Value>(&json).expect("JSON").is_array());
    }
}

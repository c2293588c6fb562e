//! The JSON API: the data of the pages at addresses of their own, described by an OpenAPI document.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{
    address::Address,
    search::Search,
    view::{
        ActorEntry, ActorView, CaseView, DocumentEntry, DocumentView, EventEntry, EventView, PropositionEntry,
        PropositionView, QuestionEntry, StatementView,
    },
};

/// Where the API is.
pub const FOLDER: &str = "/api";

/// The address behind a path of the API: `/api/actors/blackberry` gives what `/actors/blackberry.json` gives.
#[must_use]
pub fn address(path: &str, query: &str) -> Option<Address> {
    let rest = path.strip_prefix(FOLDER)?;
    // The ending says the form; here there is but one.
    let (address, _) = match rest {
        "/case" => Address::parse("/case.json", query)?,
        _ if rest.contains('.') || rest == "/" || rest.is_empty() => return None,
        _ => Address::parse(rest, query)?,
    };
    (!matches!(address, Address::Drawing(..) | Address::Ask(_) | Address::Glossary | Address::Guide)).then_some(address)
}

/// The API as an [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0) document. Its schemas are made from the types that
/// the answers are written from.
#[must_use]
pub fn description() -> Value {
    let mut schemas = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .for_serialize()
        .into_generator();
    let mut paths = Map::new();
    let mut add = |path: &str, summary: &str, parameters: Value, media_type: &str, schema: Value| {
        let mut responses =
            json!({ "200": { "description": summary, "content": { media_type: { "schema": schema } } } });
        let problem = json!({ "$ref": "#/components/responses/Problem" });
        for status in if path.contains('{') { &["400", "404"][..] } else { &["400"][..] } {
            responses[*status] = problem.clone();
        }
        paths.insert(
            path.to_owned(),
            json!({ "get": {
            "summary": summary, "parameters": parameters, "responses": responses,
        } }),
        );
    };
    let none = || json!([]);
    let id = |what: &str| {
        json!([{ "name": "id", "in": "path", "required": true, "description": format!("The id of the {what}"),
                 "schema": { "type": "string", "pattern": "^[a-z0-9-]+$" } }])
    };
    const JSON: &str = "application/json";
    add("/case", "The case as a whole", none(), JSON, one::<CaseView>(&mut schemas));
    add("/actors", "Everybody whom the case names", none(), JSON, many::<ActorEntry>(&mut schemas));
    add("/actors/{id}", "An actor", id("actor"), JSON, one::<ActorView>(&mut schemas));
    add("/propositions", "All propositions", none(), JSON, many::<PropositionEntry>(&mut schemas));
    add("/propositions/{id}", "A proposition", id("proposition"), JSON, one::<PropositionView>(&mut schemas));
    add("/documents", "All documents", none(), JSON, many::<DocumentEntry>(&mut schemas));
    add(
        "/documents/{id}",
        "A document with what was found in it",
        id("document"),
        JSON,
        one::<DocumentView>(&mut schemas),
    );
    add("/statements", "All statements", none(), JSON, many::<StatementView>(&mut schemas));
    add("/statements/{id}", "A statement", id("statement"), JSON, one::<StatementView>(&mut schemas));
    add("/events", "All events", none(), JSON, many::<EventEntry>(&mut schemas));
    add(
        "/events/{id}",
        "An event with what each document says of it",
        id("event"),
        JSON,
        one::<EventView>(&mut schemas),
    );
    add("/questions", "The questions of the catalogue", none(), JSON, many::<QuestionEntry>(&mut schemas));
    let mut question = id("question");
    if let Some(list) = question.as_array_mut() {
        list.push(json!({ "name": "parameters", "in": "query", "style": "form", "explode": true,
            "description": "Values by the names of the question's parameters: ids or names",
            "schema": { "type": "object", "additionalProperties": { "type": "string" } } }));
    }
    let results = json!({ "type": "object", "required": ["head"], "description":
        "SPARQL 1.1 Query Results JSON Format: https://www.w3.org/TR/sparql11-results-json/" });
    add("/questions/{id}", "The answer to a question", question, "application/sparql-results+json", results);
    let words = json!([{ "name": "q", "in": "query", "required": true, "description": "Words to look for",
                         "schema": { "type": "string" } }]);
    add("/search", "What is found for some words", words, JSON, one::<Search>(&mut schemas));
    let problem = json!({ "type": "object", "required": ["type", "title", "status", "detail"], "properties": {
        "type": { "type": "string" }, "title": { "type": ["string", "null"] }, "status": { "type": "integer" },
        "detail": { "type": "string" }, "remedy": { "type": "string" }, "request": { "type": "string" },
        "line": { "type": "integer" }, "column": { "type": "integer" } } });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "stancegraph: the data of a case's pages",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Who stands where on a policy question, who says so, and in which words. Read only; graphs are at /graphs, SPARQL at /sparql.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": FOLDER }],
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": { "Problem": {
                "description": "Why there is no answer (RFC 9457)",
                "content": { "application/problem+json": { "schema": problem } },
            } },
        },
    })
}

fn one<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    schemas.subschema_for::<T>().to_value()
}

fn many<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    json!({ "type": "array", "items": one::<T>(schemas) })
}

//! What a request asks, in each of the three ways that the protocol knows.

use axum::http::{HeaderMap, StatusCode, header};

use super::super::error::Failure;

/// A query with the dataset that the request names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    /// The SPARQL.
    pub(crate) text: String,
    /// `default-graph-uri`.
    pub(crate) default_graphs: Vec<String>,
    /// `named-graph-uri`.
    pub(crate) named_graphs: Vec<String>,
}

/// Names and values of a form or of an address.
pub(super) type Fields = Vec<(String, String)>;

/// Reads a form. Unlike a browser it refuses what is not UTF-8, as the protocol asks.
pub(super) fn fields(form: &[u8]) -> Result<Fields, Failure> {
    let decoded = |part: &[u8]| {
        let plus: Vec<u8> = part.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
        let bytes: Vec<u8> = percent_encoding::percent_decode(&plus).collect();
        String::from_utf8(bytes).map_err(|_| Failure::bad_request("the request is not UTF-8"))
    };
    form.split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let at = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
            Ok((decoded(&pair[..at])?, decoded(pair.get(at + 1..).unwrap_or_default())?))
        })
        .collect()
}

/// What is said of any update.
fn no_updates() -> Failure {
    Failure::forbidden(
        "this endpoint takes no updates: the files of the case are the truth, and the graph is made of them",
    )
    .remedy("code in the pages of this server, or bring annotations in with `stancegraph import`")
}

impl Query {
    /// By GET: everything in the address.
    pub(super) fn of_get(fields: Fields) -> Result<Self, Failure> {
        if fields.iter().any(|(name, _)| name == "update") {
            return Err(Failure::bad_request("an update cannot be sent by GET"));
        }
        Self::of_fields(fields)
    }

    /// By POST: a form, or the query itself with the dataset in the address.
    pub(super) fn of_post(address: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, Failure> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match &*kind {
            "application/x-www-form-urlencoded" => {
                let mut all = fields(address.as_bytes())?;
                // What the address asks beside the form would be a second query.
                all.extend(fields(body)?);
                let count = |name: &str| all.iter().filter(|(key, _)| key == name).count();
                match (count("query"), count("update")) {
                    (0, 1) => Err(no_updates()),
                    (0, 2..) => Err(Failure::bad_request("the request has more than one update")),
                    (1.., 1..) => Err(Failure::bad_request("the request has a query and an update")),
                    _ => Self::of_fields(all),
                }
            }
            "application/sparql-query" => {
                let mut all = fields(address.as_bytes())?;
                if all.iter().any(|(name, _)| name == "query") {
                    return Err(Failure::bad_request("the request has more than one query"));
                }
                let text = String::from_utf8(body.to_vec());
                let text = text.map_err(|_| Failure::bad_request("the query is not UTF-8"))?;
                all.push(("query".to_owned(), text));
                Self::of_fields(all)
            }
            "application/sparql-update" => match std::str::from_utf8(body) {
                Ok(_) => Err(no_updates()),
                Err(_) => Err(Failure::bad_request("the update is not UTF-8")),
            },
            other => Err(Failure::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                if other.is_empty() {
                    "the request does not say what its body is".to_owned()
                } else {
                    format!("a query cannot be sent as {other}")
                },
            )
            .remedy("send application/sparql-query, or a form with the field `query`")),
        }
    }

    fn of_fields(fields: Fields) -> Result<Self, Failure> {
        let mut query = Self::default();
        let mut queries = 0;
        for (name, value) in fields {
            match &*name {
                "query" => {
                    queries += 1;
                    query.text = value;
                }
                "default-graph-uri" => query.default_graphs.push(value),
                "named-graph-uri" => query.named_graphs.push(value),
                // Programs send more, such as `format`, to servers that know it.
                _ => {}
            }
        }
        match queries {
            1 => Ok(query),
            0 => Err(Failure::bad_request("the request has no query").remedy("send it in the field `query`")),
            _ => Err(Failure::bad_request("the request has more than one query")),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn post(address: &str, kind: &'static str, body: &[u8]) -> Result<Query, StatusCode> {
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind))].into_iter().collect();
        Query::of_post(address, &headers, body).map_err(|failure| failure.status())
    }

    #[test]
    fn a_query_comes_in_three_ways() {
        let ask = |query: &Query| query.text == "ASK {}" && query.default_graphs == ["a:b", "a:c"];
        let dataset = "default-graph-uri=a%3Ab&default-graph-uri=a:c";
        let get = Query::of_get(fields(format!("query=ASK+%7B%7D&{dataset}").as_bytes()).expect("UTF-8"));
        assert!(ask(&get.expect("a query")));
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        assert!(ask(&post(dataset, form, b"query=ASK%20{}").expect("a query")));
        assert!(ask(&post(dataset, "application/sparql-query", b"ASK {}").expect("a query")));
    }

    #[test]
    fn what_is_no_query_has_its_status() {
        let form = "application/x-www-form-urlencoded";
        for (address, kind, body, status) in [
            ("", form, &b"query=ASK{}&query=ASK{}"[..], 400),
            ("query=ASK{}", form, b"query=ASK{}", 400),
            ("query=ASK{}", "application/sparql-query", b"ASK{}", 400),
            ("", form, b"", 400),
            ("", form, b"query=%ff", 400),
            ("", "application/sparql-query", b"ASK { \xff }", 400),
            ("", "text/plain", b"ASK{}", 415),
            ("", "", b"ASK{}", 415),
            ("", form, b"update=CLEAR+ALL", 403),
            ("", "application/sparql-update", b"CLEAR ALL", 403),
            ("", form, b"update=CLEAR+ALL&update=CLEAR+ALL", 400),
            ("", form, b"update=CLEAR+ALL&query=ASK{}", 400),
            ("", "application/sparql-update", b"\xff", 400),
        ] {
            let found = post(address, kind, body).expect_err("no query");
            assert_eq!(found.as_u16(), status, "{kind} {}", String::from_utf8_lossy(body));
        }
        let get = Query::of_get(vec![("update".to_owned(), "CLEAR ALL".to_owned())]);
        assert_eq!(get.expect_err("no query").status(), StatusCode::BAD_REQUEST);
    }
}

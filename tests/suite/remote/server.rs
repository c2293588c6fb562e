//! A SPARQL endpoint and graph store of the tests' own, on loopback and in memory, which does wrong what it is told to.

use std::{
    collections::VecDeque,
    io::{BufRead as _, BufReader, Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, MutexGuard},
    thread,
    time::Duration,
};

use oxigraph::{
    io::{RdfFormat, RdfParser, RdfSerializer},
    model::{GraphNameRef, NamedNode},
    sparql::{
        QueryResults, SparqlEvaluator,
        results::{QueryResultsFormat, QueryResultsSerializer},
    },
    store::Store,
};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What the server does with a request instead of answering it.
#[derive(Debug, Clone)]
pub(super) enum Fault {
    /// Does as it is asked.
    None,
    /// Answers with this status, headers and text, and changes nothing.
    Answer(u16, &'static str, &'static str),
    /// Says that it has done what it has not, if it is asked to change something.
    Forgets,
    /// Does as it is asked and cuts its answer off in the middle.
    CutOff,
    /// Closes the connection without a word.
    Hangup,
    /// Says nothing for so long.
    Stall(Duration),
}

/// What was asked.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) authorization: Option<String>,
    pub(super) body: String,
}

#[derive(Default)]
struct Told {
    faults: VecDeque<Fault>,
    asked: Vec<Asked>,
    takes_quads: bool,
}

/// The server. It ends with the test's process.
pub(super) struct TestServer {
    address: SocketAddr,
    pub(super) data: Store,
    told: Arc<Mutex<Told>>,
}

impl TestServer {
    pub(super) fn start() -> Self {
        Self::listening(None)
    }

    /// One that is asked over TLS.
    pub(super) fn encrypted(config: ServerConfig) -> Self {
        Self::listening(Some(Arc::new(config)))
    }

    fn listening(tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let data = Store::new().expect("a store in memory");
        let told = Arc::new(Mutex::new(Told { takes_quads: true, ..Told::default() }));
        let served = (data.clone(), Arc::clone(&told));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let ((data, told), tls) = (served.clone(), tls.clone());
                thread::spawn(move || match tls {
                    None => drop(serve(stream, &data, &told)),
                    Some(config) => {
                        let connection = ServerConnection::new(config).expect("a configuration that fits");
                        drop(serve(StreamOwned::new(connection, stream), &data, &told));
                    }
                });
            }
        });
        Self { address, data, told }
    }

    pub(super) fn query(&self) -> String {
        format!("http://{}/query", self.address)
    }

    pub(super) fn store(&self) -> String {
        format!("http://{}/store", self.address)
    }

    pub(super) fn port(&self) -> u16 {
        self.address.port()
    }

    /// What it does wrong with the next requests, in order.
    pub(super) fn next(&self, faults: impl IntoIterator<Item = Fault>) -> &Self {
        locked(&self.told).faults.extend(faults);
        self
    }

    pub(super) fn without_quads(&self) {
        locked(&self.told).takes_quads = false;
    }

    /// What was asked since this was called last.
    pub(super) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut locked(&self.told).asked)
    }

    /// How many triples a graph has.
    pub(super) fn count(&self, graph: &str) -> usize {
        let graph = NamedNode::new(graph).expect("an IRI");
        self.data.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref()))).count()
    }

    /// Everything it holds, as sorted lines, without what `push` notes for itself.
    pub(super) fn lines(&self) -> Vec<String> {
        let quads = self.data.iter().flatten().map(|quad| quad.to_string());
        let mut lines: Vec<String> = quads.filter(|line| !line.ends_with("graph/pushed>")).collect();
        lines.sort();
        lines
    }
}

fn locked(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().expect("no request fails while it holds this")
}

/// Answers requests of one connection, one after the other.
fn serve(stream: impl Read + Write, data: &Store, told: &Mutex<Told>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(asked) = read(&mut reader)? {
        let stream = reader.get_mut();
        let (fault, quads) = {
            let mut told = locked(told);
            told.asked.push(asked.clone());
            (told.faults.pop_front().unwrap_or(Fault::None), told.takes_quads)
        };
        let (status, kind, body) = match &fault {
            Fault::Answer(status, headers, text) => {
                write!(stream, "HTTP/1.1 {status} Fault\r\n{headers}Content-Length: {}\r\n\r\n{text}", text.len())?;
                continue;
            }
            Fault::Hangup => return Ok(()),
            Fault::Stall(time) => {
                thread::sleep(*time);
                return Ok(());
            }
            Fault::Forgets if asked.target.starts_with("/store") => (204, "text/plain", Vec::new()),
            Fault::None | Fault::CutOff | Fault::Forgets => answered(&asked, data, quads),
        };
        let sent = if matches!(fault, Fault::CutOff) { &body[..body.len() / 2] } else { &body[..] };
        write!(stream, "HTTP/1.1 {status} Done\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n", body.len())?;
        stream.write_all(sent)?;
        stream.flush()?;
        if matches!(fault, Fault::CutOff) {
            return Ok(());
        }
    }
    Ok(())
}

fn read(reader: &mut BufReader<impl Read>) -> std::io::Result<Option<Asked>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (mut length, mut authorization) = (0, None);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "authorization" => authorization = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(Asked { method, target, authorization, body }))
}

fn answered(asked: &Asked, data: &Store, quads: bool) -> (u16, &'static str, Vec<u8>) {
    let (path, parameters) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
    match (asked.method.as_str(), path) {
        ("POST", "/query") => query(&asked.body, data),
        ("PUT" | "POST" | "DELETE", "/store") => {
            let graph = form_urlencoded::parse(parameters.as_bytes()).find(|(name, _)| name == "graph");
            change(asked, graph.map(|(_, graph)| graph.into_owned()), data, quads)
        }
        _ => (404, "text/plain", b"no such thing".to_vec()),
    }
}

fn query(body: &str, data: &Store) -> (u16, &'static str, Vec<u8>) {
    let text = form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "query").expect("a query").1;
    let parsed = match SparqlEvaluator::new().parse_query(&text) {
        Ok(parsed) => parsed,
        Err(error) => return (400, "text/plain", error.to_string().into_bytes()),
    };
    let json = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    let rows = "application/sparql-results+json; charset=utf-8";
    match parsed.on_store(data).execute().expect("an answer") {
        QueryResults::Boolean(value) => {
            (200, rows, json.serialize_boolean_to_writer(Vec::new(), value).expect("memory"))
        }
        QueryResults::Solutions(found) => {
            let variables = found.variables().to_vec();
            let mut writer = json.serialize_solutions_to_writer(Vec::new(), variables).expect("memory");
            for solution in found {
                writer.serialize(solution.expect("a row").iter()).expect("memory");
            }
            (200, rows, writer.finish().expect("memory"))
        }
        QueryResults::Graph(triples) => {
            let mut writer = RdfSerializer::from_format(RdfFormat::NTriples).for_writer(Vec::new());
            for triple in triples {
                writer.serialize_triple(&triple.expect("a triple")).expect("memory");
            }
            (200, "application/n-triples", writer.finish().expect("memory"))
        }
    }
}

fn change(asked: &Asked, graph: Option<String>, data: &Store, quads: bool) -> (u16, &'static str, Vec<u8>) {
    let Some(graph) = graph else {
        if !quads {
            return (400, "text/plain", b"name a graph".to_vec());
        }
        data.load_from_slice(RdfFormat::NQuads, &asked.body).expect("N-Quads");
        return (204, "text/plain", Vec::new());
    };
    let graph = NamedNode::new(graph).expect("an IRI");
    if asked.method != "POST" {
        let known = data.contains_named_graph(&graph).expect("memory");
        if asked.method == "DELETE" && !known {
            return (404, "text/plain", Vec::new());
        }
        data.clear_graph(&graph).expect("memory");
    }
    if asked.method != "DELETE" {
        let parser = RdfParser::from_format(RdfFormat::NTriples).with_default_graph(graph);
        data.load_from_slice(parser, &asked.body).expect("N-Triples");
    }
    (204, "text/plain", Vec::new())
}

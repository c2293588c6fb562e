//! Parts: files of N-Quads as `annotate --format nquads` writes them, one graph for each coder and document.

use std::{
    cell::RefCell,
    collections::{HashSet, VecDeque},
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use flate2::read::MultiGzDecoder;
use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple, vocab::rdfs},
};
use sha2::{Digest as _, Sha256};

use super::{DiskError, Source, build::Watch, digest::hex, fill::in_both};
use crate::vocab::terms::property;

/// How much of a part is parsed at once, in bytes; to the end of a line.
const CHUNK: usize = 1 << 20;
/// The longest line, in bytes. oxigraph cannot read back a literal of more than 16 MiB.
const LONGEST_LINE: usize = 16 << 20;
/// How many quads of one graph are held together.
const LONGEST_RUN: usize = 100_000;

/// The quads of parts, each in its own graph, in that of the current triples, and in the default graph.
///
/// An actor that no codebook knows is described wherever it is named, as the document has it. Where the descriptions
/// differ, the first counts, so that an actor has one name and is of one kind; only the coder's own graph keeps what it said.
pub(super) struct Parts<'a> {
    paths: std::slice::Iter<'a, PathBuf>,
    part: Option<Part>,
    /// Quads of one graph, in the order of the part.
    run: Vec<Quad>,
    ready: VecDeque<Quad>,
    described: HashSet<String>,
    /// The base IRIs in the order in which they came.
    bases: &'a RefCell<Vec<String>>,
    records: &'a mut Vec<Source>,
    watch: &'a Watch<'a>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(
        paths: &'a [PathBuf],
        bases: &'a RefCell<Vec<String>>,
        records: &'a mut Vec<Source>,
        watch: &'a Watch<'a>,
    ) -> Self {
        Self {
            paths: paths.iter(),
            part: None,
            run: Vec::new(),
            ready: VecDeque::new(),
            described: HashSet::new(),
            bases,
            records,
            watch,
        }
    }

    /// Makes the next quads ready; false when there are none.
    fn advance(&mut self) -> Result<bool, DiskError> {
        let Some(part) = &mut self.part else {
            let Some(path) = self.paths.next() else {
                self.end_run();
                return Ok(!self.ready.is_empty());
            };
            self.part = Some(Part::open(path)?);
            return Ok(true);
        };
        match part.chunk(self.watch)? {
            Some(quads) => {
                for quad in quads {
                    if self.run.last().is_some_and(|last| last.graph_name != quad.graph_name)
                        || self.run.len() >= LONGEST_RUN
                    {
                        self.end_run();
                    }
                    self.run.push(quad);
                }
            }
            None => {
                self.records.extend(self.part.take().map(Part::record));
            }
        }
        Ok(true)
    }

    /// Quads of one graph are there: they go into the other two as well.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let Some(GraphName::NamedNode(graph)) = run.first().map(|quad| quad.graph_name.clone()) else { return };
        let Some(base) = base_of(graph.as_str()) else { return };
        if !self.bases.borrow().iter().any(|known| known == base) {
            self.bases.borrow_mut().push(base.to_owned());
        }
        let current = NamedNode::new_unchecked(format!("{base}graph/current"));
        let provisional = |quad: &Quad| quad.predicate == property::PROVISIONAL;
        let new: Vec<String> = run
            .iter()
            .filter(|quad| provisional(quad))
            .map(|quad| quad.subject.to_string())
            .filter(|subject| !self.described.contains(subject))
            .collect();
        let says_who = |quad: &Quad| quad.predicate == rdfs::LABEL || quad.predicate == property::KIND;
        for quad in run {
            let again = says_who(&quad) && self.described.contains(&quad.subject.to_string());
            let triple = Triple::from(quad.clone());
            self.ready.push_back(quad);
            if !again {
                self.ready.extend(in_both(triple, &current));
            }
        }
        self.described.extend(new);
    }
}

/// Hands over the quads of parts as a store gets them, without those of the default graph: of each run of quads of one
/// graph, every quad in its own graph and, unless an earlier one says what it says, in that of the current triples. Gives
/// the base IRIs in the order in which they came.
///
/// # Errors
/// [`DiskError`] names the part and the line; and whatever `take` fails with.
pub fn read_parts<E: From<DiskError>>(
    paths: &[PathBuf],
    watch: &Watch<'_>,
    mut take: impl FnMut(Quad) -> Result<(), E>,
) -> Result<Vec<String>, E> {
    let bases = RefCell::new(Vec::new());
    let mut records = Vec::new();
    for quad in Parts::new(paths, &bases, &mut records, watch) {
        let quad = quad?;
        if !quad.graph_name.is_default_graph() {
            take(quad)?;
        }
    }
    Ok(bases.into_inner())
}

impl Iterator for Parts<'_> {
    type Item = Result<Quad, DiskError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(quad) = self.ready.pop_front() {
                return Some(Ok(quad));
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The base IRI of the graph of a coder and a document; `None` if it is another kind of graph.
fn base_of(graph: &str) -> Option<&str> {
    let (rest, document) = graph.rsplit_once('/')?;
    let (rest, coder) = rest.rsplit_once('/')?;
    let base = rest.strip_suffix("graph")?;
    (!document.is_empty() && !coder.is_empty() && base.ends_with('/')).then_some(base)
}

/// A part that is being read.
struct Part {
    path: PathBuf,
    input: Box<dyn BufRead>,
    counted: Arc<Mutex<Counted>>,
    told: u64,
    /// How many lines have been read.
    lines: u64,
}

impl Part {
    fn open(path: &Path) -> Result<Self, DiskError> {
        let file = File::open(path).map_err(|error| DiskError::read(path, error))?;
        let counted = Arc::new(Mutex::new(Counted::default()));
        let input = Counting { file, counted: Arc::clone(&counted) };
        let compressed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        let input: Box<dyn BufRead> = if compressed {
            Box::new(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(BufReader::new(input))))
        } else {
            Box::new(BufReader::with_capacity(CHUNK, input))
        };
        Ok(Self { path: path.to_owned(), input, counted, told: 0, lines: 0 })
    }

    fn wrong(&self, line: u64, message: impl Into<String>, remedy: &str) -> DiskError {
        DiskError::Part { file: self.path.clone(), line, message: message.into(), remedy: remedy.to_owned() }
    }

    /// The quads of the next lines; `None` at the end.
    fn chunk(&mut self, watch: &Watch<'_>) -> Result<Option<Vec<Quad>>, DiskError> {
        let mut text = Vec::new();
        while text.len() < CHUNK {
            let before = text.len();
            let mut line = (&mut self.input).take(LONGEST_LINE as u64 + 1);
            let read = line.read_until(b'\n', &mut text).map_err(|error| self.unreadable(error, &text))?;
            if read == 0 {
                break;
            }
            if text.len() - before > LONGEST_LINE {
                let line = self.lines + text[..before].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
                return Err(self.wrong(line, "the line is longer than 16 MiB", WRITTEN_BY));
            }
        }
        if text.is_empty() {
            return Ok(None);
        }
        let bytes = self.counted.lock().unwrap_or_else(PoisonError::into_inner).bytes;
        (watch.read)(bytes - std::mem::replace(&mut self.told, bytes));
        let quads = self.parsed(&text)?;
        self.lines += text.iter().filter(|&&byte| byte == b'\n').count() as u64;
        Ok(Some(quads))
    }

    fn unreadable(&self, error: io::Error, text: &[u8]) -> DiskError {
        let line = self.lines + text.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
        match error.kind() {
            io::ErrorKind::UnexpectedEof => self.wrong(line, "the file breaks off here", "write the part again"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                self.wrong(line, format!("it cannot be decompressed: {error}"), "write the part again")
            }
            _ => DiskError::read(&self.path, error),
        }
    }

    fn parsed(&self, text: &[u8]) -> Result<Vec<Quad>, DiskError> {
        let mut quads = Vec::with_capacity(text.len() / 128);
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(text) {
            let quad = quad.map_err(|error| {
                let within = error.location().map_or(0, |place| place.start.line);
                self.wrong(self.lines + within + 1, format!("not N-Quads: {error}"), WRITTEN_BY)
            })?;
            if let Some((message, remedy)) = unfit(&quad) {
                return Err(self.wrong(self.lines + line_of(text, quads.len()), message, remedy));
            }
            quads.push(quad);
        }
        Ok(quads)
    }

    fn record(self) -> Source {
        let counted = std::mem::take(&mut *self.counted.lock().unwrap_or_else(PoisonError::into_inner));
        Source::Part {
            path: self.path.display().to_string(),
            bytes: counted.bytes,
            sha256: hex(&counted.hash.finalize()),
        }
    }
}

/// What is said of parts that somebody else wrote.
const WRITTEN_BY: &str = "parts are what `stancegraph annotate --format nquads` writes; write this one again";

/// Why a quad is none of a part, and what would do.
fn unfit(quad: &Quad) -> Option<(String, &'static str)> {
    let blank = matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_));
    match &quad.graph_name {
        _ if blank => Some(("a blank node has no name that other parts could know".to_owned(), WRITTEN_BY)),
        GraphName::NamedNode(graph) if base_of(graph.as_str()).is_some() => None,
        GraphName::NamedNode(graph) => Some((
            format!("`{}` is not the graph of a coder and a document", graph.as_str()),
            "a case is put into a store with --case, not by its export; parts are what `stancegraph annotate --format nquads` writes",
        )),
        _ => Some(("a triple without a graph".to_owned(), WRITTEN_BY)),
    }
}

/// The line, from 1, of the quad behind so many others.
fn line_of(text: &[u8], behind: usize) -> u64 {
    let mut seen = 0;
    for (number, line) in text.split(|&byte| byte == b'\n').enumerate() {
        seen += RdfParser::from_format(RdfFormat::NQuads).for_slice(line).flatten().count();
        if seen > behind {
            return number as u64 + 1;
        }
    }
    1
}

/// What has been read of a file.
#[derive(Default)]
struct Counted {
    bytes: u64,
    hash: Sha256,
}

/// A file whose bytes are counted and digested as they are read.
struct Counting {
    file: File,
    counted: Arc<Mutex<Counted>>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.bytes += read as u64;
        counted.hash.update(&buffer[..read]);
        Ok(read)
    }
}

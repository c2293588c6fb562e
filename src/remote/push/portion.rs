//! A graph on its way.

use std::fmt::Write as _;

use oxigraph::model::Triple;
use sha2::{Digest as _, Sha256};

/// A graph as sorted N-Triples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    graph: String,
    lines: Vec<String>,
    /// What of it goes into the graph of all current statements as well.
    shared: Vec<String>,
    digest: String,
    bytes: usize,
}

impl Portion {
    /// The triples of a graph.
    #[must_use]
    pub fn of_triples(graph: &str, triples: &[Triple]) -> Self {
        Self::new(graph, triples.iter().map(|triple| format!("{triple} .\n")).collect(), Vec::new())
    }

    /// A graph of lines of N-Triples, some of which go into the graph of current statements, too.
    #[must_use]
    pub fn new(graph: &str, mut lines: Vec<String>, shared: Vec<String>) -> Self {
        lines.sort_unstable();
        lines.dedup();
        let mut hash = Sha256::new();
        for line in &lines {
            hash.update(line);
        }
        let mut digest = String::from("sha256:");
        for byte in hash.finalize() {
            let _ = write!(digest, "{byte:02x}");
        }
        let bytes = lines.iter().chain(&shared).map(|line| line.len() + graph.len()).sum();
        Self { graph: graph.to_owned(), lines, shared, digest, bytes }
    }

    /// Its name.
    #[must_use]
    pub fn graph(&self) -> &str {
        &self.graph
    }

    /// The digest of its triples.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many triples it has.
    #[must_use]
    pub const fn triples(&self) -> u64 {
        self.lines.len() as u64
    }

    /// About how long it is as N-Quads, in bytes.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// The base IRI of the case that it belongs to.
    pub(super) fn base(&self) -> &str {
        let name = self.graph.as_str();
        if let Some(base) = ["graph/current", "graph/inferred"].iter().find_map(|end| name.strip_suffix(end)) {
            return base;
        }
        let coder = name.rsplit_once('/').map_or("", |(rest, _)| rest);
        coder.rsplit_once('/').and_then(|(rest, _)| rest.strip_suffix("graph")).unwrap_or(coder)
    }

    pub(super) fn ntriples(&self) -> Vec<u8> {
        self.lines.concat().into_bytes()
    }

    pub(super) fn shared(&self) -> &[String] {
        &self.shared
    }

    /// Its lines as N-Quads in its own graph, and those that go there in the graph of current statements.
    pub(super) fn nquads(&self, out: &mut Vec<u8>) {
        let current = format!("{}graph/current", self.base());
        for (lines, graph) in [(&self.lines, &self.graph), (&self.shared, &current)] {
            for line in lines {
                out.extend_from_slice(line.trim_end_matches(" .\n").as_bytes());
                out.extend_from_slice(format!(" <{graph}> .\n").as_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_lines_makes_no_difference() {
        let lines = ["<a:b> <a:p> \"1\" .\n", "<a:a> <a:p> \"2\" .\n"].map(str::to_owned);
        let one = Portion::new("http://x/graph/auto/d", lines.to_vec(), Vec::new());
        let other =
            Portion::new("http://x/graph/auto/d", lines.iter().rev().chain(&lines).cloned().collect(), Vec::new());
        assert_eq!(one, Portion { bytes: one.bytes, ..other });
        assert_eq!(one.triples(), 2);
    }

    #[test]
    fn graphs_know_their_case() {
        for (graph, base) in [
            ("http://x/c/graph/auto/d", "http://x/c/"),
            ("http://x/c/graph/current", "http://x/c/"),
            ("http://x/graph/graph/inferred", "http://x/graph/"),
            ("http://x/graph/graph/graph/graph", "http://x/graph/"),
        ] {
            assert_eq!(Portion::new(graph, Vec::new(), Vec::new()).base(), base);
        }
    }

    #[test]
    fn quads_are_lines_with_their_graph() {
        let line = "<a:b> <a:p> \"ends with . \\n\" .\n".to_owned();
        let mut out = Vec::new();
        Portion::new("http://x/graph/auto/d", vec![line.clone()], vec![line]).nquads(&mut out);
        let text = String::from_utf8(out).expect("UTF-8");
        let expected = "<a:b> <a:p> \"ends with . \\n\" <http://x/graph/auto/d> .\n\
                        <a:b> <a:p> \"ends with . \\n\" <http://x/graph/current> .\n";
        assert_eq!(text, expected);
    }
}

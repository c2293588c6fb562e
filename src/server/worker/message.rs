//! What server and worker say to each other: a header as JSON and a body, each with its length before it.

use std::{
    io::{self, Read, Write},
    path::PathBuf,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A question for a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Question {
    /// The SPARQL query.
    pub(crate) query: String,
    /// The graphs of the default graph, if the request names any.
    pub(crate) default_graphs: Vec<String>,
    /// The named graphs, if the request names any.
    pub(crate) named_graphs: Vec<String>,
    /// What the client accepts.
    pub(crate) accept: String,
    /// The address that relative ones in the query start from.
    pub(crate) base: String,
    /// Prefixes for Turtle.
    pub(crate) prefixes: Vec<(String, String)>,
    /// How long it may take, in milliseconds.
    pub(crate) milliseconds: u64,
    /// The most rows or triples.
    pub(crate) rows: usize,
    /// The most bytes of the answer.
    pub(crate) bytes: usize,
    /// The most triple patterns and paths.
    pub(crate) patterns: usize,
}

/// What a worker is told first: where its graph is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Graph {
    /// In the body, as N-Quads.
    Body,
    /// In a store on disk, and there in this very build.
    Store {
        /// The folder.
        dir: PathBuf,
        /// The build's revision.
        revision: String,
    },
}

/// What a worker says to a question; for an answer its text follows as body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Verdict {
    /// It has the graph and waits for questions.
    Ready,
    /// The whole answer.
    Answer {
        /// Its media type.
        media_type: String,
    },
    /// It is not SPARQL.
    Syntax {
        /// What the parser expected.
        message: String,
        /// Line and column, from 1, if known.
        place: Option<(usize, usize)>,
    },
    /// It asks for what is not given to strangers.
    Refused {
        /// Why.
        message: String,
        /// What would do.
        remedy: String,
    },
    /// The answer cannot be had in any format that the client accepts.
    NotAcceptable {
        /// Those it can be had in.
        offered: String,
    },
    /// There are more rows or triples than are given.
    TooManyRows,
    /// The answer has more bytes than are given.
    TooLarge,
    /// It did not end in time.
    Deadline,
    /// It could not be evaluated.
    Failed {
        /// Why.
        message: String,
    },
}

/// The longest header and the longest body: what is more is a mistake of ours.
const LONGEST: u64 = 1 << 30;

/// Writes a message.
pub(super) fn send(to: &mut dyn Write, header: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let header = serde_json::to_vec(header)?;
    to.write_all(&(header.len() as u64).to_le_bytes())?;
    to.write_all(&(body.len() as u64).to_le_bytes())?;
    to.write_all(&header)?;
    to.write_all(body)?;
    to.flush()
}

/// Reads a message; `None` at the end of the pipe.
pub(super) fn receive<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut lengths = [0_u8; 16];
    match from.read_exact(&mut lengths) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let (header, body) = lengths_of(lengths)?;
    let mut bytes = vec![0; header];
    from.read_exact(&mut bytes)?;
    let header = serde_json::from_slice(&bytes)?;
    bytes.resize(body, 0);
    from.read_exact(&mut bytes)?;
    Ok(Some((header, bytes)))
}

/// The lengths of header and body.
pub(super) fn lengths_of(bytes: [u8; 16]) -> io::Result<(usize, usize)> {
    let number = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let (header, body) = (number(&bytes[..8]), number(&bytes[8..]));
    if header > LONGEST || body > LONGEST {
        return Err(io::Error::other("a worker says something that is too long"));
    }
    Ok((usize::try_from(header).expect("below 2^30"), usize::try_from(body).expect("below 2^30")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_they_were_sent() {
        let mut pipe = Vec::new();
        send(&mut pipe, &Verdict::Ready, b"").expect("memory");
        send(&mut pipe, &Verdict::Answer { media_type: "text/csv".to_owned() }, b"a,b\n").expect("memory");
        let mut from = pipe.as_slice();
        assert_eq!(receive::<Verdict>(&mut from).expect("whole"), Some((Verdict::Ready, Vec::new())));
        let (verdict, body) = receive::<Verdict>(&mut from).expect("whole").expect("a message");
        assert_eq!(verdict, Verdict::Answer { media_type: "text/csv".to_owned() });
        assert_eq!(body, b"a,b\n");
        assert_eq!(receive::<Verdict>(&mut from).expect("the end"), None);
        assert!(receive::<Verdict>(&mut &[0xff_u8; 16][..]).is_err(), "too long");
        assert!(receive::<Verdict>(&mut &pipe[..20]).is_err(), "broken off");
    }
}

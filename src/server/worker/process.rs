//! The side that evaluates: limits its own time and memory, takes the graph, then answers one question after the other.

use std::{
    io::{self, Read, Write},
    thread,
    time::Duration,
};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    store::Store,
};

use super::{
    evaluate::evaluate,
    message::{Graph, Question, Verdict, receive, send},
};
use crate::store::disk::DiskStore;

/// The stack that a query may use. Operators without brackets nest as deep as a query is long.
const STACK: usize = 128 << 20;

/// Answers questions from a pipe until it is closed. `memory` is the most that the process may have, in bytes.
///
/// # Errors
/// What the pipes, the operating system or the graph say: the process ends then.
pub fn work(
    mut input: impl Read + Send + 'static,
    mut output: impl Write + Send + 'static,
    memory: u64,
) -> io::Result<()> {
    limit_memory(memory)?;
    let stack = STACK.min(usize::try_from(memory / 4).unwrap_or(STACK));
    let worker = thread::Builder::new().stack_size(stack).spawn(move || answer_all(&mut input, &mut output))?;
    worker.join().unwrap_or_else(|_| Err(io::Error::other("the worker panicked")))
}

fn answer_all(input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    let Some((graph, quads)) = receive::<Graph>(input)? else { return Ok(()) };
    let (store, _disk) = match graph {
        Graph::Body => (loaded(&quads).map_err(io::Error::other)?, None),
        Graph::Store { dir, revision } => {
            let disk = DiskStore::open_checked(&dir).map_err(io::Error::other)?;
            if disk.revision() != revision {
                return Err(io::Error::other("the store has just been built anew"));
            }
            (disk.store().clone(), Some(disk))
        }
    };
    drop(quads);
    send(output, &Verdict::Ready, b"")?;
    while let Some((question, _)) = receive::<Question>(input)? {
        limit_time(Duration::from_millis(question.milliseconds));
        let (verdict, body) = evaluate(&store, &question);
        send(output, &verdict, &body)?;
    }
    Ok(())
}

fn loaded(quads: &[u8]) -> Result<Store, Box<dyn std::error::Error + Send + Sync>> {
    let store = Store::new()?;
    let mut loader = store.bulk_loader();
    loader.load_from_slice(RdfParser::from_format(RdfFormat::NQuads), quads)?;
    loader.commit()?;
    Ok(store)
}

/// The whole process gets no more memory than this; what is asked for beyond ends it.
#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) })?;
    // Nothing that crashes here is worth a file.
    Ok(setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

/// A worker whose server is gone, so that nobody kills it, ends by itself.
#[cfg(unix)]
fn limit_time(deadline: Duration) {
    use rustix::{
        process::{Resource, Rlimit, getrlimit, setrlimit},
        time::{ClockId, clock_gettime},
    };
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
    let most = used + deadline.as_secs() + 2;
    let maximum = getrlimit(Resource::Cpu).maximum;
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(maximum.map_or(most, |hard| hard.min(most))), maximum });
}

#[cfg(not(unix))]
fn limit_time(_deadline: Duration) {}

//! The side of the server: a few processes that have the graph, each given one question at a time.

use std::{
    collections::VecDeque,
    io,
    process::Stdio,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::body::Bytes;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::Semaphore,
    time::{Instant, timeout, timeout_at},
};

use super::{
    COMMAND,
    message::{Graph, Question, Verdict, lengths_of, send},
};
use crate::server::{configuration::Limits, snapshot::Snapshot};

/// How long a process may take beyond the deadline to say that it has stopped by itself.
const GRACE: Duration = Duration::from_millis(150);
/// How long a process may take to start and to load the graph.
const START: Duration = Duration::from_secs(60);
/// How many questions may wait for each process; more are sent away at once.
const QUEUE: usize = 16;

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    /// What the worker said.
    pub(crate) verdict: Verdict,
    /// The answer's text.
    pub(crate) body: Bytes,
}

/// Why a worker said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// All are at work, for as long as the question could wait.
    Busy,
    /// It took too long and was killed.
    Deadline,
    /// It wanted more memory than it may have.
    Memory,
    /// It nested deeper than the stack is.
    Nesting,
    /// It ended for another reason.
    Died,
}

/// The processes.
#[derive(Clone)]
pub(crate) struct Pool(Arc<Shared>);

struct Shared {
    limits: Limits,
    /// The snapshot that is asked; none before the first is there.
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    idle: Mutex<VecDeque<Worker>>,
    /// Whether a process has begun to work on the snapshot.
    warm: AtomicBool,
    /// As many permits as there are idle ones.
    turns: Semaphore,
    /// Places for those who wait.
    places: Semaphore,
}

impl Pool {
    pub(crate) fn new(limits: Limits) -> Self {
        Self(Arc::new(Shared {
            limits,
            snapshot: Mutex::new(None),
            idle: Mutex::default(),
            warm: AtomicBool::new(false),
            turns: Semaphore::new(0),
            places: Semaphore::new(limits.workers * QUEUE),
        }))
    }

    /// Has all processes know this snapshot from now on. Those that know another one are replaced.
    pub(crate) fn know(&self, snapshot: Arc<Snapshot>) {
        self.0.warm.store(false, Ordering::Relaxed);
        let first = locked(&self.0.snapshot).replace(snapshot).is_none();
        let old: Vec<Worker> = if first { Vec::new() } else { locked(&self.0.idle).drain(..).collect() };
        let missing = if first { self.0.limits.workers } else { old.len() };
        for _ in 0..old.len() {
            if let Ok(turn) = self.0.turns.try_acquire() {
                turn.forget();
            }
        }
        drop(old);
        (0..missing).for_each(|_| self.replace());
    }

    /// Starts a process in the place of one that is gone.
    fn replace(&self) {
        let pool = self.clone();
        tokio::spawn(async move {
            let mut pause = Duration::from_millis(100);
            loop {
                let Some(snapshot) = locked(&pool.0.snapshot).clone() else { return };
                match Worker::start(&snapshot, pool.0.limits.memory).await {
                    Ok(worker) if pool.is_current(&worker) => return pool.give_back(worker),
                    Ok(_) => {}
                    Err(error) => {
                        tracing::error!(%error, "a process for queries cannot be started");
                        tokio::time::sleep(pause).await;
                        pause = (pause * 2).min(Duration::from_secs(10));
                    }
                }
            }
        });
    }

    fn is_current(&self, worker: &Worker) -> bool {
        locked(&self.0.snapshot).as_ref().is_some_and(|snapshot| snapshot.revision == worker.revision)
    }

    fn give_back(&self, worker: Worker) {
        locked(&self.0.idle).push_back(worker);
        self.0.warm.store(true, Ordering::Relaxed);
        self.0.turns.add_permits(1);
    }

    /// Asks. Waiting for a free process counts towards the deadline, unless the first is on its way still.
    ///
    /// # Errors
    /// [`Trouble`] where there is no verdict.
    pub(crate) async fn ask(&self, question: Question) -> Result<Reply, Trouble> {
        let warm = self.0.warm.load(Ordering::Relaxed);
        let mut end = Instant::now() + self.0.limits.deadline;
        let worker = {
            let _place = self.0.places.try_acquire().map_err(|_| Trouble::Busy)?;
            let patience = if warm { end } else { end + START };
            timeout_at(patience, self.take()).await.map_err(|_| Trouble::Busy)?
        };
        if !warm {
            end = Instant::now() + self.0.limits.deadline;
        }
        // A client that goes away must not take the process with it.
        let pool = self.clone();
        let work = tokio::spawn(async move { pool.work(worker, question, end).await });
        work.await.unwrap_or(Err(Trouble::Died))
    }

    /// An idle process that knows the snapshot.
    async fn take(&self) -> Worker {
        loop {
            let turn = self.0.turns.acquire().await.expect("the pool is never closed");
            turn.forget();
            let Some(worker) = locked(&self.0.idle).pop_front() else { continue };
            if self.is_current(&worker) {
                return worker;
            }
            drop(worker);
            self.replace();
        }
    }

    async fn work(&self, mut worker: Worker, mut question: Question, end: Instant) -> Result<Reply, Trouble> {
        let left = end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        question.milliseconds = u64::try_from(left.as_millis()).unwrap_or(u64::MAX);
        let result = match timeout(left + GRACE, worker.ask(&question)).await {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(_)) => Err(worker.cause_of_death().await),
            Err(_) => Err(Trouble::Deadline),
        };
        if result.is_ok() && self.is_current(&worker) {
            self.give_back(worker);
        } else {
            // Dropping it kills it.
            drop(worker);
            self.replace();
        }
        result
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A process that has the graph.
struct Worker {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    revision: String,
}

impl Worker {
    async fn start(snapshot: &Arc<Snapshot>, memory: u64) -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args([COMMAND, "--memory", &memory.to_string()])
            .env_clear()
            // Each further arena of glibc would take 64 MiB of the address space that is limited.
            .env("MALLOC_ARENA_MAX", "1")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or_else(|| io::Error::other("a process without pipes"))?;
        let mut worker = Self { child, input, output, revision: snapshot.revision.clone() };
        let held = Arc::clone(snapshot);
        let begun = async {
            let graph = held.disk.as_ref().map_or(Graph::Body, |disk| Graph::Store {
                dir: disk.dir().to_owned(),
                revision: disk.revision().to_owned(),
            });
            let quads = match graph {
                Graph::Body => tokio::task::spawn_blocking(move || held.quads()).await.map_err(io::Error::other)?,
                Graph::Store { .. } => Bytes::new(),
            };
            let mut message = Vec::new();
            send(&mut message, &graph, &[])?;
            // The body is shared by all processes and not copied: only its length goes with the header.
            message[8..16].copy_from_slice(&(quads.len() as u64).to_le_bytes());
            worker.input.write_all(&message).await?;
            worker.input.write_all(&quads).await?;
            worker.input.flush().await?;
            worker.reply().await
        };
        match timeout(START, begun).await {
            Ok(Ok(Reply { verdict: Verdict::Ready, .. })) => Ok(worker),
            Ok(Ok(_)) => Err(io::Error::other("a process for queries does not begin as it should")),
            Ok(Err(error)) => {
                let words = worker.last_words().await;
                Err(if words.is_empty() { error } else { io::Error::other(words) })
            }
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    async fn ask(&mut self, question: &Question) -> io::Result<Reply> {
        let mut message = Vec::new();
        send(&mut message, question, &[])?;
        self.input.write_all(&message).await?;
        self.input.flush().await?;
        self.reply().await
    }

    async fn reply(&mut self) -> io::Result<Reply> {
        let mut lengths = [0; 16];
        self.output.read_exact(&mut lengths).await?;
        let (header, body) = lengths_of(lengths)?;
        let mut bytes = vec![0; header];
        self.output.read_exact(&mut bytes).await?;
        let verdict = serde_json::from_slice(&bytes)?;
        bytes.resize(body, 0);
        self.output.read_exact(&mut bytes).await?;
        Ok(Reply { verdict, body: bytes.into() })
    }

    /// Why it ended by itself, by what it has said last.
    async fn cause_of_death(&mut self) -> Trouble {
        let words = self.last_words().await;
        tracing::debug!(words, "a process for queries has ended");
        if words.contains("memory allocation") || words.contains("out of memory") {
            Trouble::Memory
        } else if words.contains("overflowed its stack") {
            Trouble::Nesting
        } else {
            Trouble::Died
        }
    }

    async fn last_words(&mut self) -> String {
        let mut words = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = timeout(Duration::from_millis(200), stderr.take(4096).read_to_end(&mut words)).await;
        }
        String::from_utf8_lossy(&words).trim().to_owned()
    }
}

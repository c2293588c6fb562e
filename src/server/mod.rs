//! `stancegraph serve`: a case in the browser and for programs that know SPARQL.
//!
//! A request goes through these, from the outside in:
//!
//! 1. `listen`: how many connections, how long they may stand. `stall`: one that does not read is closed.
//! 2. `guard`: its number, which hosts and origins may ask (`hosts`), whose it is (`access`, `coders`), its body, answers
//!    made before (`answers`), the headers of the answer, and errors in the form that the client accepts (`error`).
//! 3. A handler: `sparql`, `graphs`, `live`, `pages`, `api`, `coding`, `files`. It takes the case from `state`: a
//!    `snapshot` that never changes and is replaced whole when a file does.
//!
//! Queries of strangers are evaluated by processes of their own (`worker`).
//!
//! A server of a store on disk (`origin`) has no files: of the pages there are those that are made of the graph alone.
//!
//! Nothing here prints: what happens is told with `tracing`, and where the server listens through [`Server`].

mod access;
mod answers;
mod api;
mod coders;
mod coding;
mod configuration;
mod error;
mod files;
mod graphs;
mod guard;
mod hosts;
mod listen;
mod live;
mod negotiation;
mod origin;
mod pages;
mod snapshot;
mod sparql;
mod stall;
mod state;
mod worker;

use std::{io, net::SocketAddr, path::Path, pin::Pin};

use axum::{Router, http::StatusCode, middleware};
use tokio::{net::TcpListener, runtime::Runtime};

pub use coders::{Coders, new_token};
pub use configuration::{Configuration, Limits, Unsafe};
pub use snapshot::SnapshotError;
pub use worker::{COMMAND as WORKER_COMMAND, work as work_for_server};

use crate::diagnostic::Diagnostic;
use error::Failure;
pub use origin::Elsewhere;
use origin::Origin;
use state::AppState;

/// Why a server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It would let anybody write.
    #[error(transparent)]
    Unsafe(#[from] Unsafe),
    /// The case cannot be used.
    #[error(transparent)]
    Case(#[from] SnapshotError),
    /// The address cannot be had.
    #[error("cannot listen at {address}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the operating system says.
        source: io::Error,
    },
    /// There is no room for its threads.
    #[error("cannot start the server")]
    Start(#[source] io::Error),
}

/// A server that listens and has read its case.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    state: AppState,
    told: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Server {
    /// Takes the address and reads the case.
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn open(dir: &Path, configuration: Configuration) -> Result<Self, ServeError> {
        Self::of(Origin::Case(dir.to_owned()), configuration)
    }

    /// Takes the address and opens a store on disk: a reader without files. Nobody codes there.
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn open_store(dir: &Path, configuration: Configuration) -> Result<Self, ServeError> {
        // Those who answer queries begin in another folder.
        let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
        Self::of(Origin::Store(dir), Configuration { read_only: true, ..configuration })
    }

    /// Copies the graphs of an endpoint and begins to listen, as a reader without files.
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn open_endpoint(elsewhere: Elsewhere, configuration: Configuration) -> Result<Self, ServeError> {
        let origin = Origin::Endpoint(std::sync::Arc::new(elsewhere));
        Self::of(origin, Configuration { read_only: true, ..configuration })
    }

    fn of(origin: Origin, configuration: Configuration) -> Result<Self, ServeError> {
        configuration.check()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Start)?;
        let wanted = SocketAddr::new(configuration.address, configuration.port);
        let listening = runtime.block_on(async {
            let listener = TcpListener::bind(wanted).await?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        });
        let (listener, address) = listening.map_err(|source| ServeError::Address { address: wanted, source })?;
        let state = AppState::open(origin, address.port(), configuration)?;
        // Heard from now on: whoever reads the address may tell it to end at once.
        let told = runtime.block_on(async { told_to_end() }).map_err(ServeError::Start)?;
        Ok(Self { runtime, listener, address, state, told: Box::pin(told) })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The title of the case.
    #[must_use]
    pub fn title(&self) -> String {
        self.state.snapshot().case.manifest.title.clone()
    }

    /// Warnings about the files of the case.
    #[must_use]
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.state.snapshot().findings.clone()
    }

    /// Serves until the program is told to end (SIGINT, SIGTERM); requests that are open are answered first.
    pub fn run(self) {
        let Self { runtime, listener, state, told, .. } = self;
        runtime.block_on(async move {
            state.pool().know(state.snapshot());
            tokio::spawn(state.clone().watch());
            let router = router(state.clone());
            let stop = state.clone();
            tokio::spawn(async move {
                told.await;
                tracing::info!("told to end");
                stop.stop();
            });
            listen::serve(listener, router, state).await;
        });
    }
}

/// All parts of the server behind the guard.
fn router(state: AppState) -> Router {
    let router = Router::new()
        .merge(sparql::routes())
        .merge(graphs::routes())
        .merge(live::routes())
        .merge(pages::routes())
        .merge(access::routes())
        .merge(files::routes());
    // What is made of documents and their annotations needs the files of a case.
    let router = if state.origin().has_files() { router.merge(api::routes()).merge(coding::routes()) } else { router };
    router
        .fallback(|| async { Failure::of_status(StatusCode::NOT_FOUND, "") })
        .layer(axum::extract::DefaultBodyLimit::max(state.configuration().limits.body))
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .with_state(state)
}

/// Waits for the signal to end.
#[cfg(unix)]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Waits for the signal to end.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

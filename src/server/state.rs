//! What all handlers share: the snapshot that is served now, the configuration, and the desk where decisions are written.
//!
//! - **Reading.** Take [`Current`] as an argument, or call [`AppState::read`] for work that takes more than a
//!   millisecond (drawing, searching, catalogue queries): it runs beside the connections, as many at once as there are
//!   cores.
//! - **Writing.** Take [`super::access::Coder`] as an argument, write at the [`AppState::desk`], which locks the case and
//!   holds what somebody saw against what is there, then [`AppState::refresh`]: what is served next shows it.

use std::{
    sync::{Arc, PoisonError, RwLock},
    thread::available_parallelism,
    time::Duration,
};

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use tokio::sync::{Mutex, Semaphore, watch};

use super::{
    answers::Answers,
    configuration::Configuration,
    error::Failure,
    origin::Origin,
    snapshot::{Snapshot, SnapshotError},
    worker::Pool,
};
use crate::{
    case::{CaseError, Stamps},
    review::Desk,
};

/// After so many seconds, files that could not be read are tried again.
const RETRY: u32 = 5;

/// What is known of the case: told to every open page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct News {
    /// The revision that is served.
    pub(crate) revision: String,
    /// Why a newer state of the files is not: what is wrong with them.
    pub(crate) trouble: Option<String>,
}

/// What all handlers share. Cloning it is cheap.
#[derive(Clone)]
pub(crate) struct AppState(Arc<Shared>);

struct Shared {
    origin: Origin,
    port: u16,
    configuration: Configuration,
    snapshot: RwLock<Arc<Snapshot>>,
    news: watch::Sender<News>,
    stopping: watch::Sender<bool>,
    /// Reading the case anew, by the watcher or after a write.
    reload: Mutex<()>,
    work: Semaphore,
    answers: Answers,
    desk: Desk,
    pool: Pool,
}

impl AppState {
    /// Reads the case for the first time.
    pub(super) fn open(origin: Origin, port: u16, configuration: Configuration) -> Result<Self, SnapshotError> {
        let snapshot = origin.read(None)?;
        let news = News { revision: snapshot.revision.clone(), trouble: None };
        let cores = available_parallelism().map_or(2, std::num::NonZero::get);
        Ok(Self(Arc::new(Shared {
            port,
            snapshot: RwLock::new(Arc::new(snapshot)),
            news: watch::Sender::new(news),
            stopping: watch::Sender::new(false),
            reload: Mutex::new(()),
            work: Semaphore::new(cores),
            answers: Answers::default(),
            desk: Desk::new(origin.dir()),
            pool: Pool::new(configuration.limits),
            configuration,
            origin,
        })))
    }

    /// Where the graph comes from.
    pub(super) fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// The port it listens at.
    pub(super) fn port(&self) -> u16 {
        self.0.port
    }

    /// What the server was told.
    pub(crate) fn configuration(&self) -> &Configuration {
        &self.0.configuration
    }

    /// The snapshot that is served now.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is told to open pages, now and later.
    pub(crate) fn news(&self) -> watch::Receiver<News> {
        self.0.news.subscribe()
    }

    /// Waits until the server is about to end: what would wait for ever ends then.
    pub(super) async fn stopped(&self) {
        // The sender lives as long as the state.
        let _ = self.0.stopping.subscribe().wait_for(|stop| *stop).await;
    }

    pub(super) fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// The processes that evaluate queries of strangers.
    pub(super) fn pool(&self) -> &Pool {
        &self.0.pool
    }

    /// Where decisions of coders are written. It locks the case itself.
    pub(super) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// Rendered answers of the snapshot that is served.
    pub(super) fn answers(&self) -> &Answers {
        &self.0.answers
    }

    /// Runs work on the snapshot beside the connections.
    ///
    /// # Errors
    /// What the work says; [`Failure::ours`] if it panics.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Snapshot) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let _turn = self.0.work.acquire().await.map_err(|error| Failure::ours(&error))?;
        let snapshot = self.snapshot();
        tokio::task::spawn_blocking(move || work(&snapshot)).await.map_err(|error| Failure::ours(&error))?
    }

    /// Reads the case anew if its files have changed, and serves it. If it cannot be used, what was served is served on
    /// and pages are told why.
    pub(super) async fn refresh(&self) -> Result<(), SnapshotError> {
        let _once = self.0.reload.lock().await;
        let (origin, now) = (self.0.origin.clone(), self.snapshot());
        let read = tokio::task::spawn_blocking(move || {
            let changed = origin.files_now(&now.files).0 != now.files;
            changed.then(|| origin.read(Some(&now.files))).transpose()
        });
        let result = read.await.unwrap_or(Err(SnapshotError::Restless));
        match &result {
            Ok(None) => self.tell(None),
            Ok(Some(_)) => {}
            Err(error) => self.tell(Some(error.to_string())),
        }
        if let Some(snapshot) = result? {
            tracing::info!(revision = snapshot.revision, "the case has changed and is served anew");
            let snapshot = Arc::new(snapshot);
            self.0.pool.know(Arc::clone(&snapshot));
            *self.0.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
            self.tell(None);
        }
        Ok(())
    }

    fn tell(&self, trouble: Option<String>) {
        let news = News { revision: self.snapshot().revision.clone(), trouble };
        self.0.news.send_if_modified(|old| {
            let changed = *old != news;
            *old = news;
            changed
        });
    }

    /// Looks every second whether a file has changed, until the server ends.
    pub(super) async fn watch(self) {
        let mut seen = self.snapshot().files.clone();
        // Seconds until files that could not be read are tried again, although nothing seems to have changed.
        let mut again = None;
        loop {
            tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
                () = self.stopped() => return,
            }
            let (files, _) = self.files_now(seen.clone()).await;
            if files == seen && again != Some(0) {
                again = again.map(|seconds: u32| seconds - 1);
                continue;
            }
            seen = self.files_at_rest(files).await;
            again = None;
            if let Err(error) = self.refresh().await {
                tracing::warn!(%error, "the case has changed and cannot be used; what was served before is served on");
                let mistakes = matches!(error, SnapshotError::Case(CaseError::Invalid(_)));
                again = (!mistakes).then_some(RETRY);
            }
        }
    }

    /// Whoever writes several files is given time to finish; git says itself whether it has.
    async fn files_at_rest(&self, mut before: Stamps) -> Stamps {
        for tried in 0..100 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let (files, git) = self.files_now(before.clone()).await;
            let rests = files == before;
            before = files;
            if !git && (rests || tried >= 20) {
                break;
            }
        }
        before
    }

    /// The files as they are, and whether git is changing them.
    async fn files_now(&self, known: Stamps) -> (Stamps, bool) {
        let origin = self.0.origin.clone();
        tokio::task::spawn_blocking(move || origin.files_now(&known)).await.unwrap_or_default()
    }
}

/// The snapshot that is served now, as an argument of a handler.
pub(crate) struct Current(pub(crate) Arc<Snapshot>);

impl FromRequestParts<AppState> for Current {
    type Rejection = StatusCode;

    async fn from_request_parts(_parts: &mut Parts, state: &AppState) -> Result<Self, StatusCode> {
        Ok(Self(state.snapshot()))
    }
}

//! Connections: how many, from whom, how long they may stand, and how they end.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

use super::{
    configuration::{CONNECTIONS_PER_ADDRESS, Limits},
    stall::Stall,
    state::AppState,
};

/// Where a request comes from: an extension of each, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Peer(pub(super) IpAddr);

/// How long open requests may take to end when the server stops.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Serves connections until the server is told to stop, then until those that are open have their answers.
pub(super) async fn serve(listener: TcpListener, router: Router, state: AppState) {
    let limits = state.configuration().limits;
    let places = Places::new(&limits);
    // Closed when the last connection has dropped its end.
    let (open, mut all_closed) = mpsc::channel::<Infallible>(1);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = state.stopped() => break,
        };
        match accepted {
            Ok((stream, peer)) => match places.take(peer) {
                Some(place) => {
                    let task = connection(stream, peer, router.clone(), state.clone());
                    let open = open.clone();
                    tokio::spawn(async move {
                        task.await;
                        drop((place, open));
                    });
                }
                None => turn_away(stream),
            },
            // Out of file descriptors, most likely: others will close some.
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop((open, listener));
    if tokio::time::timeout(LAST_REQUESTS, all_closed.recv()).await.is_err() {
        tracing::warn!("some requests did not end in time and are broken off");
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, state: AppState) {
    let limits = state.configuration().limits;
    let _ = stream.set_nodelay(true);
    let service = service(router, peer.ip().to_canonical());
    let mut connection = std::pin::pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.header_time)
            .max_buf_size(128 << 10)
            .serve_connection(TokioIo::new(Stall::new(stream, limits.body_time)), service)
    );
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        () = state.stopped() => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, %peer, "a connection ended early");
    }
}

/// The router as hyper asks it; each request knows whose it is.
fn service(
    router: Router,
    peer: IpAddr,
) -> impl hyper::service::Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> {
    let inner = TowerToHyperService::new(router);
    hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        hyper::service::Service::call(&inner, request)
    })
}

/// Says that there is no room, to whoever will read it, and closes.
fn turn_away(stream: TcpStream) {
    const ANSWER: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Length: 33\r\n\r\nerror: too many open connections\n";
    tokio::spawn(async move {
        let mut stream = stream;
        let _ = tokio::time::timeout(Duration::from_secs(1), stream.write_all(ANSWER)).await;
    });
}

/// Counts connections, in all and of each address.
struct Places {
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
    per_address: Option<usize>,
    all: usize,
}

/// A connection's place; given back when dropped.
struct Place {
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl Places {
    fn new(limits: &Limits) -> Self {
        Self { taken: Arc::default(), per_address: limits.connections_per_address, all: limits.connections }
    }

    fn take(&self, peer: SocketAddr) -> Option<Place> {
        let address = peer.ip().to_canonical();
        let most = match self.per_address {
            Some(most) => most,
            // All of a proxy's connections come from this machine.
            None if address.is_loopback() => self.all,
            None => CONNECTIONS_PER_ADDRESS,
        };
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.values().sum::<usize>() >= self.all || taken.get(&address).is_some_and(|count| *count >= most) {
            return None;
        }
        *taken.entry(address).or_insert(0) += 1;
        Some(Place { taken: Arc::clone(&self.taken), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_address_and_given_back() {
        let peer = |text: &str| text.parse::<SocketAddr>().expect("an address");
        let places = Places::new(&Limits { connections: 60, ..Limits::default() });
        let held: Vec<_> = (0..60).filter_map(|_| places.take(peer("192.0.2.1:1"))).collect();
        assert_eq!(held.len(), CONNECTIONS_PER_ADDRESS);
        let local: Vec<_> = (0..60).filter_map(|_| places.take(peer("127.0.0.1:1"))).collect();
        assert_eq!(local.len(), 60 - CONNECTIONS_PER_ADDRESS, "a proxy may have all that are left");
        assert!(places.take(peer("192.0.2.2:1")).is_none());
        drop((held, local));
        assert!(places.taken.lock().expect("no panic").is_empty());
        assert!(places.take(peer("[::ffff:192.0.2.1]:1")).is_some());
    }
}

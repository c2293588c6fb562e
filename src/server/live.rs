//! `/live`: tells open pages that the case has changed, as
//! [server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html).
//!
//! `event: revision` carries `{"revision": "…"}`, once at the beginning and at each change; `event: trouble` carries
//! `{"revision": "…", "message": "…"}` when the files have changed and cannot be used.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::stream;
use serde_json::json;
use tokio::sync::watch;

use super::state::{AppState, News};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/live", get(live))
}

async fn live(State(state): State<AppState>) -> Response {
    let mut news = state.news();
    news.mark_changed();
    let events = stream::unfold((news, state), next);
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

type Ears = (watch::Receiver<News>, AppState);

/// The next event; none when the server ends.
async fn next((mut news, state): Ears) -> Option<(Result<Event, Infallible>, Ears)> {
    tokio::select! {
        changed = news.changed() => changed.ok()?,
        () = state.stopped() => return None,
    }
    let now = news.borrow_and_update().clone();
    let (kind, data) = match now.trouble {
        None => ("revision", json!({ "revision": now.revision })),
        Some(message) => ("trouble", json!({ "revision": now.revision, "message": message })),
    };
    Some((Ok(Event::default().event(kind).data(data.to_string())), (news, state)))
}

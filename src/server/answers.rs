//! Answers that were made once and fit every further request of the same snapshot.
//!
//! A handler says with [`keep`] that its answer depends on nothing but the snapshot, the address, what the client
//! accepts and who is logged in. It is then made once for each of these, has an `ETag`, and is made anew when the case
//! changes.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::model::identity::digest;

/// How many bytes are kept.
const MOST_BYTES: usize = 64 << 20;
/// An answer that is larger is made each time.
const LARGEST: usize = 4 << 20;

/// Marks an answer that may be kept.
#[derive(Clone, Copy)]
struct Keep;

/// Says that an answer depends only on the snapshot, the address, what the client accepts and who is logged in.
pub(crate) fn keep(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.extensions_mut().insert(Keep);
    response
}

#[derive(Clone)]
struct Kept {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Default)]
struct Shelf {
    revision: String,
    kept: HashMap<String, Kept>,
    /// The oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

/// The answers of one snapshot.
#[derive(Default)]
pub(super) struct Answers(Mutex<Shelf>);

impl Answers {
    /// The answer that was kept for a key, or `None`. `wanted` is the request's `If-None-Match`.
    pub(super) fn find(&self, revision: &str, key: &str, wanted: Option<&HeaderValue>) -> Option<Response> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = if shelf.revision == revision { shelf.kept.get(key)?.clone() } else { return None };
        drop(shelf);
        Some(kept.answer(wanted))
    }

    /// Keeps an answer if its handler said so.
    pub(super) async fn put(
        &self,
        revision: &str,
        key: String,
        mut response: Response,
        wanted: Option<&HeaderValue>,
    ) -> Response {
        if response.extensions_mut().remove::<Keep>().is_none() || response.status() != StatusCode::OK {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let body = match to_bytes(body, usize::MAX).await {
            Ok(body) => body,
            Err(error) => return super::error::Failure::ours(&error).into_response(),
        };
        let tag = format!("\"{}\"", digest([&*String::from_utf8_lossy(&body)]));
        parts.headers.insert(header::ETAG, HeaderValue::from_str(&tag).expect("hexadecimal digits"));
        parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        parts.headers.insert(header::VARY, HeaderValue::from_static("Accept, Cookie, Authorization"));
        let kept = Kept { headers: parts.headers, body };
        if kept.body.len() <= LARGEST {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).add(revision, key, kept.clone());
        }
        kept.answer(wanted)
    }
}

impl Shelf {
    fn add(&mut self, revision: &str, key: String, kept: Kept) {
        if self.revision != revision {
            *self = Self { revision: revision.to_owned(), ..Self::default() };
        }
        self.bytes += weight(&key, &kept);
        if let Some(old) = self.kept.insert(key.clone(), kept) {
            self.bytes -= weight(&key, &old);
        } else {
            self.order.push_back(key);
        }
        while self.bytes > MOST_BYTES
            && let Some(oldest) = self.order.pop_front()
        {
            if let Some(old) = self.kept.remove(&oldest) {
                self.bytes -= weight(&oldest, &old);
            }
        }
    }
}

/// What an answer takes in memory, headers reckoned roughly.
fn weight(key: &str, kept: &Kept) -> usize {
    2 * key.len() + kept.body.len() + 512
}

impl Kept {
    fn answer(self, wanted: Option<&HeaderValue>) -> Response {
        let tag = self.headers.get(header::ETAG);
        let same = |wanted: &HeaderValue| {
            let list = wanted.to_str().unwrap_or_default();
            tag.is_some_and(|tag| list.split(',').any(|one| one.trim().trim_start_matches("W/").as_bytes() == tag))
        };
        let status = if wanted.is_some_and(same) { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let body = if status == StatusCode::OK { Body::from(self.body) } else { Body::empty() };
        let mut response = (status, body).into_response();
        *response.headers_mut() = self.headers;
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(bytes: usize) -> Kept {
        Kept { headers: HeaderMap::new(), body: Bytes::from(vec![b'x'; bytes]) }
    }

    #[test]
    fn what_is_kept_is_bounded_and_belongs_to_one_revision() {
        let mut shelf = Shelf::default();
        for number in 0..40 {
            shelf.add("one", format!("/{number}"), kept(LARGEST - 1000));
        }
        assert!(shelf.bytes <= MOST_BYTES);
        assert!(shelf.kept.len() == shelf.order.len() && !shelf.kept.contains_key("/0"));
        shelf.add("one", "/39".to_owned(), kept(10));
        assert_eq!(shelf.kept.len(), shelf.order.len(), "a key stands in the order once");
        shelf.add("two", "/a".to_owned(), kept(10));
        assert_eq!(shelf.kept.len(), 1);
        assert_eq!(shelf.bytes, weight("/a", &kept(10)));
    }
}

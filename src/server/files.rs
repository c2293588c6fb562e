//! `/assets/`: style sheets and scripts under names that hold their digest, to be kept for ever.

use axum::{
    Router,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{error::Failure, state::AppState};
use crate::assets;

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/assets/{name}", get(file)).route("/favicon.ico", get(nothing))
}

async fn file(uri: Uri) -> Result<Response, Failure> {
    let asset = assets::at(uri.path()).ok_or_else(|| Failure::not_found("there is no such file"))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type())),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, asset.bytes).into_response())
}

/// Browsers ask for it whatever a page says.
async fn nothing() -> Failure {
    Failure::not_found("there is no picture for the tab")
}

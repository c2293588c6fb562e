//! The JSON API under `/api/`: the data of the pages, and the OpenAPI document that describes it.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{answers::keep, error::Failure, pages::failed, state::AppState};
use crate::pages::{Representation, Served, Writer, api};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/openapi.json", get(description))
        .route("/api/{list}", get(data))
        .route("/api/{list}/{id}", get(data))
}

async fn description() -> Response {
    keep(Json(api::description()))
}

/// What a page tells, as data.
async fn data(State(state): State<AppState>, uri: Uri) -> Result<Response, Failure> {
    let Some(address) = api::address(uri.path(), uri.query().unwrap_or_default()) else {
        return Err(Failure::of_status(StatusCode::NOT_FOUND, "").remedy("/api/openapi.json lists what there is"));
    };
    let answered = state
        .read(move |snapshot| {
            let reading = snapshot.readings.of(&address).map_err(failed)?;
            Writer::new(&reading, &Served).answer(&address, Representation::Json).map_err(failed)
        })
        .await?;
    let kind = HeaderValue::from_static(answered.media_type);
    Ok(keep(([(header::CONTENT_TYPE, kind)], answered.body).into_response()))
}

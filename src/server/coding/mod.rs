//! The annotator's workplace: who logs in with a coder's token reads a document beside the machine's suggestions, decides
//! on them, marks words of their own, and settles what two coders have made of it.
//!
//! Everything is a page and a plain form; `coding.js` adds keys and marking. Decisions are written by [`crate::review`],
//! which locks the case, and the snapshot that all other pages are made from is read again before the answer is sent.

mod compare;
mod decide;
mod fields;
mod form;
mod names;
mod overview;
mod text;
mod workplace;

use axum::{
    Router,
    extract::{Path, RawForm, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use maud::Markup;

use self::{
    decide::Decided,
    fields::Fields,
    form::{OpenForm, Purpose},
    names::Labels,
    workplace::{Standpoint, Trouble, Workplace},
};
use super::{
    access::{Coder, see_other},
    error::Failure,
    pages,
    state::{AppState, Current},
};
use crate::{
    case::Case,
    model::{self, Slug},
    pages::{Address, Addressing, Representation, Section, Served, Sheet as Page, Shell},
    review::{ReviewError, Sheet},
};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/code", get(overview))
        .route("/code/compare", get(side_by_side))
        .route("/code/{document}", get(workplace).post(act))
}

async fn overview(State(state): State<AppState>, Coder(by): Coder) -> Result<Response, Failure> {
    state.read(move |snapshot| Ok(overview::page(&snapshot.case, &by))).await.map(|page| pages::html(&page))
}

async fn side_by_side(
    State(state): State<AppState>,
    Coder(by): Coder,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let desk = state.clone();
    state
        .read(move |snapshot| compare::page(desk.desk(), &snapshot.case, &by, &fields))
        .await
        .map(|page| pages::html(&page))
}

async fn workplace(
    State(state): State<AppState>,
    Current(snapshot): Current,
    Coder(by): Coder,
    Path(document): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let standpoint = standpoint(by, &document, &fields)?;
    let desk = state.clone();
    let page = beside(move || {
        let sheet = sheet(&desk, &standpoint)?;
        let labels = Labels::new(&sheet);
        let form = asked_form(&sheet, &labels, &fields);
        let at = fields.some("at");
        let about = sheet.case.annotations.iter().flat_map(|set| &set.statements);
        let about = about.into_iter().find(|found| found.id == fields.get("of"));
        Ok(page(&Workplace {
            form,
            at: at.as_deref(),
            done: workplace::done(fields.get("said"), about, &labels),
            trouble: None,
            steps: desk.desk().can_step(&standpoint.by, &standpoint.document, &standpoint.into),
            neighbours: neighbours(&snapshot.case, &standpoint.document),
            sheet: &sheet,
            labels: &labels,
            standpoint: &standpoint,
        }))
    })
    .await?;
    Ok(pages::html(&page))
}

/// Does what a form says, and leads back to the page; what cannot be written is shown with everything that was typed.
async fn act(
    State(state): State<AppState>,
    Current(snapshot): Current,
    Coder(by): Coder,
    Path(document): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let fields = Fields::parse(&body);
    let standpoint = standpoint(by, &document, &fields)?;
    let desk = state.clone();
    let (decided, page) = beside(move || {
        let before = sheet(&desk, &standpoint)?;
        match decide::decide(desk.desk(), &before, &standpoint, &fields)? {
            Decided::Written(to) => Ok((Ok(to), None)),
            Decided::Refused { form, error } => {
                let sheet = sheet(&desk, &standpoint)?;
                let labels = Labels::new(&sheet);
                let status = error.as_ref().map_or(StatusCode::UNPROCESSABLE_ENTITY, status);
                let at = fields.some("about");
                let page = page(&Workplace {
                    form,
                    at: at.as_deref(),
                    done: None,
                    trouble: error.map(|error| Trouble { error, sent: Some(fields.clone()) }),
                    steps: desk.desk().can_step(&standpoint.by, &standpoint.document, &standpoint.into),
                    neighbours: neighbours(&snapshot.case, &standpoint.document),
                    sheet: &sheet,
                    labels: &labels,
                    standpoint: &standpoint,
                });
                Ok((Err(status), Some(page)))
            }
        }
    })
    .await?;
    match (decided, page) {
        (Ok(to), _) => {
            // All who wrote meanwhile wait for one reading. If it fails, open pages are told; the decision is written.
            if let Err(error) = state.refresh().await {
                tracing::error!(%error, "the case cannot be read after a decision was written");
            }
            Ok(see_other(&to))
        }
        (Err(status), Some(page)) => Ok((status, pages::html(&page)).into_response()),
        (Err(status), None) => Err(Failure::new(status, "the decision was not written")),
    }
}

/// Work that reads and writes files, beside the connections.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::ours(&error))?
}

fn sheet(state: &AppState, standpoint: &Standpoint) -> Result<Sheet, Failure> {
    state.desk().sheet(&standpoint.document, &standpoint.into).map_err(failure)
}

fn failure(error: ReviewError) -> Failure {
    let failure = Failure::new(status(&error), error.in_full());
    match error.remedy() {
        Some(remedy) => failure.remedy(remedy),
        None => failure,
    }
}

/// The status of what was not written.
fn status(error: &ReviewError) -> StatusCode {
    use std::io::ErrorKind;

    use crate::case::CaseError;
    match error {
        ReviewError::NoDocument(_) => StatusCode::NOT_FOUND,
        ReviewError::NotYours { .. } => StatusCode::FORBIDDEN,
        ReviewError::Conflict { .. } | ReviewError::Foreign { .. } => StatusCode::CONFLICT,
        ReviewError::Case(CaseError::Busy { .. }) => StatusCode::SERVICE_UNAVAILABLE,
        // Nothing is lost: it is written when there is room again, and until then everything can be read.
        ReviewError::Case(CaseError::Write { source, .. }) => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        },
        ReviewError::Case(CaseError::Invalid(_)) => StatusCode::CONFLICT,
        ReviewError::Case(_) | ReviewError::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Who works on what, as address and form say it.
fn standpoint(by: Slug, document: &str, fields: &Fields) -> Result<Standpoint, Failure> {
    let slug = |name: &str, value: &str| {
        value.parse::<Slug>().map_err(|error| Failure::bad_request(format!("{name}: {error}")))
    };
    let into = fields.some("into").map_or(Ok(by.clone()), |into| slug("into", &into))?;
    if into != by && into != *model::Coder::REVIEWED {
        return Err(failure(ReviewError::NotYours { by, into }));
    }
    let from = fields.some("from").unwrap_or_else(|| model::Coder::AUTO.to_owned());
    let document = document.parse().map_err(|_| Failure::not_found("there is no such document"))?;
    Ok(Standpoint { from: slug("from", &from)?, by, into, document })
}

/// The form that an address asks for.
fn asked_form(sheet: &Sheet, labels: &Labels<'_>, fields: &Fields) -> Option<OpenForm> {
    let find = |id: &str| sheet.case.annotations.iter().flat_map(|set| &set.statements).find(|found| found.id == id);
    if let Some(found) = fields.some("edit").and_then(|id| sheet.set.statements.iter().find(|own| own.id == id)) {
        return Some(OpenForm::new(Purpose::Edit(found.id.clone()), Fields::of(found, sheet, labels)));
    }
    if let Some(found) = fields.some("about").and_then(|id| find(&id)) {
        let also = fields.all("also").filter(|id| find(id).is_some()).map(str::to_owned).collect();
        let purpose = Purpose::Revise { about: found.id.clone(), also };
        return Some(OpenForm::new(purpose, Fields::of(found, sheet, labels)));
    }
    fields.some("new").map(|_| {
        let spans = fields::marked(fields.get("spans"));
        OpenForm::new(Purpose::Add, Fields::of_passage(&sheet.document().text, &spans))
    })
}

/// The documents before and after.
fn neighbours(case: &Case, document: &Slug) -> [Option<Slug>; 2] {
    let before = case.documents.keys().rfind(|known| *known < document);
    let after = case.documents.keys().find(|known| *known > document);
    [before.cloned(), after.cloned()]
}

fn page(workplace: &Workplace<'_>) -> Markup {
    let document = workplace.sheet.document();
    in_shell(&workplace.sheet.case, &document.title, "Coding", workplace.markup())
}

/// Addresses as on all pages; but a page that somebody types into is not loaded anew when a file changes.
struct Still;

impl Addressing for Still {
    fn href(&self, to: &Address, form: Representation) -> Option<String> {
        Served.href(to, form)
    }

    fn asset(&self, name: &str) -> String {
        Served.asset(name)
    }

    fn answers(&self) -> bool {
        Served.answers()
    }

    fn frame(&self) -> (String, String) {
        Served.frame()
    }
}

/// A page of the workplace in the shell of the case's pages.
fn in_shell(case: &Case, title: &str, kicker: &str, main: Markup) -> Markup {
    let shell = Shell {
        addressing: &Still,
        case: &case.manifest.title,
        language: case.manifest.language.as_deref().unwrap_or("en"),
        colophon: concat!("stancegraph ", env!("CARGO_PKG_VERSION")),
        coding: Some("/code"),
        above: None,
    };
    let page = shell.page(&Page {
        kicker: Some(maud::html! { (kicker) }),
        scripts: &["coding.js"],
        wide: true,
        ..Page::new(title, Some(Section::Coding), main)
    });
    maud::PreEscaped(page)
}

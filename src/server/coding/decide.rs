//! From a form to a decision, and from what became of it to where the page leads next.

use super::{
    super::error::Failure,
    failure,
    fields::Fields,
    form::{OpenForm, Purpose},
    names::Labels,
    workplace::Standpoint,
};
use crate::{
    case::NewEntries,
    model::{AnnotationSet, Coder},
    review::{Action, Coding, Desk, Request, ReviewError, Sheet, Signature, Taking, agreed, now, suggested_takings},
};

/// What became of a form.
pub(super) enum Decided {
    /// It is written; the address to go on with.
    Written(String),
    /// It is not; the form as it was typed, if it was one, and why.
    Refused { form: Option<OpenForm>, error: Option<ReviewError> },
}

/// Does what a form says. `before` is what is there now.
pub(super) fn decide(
    desk: &Desk,
    before: &Sheet,
    standpoint: &Standpoint,
    fields: &Fields,
) -> Result<Decided, Failure> {
    let verb = fields.get("action");
    let stepped = match verb {
        "undo" => Some(desk.undo(&standpoint.by, &standpoint.document, &standpoint.into)),
        "redo" => Some(desk.redo(&standpoint.by, &standpoint.document, &standpoint.into)),
        _ => None,
    };
    if let Some(result) = stepped {
        return Ok(match result {
            Ok(_) => Decided::Written(standpoint.address(&[("said", verb)])),
            Err(error) => Decided::Refused { form: None, error: Some(error) },
        });
    }
    let labels = Labels::new(before);
    let purpose = purpose(verb, fields);
    let (action, entries) = match &purpose {
        Some(purpose) => match coded(before, &labels, purpose, fields) {
            Ok(coded) => coded,
            Err(faults) => {
                let form = OpenForm { purpose: purpose.clone(), fields: fields.clone(), faults };
                return Ok(Decided::Refused { form: Some(form), error: None });
            }
        },
        None => (simple(verb, before, fields)?, NewEntries::default()),
    };
    let request = Request {
        signature: Signature { by: standpoint.by.clone(), at: now() },
        document: standpoint.document.clone(),
        into: standpoint.into.clone(),
        seen: fields.get("seen").to_owned(),
        action,
        entries,
    };
    Ok(match desk.act(&request) {
        Ok(_) => Decided::Written(next(before, standpoint, fields, verb)),
        Err(error) => {
            Decided::Refused { form: purpose.map(|purpose| OpenForm::new(purpose, fields.clone())), error: Some(error) }
        }
    })
}

/// What the form with all codes is for, if it is that one.
fn purpose(verb: &str, fields: &Fields) -> Option<Purpose> {
    match verb {
        "add" => Some(Purpose::Add),
        "edit" => Some(Purpose::Edit(fields.get("about").to_owned())),
        "revise" => Some(Purpose::Revise {
            about: fields.get("about").to_owned(),
            also: fields.all("also").map(str::to_owned).collect(),
        }),
        _ => None,
    }
}

fn coded(
    sheet: &Sheet,
    labels: &Labels<'_>,
    purpose: &Purpose,
    fields: &Fields,
) -> Result<(Action, NewEntries), Vec<super::fields::Fault>> {
    let entries = fields.entries(sheet)?;
    let coding: Box<Coding> = Box::new(fields.coding(sheet, labels, &entries)?);
    let action = match purpose {
        Purpose::Add => Action::Add { coding },
        Purpose::Edit(id) => Action::Edit { id: id.clone(), coding },
        Purpose::Revise { about, also } => {
            Action::Take { taking: taking(sheet, about, also), coding: Some(coding), reason: fields.some("reason") }
        }
    };
    Ok((action, entries))
}

/// Decisions of one button.
fn simple(verb: &str, sheet: &Sheet, fields: &Fields) -> Result<Action, Failure> {
    let about = || fields.get("about").to_owned();
    let reason = fields.some("reason");
    let also: Vec<String> = fields.all("also").map(str::to_owned).collect();
    Ok(match verb {
        "accept" => Action::Take { taking: Taking::of(&about()), coding: None, reason },
        "take" => Action::Take { taking: taking(sheet, &about(), &also), coding: None, reason },
        "reject" => {
            let taking = taking(sheet, &about(), &also);
            Action::Reject { about: std::iter::once(taking.from).chain(taking.also).collect(), reason }
        }
        "delete" => Action::Delete { id: about() },
        "withdraw" => Action::Withdraw { about: about() },
        "complete" => Action::Complete { keep_facts: !fields.get("keep-facts").is_empty() },
        "reopen" => Action::Reopen,
        "settle" => {
            let set = |name: &str| {
                let coder = fields.get(name);
                sheet
                    .of_coder(coder)
                    .ok_or_else(|| Failure::not_found(format!("`{coder}` has not coded this document")))
            };
            agreed(sheet, set("first")?, set("second")?).ok_or_else(|| {
                Failure::conflict("there is nothing left that the two agree on").remedy("load the page again")
            })?
        }
        _ => return Err(Failure::bad_request(format!("`{verb}` is nothing that can be done here"))),
    })
}

/// A statement with the others that lead to the same one; what coders had taken over from the machine comes along.
fn taking(sheet: &Sheet, about: &str, also: &[String]) -> Taking {
    let of = |id: &str| -> Option<&AnnotationSet> {
        let holds = |set: &&AnnotationSet| set.statements.iter().any(|found| found.id == id);
        sheet.case.annotations.iter().find(holds).filter(|set| set.coder.name != *Coder::AUTO)
    };
    let other = also.first().and_then(|id| Some((of(id)?, id.as_str())));
    match of(about) {
        Some(set) if sheet.set.coder.name != set.coder.name => suggested_takings(sheet, (set, about), other),
        _ => Taking { from: about.to_owned(), also: also.to_vec() },
    }
}

/// Where the page goes on: at the suggestion that follows the one decided on, or back to the comparison.
fn next(before: &Sheet, standpoint: &Standpoint, fields: &Fields, verb: &str) -> String {
    if fields.get("back") == "compare" {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for name in ["first", "second"] {
            query.append_pair(name, fields.get(name));
        }
        query.append_pair("document", standpoint.document.as_str()).append_pair("said", verb);
        return format!("/code/compare?{}", query.finish());
    }
    let about = fields.get("about");
    let suggestions = before.suggestions(standpoint.from.as_str());
    let place = suggestions.iter().position(|found| found.statement.id == about).unwrap_or(0);
    let open = |found: &&crate::review::Suggestion<'_>| found.verdict.is_none() && found.statement.id != about;
    let later = suggestions[place.min(suggestions.len())..].iter().find(open);
    let following = later.or_else(|| suggestions.iter().find(open)).map(|found| found.statement.id.as_str());
    let mut more = vec![("said", verb)];
    if !about.is_empty() {
        more.push(("of", about));
    }
    match following {
        Some(id) => {
            more.push(("at", id));
            format!("{}#s-{id}", standpoint.address(&more))
        }
        None => standpoint.address(&more),
    }
}

/// A sheet of a document for whoever settles it.
pub(super) fn settled_sheet(desk: &Desk, document: &crate::model::Slug) -> Result<Sheet, Failure> {
    let reviewed = Coder::REVIEWED.parse().map_err(|error| Failure::ours(&error))?;
    desk.sheet(document, &reviewed).map_err(failure)
}

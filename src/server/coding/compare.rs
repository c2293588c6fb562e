//! Two coders side by side: how far they agree, where they differ, and what becomes of it in the settled coding.

use maud::{Markup, html};

use super::{
    super::error::Failure,
    decide::settled_sheet,
    fields::Fields,
    form::hidden,
    in_shell,
    names::Labels,
    overview::choose,
    text::verb,
    workplace::{card, done, past},
};
use crate::{
    assets,
    case::Case,
    diagram::text::visible,
    model::{AnnotationSet, ClosedList, Coder, Slug, Statement},
    review::{Comparison, Desk, Pair, Sheet, agreed, compare},
};

/// The two, and the document that is looked at.
struct Sides<'c> {
    case: &'c Case,
    first: &'c Slug,
    second: &'c Slug,
}

pub(super) fn page(desk: &Desk, case: &Case, by: &Slug, fields: &Fields) -> Result<Markup, Failure> {
    let coders = case.coders();
    let find = |name: &str| {
        let wanted = fields.get(name);
        coders.iter().find(|coder| ***coder == *wanted).copied().ok_or_else(|| {
            Failure::not_found(format!("nobody called `{wanted}` has coded in this case"))
                .remedy("choose two coders at /code")
        })
    };
    let sides = Sides { case, first: find("first")?, second: find("second")? };
    if sides.first == sides.second {
        return Err(Failure::bad_request("a coder agrees with themselves").remedy("choose two coders at /code"));
    }
    let both = sides.documents();
    let comparison = compare(&both);
    let document = fields.some("document").and_then(|id| id.parse::<Slug>().ok());
    let sheet = document.as_ref().map(|document| settled_sheet(desk, document)).transpose()?;
    let said = sheet.as_ref().and_then(|sheet| done(fields.get("said"), None, &Labels::new(sheet)));
    let main = html! {
        link rel="stylesheet" href=(assets::path("coding.css"));
        nav.subnav aria-label="Coding" { ul {
            li { a href="/code" { "All documents" } }
            @if document.is_some() { li { a href=(sides.address(None)) { "Both coders, all documents" } } }
        } }
        p #said role="status" { @if let Some(said) = &said { (said) } }
        @if both.is_empty() {
            p { "There is no document that both have coded." }
        } @else {
            @match &sheet {
                Some(sheet) => (sides.document(sheet, by)?),
                None => { (figures(&comparison)) (sides.list(&both, &comparison)) },
            }
        }
        h2 { "Other coders" }
        form.filters method="get" action="/code/compare" {
            (choose("first", "First", &coders, Some(sides.first)))
            (choose("second", "Second", &coders, Some(sides.second)))
            button type="submit" { "Compare" }
        }
    };
    let title = format!("{} and {}", sides.first, sides.second);
    Ok(in_shell(case, &title, "Two coders side by side", main))
}

/// Kappa, alpha and the rest.
fn figures(comparison: &Comparison<'_>) -> Markup {
    let number = |value: Option<f64>| value.map_or("not defined".to_owned(), |value| format!("{value:.2}"));
    let scores = &comparison.scores;
    html! {
        p.measure {
            "The first has " (scores.all.gold) " positions (actor, stance, proposition, once a document), the second "
            (scores.all.found) ", and " (scores.all.hits) " are the same: F1 " (format!("{:.2}", scores.all.f1())) "."
        }
        div.scroll tabindex="0" role="group" aria-label="Agreement" {
            table {
                caption { "Agreement on the statements that both have: the same actor on the same proposition, on words that overlap" }
                thead { tr {
                    th scope="col" { "Code" } th scope="col" { "Statements" } th scope="col" { "The same" }
                    th scope="col" { "Cohen’s kappa" } th scope="col" { "Krippendorff’s alpha" }
                } }
                tbody {
                    @for code in &scores.agreement {
                        tr {
                            th scope="row" { (code.code) }
                            td.number { (code.units) }
                            td.number { (format!("{:.0} %", code.observed * 100.0)) }
                            td.number { (number(code.kappa)) }
                            td.number { (number(code.alpha)) }
                        }
                    }
                }
            }
        }
        p.small.measure { "A figure is not defined where both always chose one and the same code: then nothing tells agreement from chance." }
    }
}

impl<'c> Sides<'c> {
    /// The documents that both have coded, with what each has made of it.
    fn documents(&self) -> Vec<(&'c AnnotationSet, &'c AnnotationSet)> {
        let of = |coder: &Slug, document: &Slug| {
            self.case.annotations.iter().find(|set| set.coder.name == *coder && set.document == *document)
        };
        let documents = self.case.documents.keys();
        documents.filter_map(|id| Some((of(self.first, id)?, of(self.second, id)?))).collect()
    }

    fn address(&self, document: Option<&Slug>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("first", self.first.as_str()).append_pair("second", self.second.as_str());
        if let Some(document) = document {
            query.append_pair("document", document.as_str());
        }
        format!("/code/compare?{}", query.finish())
    }

    fn list(&self, both: &[(&AnnotationSet, &AnnotationSet)], comparison: &Comparison<'_>) -> Markup {
        html! {
            h2 { "Document by document" }
            div.scroll tabindex="0" role="group" aria-label="Documents" { table {
                thead { tr {
                    th scope="col" { "Document" } th scope="col" { "Both agree" } th scope="col" { "Differ" }
                    th scope="col" { "Only " (self.first) } th scope="col" { "Only " (self.second) }
                } }
                tbody {
                    @for ((set, _), pairs) in both.iter().zip(&comparison.documents) {
                        @let title = self.case.documents.get(&set.document).map_or("", |found| found.title.as_str());
                        @let count = |fits: fn(&&Pair<'_>) -> bool| pairs.iter().filter(fits).count();
                        tr {
                            th scope="row" { a href=(self.address(Some(&set.document))) { (visible(title)) } }
                            td.number { (count(|pair| pair.agrees())) }
                            td.number { (count(|pair| !pair.differences.is_empty())) }
                            td.number { (count(|pair| pair.second.is_none())) }
                            td.number { (count(|pair| pair.first.is_none())) }
                        }
                    }
                }
            } }
        }
    }

    fn document(&self, sheet: &Sheet, by: &Slug) -> Result<Markup, Failure> {
        let set = |coder: &Slug| {
            sheet
                .of_coder(coder.as_str())
                .ok_or_else(|| Failure::not_found(format!("`{coder}` has not coded this document")))
        };
        let (first, second) = (set(self.first)?, set(self.second)?);
        let labels = Labels::new(sheet);
        let comparison = compare(&[(first, second)]);
        let alike = agreed(sheet, first, second);
        let pairs = &comparison.documents[0];
        Ok(html! {
            h2 { (visible(&sheet.document().title)) }
            (figures(&comparison))
            @if let Some(crate::review::Action::Settle { takings, rejected, .. }) = &alike {
                form method="post" action={ "/code/" (sheet.document) } data-swap {
                    (self.hidden(sheet))
                    p.buttons {
                        button.primary name="action" value="settle" {
                            "Settle what both agree on: " (takings.len()) " statements"
                            @if !rejected.is_empty() { ", " (rejected.len()) " rejections" }
                        }
                    }
                }
            }
            h2 { "Statement by statement" }
            p.small.measure {
                "What is settled goes into " code { "annotations/reviewed/" } ", with your name (" (by) ") and the time. "
                a href={ "/code/" (sheet.document) "?into=" (Coder::REVIEWED) } { "The settled coding of this document" }
            }
            ol.plain.pairs { @for pair in pairs { (self.pair(pair, sheet, &labels)) } }
        })
    }

    fn hidden(&self, sheet: &Sheet) -> Markup {
        html! {
            (hidden("into", Coder::REVIEWED))
            (hidden("seen", &sheet.digest))
            (hidden("back", "compare"))
            (hidden("first", self.first.as_str()))
            (hidden("second", self.second.as_str()))
        }
    }

    fn pair(&self, pair: &Pair<'_>, sheet: &Sheet, labels: &Labels<'_>) -> Markup {
        let ids: Vec<&str> = pair.first.iter().chain(&pair.second).map(|found| found.id.as_str()).collect();
        let verdicts: Vec<_> = ids.iter().filter_map(|id| sheet.verdict(id)).collect();
        let state = match (pair.agrees(), pair.first, pair.second) {
            (true, ..) => "Both agree".to_owned(),
            (_, Some(_), Some(_)) => "They differ".to_owned(),
            (_, Some(_), None) => format!("Only {}", self.first),
            _ => format!("Only {}", self.second),
        };
        html! {
            li.pair {
                h3 { (state) @if let Some(found) = pair.first.or(pair.second) { ": " (labels.actor(&found.actor)) " " (verb(found.stance)) " " (labels.proposition(&found.proposition)) } }
                @if !pair.differences.is_empty() {
                    div.scroll tabindex="0" role="group" aria-label="Table" { table {
                        thead { tr { th scope="col" { "Code" } th scope="col" { (self.first) } th scope="col" { (self.second) } } }
                        tbody { @for difference in &pair.differences { tr {
                            th scope="row" { (difference.code) }
                            td { (visible(&difference.first)) }
                            td { (visible(&difference.second)) }
                        } } }
                    } }
                }
                div.sides {
                    (side(self.first, pair.first, labels))
                    (side(self.second, pair.second, labels))
                }
                @if verdicts.is_empty() { (self.choices(pair, &ids, sheet)) } @else {
                    p.more { "Settled: " (verdicts.iter().map(|found| past(found.decision.kind)).collect::<Vec<_>>().join(", ")) "." }
                }
            }
        }
    }

    /// What can be made of a pair that nobody has settled.
    fn choices(&self, pair: &Pair<'_>, ids: &[&str], sheet: &Sheet) -> Markup {
        let action = format!("/code/{}", sheet.document);
        let take = |mine: &Statement, label: String| {
            html! {
                form.decide method="post" action=(action) data-swap {
                    (self.hidden(sheet))
                    (hidden("about", &mine.id))
                    @for other in ids.iter().filter(|id| **id != mine.id) { (hidden("also", other)) }
                    button name="action" value="take" { (label) }
                }
            }
        };
        let mut otherwise = form_urlencoded::Serializer::new(String::new());
        otherwise.append_pair("into", Coder::REVIEWED);
        for (at, id) in ids.iter().enumerate() {
            otherwise.append_pair(if at == 0 { "about" } else { "also" }, id);
        }
        html! {
            div.buttons {
                @if pair.agrees() {
                    @if let Some(found) = pair.first { (take(found, "Settle it so".to_owned())) }
                } @else {
                    @if let Some(found) = pair.first { (take(found, format!("As {} has it", self.first))) }
                    @if let Some(found) = pair.second { (take(found, format!("As {} has it", self.second))) }
                }
                a.button href={ (action) "?" (otherwise.finish()) } { "Otherwise" }
                form.decide method="post" action=(action) data-swap {
                    (self.hidden(sheet))
                    @for (at, id) in ids.iter().enumerate() { (hidden(if at == 0 { "about" } else { "also" }, id)) }
                    button name="action" value="reject" { @if ids.len() > 1 { "Neither" } @else { "Reject" } }
                }
            }
        }
    }
}

fn side(coder: &Slug, found: Option<&Statement>, labels: &Labels<'_>) -> Markup {
    html! {
        div {
            h4 { (coder) }
            @match found {
                Some(found) => div.card.(found.stance.id()) { (card(found, labels)) },
                None => p.small { "Nothing here." },
            }
        }
    }
}

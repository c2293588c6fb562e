//! From annotations to statements of a case.

use std::collections::BTreeMap;

use serde_json::Value;

use super::body::{Bodies, address, is_a, list, text};
use crate::{
    ingest::FrontMatter,
    interchange::{
        Import, Options,
        anchor::{Anchored, Claim, anchor},
        coder_of,
        excerpts::{Passage, excerpts},
    },
    model::{Offsets, Slug, Span, Statement},
};

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum WebAnnotationError {
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// There are no annotations in it.
    #[error("there are no annotations in it")]
    None,
}

impl WebAnnotationError {
    /// What a person can do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Json(_) => "save it as JSON-LD in UTF-8, or name its format with --from",
            Self::None => "it should hold an Annotation, an AnnotationCollection, an AnnotationPage, or a list of them",
        }
    }
}

/// Whether the beginning of a file looks like annotations.
#[must_use]
pub fn is_like(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let signs = ["ns/anno.jsonld", "\"Annotation", "TextQuoteSelector", "TextPositionSelector", "\"rows\""];
    (start.starts_with('{') || start.starts_with('[')) && signs.iter().any(|sign| start.contains(sign))
}

/// Reads annotations into an import.
///
/// # Errors
/// [`WebAnnotationError`] if there are none; those that make no statement are in the import's report.
pub fn read(bytes: &[u8], options: &Options, import: &mut Import<'_>) -> Result<(), WebAnnotationError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes)?;
    let mut items = Vec::new();
    gather(&value, &mut items, import);
    if items.is_empty() {
        return Err(WebAnnotationError::None);
    }
    let bodies = Bodies { options };
    // By the document they are of, in the order of the file.
    let mut sources: Vec<(&str, Vec<Found<'_>>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, item) in items.into_iter().enumerate() {
        let name = address(item).map_or_else(|| format!("annotation {}", number + 1), str::to_owned);
        let Some((source, found)) = annotation(item, name, &bodies, import) else { continue };
        let place = *places.entry(source).or_insert_with(|| {
            sources.push((source, Vec::new()));
            sources.len() - 1
        });
        sources[place].1.push(found);
    }
    for (source, found) in sources {
        let known = names_of(source, &found).into_iter().find_map(|name| import.shelf.called(&name));
        match known {
            Some(slug) => place(&slug, found, import),
            None => make(source, found, options, import),
        }
    }
    Ok(())
}

/// The annotations of collections, pages, lists and Hypothesis's answers.
fn gather<'v>(value: &'v Value, items: &mut Vec<&'v Value>, import: &mut Import<'_>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, items, import)),
        Value::Object(object) => {
            if is_a(value, "Annotation") || object.contains_key("target") {
                items.push(value);
                return;
            }
            for name in ["items", "first", "next", "rows", "annotations", "@graph"] {
                match object.get(name) {
                    Some(Value::String(elsewhere)) => {
                        let what = "pages of annotations that stand elsewhere, which is not looked at";
                        import.report.leave_out("elsewhere", what, "put them into the file", elsewhere);
                    }
                    Some(further) => gather(further, items, import),
                    None => {}
                }
            }
        }
        _ => {}
    }
}

/// An annotation that codes a statement.
struct Found<'v> {
    name: String,
    item: &'v Value,
    statement: Statement,
    coder: Slug,
    claims: Vec<Claim>,
}

fn annotation<'v>(
    item: &'v Value,
    name: String,
    bodies: &Bodies<'_>,
    import: &mut Import<'_>,
) -> Option<(&'v str, Found<'v>)> {
    let all: Vec<&Value> = item.get("body").into_iter().flat_map(list).collect();
    let tags: Vec<&str> = all
        .iter()
        .filter(|body| body.get("purpose").is_some_and(|purpose| list(purpose).any(|purpose| purpose == "tagging")))
        .chain(item.get("tags").into_iter().flat_map(list).collect::<Vec<_>>().iter())
        .filter_map(|tag| text(tag))
        .collect();
    let own = all.iter().find(|body| is_a(body, "sg:Statement"));
    let read = own.map(|body| bodies.statement(body, import)).or_else(|| bodies.tagged(&tags, import));
    let comments = comments(item, &all);
    let mut statement = match read {
        Some(Ok(statement)) => statement,
        Some(Err(why)) => {
            let what = "annotations left out, whose statement is not whole";
            import.report.leave_out("statement", what, "", format!("{name}: {why}"));
            return None;
        }
        None => {
            let what = "annotations that code no stance";
            let remedy = "tag them such as `actor: Acme`, `proposition: Access`, `stance: oppose`";
            import.report.note("no-stance", what, remedy, format!("{name}: {}", [tags.join(", "), comments].join(" ")));
            return None;
        }
    };
    if own.is_none() {
        let ours = [
            "actor",
            "organization",
            "organisation",
            "person",
            "spokesperson",
            "proposition",
            "concept",
            "stance",
            "agreement",
        ];
        let known =
            |tag: &&&str| tag.split_once(':').is_some_and(|(name, _)| ours.contains(&&*name.trim().to_lowercase()));
        let further: Vec<&str> = tags.iter().filter(|tag| !known(tag)).copied().collect();
        let note =
            [comments, further.join(", ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        statement.note = (!note.is_empty()).then_some(note);
    } else if !comments.is_empty() && statement.note.as_deref() != Some(&comments) {
        statement.note = Some(statement.note.map_or(comments.clone(), |note| format!("{note}; {comments}")));
    }
    let mut leave = |what, why: &str| {
        import.report.leave_out("target", what, "", format!("{name}{why}"));
        None
    };
    let targets: Vec<&Value> = item.get("target").into_iter().flat_map(list).collect();
    let mut sources: Vec<&str> = targets
        .iter()
        .filter_map(|target| target.get("source").and_then(address).or_else(|| address(target)))
        .collect();
    sources.dedup();
    let [source] = sources[..] else {
        return leave("annotations left out, which are not of one document", "");
    };
    let claims: Vec<Claim> = targets.iter().filter_map(|target| claim(target)).collect();
    if claims.len() != targets.len() || claims.is_empty() {
        return leave("annotations left out, which mark no passage by its place or words", "");
    }
    let coder = bodies.options.coder.clone().unwrap_or_else(|| coder(item));
    Some((source, Found { name, item, statement, coder, claims }))
}

/// What a person has written: bodies that are neither tags nor our sentence, and Hypothesis's text.
fn comments(item: &Value, bodies: &[&Value]) -> String {
    let aside = ["tagging", "describing"];
    let plain = bodies.iter().filter(|body| is_a(body, "TextualBody")).filter(|body| {
        !body
            .get("purpose")
            .is_some_and(|purpose| list(purpose).any(|purpose| aside.iter().any(|known| purpose == known)))
    });
    let texts = plain.filter_map(|body| text(body)).chain(item.get("text").and_then(Value::as_str));
    texts.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Who made it: a name, the end of an address, or Hypothesis's `acct:ann@hypothes.is`.
fn coder(item: &Value) -> Slug {
    let creator = item.get("creator").into_iter().flat_map(list).next();
    let named = creator.and_then(|creator| creator.get("name").or_else(|| creator.get("nickname")).and_then(text));
    let name = named.or_else(|| creator.and_then(address)).or_else(|| item.get("user").and_then(Value::as_str));
    let name = name.unwrap_or("imported").trim_end_matches('/');
    let name = name.rsplit('/').next().unwrap_or(name).trim_start_matches("acct:");
    coder_of(name.split('@').next().unwrap_or(name))
}

fn claim(target: &Value) -> Option<Claim> {
    let mut found = Claim::default();
    for selector in target.get("selector").into_iter().flat_map(list) {
        let place = |name| selector.get(name).map(|value| value.as_u64().and_then(|value| usize::try_from(value).ok()));
        if is_a(selector, "TextPositionSelector") && found.position.is_none() {
            // A place that is no number lies nowhere.
            let (start, end) = (place("start")?, place("end")?);
            found.position = Some(start.zip(end).unwrap_or((usize::MAX, 0)));
        } else if is_a(selector, "TextQuoteSelector") && found.exact.is_none() {
            let words = |name| selector.get(name).and_then(text).unwrap_or_default().to_owned();
            found.exact = selector.get("exact").and_then(text).map(str::to_owned);
            (found.prefix, found.suffix) = (words("prefix"), words("suffix"));
        }
    }
    (found.position.is_some() || found.exact.is_some()).then_some(found)
}

/// What a document may be called on the shelf: its address, the id in it, the title that Hypothesis gives.
fn names_of(source: &str, found: &[Found<'_>]) -> Vec<String> {
    let end = source.trim_end_matches('/').rsplit('/').next().unwrap_or(source);
    let title = found
        .first()
        .and_then(|found| found.item.get("document")?.get("title"))
        .and_then(|title| list(title).find_map(text));
    let stem = end.rsplit_once('.').map_or(end, |(stem, _)| stem);
    [Some(source), Some(end), Some(stem), title].into_iter().flatten().map(str::to_owned).collect()
}

/// Places annotations in a document whose text is known.
fn place(slug: &Slug, found: Vec<Found<'_>>, import: &mut Import<'_>) {
    let Some(document) = import.shelf.get(slug).cloned() else { return };
    let offsets = Offsets::new(&document.text);
    for Found { name, mut statement, coder, claims, .. } in found {
        let spans: Result<Vec<Span>, _> = claims
            .iter()
            .map(|claim| {
                let found = anchor(&offsets, &document.text, claim)?;
                if let Anchored::Elsewhere(_) = found
                    && claim.position.is_some()
                {
                    let what = "passages whose words stand elsewhere than the offsets say, taken from there";
                    import.report.note("moved", what, "", format!("{name} in {slug}"));
                }
                Ok::<_, crate::interchange::anchor::NotThere>(found.span())
            })
            .collect();
        match spans {
            Ok(spans) => {
                statement.evidence = spans;
                statement.evidence.sort_unstable();
                import.add(&coder, slug, statement);
            }
            Err(why) => {
                let what = "annotations left out, whose passage was not found in the document";
                import.report.leave_out("unfound", what, "", format!("{name} in {slug}: {why}"));
            }
        }
    }
}

/// Makes a document of the passages.
fn make(source: &str, found: Vec<Found<'_>>, options: &Options, import: &mut Import<'_>) {
    let whole = |found: &Found<'_>| {
        found.claims.iter().all(|claim| claim.exact.as_deref().is_some_and(|exact| !exact.trim().is_empty()))
    };
    let (found, without): (Vec<_>, Vec<_>) = found.into_iter().partition(whole);
    for Found { name, .. } in without {
        let what = "annotations left out, which mark a place in a text that is not there";
        import.report.leave_out("no-text", what, "--documents DIR gives the texts", name);
    }
    if found.is_empty() {
        return;
    }
    let names = names_of(source, &found);
    let title = names.get(3).or(names.get(1)).map_or(source, String::as_str);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = "documents made of nothing but the coded passages";
    import.report.note("excerpts", what, "--documents DIR gives their texts", source);
    let passages: Vec<Passage> = found
        .iter()
        .flat_map(|found| &found.claims)
        .map(|claim| Passage { words: claim.exact.clone(), sentence: String::new() })
        .collect();
    let made = excerpts(&passages);
    let data = FrontMatter {
        title: Some(if title.is_empty() { source.to_owned() } else { title.clone() }),
        url: Some(source).filter(|url| url.starts_with("https://") || url.starts_with("http://")).map(str::to_owned),
        text_kind: Some(made.kind),
        source_note: Some(format!("The coded passages only, from {}", options.source)),
        ..FrontMatter::default()
    };
    let slug = import.shelf.place(data.into_document(Slug::from_text(&title), made.text));
    let mut spans = made.spans.into_iter();
    for Found { mut statement, coder, claims, .. } in found {
        statement.evidence = spans.by_ref().take(claims.len()).collect();
        statement.evidence.sort_unstable();
        import.add(&coder, &slug, statement);
    }
}

//! What a body, or the tags, of an annotation say was coded.

use serde_json::Value;

use crate::{
    interchange::{Import, Options, plain_statement},
    model::{ActorKind, ClosedList, Commitment, Date, Form, Modality, Slug, Stance, Statement},
    rdf::Names,
    vocab::NAMESPACE,
};

/// Whether an object has this type: one of our own may be written in full.
pub(super) fn is_a(object: &Value, name: &str) -> bool {
    let full = name.strip_prefix("sg:").map(|name| format!("{NAMESPACE}{name}"));
    let types = object.get("type").or_else(|| object.get("@type")).into_iter().flat_map(list);
    types.filter_map(Value::as_str).any(|found| found == name || Some(found) == full.as_deref())
}

/// One value is a list of one.
pub(super) fn list(value: &Value) -> std::slice::Iter<'_, Value> {
    match value {
        Value::Array(values) => values.iter(),
        Value::Null => [].iter(),
        value => std::slice::from_ref(value).iter(),
    }
}

/// The address of something: a text, or the id of an object.
pub(super) fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id").or_else(|| value.get("@id"))?.as_str())
}

fn get<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    let full = || object.get(format!("{NAMESPACE}{}", name.strip_prefix("sg:")?));
    object.get(name).or_else(full)
}

/// The text of a value: plain, or with `value`, `@value`, `label`, `name` or `title`.
pub(super) fn text(value: &Value) -> Option<&str> {
    let within = |name| value.get(name).and_then(Value::as_str);
    value.as_str().or_else(|| ["value", "@value", "label", "name", "rdfs:label", "title"].into_iter().find_map(within))
}

/// What is missing of a statement, in words.
pub(super) type Missing = String;

/// Reads bodies of the type `sg:Statement`.
pub(super) struct Bodies<'o> {
    pub(super) options: &'o Options,
}

impl Bodies<'_> {
    /// The statement of a body, without evidence.
    pub(super) fn statement(&self, body: &Value, import: &mut Import<'_>) -> Result<Statement, Missing> {
        let stance: Stance = term(body, "sg:stance")?.ok_or("it has no sg:stance")?;
        let actor = get(body, "sg:actor").ok_or("it has no sg:actor")?;
        let actor = self.actor(actor, import).ok_or("its sg:actor has neither an id nor a label")?;
        let proposition = get(body, "sg:proposition").ok_or("it has no sg:proposition")?;
        let proposition =
            proposition_of(proposition, import).ok_or("its sg:proposition has neither an id nor a label")?;
        let mut found = plain_statement(actor, proposition, stance, Vec::new());
        found.leaning = term(body, "sg:leaning")?;
        found.form = Some(term(body, "sg:form")?.unwrap_or(Form::Argue));
        found.modality = term(body, "sg:modality")?.unwrap_or(Modality::OwnWords);
        found.commitment = term(body, "sg:commitment")?.unwrap_or(Commitment::Asserted);
        let mut one = |name: &str| get(body, name).and_then(|actor| self.actor(actor, import));
        found.spokesperson = one("sg:spokesperson");
        found.ascribed_by = one("sg:ascribedBy");
        let mut all = |name: &str| -> Vec<Slug> {
            let actors = get(body, name).into_iter().flat_map(list);
            let mut ids: Vec<Slug> = actors.filter_map(|actor| self.actor(actor, import)).collect();
            ids.sort();
            ids.dedup();
            ids
        };
        found.addressees = all("sg:addressee");
        found.targets = all("sg:target");
        found.frames = frames(body, "sg:frame", import);
        found.frames_rejected = frames(body, "sg:frameRejected", import);
        found.utterance = get(body, "sg:utterance").and_then(|value| id_of("utterance", value));
        let plain = |name: &str| get(body, name).and_then(text).map(str::to_owned);
        found.condition = plain("sg:condition");
        found.rule = plain("sg:rule");
        found.note = plain("rdfs:comment");
        found.date = match plain("dcterms:date") {
            Some(date) => Some(date.parse::<Date>().map_err(|error| error.to_string())?),
            None => None,
        };
        found.confidence = match get(body, "sg:confidence") {
            Some(value) => Some(confidence(value).ok_or("its sg:confidence is not a number from 0 to 1")?),
            None => None,
        };
        whole(&found).map(|()| found)
    }

    fn actor(&self, value: &Value, import: &mut Import<'_>) -> Option<Slug> {
        let id = id_of("actor", value);
        if let Some(id) = id.as_ref().filter(|id| import.case.codebooks.merged.actors.contains_key(*id)) {
            return Some(id.clone());
        }
        let label = value.get("label").or_else(|| value.get("name")).and_then(text).map(clean);
        let label = label.filter(|label| !label.is_empty());
        let label = label.or_else(|| Some(id.as_ref()?.as_str().replace('-', " ")))?;
        let kind = term::<ActorKind>(value, "sg:kind").ok().flatten();
        Some(self.named(&label, id.as_ref(), kind, import))
    }

    fn named(&self, label: &str, id: Option<&Slug>, kind: Option<ActorKind>, import: &mut Import<'_>) -> Slug {
        let slug = import.registry.actor(label, id);
        if let Some(kind) = self.options.kinds.of(label, "").or(kind) {
            import.registry.tell_kind(&slug, kind);
        }
        slug
    }

    /// The statement that tags of the form `actor: Acme` make; `None` if none of them is of this form.
    pub(super) fn tagged(&self, tags: &[&str], import: &mut Import<'_>) -> Option<Result<Statement, Missing>> {
        let pairs: Vec<(String, &str)> = tags
            .iter()
            .filter_map(|tag| tag.split_once(':'))
            .map(|(name, value)| (name.trim().to_lowercase(), value.trim()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let find =
            |names: &[&str]| pairs.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| *value);
        let stance = find(&["stance", "agreement"]);
        let proposition = find(&["proposition", "concept"]);
        let organization = find(&["actor", "organization", "organisation"]);
        let person = find(&["person", "spokesperson"]);
        if stance.is_none() && proposition.is_none() {
            return None;
        }
        let mut read = || {
            let stance = match stance.ok_or("there is no tag `stance: ...`")?.to_lowercase().as_str() {
                "support" | "yes" | "1" | "true" | "agree" => Stance::Support,
                "oppose" | "no" | "0" | "false" | "disagree" => Stance::Oppose,
                other => return Err(format!("its stance `{other}` is neither support nor oppose")),
            };
            let proposition = proposition.ok_or("there is no tag `proposition: ...`")?;
            let proposition = import.registry.proposition(&clean(proposition), None);
            let label = organization.or(person).ok_or("there is no tag `actor: ...`")?;
            let kind = organization.is_none().then_some(ActorKind::Person);
            let actor = self.named(&clean(label), None, kind, import);
            let mut found = plain_statement(actor.clone(), proposition, stance, Vec::new());
            if let (Some(person), Some(_)) = (person, organization) {
                let person = self.named(&clean(person), None, Some(ActorKind::Person), import);
                import.registry.member(&person, &actor);
                found.spokesperson = Some(person).filter(|person| *person != actor);
            }
            Ok(found)
        };
        Some(read())
    }
}

/// What the shapes of a case require, so that what is imported can be checked.
fn whole(found: &Statement) -> Result<(), Missing> {
    let conditional = found.stance == Stance::Conditional;
    if conditional && found.leaning.is_none() && found.condition.is_none() {
        return Err("a conditional stance needs sg:leaning or sg:condition".to_owned());
    }
    if !conditional && found.leaning.is_some() {
        return Err("only a conditional stance has an sg:leaning".to_owned());
    }
    let ascribed = matches!(found.modality, Modality::Reported | Modality::Alleged);
    if ascribed != found.ascribed_by.is_some() {
        return Err("sg:ascribedBy goes with what is reported or alleged, and only with that".to_owned());
    }
    Ok(())
}

fn proposition_of(value: &Value, import: &mut Import<'_>) -> Option<Slug> {
    let id = id_of("proposition", value);
    if let Some(id) = id.as_ref().filter(|id| import.case.codebooks.merged.propositions.contains_key(*id)) {
        return Some(id.clone());
    }
    let label = value.get("label").and_then(text).map(clean).filter(|label| !label.is_empty());
    let label = label.or_else(|| Some(id.as_ref()?.as_str().replace('-', " ")))?;
    Some(import.registry.proposition(&label, id.as_ref()))
}

fn frames(body: &Value, name: &str, import: &mut Import<'_>) -> Vec<Slug> {
    let mut ids = Vec::new();
    for value in get(body, name).into_iter().flat_map(list) {
        let label = value.get("label").and_then(text).map(clean);
        let Some(id) = id_of("frame", value).or_else(|| label.as_deref().map(Slug::from_text)) else { continue };
        import.registry.frame(&id, label.as_deref().unwrap_or(id.as_str()));
        ids.push(id);
    }
    ids.sort();
    ids.dedup();
    ids
}

/// The id in an address of ours: `acme` of `https://example.org/case/x/actor/acme`.
fn id_of(kind: &str, value: &Value) -> Option<Slug> {
    Names::id_of(kind, address(value)?)
}

/// A term of a closed list: `sg:Oppose`, its address, or `oppose`.
fn term<T: ClosedList>(object: &Value, name: &str) -> Result<Option<T>, Missing> {
    let Some(value) = get(object, name) else { return Ok(None) };
    let word = address(value).ok_or_else(|| format!("its {name} is not a term"))?;
    let local = word.strip_prefix("sg:").or_else(|| word.strip_prefix(NAMESPACE));
    let found = local.and_then(T::from_local_name).or_else(|| T::from_id(word).ok());
    found.map(Some).ok_or_else(|| {
        format!("its {name}: {}", T::from_id(word).err().map_or_else(String::new, |error| error.to_string()))
    })
}

fn confidence(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| text(value)?.parse().ok())?;
    (0.0..=1.0).contains(&number).then_some(number)
}

fn clean(label: &str) -> String {
    label.trim().chars().filter(|&c| !crate::ingest::is_refused(c)).collect()
}

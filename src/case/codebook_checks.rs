//! What makes codebook files agree with themselves and each other: ids and names told apart, references that lead somewhere.

use std::{collections::BTreeMap, path::Path};

use super::{
    codebook::Source,
    manifest::Manifest,
    toml_places::{Places, Step},
};
use crate::{
    diagnostic::{Diagnostic, line_and_column},
    model::{Codebook, Slug},
};

use Step::{At, Key};

/// Checks the files against each other.
pub(super) fn check(sources: &[Source], codebook: &Codebook, case: Option<(&Path, &Manifest)>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let files: Vec<File<'_>> = sources.iter().map(File::new).collect();
    duplicate_ids(&files, &mut findings);
    duplicate_names(&files, &mut findings);
    for file in &files {
        references(file.source, codebook, &mut findings);
    }
    broader_cycles(&files, codebook, &mut findings);
    if let Some((dir, manifest)) = case {
        manifest_references(dir, manifest, codebook, &mut findings);
    }
    findings
}

/// A codebook file with the places of its values, found once.
struct File<'s> {
    source: &'s Source,
    places: Places<'s>,
}

impl<'s> File<'s> {
    fn new(source: &'s Source) -> Self {
        Self { source, places: Places::new(&source.text) }
    }
}

/// Where something was declared first.
struct First<'s> {
    source: &'s Source,
    bytes: Option<std::ops::Range<usize>>,
    owner: Slug,
}

impl First<'_> {
    fn words(&self) -> String {
        let line = self.bytes.as_ref().map(|bytes| line_and_column(&self.source.text, bytes.start).0);
        match line {
            Some(line) => format!("{}:{line}", self.source.path.display()),
            None => self.source.path.display().to_string(),
        }
    }
}

fn duplicate_ids(files: &[File<'_>], findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(&str, &Slug), First<'_>> = BTreeMap::new();
    for File { source, places } in files {
        let file = &source.file;
        let tables: [(&str, Vec<&Slug>); 5] = [
            ("actor", file.actors.iter().map(|x| &x.id).collect()),
            ("issue", file.issues.iter().map(|x| &x.id).collect()),
            ("proposition", file.propositions.iter().map(|x| &x.id).collect()),
            ("frame", file.frames.iter().map(|x| &x.id).collect()),
            ("event", file.events.iter().map(|x| &x.id).collect()),
        ];
        for (table, ids) in tables {
            for (index, id) in ids.into_iter().enumerate() {
                let bytes = places.of(&[Key(table), At(index), Key("id")]);
                if let Some(first) = seen.get(&(table, id)) {
                    findings.push(
                        located(
                            Diagnostic::error(
                                "duplicate-id",
                                format!("two entries are called {table} `{id}`"),
                            ),
                            source,
                            bytes,
                        )
                        .label(format!("also declared at {}", first.words()))
                        .help("give one of them another id; a codebook may add to one it extends, not replace its entries"),
                    );
                } else {
                    seen.insert((table, id), First { source, bytes, owner: id.clone() });
                }
            }
        }
    }
}

/// No name may mean two actors, unless `only-with` says when it means which.
fn duplicate_names(files: &[File<'_>], findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, First<'_>> = BTreeMap::new();
    for File { source, places } in files {
        for (index, actor) in source.file.actors.iter().enumerate() {
            if actor.only_with.is_some() {
                continue;
            }
            let label = std::iter::once((vec![Key("label")], &actor.label));
            let aliases = actor.aliases.iter().enumerate().map(|(i, alias)| (vec![Key("aliases"), At(i)], alias));
            for (steps, name) in label.chain(aliases) {
                let path: Vec<_> = [Key("actor"), At(index)].into_iter().chain(steps).collect();
                let bytes = places.of(&path);
                let key = name.to_lowercase();
                match seen.get(&key) {
                    Some(first) if first.owner != actor.id => findings.push(
                        located(
                            Diagnostic::error(
                                "duplicate-alias",
                                format!("two actors share the alias \"{name}\""),
                            ),
                            source,
                            bytes,
                        )
                        .label(format!(
                            "also an alias of `{}` ({})",
                            first.owner,
                            first.words()
                        ))
                        .help("remove it from one of them, or give one `only-with = \"...\"`, a word that must occur in the text"),
                    ),
                    Some(_) => {}
                    None => {
                        seen.insert(
                            key,
                            First {
                                source,
                                bytes,
                                owner: actor.id.clone(),
                            },
                        );
                    }
                }
            }
        }
    }
}

fn references(source: &Source, codebook: &Codebook, findings: &mut Vec<Diagnostic>) {
    let file = &source.file;
    let mut lookup = Lookup { codebook, path: &source.path, places: Places::new(&source.text), findings };
    for (i, actor) in file.actors.iter().enumerate() {
        if let Some(owner) = &actor.part_of {
            lookup.actor(owner, &[Key("actor"), At(i), Key("part-of")]);
        }
    }
    for (i, held) in file.memberships.iter().enumerate() {
        lookup.actor(&held.person, &[Key("membership"), At(i), Key("person")]);
        lookup.actor(&held.organization, &[Key("membership"), At(i), Key("organization")]);
        lookup.period(held, &[Key("membership"), At(i), Key("to")]);
    }
    for (i, proposition) in file.propositions.iter().enumerate() {
        let at = |key| [Key("proposition"), At(i), Key(key)];
        if let Some(issue) = &proposition.issue {
            lookup.one(issue, "issue", codebook.issues.keys(), &at("issue"));
        }
        if let Some(broader) = &proposition.broader {
            lookup.proposition(broader, &at("broader"));
        }
    }
    for (i, event) in file.events.iter().enumerate() {
        lookup.event(event, i);
    }
}

fn manifest_references(dir: &Path, manifest: &Manifest, codebook: &Codebook, findings: &mut Vec<Diagnostic>) {
    let path = dir.join("case.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let mut lookup = Lookup { codebook, path: &path, places: Places::new(&text), findings };
    for (i, event) in manifest.events.iter().enumerate() {
        lookup.event(event, i);
    }
    for (i, work) in manifest.works.iter().enumerate() {
        if let Some(author) = &work.author {
            lookup.actor(author, &[Key("work"), At(i), Key("author")]);
        }
    }
    for (i, utterance) in manifest.utterances.iter().enumerate() {
        if let Some(work) = &utterance.work {
            let path = [Key("utterance"), At(i), Key("work")];
            lookup.one(work, "work", codebook.works.keys(), &path);
        }
    }
}

/// Follows references of one file and finds those that lead nowhere.
struct Lookup<'a> {
    codebook: &'a Codebook,
    path: &'a Path,
    places: Places<'a>,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Lookup<'a> {
    fn one<'k>(&mut self, id: &Slug, what: &str, known: impl Iterator<Item = &'k Slug>, place: &[Step<'_>]) {
        let known: Vec<&Slug> = known.collect();
        if known.contains(&id) {
            return;
        }
        let likeness = |known: &Slug| strsim::jaro_winkler(known.as_str(), id.as_str());
        let nearest =
            known.into_iter().filter(|known| likeness(known) > 0.75).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let mut finding = Diagnostic::error("unknown-reference", format!("there is no {what} `{id}` in the codebook"));
        finding = finding.help(match nearest {
            Some(near) => format!("did you mean `{near}`? otherwise declare it"),
            None => format!("declare the {what}, or take the reference out"),
        });
        self.findings.push(match self.places.of(place) {
            Some(bytes) => finding.at(self.path, bytes),
            None => finding.in_file(self.path),
        });
    }

    fn actor(&mut self, id: &Slug, place: &[Step<'_>]) {
        self.one(id, "actor", self.codebook.actors.keys(), place);
    }

    fn proposition(&mut self, id: &Slug, place: &[Step<'_>]) {
        self.one(id, "proposition", self.codebook.propositions.keys(), place);
    }

    fn event(&mut self, event: &crate::model::Event, index: usize) {
        let at = |key| [Key("event"), At(index), Key(key)];
        for (n, actor) in event.participants.iter().enumerate() {
            let place = [Key("event"), At(index), Key("participants"), At(n)];
            self.actor(actor, &place);
        }
        for (key, other) in [("revises", &event.revises), ("in-response-to", &event.in_response_to)] {
            if let Some(other) = other {
                self.one(other, "event", self.codebook.events.keys(), &at(key));
            }
        }
        for (n, bearing) in event.bears_on.iter().enumerate() {
            let bears_on = [Key("event"), At(index), Key("bears-on"), At(n)];
            let place: Vec<_> = bears_on.into_iter().chain([Key("proposition")]).collect();
            self.proposition(&bearing.proposition, &place);
        }
    }

    fn period(&mut self, held: &crate::model::Membership, place: &[Step<'_>]) {
        if let (Some(from), Some(to)) = (held.from, held.to)
            && to < from
            && !to.contains(from)
        {
            let finding = Diagnostic::error(
                "backwards",
                format!("{} left before taking the office: {to} is before {from}", held.person),
            );
            self.findings.push(match self.places.of(place) {
                Some(bytes) => finding.at(self.path, bytes),
                None => finding.in_file(self.path),
            });
        }
    }
}

/// `broader` must lead somewhere broader in the end.
fn broader_cycles(files: &[File<'_>], codebook: &Codebook, findings: &mut Vec<Diagnostic>) {
    for File { source, places } in files {
        for (index, proposition) in source.file.propositions.iter().enumerate() {
            let mut next = proposition.broader.as_ref();
            let mut steps = 0;
            while let Some(id) = next {
                steps += 1;
                if *id == proposition.id || steps > codebook.propositions.len() {
                    let bytes = places.of(&[Key("proposition"), At(index), Key("broader")]);
                    findings.push(
                        located(
                            Diagnostic::error(
                                "broader-cycle",
                                format!("proposition `{}` is broader than itself", proposition.id),
                            ),
                            source,
                            bytes,
                        )
                        .help("take one of the `broader` keys of the cycle out"),
                    );
                    break;
                }
                next = codebook.propositions.get(id).and_then(|other| other.broader.as_ref());
            }
        }
    }
}

fn located(finding: Diagnostic, source: &Source, bytes: Option<std::ops::Range<usize>>) -> Diagnostic {
    match bytes {
        Some(bytes) => finding.at(&source.path, bytes),
        None => finding.in_file(&source.path),
    }
}

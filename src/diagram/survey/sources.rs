//! Through whose hands the words came: attributions added up to chains.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AttributionRow, DocumentRow, Filters, Links, Survey, caption::many, phrases::merged_from, rows::quotation,
};
use crate::diagram::{
    When,
    evidence::shorten,
    sources::{Directness, Holder, HolderKind, Hop, Sources},
    text::{capital, list},
};

/// The longest cue that is written on a line (characters).
const CUE: usize = 22;

/// What leads from one holder to another.
#[derive(Default)]
struct Strand<'s> {
    attributions: Vec<&'s AttributionRow>,
    /// Words for a link that is no attribution: "by".
    plain: Option<&'static str>,
}

/// Holders and strands while they are gathered; holders by id.
#[derive(Default)]
struct Web<'s> {
    holders: BTreeMap<String, Holder>,
    strands: BTreeMap<(String, String), Strand<'s>>,
}

impl Survey {
    /// The chains from each document to those who spoke first. A document stands for its publisher, whose name it
    /// bears; a cited work stands between the documents and its author.
    #[must_use]
    pub fn sources(&self, filters: &Filters, links: &Links) -> Sources {
        let chosen = self.chosen(filters);
        let mut web = Web::default();
        for attribution in &chosen {
            self.weave(attribution, links, &mut web);
        }
        web.gather_leaves();
        let unnamed = chosen.iter().filter(|a| nobody(a)).count();
        let count = |strand: &Strand<'_>| u32::try_from(strand.attributions.len()).unwrap_or(u32::MAX);
        web.strands.retain(|_, strand| strand.plain.is_some() || filters.enough(count(strand)));
        // What nothing leads to any more says nothing either.
        let reached: BTreeSet<String> = web.strands.keys().map(|(_, to)| to.clone()).collect();
        web.strands.retain(|(from, _), strand| strand.plain.is_none() || reached.contains(from));
        let told = || web.strands.values().flat_map(|strand| &strand.attributions);
        let hops: Vec<Hop> = web.strands.iter().map(|((from, to), strand)| self.hop(from, to, strand, links)).collect();
        Sources {
            caption: self.caption(
                "Through whose hands the words came",
                [
                    Some(many(told().count(), "attribution", "attributions")),
                    (unnamed > 0).then(|| format!("{unnamed} more without any speaker")),
                ]
                .into_iter()
                .flatten()
                .collect(),
                filters,
                told().map(|attribution| attribution.document.as_str()),
            ),
            holders: web.holders.into_values().collect(),
            hops,
        }
    }

    /// The attributions behind the statements that pass, and those around them.
    fn chosen(&self, filters: &Filters) -> Vec<&AttributionRow> {
        let by_id = |id: &str| self.attributions.iter().find(|a| a.id == id);
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        let says_anything = filters.propositions.is_empty() && filters.modalities.is_empty();
        for attribution in &self.attributions {
            let holder = attribution.holder.as_ref().map(|party| party.id.as_str());
            if says_anything && (filters.actors.is_empty() || holder.is_some_and(|id| filters.actor(id))) {
                ids.insert(&attribution.id);
            }
        }
        for statement in self.statements.iter().filter(|s| filters.passes(s)) {
            ids.extend(statement.attributions.iter().map(String::as_str));
        }
        let mut open: Vec<&str> = ids.iter().copied().collect();
        while let Some(id) = open.pop() {
            if let Some(outer) = by_id(id).and_then(|a| a.within.as_deref())
                && ids.insert(outer)
            {
                open.push(outer);
            }
        }
        self.attributions.iter().filter(|attribution| ids.contains(attribution.id.as_str())).collect()
    }

    fn weave<'s>(&'s self, attribution: &'s AttributionRow, links: &Links, web: &mut Web<'s>) {
        let outer = attribution.within.as_deref().and_then(|id| self.attributions.iter().find(|a| a.id == id));
        let from = match outer {
            Some(outer) => web.speaker(outer),
            None => match self.document(&attribution.document) {
                Some(document) => web.document(document, links.document(self, &document.id)),
                None => return,
            },
        };
        match (&attribution.work, outer) {
            (Some((id, label)), None) => {
                let work = web.work(id, label);
                web.strand(&from, &work).attributions.push(attribution);
                if attribution.holder.is_some() {
                    let speaker = web.speaker(attribution);
                    web.strand(&work, &speaker).plain = Some("by");
                }
            }
            _ if nobody(attribution) => {}
            _ => {
                let speaker = web.speaker(attribution);
                if from != speaker {
                    web.strand(&from, &speaker).attributions.push(attribution);
                }
            }
        }
    }

    fn hop(&self, from: &str, to: &str, strand: &Strand<'_>, links: &Links) -> Hop {
        let told = &strand.attributions;
        let best = told.iter().filter(|a| a.quote.is_some()).min_by_key(|a| (a.directness != "direct", &a.quote));
        Hop {
            from: from.to_owned(),
            to: to.to_owned(),
            directness: directness(told),
            cue: match (strand.plain, told.is_empty()) {
                (Some(words), true) => words.to_owned(),
                _ => cue(told),
            },
            count: u32::try_from(told.len()).unwrap_or(u32::MAX),
            quote: best.and_then(|attribution| {
                let document = self.document(&attribution.document);
                Some(quotation(attribution.quote.as_deref()?, document, attribution.directness != "direct"))
            }),
            link: best.and_then(|attribution| links.document(self, &attribution.document)),
        }
    }
}

impl<'s> Web<'s> {
    fn strand(&mut self, from: &str, to: &str) -> &mut Strand<'s> {
        self.strands.entry((from.to_owned(), to.to_owned())).or_default()
    }

    /// Speakers whom one holder cites with the same cue, and who cite nobody themselves, stand in one box.
    fn gather_leaves(&mut self) {
        let citing: BTreeSet<&String> = self.strands.keys().map(|(from, _)| from).collect();
        let cited = |id: &String| self.strands.keys().filter(|(_, to)| to == id).count();
        let mut groups: BTreeMap<(String, String, Option<Directness>), Vec<String>> = BTreeMap::new();
        for ((from, to), strand) in &self.strands {
            let speaks = self.holders.get(to).is_some_and(|h| h.kind == HolderKind::Speaker);
            if speaks && strand.attributions.len() == 1 && cited(to) == 1 && !citing.contains(to) {
                let told = &strand.attributions;
                let key = (from.clone(), cue(told), directness(told));
                groups.entry(key).or_default().push(to.clone());
            }
        }
        for ((from, ..), members) in groups.into_iter().filter(|(_, m)| m.len() > 1) {
            let mut labels = Vec::new();
            let mut told = Vec::new();
            for id in &members {
                labels.extend(self.holders.remove(id).map(|holder| holder.label));
                let strand = self.strands.remove(&(from.clone(), id.clone()));
                told.extend(strand.into_iter().flat_map(|strand| strand.attributions));
            }
            let gathered = self.holder(Holder {
                id: members.join(" "),
                label: told_together(&labels),
                kind: HolderKind::Speaker,
                note: None,
                link: None,
            });
            self.strand(&from, &gathered).attributions = told;
        }
    }

    fn holder(&mut self, holder: Holder) -> String {
        let id = holder.id.clone();
        self.holders.entry(id.clone()).or_insert(holder);
        id
    }

    fn document(&mut self, document: &DocumentRow, link: Option<crate::diagram::Link>) -> String {
        self.holder(Holder {
            id: format!("document/{}", document.id),
            label: document.name.clone(),
            kind: HolderKind::Document,
            note: Some(match document.date {
                When::Unknown => "undated".to_owned(),
                date => date.to_string(),
            }),
            link,
        })
    }

    fn work(&mut self, id: &str, label: &str) -> String {
        self.holder(Holder {
            id: format!("work/{id}"),
            label: capital(label),
            kind: HolderKind::Work,
            note: None,
            link: None,
        })
    }

    /// Who vouches for the words of an attribution.
    fn speaker(&mut self, attribution: &AttributionRow) -> String {
        match &attribution.holder {
            Some(party) => self.holder(Holder {
                id: format!("actor/{}", party.id),
                label: capital(&party.label),
                kind: HolderKind::Speaker,
                note: None,
                link: None,
            }),
            None => {
                let label = attribution.named.as_deref().unwrap_or("somebody unnamed");
                self.holder(Holder {
                    id: format!("unnamed/{}", label.to_lowercase()),
                    label: capital(&shorten(label, 60)),
                    kind: HolderKind::Unknown,
                    note: None,
                    link: None,
                })
            }
        }
    }
}

/// Names in one breath: "Government of India and Oman".
fn told_together(labels: &[String]) -> String {
    let names: Vec<&str> = labels.iter().map(String::as_str).collect();
    merged_from(&names, 2).unwrap_or_else(|| list(labels))
}

/// Whether no text says whose words these are.
const fn nobody(attribution: &AttributionRow) -> bool {
    attribution.holder.is_none() && attribution.named.is_none() && attribution.work.is_none()
}

/// How words are passed on, over several attributions.
fn directness(told: &[&AttributionRow]) -> Option<Directness> {
    let mut ways: Vec<Directness> =
        told.iter().filter_map(|attribution| Directness::from_name(&attribution.directness)).collect();
    ways.sort_unstable();
    ways.dedup();
    match ways.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => Some(Directness::Mixed),
    }
}

/// The most frequent cue that fits on a line.
fn cue(told: &[&AttributionRow]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for cue in told.iter().filter_map(|attribution| attribution.cue.as_deref()) {
        if cue.chars().count() <= CUE {
            *counts.entry(cue.to_lowercase()).or_default() += 1;
        }
    }
    let most = counts.values().max().copied().unwrap_or(0);
    let found = counts.into_iter().find(|(_, count)| *count == most);
    found.map(|(cue, _)| format!("“{cue}”")).unwrap_or_default()
}

//! From a survey of a case to its page: statements in their context, disagreements as questions, sources.

use std::collections::BTreeMap;

use super::{
    Also, Answer, Claim, Contradiction, Debate, Disagreement, Epilogue, Passage, Report, Saying, Source, Telling,
    context::around,
};
use crate::{
    case::Case,
    diagram::{
        Grade, Link, Stance,
        survey::{self, FactRow, Filters, Finding, Links, StatementRow, Survey},
        text::{capital, count, list},
    },
    model::Modality,
};

impl Report {
    /// The page of a case: what the graph answers, in the context of the documents' texts.
    #[must_use]
    pub fn of_case(case: &Case, survey: &Survey) -> Self {
        let filters = Filters::default();
        let positions = survey.positions(&filters, &Links::Page);
        let filler = Filler { case, survey };
        Self {
            title: survey.case.title.clone(),
            lead: filler.lead(),
            language: case.manifest.language.clone().unwrap_or_else(|| "en".to_owned()),
            propositions: positions
                .propositions
                .iter()
                .map(|proposition| Debate {
                    id: proposition.id.clone(),
                    label: proposition.label.clone(),
                    statements: filler.sayings(&proposition.id),
                })
                .collect(),
            positions,
            disagreements: filler.disagreements(),
            deeds: filler.deeds(),
            timeline: Some(survey.timeline(&filters, &Links::Page)),
            sources: filler.sources(),
            epilogue: filler.epilogue(),
            colophon: filler.colophon(),
        }
    }
}

struct Filler<'a> {
    case: &'a Case,
    survey: &'a Survey,
}

impl Filler<'_> {
    fn lead(&self) -> Vec<String> {
        let tally = Survey::tally(&self.survey.statements);
        let number = |n: usize, one, many| count(u32::try_from(n).unwrap_or(u32::MAX), one, many);
        let counted = list(&[
            number(tally.statements, "statement", "statements"),
            number(tally.utterances, "speech act", "speech acts"),
        ]);
        let told = format!(
            "{counted} by {} on {}, from {}.",
            number(tally.actors, "actor", "actors"),
            number(tally.propositions, "proposition", "propositions"),
            number(tally.documents, "document", "documents"),
        );
        self.case.manifest.description.clone().into_iter().chain([told]).collect()
    }

    /// The statements on a proposition: one block for each speech act of an actor, its best telling first.
    fn sayings(&self, proposition: &str) -> Vec<Saying> {
        type Key<'s> = (Stance, &'s str, Grade, Vec<String>, &'s str);
        let mut blocks: BTreeMap<Key<'_>, Vec<&StatementRow>> = BTreeMap::new();
        let on_it = self.survey.statements.iter().filter(|s| s.topic.id == proposition);
        for statement in on_it {
            let by = match statement.modality {
                Modality::OwnWords => Vec::new(),
                _ => self.survey.ascribers(statement),
            };
            let (stance, grade) = (statement.stance, statement.grade());
            let key = (stance, statement.actor.label.as_str(), grade, by, statement.speech());
            blocks.entry(key).or_default().push(statement);
        }
        let mut blocks: Vec<Vec<&StatementRow>> = blocks.into_values().collect();
        for block in &mut blocks {
            block.sort_by_key(|statement| statement.quality());
        }
        // Who has most to say on a side comes first.
        let weight = |block: &[&StatementRow]| {
            let (actor, stance) = (&block[0].actor.id, block[0].stance);
            let of_actor = self
                .survey
                .statements
                .iter()
                .filter(|s| s.topic.id == proposition && s.actor.id == *actor && s.stance == stance);
            of_actor.count()
        };
        blocks.sort_by_cached_key(|block| {
            let first = block[0];
            let (stance, actor, grade) = (first.stance, first.actor.label.clone(), first.grade());
            let told = std::cmp::Reverse(block.len());
            (stance, std::cmp::Reverse(weight(block)), actor, grade, told)
        });
        blocks.iter().map(|block| self.saying(block)).collect()
    }

    fn saying(&self, block: &[&StatementRow]) -> Saying {
        let first = block[0];
        Saying {
            id: first.id.clone(),
            actor: capital(&first.actor.label),
            spokesperson: block.iter().find_map(|statement| self.survey.spokesperson(statement)),
            stance: first.stance,
            grade: first.grade(),
            voice: self.voice(first),
            form: first.form.map(|form| form.name().to_owned()).unwrap_or_default(),
            date: first.date,
            passage: self.passage_of(first),
            source: first.document.clone(),
            also: block[1..]
                .iter()
                .map(|statement| Also {
                    id: statement.id.clone(),
                    source: statement.document.clone(),
                    passage: self.passage_of(statement),
                })
                .collect(),
            link: None,
        }
    }

    /// Whose voice it is: "own words", "alleged by BlackBerry".
    fn voice(&self, statement: &StatementRow) -> String {
        let mut voice = match statement.modality {
            Modality::OwnWords if self.paraphrased(statement) => "own words, paraphrased".to_owned(),
            Modality::OwnWords => "own words".to_owned(),
            Modality::Unattributed => "the document says so on its own account".to_owned(),
            Modality::Reported | Modality::Alleged => {
                let by = list(&self.survey.ascribers(statement));
                format!("{} by {by}", statement.grade().voice())
            }
        };
        if let Some(condition) = &statement.condition {
            voice.push_str(&format!(" · if {condition}"));
        }
        voice
    }

    /// Whether all that the document has of a statement is in other words.
    fn paraphrased(&self, statement: &StatementRow) -> bool {
        let mut behind = self
            .survey
            .attributions
            .iter()
            .filter(|attribution| statement.attributions.contains(&attribution.id))
            .peekable();
        behind.peek().is_some() && behind.all(|attribution| attribution.directness == "indirect")
    }

    fn passage_of(&self, statement: &StatementRow) -> Passage {
        self.passage(&statement.id, &statement.document, &statement.quote)
    }

    fn passage_of_fact(&self, fact: &FactRow) -> Passage {
        self.passage(&fact.id, &fact.document, &fact.quote)
    }

    /// The words of a finding in their context, marked as a summary unless all of them are the source's own.
    fn passage(&self, finding: &str, document: &str, words: &str) -> Passage {
        let spans = self.survey.passages.get(finding).map_or(&[][..], Vec::as_slice);
        let text = self.case.documents.get(document).map(|document| document.text.as_str());
        let (prefix, suffix) = match (text, spans.first(), spans.last()) {
            (Some(text), Some(first), Some(last)) => {
                (around(text, first.start, first.end).0, around(text, last.start, last.end).1)
            }
            _ => (String::new(), String::new()),
        };
        Passage { prefix, exact: words.to_owned(), suffix, summary: spans.iter().any(|span| !span.verbatim) }
    }

    fn disagreements(&self) -> Vec<Disagreement> {
        survey::disputes(self.survey)
            .into_iter()
            .map(|dispute| Disagreement {
                question: dispute.question,
                answers: dispute.readings.iter().map(|reading| self.answer(&reading.value, &reading.facts)).collect(),
                note: dispute.note,
            })
            .collect()
    }

    fn answer(&self, value: &str, facts: &[&FactRow]) -> Answer {
        let mut tellings: Vec<Telling> = Vec::new();
        for fact in facts {
            let telling =
                Telling { source: fact.document.clone(), by: fact.holder.as_ref().map(|holder| holder.label.clone()) };
            if !tellings.contains(&telling) {
                tellings.push(telling);
            }
        }
        tellings.sort_by(|a, b| (&a.source, &a.by).cmp(&(&b.source, &b.by)));
        let best = facts.iter().min_by_key(|fact| (fact.quote.len().abs_diff(90), &fact.id));
        Answer { value: value.to_owned(), tellings, passage: best.map(|fact| self.passage_of_fact(fact)) }
    }

    fn deeds(&self) -> Vec<Contradiction> {
        let claims = |tellings: Vec<survey::Telling<'_>>| -> Vec<Claim> {
            tellings.iter().filter_map(|telling| self.claim(telling)).collect()
        };
        survey::contrasts(self.survey)
            .into_iter()
            .map(|contrast| Contradiction {
                actor: contrast.actor.to_owned(),
                proposition: contrast.about,
                words: claims(contrast.words),
                deeds: claims(contrast.deeds),
            })
            .collect()
    }

    fn claim(&self, telling: &survey::Telling<'_>) -> Option<Claim> {
        let first = telling.findings.first()?;
        let mut sources: Vec<String> = Vec::new();
        for finding in &telling.findings {
            let document = finding.document().to_owned();
            if !sources.contains(&document) {
                sources.push(document);
            }
        }
        Some(Claim {
            text: telling.text.clone(),
            by: None,
            passage: Some(match first {
                Finding::Statement(statement) => self.passage_of(statement),
                Finding::Fact(fact) => self.passage_of_fact(fact),
            }),
            sources,
        })
    }

    fn sources(&self) -> Vec<Source> {
        self.survey
            .documents
            .iter()
            .map(|document| Source {
                id: document.id.clone(),
                label: document.label(),
                citation: document.citation(),
                link: document.url.clone(),
                summary: document.summary,
                note: document.note.clone(),
            })
            .collect()
    }

    fn epilogue(&self) -> Option<Epilogue> {
        let text = self.survey.case.epilogue.as_ref()?;
        let sources = self.survey.case.epilogue_sources.iter();
        Some(Epilogue {
            paragraphs: vec![text.clone()],
            references: sources
                .map(|source| {
                    let web = source.starts_with("http");
                    (source.clone(), Link::new(source).filter(|_| web))
                })
                .collect(),
        })
    }

    fn colophon(&self) -> String {
        let licence = match &self.survey.case.licence {
            Some(licence) => format!(" Texts and coding: {licence}."),
            None => String::new(),
        };
        format!("Made with stancegraph {}.{licence}", env!("CARGO_PKG_VERSION"))
    }
}

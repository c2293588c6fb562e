//! From triples back to one coder's annotations of one document.
//!
//! People edit these files by hand, so whatever does not fit becomes a finding that names the resource and the
//! remedy; what fits is read all the same.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNodeRef, Term, Triple, vocab::rdf};

use super::{
    gaps::{nothing_read, of_others, orphans, unknown_terms},
    names::Names,
    provisional::strangers,
    values,
};
use crate::{
    diagnostic::Diagnostic,
    model::{
        AnnotationSet, Attribution, ClosedList, Coder, Decision, FactProperty, FactValue, ReportedFact, Run, Slug,
        Span, Statement,
    },
    vocab::{
        external as ext, term_of,
        terms::{class, property},
    },
};

/// Reads what [`super::encode_annotations`] wrote, or what a person wrote in its manner.
///
/// The findings are about resources, by their IRI in [`Diagnostic::label`]; the caller knows the file.
#[must_use]
pub fn decode_annotations(
    triples: &[Triple],
    coder: &Coder,
    document: &Slug,
    names: &Names<'_>,
) -> (AnnotationSet, Vec<Diagnostic>) {
    let mut resources: BTreeMap<String, Vec<&Triple>> = BTreeMap::new();
    for triple in triples {
        let subject = triple.subject.to_string();
        let iri = subject.trim_start_matches('<').trim_end_matches('>');
        resources.entry(iri.to_owned()).or_default().push(triple);
    }
    let mut decoder = Decoder {
        resources,
        names: *names,
        document,
        coder: coder.name.clone(),
        findings: Vec::new(),
        attributions: BTreeMap::new(),
    };
    let set = decoder.set(coder);
    decoder.findings.extend(strangers(triples, names));
    decoder.findings.extend(unknown_terms(triples));
    decoder.findings.extend(of_others(triples, &set, names));
    decoder.findings.extend(nothing_read(triples, &set));
    decoder.findings.extend(orphans(triples, &set, names));
    (set, decoder.findings)
}

struct Decoder<'a> {
    resources: BTreeMap<String, Vec<&'a Triple>>,
    names: Names<'a>,
    document: &'a Slug,
    coder: Slug,
    findings: Vec<Diagnostic>,
    /// Place in the set by IRI.
    attributions: BTreeMap<String, usize>,
}

impl<'a> Decoder<'a> {
    fn set(&mut self, coder: &Coder) -> AnnotationSet {
        let graph = self.names.annotation_graph(&coder.name, self.document);
        let graph = graph.as_str();
        let complete = self.literal(graph, property::COMPLETE).is_some_and(|flag| flag.value() == "true");
        let run = self.run(graph, coder);
        let found = self.of_class(class::ATTRIBUTION);
        self.attributions = found.iter().cloned().zip(0..).collect();
        let attributions = found.iter().map(|iri| self.attribution(iri)).collect();
        let statements = self.of_class(class::STATEMENT).iter().filter_map(|iri| self.statement(iri)).collect();
        let facts = self.of_class(class::REPORTED_FACT).iter().filter_map(|iri| self.fact(iri)).collect();
        let decisions = self.of_class(class::DECISION).iter().filter_map(|iri| self.decision(iri)).collect();
        let mut set = AnnotationSet {
            document: self.document.clone(),
            coder: coder.clone(),
            run,
            complete,
            attributions,
            statements,
            facts,
            decisions,
        };
        in_text_order(&mut set);
        set
    }

    fn run(&mut self, graph: &str, coder: &Coder) -> Run {
        let iri = self.iri(graph, ext::WAS_GENERATED_BY).unwrap_or_default();
        Run {
            name: Names::id_of("run", &iri).unwrap_or_else(|| coder.name.clone()),
            coder_version: self.text(&iri, property::CODER_VERSION),
            codebook_digest: self.text(&iri, property::CODEBOOK_DIGEST),
            command: self.text(&iri, property::COMMAND),
        }
    }

    fn attribution(&mut self, iri: &str) -> Attribution {
        let within = self.iri(iri, property::WITHIN).and_then(|outer| self.attribution_index(iri, &outer));
        let content = self.spans(iri, property::CONTENT_SPAN);
        if content.is_empty() {
            self.missing(iri, "content span", "add sg:contentSpan with the words that are said");
        }
        Attribution {
            id: last_segment(iri),
            source: self.spans(iri, property::SOURCE_SPAN),
            cue: self.spans(iri, property::CUE_SPAN),
            content,
            directness: self.term(iri, property::DIRECTNESS).unwrap_or(crate::model::Directness::Indirect),
            speaker: self.slug(iri, property::SPEAKER, "actor"),
            speaker_label: self.text(iri, property::SPEAKER_LABEL),
            candidates: self.slugs(iri, property::CANDIDATE, "actor"),
            speaks_for: self.slug(iri, property::SPEAKS_FOR, "actor"),
            role: self.text(iri, property::ROLE_AS_REPORTED),
            work: self.slug(iri, property::IN_WORK, "work"),
            within,
            rule: self.text(iri, property::RULE),
            confidence: self.confidence(iri),
        }
    }

    fn statement(&mut self, iri: &str) -> Option<Statement> {
        let actor = self.required(iri, property::ACTOR, "actor");
        let proposition = self.required(iri, property::PROPOSITION, "proposition");
        let stance = self.required_term(iri, property::STANCE);
        let modality = self.required_term(iri, property::MODALITY);
        let evidence = self.spans(iri, property::EVIDENCE);
        if evidence.is_empty() {
            self.missing(iri, "evidence", "add sg:evidence with the span of the words behind it");
        }
        let actor = actor?;
        let actor_iri = self.names.actor(&actor);
        let attribution = self.iri(iri, ext::WAS_DERIVED_FROM).and_then(|from| self.attribution_index(iri, &from));
        Some(Statement {
            id: last_segment(iri),
            actor_label: self.text(actor_iri.as_str(), ext::LABEL),
            actor_kind: self.term(actor_iri.as_str(), property::KIND),
            actor,
            spokesperson: self.slug(iri, property::SPOKESPERSON, "actor"),
            proposition: proposition?,
            stance: stance?,
            leaning: self.term(iri, property::LEANING),
            condition: self.text(iri, property::CONDITION),
            form: self.term(iri, property::FORM),
            modality: modality?,
            commitment: self.term(iri, property::COMMITMENT).unwrap_or(crate::model::Commitment::Asserted),
            ascribed_by: self.slug(iri, property::ASCRIBED_BY, "actor"),
            addressees: self.slugs(iri, property::ADDRESSEE, "actor"),
            targets: self.slugs(iri, property::TARGET, "actor"),
            frames: self.slugs(iri, property::FRAME, "frame"),
            frames_rejected: self.slugs(iri, property::FRAME_REJECTED, "frame"),
            utterance: self.slug(iri, property::UTTERANCE, "utterance"),
            date: self.date(iri),
            evidence,
            attribution,
            rule: self.text(iri, property::RULE),
            confidence: self.confidence(iri),
            note: self.text(iri, ext::COMMENT),
        })
    }

    fn fact(&mut self, iri: &str) -> Option<ReportedFact> {
        let event = self.required(iri, property::EVENT, "event")?;
        let property: FactProperty = self.required_term(iri, property::PROPERTY)?;
        let value = self.fact_value(iri, property)?;
        let evidence = self.spans(iri, property::EVIDENCE);
        if evidence.is_empty() {
            self.missing(iri, "evidence", "add sg:evidence with the span of the words behind it");
        }
        let attribution = self.iri(iri, ext::WAS_DERIVED_FROM).and_then(|from| self.attribution_index(iri, &from));
        Some(ReportedFact {
            id: last_segment(iri),
            event,
            property,
            value,
            asserted_by: self.slug(iri, property::ASSERTED_BY, "actor"),
            evidence,
            attribution,
            rule: self.text(iri, property::RULE),
            confidence: self.confidence(iri),
        })
    }

    fn fact_value(&mut self, iri: &str, property: FactProperty) -> Option<FactValue> {
        let value = match self.values(iri, property::VALUE).first() {
            Some(Term::NamedNode(node)) => {
                let kind = match property {
                    FactProperty::Reason => "frame",
                    FactProperty::InResponseTo => "event",
                    _ => "actor",
                };
                self.names.own_id_of(kind, node.as_str()).map(FactValue::Id)
            }
            Some(Term::Literal(literal)) if values::is_date(literal) => {
                literal.value().parse().ok().map(FactValue::Date)
            }
            Some(Term::Literal(literal)) => match literal.value() {
                "true" => Some(FactValue::Boolean(true)),
                "false" => Some(FactValue::Boolean(false)),
                number => number.parse().ok().map(FactValue::Number),
            },
            _ => None,
        };
        let value = value.filter(|value| property.admits(value));
        if value.is_none() {
            let id = property.id();
            let wanted = property.expects();
            self.missing(iri, "value", &format!("`{id}` needs sg:value with {wanted}"));
        }
        value
    }

    fn decision(&mut self, iri: &str) -> Option<Decision> {
        let kind = self.required_term(iri, property::DECISION_KIND)?;
        let about = self.iri(iri, property::ABOUT);
        let by = self.slug(iri, property::DECIDED_BY, "coder").filter(|person| *person != self.coder);
        if about.is_none() {
            self.missing(iri, "statement", "add sg:about with the statement decided on");
        }
        Some(Decision {
            id: last_segment(iri),
            kind,
            about: last_segment(&about?),
            result: self.iri(iri, property::RESULT).map(|r| last_segment(&r)),
            reason: self.text(iri, property::REASON),
            by,
            at: self.text(iri, ext::GENERATED_AT_TIME),
        })
    }

    fn attribution_index(&mut self, iri: &str, target: &str) -> Option<usize> {
        let index = self.attributions.get(target).copied();
        if index.is_none() {
            self.findings.push(
                Diagnostic::error("dangling-reference", format!("{iri} refers to {target}, which is not in this file"))
                    .label(iri)
                    .help("add the attribution or take the reference out"),
            );
        }
        index
    }

    // ---- reading values

    fn of_class(&mut self, class: NamedNodeRef<'_>) -> Vec<String> {
        let of_class =
            |triples: &[&Triple]| triples.iter().any(|t| t.predicate == rdf::TYPE && t.object == Term::from(class));
        let mut found: Vec<String> =
            self.resources.iter().filter(|(_, triples)| of_class(triples)).map(|(iri, _)| iri.clone()).collect();
        // A parser gives what has no name another one each time.
        if found.iter().any(|iri| iri.starts_with("_:")) {
            found.retain(|iri| !iri.starts_with("_:"));
            self.findings.push(
                Diagnostic::error("no-name", format!("a {class} has no name"))
                    .help("name it, such as st:1, so that others can refer to it"),
            );
        }
        found
    }

    fn values(&self, iri: &str, property: NamedNodeRef<'_>) -> Vec<&'a Term> {
        self.resources
            .get(iri)
            .into_iter()
            .flatten()
            .filter(|triple| triple.predicate == property)
            .map(|triple| &triple.object)
            .collect()
    }

    fn literal(&self, iri: &str, property: NamedNodeRef<'_>) -> Option<&'a Literal> {
        self.values(iri, property).into_iter().find_map(|term| match term {
            Term::Literal(literal) => Some(literal),
            _ => None,
        })
    }

    fn text(&self, iri: &str, property: NamedNodeRef<'_>) -> Option<String> {
        Some(self.literal(iri, property)?.value().to_owned())
    }

    fn iri(&self, iri: &str, property: NamedNodeRef<'_>) -> Option<String> {
        self.values(iri, property).into_iter().find_map(|term| match term {
            Term::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        })
    }

    fn slugs(&mut self, iri: &str, property: NamedNodeRef<'_>, kind: &str) -> Vec<Slug> {
        let mut ids = Vec::new();
        for value in self.values(iri, property) {
            match value {
                Term::NamedNode(node) => match self.names.own_id_of(kind, node.as_str()) {
                    Some(id) => ids.push(id),
                    None => {
                        self.wrong(iri, property, &format!("the IRI of a {kind} of this case or its codebooks"), value);
                    }
                },
                _ => self.wrong(iri, property, &format!("the IRI of a {kind}"), value),
            }
        }
        ids
    }

    fn slug(&mut self, iri: &str, property: NamedNodeRef<'_>, kind: &str) -> Option<Slug> {
        let ids = self.slugs(iri, property, kind);
        if ids.len() > 1 {
            self.several(iri, property);
        }
        ids.into_iter().next()
    }

    fn required(&mut self, iri: &str, property: NamedNodeRef<'_>, kind: &str) -> Option<Slug> {
        let slug = self.slug(iri, property, kind);
        if slug.is_none() {
            self.missing(iri, kind, &format!("add sg:{kind} with the IRI of one"));
        }
        slug
    }

    fn term<T: ClosedList>(&mut self, iri: &str, property: NamedNodeRef<'_>) -> Option<T> {
        let found = self.iri(iri, property)?;
        if self.values(iri, property).len() > 1 {
            self.several(iri, property);
        }
        let term = term_of(&found);
        if term.is_none() {
            let known: Vec<_> = T::ALL.iter().map(|t| format!("sg:{}", t.local_name())).collect();
            let expected = format!("a {}: {}", T::WHAT, known.join(", "));
            let found = Term::from(oxigraph::model::NamedNode::new_unchecked(found));
            self.wrong(iri, property, &expected, &found);
        }
        term
    }

    fn required_term<T: ClosedList>(&mut self, iri: &str, property: NamedNodeRef<'_>) -> Option<T> {
        if self.iri(iri, property).is_none() {
            let known: Vec<_> = T::ALL.iter().map(|t| format!("sg:{}", t.local_name())).collect();
            self.missing(iri, T::WHAT, &format!("add one of {}", known.join(", ")));
        }
        self.term(iri, property)
    }

    fn confidence(&mut self, iri: &str) -> Option<f64> {
        let literal = self.literal(iri, property::CONFIDENCE)?;
        let confidence = literal.value().parse().ok().filter(|confidence| (0.0..=1.0).contains(confidence));
        if confidence.is_none() {
            self.wrong(iri, property::CONFIDENCE, "a number from 0 to 1", &literal.clone().into());
        }
        confidence
    }

    fn date(&mut self, iri: &str) -> Option<crate::model::Date> {
        let literal = self.literal(iri, ext::DATE)?;
        match literal.value().parse() {
            Ok(date) => Some(date),
            Err(error) => {
                self.findings.push(Diagnostic::error("bad-date", format!("{iri}: {error}")).label(iri));
                None
            }
        }
    }

    /// Spans by their selectors' offsets, in order.
    fn spans(&mut self, iri: &str, property: NamedNodeRef<'_>) -> Vec<Span> {
        let mut spans = Vec::new();
        for value in self.values(iri, property) {
            let Term::NamedNode(node) = value else {
                self.wrong(iri, property, "the IRI of a span", value);
                continue;
            };
            match self.span(node.as_str()) {
                Some(span) => {
                    spans.push(span);
                    if !self.has_words(node.as_str()) {
                        self.findings.push(
                            Diagnostic::error(
                                "missing-quote",
                                format!("{} has no words to hold the text against", shortened(node.as_str())),
                            )
                            .label(node.as_str())
                            .help("give the span a quote selector with oa:exact, or code the passage again"),
                        );
                    }
                }
                None => self.findings.push(
                    Diagnostic::error(
                        "missing-selector",
                        format!("{} has no text position selector with oa:start before oa:end", node.as_str()),
                    )
                    .label(node.as_str())
                    .help(
                        "give the span oa:hasSelector with a position and a quote selector, or code the passage again",
                    ),
                ),
            }
        }
        spans.sort_unstable();
        spans
    }

    fn span(&self, iri: &str) -> Option<Span> {
        self.values(iri, ext::HAS_SELECTOR).into_iter().find_map(|selector| {
            let Term::NamedNode(selector) = selector else {
                return None;
            };
            let offset = |property| self.literal(selector.as_str(), property)?.value().parse::<usize>().ok();
            let span = Span::new(offset(ext::START)?, offset(ext::END)?);
            (!span.is_empty()).then_some(span)
        })
    }

    /// Whether a span says which words should stand there.
    fn has_words(&self, iri: &str) -> bool {
        self.values(iri, ext::HAS_SELECTOR).into_iter().any(|selector| match selector {
            Term::NamedNode(selector) => self.literal(selector.as_str(), ext::EXACT).is_some(),
            _ => false,
        })
    }

    fn several(&mut self, iri: &str, property: NamedNodeRef<'_>) {
        self.findings.push(
            Diagnostic::error("several-values", format!("{} has several values of {property}", shortened(iri)))
                .label(iri)
                .help("leave the one that is meant"),
        );
    }

    fn missing(&mut self, iri: &str, what: &str, help: &str) {
        self.findings.push(
            Diagnostic::error("missing-value", format!("{} has no {what}", shortened(iri))).label(iri).help(help),
        );
    }

    fn wrong(&mut self, iri: &str, property: NamedNodeRef<'_>, expected: &str, found: &Term) {
        self.findings.push(
            Diagnostic::error(
                "wrong-value",
                format!("{}: {property} must be {expected}, but is {}", shortened(iri), shortened(&found.to_string())),
            )
            .label(iri),
        );
    }
}

/// A name as a message has it: somebody else's may be of any length.
fn shortened(iri: &str) -> String {
    const LONGEST: usize = 200;
    let mut short: String = iri.chars().take(LONGEST).collect();
    if short.len() < iri.len() {
        short.push('…');
    }
    short
}

fn last_segment(iri: &str) -> String {
    iri.rsplit('/').next().unwrap_or(iri).to_owned()
}

/// Orders everything by its place in the text, as coders write it, and keeps references between attributions.
pub(super) fn in_text_order(set: &mut AnnotationSet) {
    let mut order: Vec<usize> = (0..set.attributions.len()).collect();
    order.sort_by_key(|&index| {
        let found = &set.attributions[index];
        (found.content.first().copied(), found.id.clone())
    });
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let moved = |reference: &mut Option<usize>| *reference = reference.map(|old| place[old]);
    let mut sorted: Vec<Attribution> = order.iter().map(|&index| set.attributions[index].clone()).collect();
    for found in &mut sorted {
        moved(&mut found.within);
    }
    set.attributions = sorted;
    for found in &mut set.statements {
        moved(&mut found.attribution);
    }
    for found in &mut set.facts {
        moved(&mut found.attribution);
    }
    set.statements.sort_by(|a, b| (&a.evidence, &a.id).cmp(&(&b.evidence, &b.id)));
    set.facts.sort_by(|a, b| (&a.evidence, &a.id).cmp(&(&b.evidence, &b.id)));
    set.decisions.sort_by(|a, b| a.id.cmp(&b.id));
}

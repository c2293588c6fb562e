//! From one coder's annotations of one document to triples.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    Literal, NamedNode, NamedNodeRef, Term, Triple,
    vocab::{rdf, xsd},
};

use super::{decode::in_text_order, names::Names, node::Describe, values};
use crate::{
    model::{
        AnnotationSet, Attribution, Decision, DecisionKind, Document, FactProperty, FactValue, Offsets, ReportedFact,
        Slug, Span, Statement, TextKind,
    },
    vocab::{
        external as ext, individual,
        terms::{class, property},
    },
};

/// How many code points of context a quotation is kept with, so that it can be found again after an edit.
const CONTEXT: usize = 32;

/// The passages of a document: its words by offset, and which of them are the source's own.
#[derive(Debug, Clone)]
pub struct Passages<'d> {
    document: &'d Document,
    offsets: Offsets<'d>,
    /// What stands in quotation marks.
    quotations: Vec<Span>,
}

impl<'d> Passages<'d> {
    /// The passages of a document in which these spans stand in quotation marks.
    #[must_use]
    pub fn new(document: &'d Document, quotations: Vec<Span>) -> Self {
        Self { document, offsets: Offsets::new(&document.text), quotations }
    }

    /// The words of a span, `None` if it lies outside the text.
    #[must_use]
    pub fn words(&self, span: Span) -> Option<&'d str> {
        self.offsets.slice(span)
    }

    /// Whether the words of a span are the source's: always, unless the text is a summary and they are not quoted.
    #[must_use]
    pub fn is_verbatim(&self, span: Span) -> bool {
        self.document.text_kind == TextKind::Full || self.quotations.iter().any(|quotation| quotation.contains(span))
    }

    fn before(&self, span: Span) -> &'d str {
        self.words(Span::new(span.start.saturating_sub(CONTEXT), span.start)).unwrap_or_default()
    }

    fn after(&self, span: Span) -> &'d str {
        let end = (span.end + CONTEXT).min(self.offsets.len());
        self.words(Span::new(span.end, end)).unwrap_or_default()
    }
}

/// The triples of one coder's annotations of one document: the content of its file and of its named graph.
///
/// Spans that lie outside the text are left out; [`crate::case`] reports them before anything is encoded.
#[must_use]
pub fn encode_annotations(set: &AnnotationSet, passages: &Passages<'_>, names: &Names<'_>) -> Vec<Triple> {
    // Actors and utterances that nothing declares are named after the first that mentions them: first in the text,
    // so that a file that was read is written as the same bytes.
    let mut in_order = set.clone();
    in_text_order(&mut in_order);
    let set = &in_order;
    let mut encoder = Encoder {
        set,
        passages,
        names,
        document: names.document(&set.document),
        run: names.run(&set.run.name),
        spans: Vec::new(),
        triples: Vec::new(),
    };
    encoder.provenance();
    for attribution in &set.attributions {
        encoder.attribution(attribution);
    }
    for statement in &set.statements {
        encoder.statement(statement);
    }
    for fact in &set.facts {
        encoder.fact(fact);
    }
    for decision in &set.decisions {
        encoder.decision(decision);
    }
    encoder.provisional_actors();
    encoder.utterances();
    encoder.spans();
    encoder.triples
}

/// Whether annotations say that their coder is a program.
#[must_use]
pub fn is_by_a_program(triples: &[Triple]) -> bool {
    triples.iter().any(|triple| triple.predicate == rdf::TYPE && triple.object == Term::from(ext::PROV_SOFTWARE_AGENT))
}

struct Encoder<'a> {
    set: &'a AnnotationSet,
    passages: &'a Passages<'a>,
    names: &'a Names<'a>,
    document: NamedNode,
    run: NamedNode,
    spans: Vec<Span>,
    triples: Vec<Triple>,
}

impl Encoder<'_> {
    fn provenance(&mut self) {
        let (set, names) = (self.set, self.names);
        let coder = names.coder(&set.coder.name);
        let agent = if set.coder.machine { ext::PROV_SOFTWARE_AGENT } else { ext::PROV_PERSON };
        Describe::new(names.annotation_graph(&set.coder.name, &set.document), &mut self.triples)
            .a(class::ANNOTATION_SET)
            .a(ext::PROV_ENTITY)
            .has(property::IN_DOCUMENT, self.document.clone())
            .has(property::CODER, coder.clone())
            .has(property::COMPLETE, Literal::from(set.complete))
            .has(ext::WAS_GENERATED_BY, self.run.clone());
        Describe::new(coder.clone(), &mut self.triples)
            .a(class::CODER)
            .a(agent)
            .has(ext::LABEL, Literal::new_simple_literal(set.coder.name.as_str()));
        Describe::new(self.run.clone(), &mut self.triples)
            .a(class::RUN)
            .a(ext::PROV_ACTIVITY)
            .has(ext::WAS_ASSOCIATED_WITH, coder)
            .has_each(property::CODER_VERSION, set.run.coder_version.as_ref().map(Literal::new_simple_literal))
            .has_each(property::CODEBOOK_DIGEST, set.run.codebook_digest.as_ref().map(Literal::new_simple_literal))
            .has_each(property::COMMAND, set.run.command.as_ref().map(Literal::new_simple_literal));
        for person in set.decisions.iter().filter_map(|made| made.by.as_ref()).collect::<BTreeSet<_>>() {
            if *person != set.coder.name {
                Describe::new(names.coder(person), &mut self.triples)
                    .a(class::CODER)
                    .a(ext::PROV_PERSON)
                    .has(ext::LABEL, Literal::new_simple_literal(person.as_str()));
            }
        }
    }

    fn attribution(&mut self, found: &Attribution) {
        let names = self.names;
        let source = self.span_nodes(&found.source);
        let cue = self.span_nodes(&found.cue);
        let content = self.span_nodes(&found.content);
        let outer =
            found.within.and_then(|index| self.set.attributions.get(index)).map(|outer| names.attribution(&outer.id));
        Describe::new(names.attribution(&found.id), &mut self.triples)
            .a(class::ATTRIBUTION)
            .a(ext::PROV_ENTITY)
            .has(property::IN_DOCUMENT, self.document.clone())
            .has(property::DIRECTNESS, individual(found.directness))
            .has_each(property::IN_WORK, found.work.iter().map(|w| names.work(w)))
            .has_each(property::SPEAKER, actors(names, &found.speaker))
            .has_each(property::SPEAKER_LABEL, plain(&found.speaker_label))
            .has_each(property::CANDIDATE, actors(names, &found.candidates))
            .has_each(property::SPEAKS_FOR, actors(names, &found.speaks_for))
            .has_each(property::ROLE_AS_REPORTED, plain(&found.role))
            .has_each(property::WITHIN, outer)
            .has_each(property::SOURCE_SPAN, source)
            .has_each(property::CUE_SPAN, cue)
            .has_each(property::CONTENT_SPAN, content)
            .has_each(property::RULE, plain(&found.rule))
            .has_each(property::CONFIDENCE, found.confidence.map(values::confidence))
            .has(ext::WAS_GENERATED_BY, self.run.clone());
    }

    fn statement(&mut self, found: &Statement) {
        let names = self.names;
        let evidence = self.span_nodes(&found.evidence);
        let attribution = self.attribution_node(found.attribution);
        let revised = self
            .set
            .decisions
            .iter()
            .filter(|decision| decision.result.as_deref() == Some(&found.id))
            .map(|decision| names.statement(&decision.about));
        Describe::new(names.statement(&found.id), &mut self.triples)
            .a(class::STATEMENT)
            .a(ext::PROV_ENTITY)
            .has(property::IN_DOCUMENT, self.document.clone())
            .has(property::ACTOR, names.actor(&found.actor))
            .has_each(property::SPOKESPERSON, actors(names, &found.spokesperson))
            .has(property::PROPOSITION, names.proposition(&found.proposition))
            .has(property::STANCE, individual(found.stance))
            .has_each(property::LEANING, found.leaning.map(individual))
            .has_each(property::CONDITION, plain(&found.condition))
            .has_each(property::FORM, found.form.map(individual))
            .has(property::MODALITY, individual(found.modality))
            .has(property::COMMITMENT, individual(found.commitment))
            .has_each(property::ASCRIBED_BY, actors(names, &found.ascribed_by))
            .has_each(property::ADDRESSEE, actors(names, &found.addressees))
            .has_each(property::TARGET, actors(names, &found.targets))
            .has_each(property::FRAME, found.frames.iter().map(|f| names.frame(f)))
            .has_each(property::FRAME_REJECTED, found.frames_rejected.iter().map(|f| names.frame(f)))
            .has_each(property::UTTERANCE, found.utterance.iter().map(|u| names.utterance(u)))
            .has_each(ext::DATE, found.date.map(values::date))
            .has_each(property::EVIDENCE, evidence)
            .has_each(ext::WAS_DERIVED_FROM, attribution)
            .has_each(ext::WAS_REVISION_OF, revised)
            .has_each(property::RULE, plain(&found.rule))
            .has_each(property::CONFIDENCE, found.confidence.map(values::confidence))
            .has_each(ext::COMMENT, plain(&found.note))
            .has(ext::WAS_GENERATED_BY, self.run.clone());
    }

    /// Actors that no codebook knows are described beside the statements, so that each has a name and a kind.
    fn provisional_actors(&mut self) {
        for (id, label, kind) in super::provisional::provisional_actors(self.set) {
            if self.names.knows_actor(&id) {
                continue;
            }
            Describe::new(self.names.actor(&id), &mut self.triples)
                .a(class::ACTOR)
                .a(ext::AGENT)
                .has(ext::LABEL, values::english(&label))
                .has(property::KIND, individual(kind))
                .has(property::PROVISIONAL, Literal::from(true));
        }
    }

    /// Utterances that no case declares get a block beside the statements, labelled with the first of their words.
    fn utterances(&mut self) {
        let mut told: BTreeMap<&Slug, &Statement> = BTreeMap::new();
        for statement in &self.set.statements {
            if let Some(utterance) = &statement.utterance {
                told.entry(utterance).or_insert(statement);
            }
        }
        for (utterance, statement) in told {
            if self.names.knows_utterance(utterance) {
                continue;
            }
            let words = statement.evidence.iter().find_map(|&span| self.passages.words(span));
            Describe::new(self.names.utterance(utterance), &mut self.triples)
                .a(class::UTTERANCE)
                .has(ext::LABEL, values::english(&beginning(words.unwrap_or_default())));
        }
    }

    fn fact(&mut self, found: &ReportedFact) {
        let names = self.names;
        let evidence = self.span_nodes(&found.evidence);
        let attribution = self.attribution_node(found.attribution);
        let describe = Describe::new(names.fact(&found.id), &mut self.triples)
            .a(class::REPORTED_FACT)
            .a(ext::PROV_ENTITY)
            .has(property::IN_DOCUMENT, self.document.clone())
            .has(property::EVENT, names.event(&found.event))
            .has(property::PROPERTY, individual(found.property))
            .has_each(property::ASSERTED_BY, actors(names, &found.asserted_by))
            .has_each(property::EVIDENCE, evidence)
            .has_each(ext::WAS_DERIVED_FROM, attribution)
            .has_each(property::RULE, plain(&found.rule))
            .has_each(property::CONFIDENCE, found.confidence.map(values::confidence))
            .has(ext::WAS_GENERATED_BY, self.run.clone());
        match &found.value {
            FactValue::Boolean(value) => describe.has(property::VALUE, Literal::from(*value)),
            FactValue::Number(value) => describe.has(property::VALUE, values::number(*value)),
            FactValue::Date(value) => describe.has(property::VALUE, values::date(*value)),
            FactValue::Id(id) => describe.has(
                property::VALUE,
                match found.property {
                    FactProperty::Reason => names.frame(id),
                    FactProperty::InResponseTo => names.event(id),
                    _ => names.actor(id),
                },
            ),
        };
    }

    fn decision(&mut self, made: &Decision) {
        let names = self.names;
        let about = names.statement(&made.about);
        if made.kind == DecisionKind::Reject {
            Describe::new(names.annotation_graph(&self.set.coder.name, &self.set.document), &mut self.triples)
                .has(property::REJECTS, about.clone());
        }
        Describe::new(names.decision(&made.id), &mut self.triples)
            .a(class::DECISION)
            .has(property::IN_DOCUMENT, self.document.clone())
            .has(property::DECISION_KIND, individual(made.kind))
            .has(property::ABOUT, about)
            .has_each(property::RESULT, made.result.iter().map(|id| names.statement(id)))
            .has_each(property::REASON, plain(&made.reason))
            .has(property::DECIDED_BY, names.coder(made.by.as_ref().unwrap_or(&self.set.coder.name)))
            .has_each(ext::GENERATED_AT_TIME, made.at.iter().map(|at| Literal::new_typed_literal(at, xsd::DATE_TIME)));
    }

    /// Every span that something points to, once.
    fn spans(&mut self) {
        self.spans.sort_unstable();
        self.spans.dedup();
        for span in std::mem::take(&mut self.spans) {
            let Some(exact) = self.passages.words(span) else {
                continue;
            };
            let node = self.names.span(&self.set.document, span);
            let [position, quote] = ["-p", "-q"].map(|end| NamedNode::new_unchecked(format!("{}{end}", node.as_str())));
            Describe::new(node, &mut self.triples)
                .a(ext::SPECIFIC_RESOURCE)
                .has(ext::HAS_SOURCE, self.document.clone())
                .has(property::VERBATIM, Literal::from(self.passages.is_verbatim(span)))
                .has(ext::HAS_SELECTOR, position.clone())
                .has(ext::HAS_SELECTOR, quote.clone());
            Describe::new(position, &mut self.triples)
                .a(ext::TEXT_POSITION_SELECTOR)
                .has(ext::START, Literal::from(span.start as u64))
                .has(ext::END, Literal::from(span.end as u64));
            let text = |property: NamedNodeRef<'static>, words: &str| (property, Literal::new_simple_literal(words));
            let mut describe = Describe::new(quote, &mut self.triples).a(ext::TEXT_QUOTE_SELECTOR);
            for (property, words) in [
                text(ext::EXACT, exact),
                text(ext::PREFIX, self.passages.before(span)),
                text(ext::SUFFIX, self.passages.after(span)),
            ] {
                describe = describe.has(property, words);
            }
        }
    }

    fn span_nodes(&mut self, spans: &[Span]) -> Vec<NamedNode> {
        self.spans.extend_from_slice(spans);
        spans.iter().map(|&span| self.names.span(&self.set.document, span)).collect()
    }

    fn attribution_node(&self, index: Option<usize>) -> Option<NamedNode> {
        let found = self.set.attributions.get(index?)?;
        Some(self.names.attribution(&found.id))
    }
}

fn actors<'s>(
    names: &'s Names<'_>,
    ids: impl IntoIterator<Item = &'s Slug> + 's,
) -> impl Iterator<Item = NamedNode> + 's {
    ids.into_iter().map(|id| names.actor(id))
}

/// The first words of a passage, on one line.
fn beginning(words: &str) -> String {
    const LENGTH: usize = 60;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        None => line,
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &line[..cut])
        }
    }
}

fn plain(text: &Option<String>) -> Option<Literal> {
    text.as_ref().map(Literal::new_simple_literal)
}

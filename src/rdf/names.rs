//! The IRIs of a case and of the codebooks it uses: one namespace a kind of thing.

use oxigraph::model::NamedNode;

use crate::model::{Codebook, Slug, Span};

/// Mints the IRIs of one case and reads ids back from them.
///
/// Actors, propositions and the like live under the base IRI of the codebook that declares them, so that cases share
/// them; what only this case has lives under the case's own.
#[derive(Debug, Clone, Copy)]
pub struct Names<'c> {
    base: &'c str,
    codebook: &'c Codebook,
}

impl<'c> Names<'c> {
    /// Names for the case with this base IRI, which ends in `/`.
    #[must_use]
    pub const fn new(base: &'c str, codebook: &'c Codebook) -> Self {
        Self { base, codebook }
    }

    /// The case itself.
    #[must_use]
    pub fn case(&self) -> NamedNode {
        NamedNode::new_unchecked(self.base)
    }

    /// A document.
    #[must_use]
    pub fn document(&self, slug: &Slug) -> NamedNode {
        self.own("document", slug.as_str())
    }

    /// A passage of a document.
    #[must_use]
    pub fn span(&self, document: &Slug, span: Span) -> NamedNode {
        self.own("span", &format!("{document}-{}-{}", span.start, span.end))
    }

    /// An attribution by its id.
    #[must_use]
    pub fn attribution(&self, id: &str) -> NamedNode {
        self.own("attribution", id)
    }

    /// A statement by its id.
    #[must_use]
    pub fn statement(&self, id: &str) -> NamedNode {
        self.own("statement", id)
    }

    /// A reported fact by its id.
    #[must_use]
    pub fn fact(&self, id: &str) -> NamedNode {
        self.own("fact", id)
    }

    /// A reviewer's decision by its id.
    #[must_use]
    pub fn decision(&self, id: &str) -> NamedNode {
        self.own("decision", id)
    }

    /// A coder.
    #[must_use]
    pub fn coder(&self, name: &Slug) -> NamedNode {
        self.own("coder", name.as_str())
    }

    /// A coding run.
    #[must_use]
    pub fn run(&self, name: &Slug) -> NamedNode {
        self.own("run", name.as_str())
    }

    /// The named graph of one coder and document.
    #[must_use]
    pub fn annotation_graph(&self, coder: &Slug, document: &Slug) -> NamedNode {
        self.own("graph", &format!("{coder}/{document}"))
    }

    /// The graph of current statements, codebook and ontology.
    #[must_use]
    pub fn current_graph(&self) -> NamedNode {
        self.own("graph", "current")
    }

    /// The graph of derived triples.
    #[must_use]
    pub fn inferred_graph(&self) -> NamedNode {
        self.own("graph", "inferred")
    }

    /// An actor, under the codebook's base if a codebook declares it.
    #[must_use]
    pub fn actor(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.actors.get(id).map(|entry| &*entry.base);
        self.shared(base, "actor", id)
    }

    /// Whether a codebook declares this actor.
    #[must_use]
    pub fn knows_actor(&self, id: &Slug) -> bool {
        self.codebook.actors.contains_key(id)
    }

    /// Whether a case or codebook declares this utterance.
    #[must_use]
    pub fn knows_utterance(&self, id: &Slug) -> bool {
        self.codebook.utterances.contains_key(id)
    }

    /// The id of a codebook's actor that is most like this one, if one is alike at all.
    #[must_use]
    pub fn nearest_actor(&self, id: &Slug) -> Option<&'c Slug> {
        let likeness = |known: &Slug| strsim::jaro_winkler(known.as_str(), id.as_str());
        self.codebook
            .actors
            .keys()
            .filter(|known| likeness(known) > 0.75)
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
    }

    /// The actor of a codebook with exactly this label or alias.
    #[must_use]
    pub fn actor_labelled(&self, name: &str) -> Option<NamedNode> {
        self.codebook
            .actors
            .values()
            .find(|actor| actor.label == name || actor.aliases.iter().any(|alias| alias == name))
            .map(|actor| self.actor(&actor.id))
    }

    /// A proposition.
    #[must_use]
    pub fn proposition(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.propositions.get(id).map(|entry| &*entry.base);
        self.shared(base, "proposition", id)
    }

    /// An issue.
    #[must_use]
    pub fn issue(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.issues.get(id).map(|entry| &*entry.base);
        self.shared(base, "issue", id)
    }

    /// A frame.
    #[must_use]
    pub fn frame(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.frames.get(id).map(|entry| &*entry.base);
        self.shared(base, "frame", id)
    }

    /// An event.
    #[must_use]
    pub fn event(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.events.get(id).map(|entry| &*entry.base);
        self.shared(base, "event", id)
    }

    /// A cited work.
    #[must_use]
    pub fn work(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.works.get(id).map(|entry| &*entry.base);
        self.shared(base, "work", id)
    }

    /// An utterance.
    #[must_use]
    pub fn utterance(&self, id: &Slug) -> NamedNode {
        let base = self.codebook.utterances.get(id).map(|entry| &*entry.base);
        self.shared(base, "utterance", id)
    }

    /// The last segment of an IRI of this kind, as long as it is an id: `blackberry` of `.../actor/blackberry`.
    #[must_use]
    pub fn id_of(kind: &str, iri: &str) -> Option<Slug> {
        let (before, id) = iri.rsplit_once('/')?;
        (before.rsplit_once('/')?.1 == kind).then(|| id.parse().ok()).flatten()
    }

    /// The same for an IRI under the base of this case or of a codebook that it uses: `blackberry` of somebody else's
    /// `.../actor/blackberry` is somebody else.
    #[must_use]
    pub fn own_id_of(&self, kind: &str, iri: &str) -> Option<Slug> {
        let id = Self::id_of(kind, iri)?;
        let base = iri.strip_suffix(id.as_str())?.strip_suffix('/')?.strip_suffix(kind)?;
        (base == self.base || self.codebook.has_base(base)).then_some(id)
    }

    fn own(&self, kind: &str, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{id}", self.base))
    }

    fn shared(&self, base: Option<&str>, kind: &str, id: &Slug) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{id}", base.unwrap_or(self.base)))
    }
}

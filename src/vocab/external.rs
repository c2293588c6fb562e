//! The terms of other vocabularies that we write or read.

use oxigraph::model::NamedNodeRef;

macro_rules! terms {
    ($($(#[$meta:meta])* $name:ident = $iri:literal;)+) => {
        $($(#[$meta])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)+

        /// All of them.
        pub const ALL: &[NamedNodeRef<'static>] = &[$($name),+];
    };
}

terms! {
    /// A creator's name.
    AUTHOR = "https://schema.org/author";
    /// When something was made or happened.
    DATE = "http://purl.org/dc/terms/date";
    /// A definition of a concept.
    DEFINITION = "http://www.w3.org/2004/02/skos/core#definition";
    /// The language of a text.
    LANGUAGE = "http://purl.org/dc/terms/language";
    /// Under which terms a text may be used.
    LICENSE = "http://purl.org/dc/terms/license";
    /// Who published a document.
    PUBLISHER = "http://purl.org/dc/terms/publisher";
    /// Where a fact about an actor can be read.
    SOURCE = "http://purl.org/dc/terms/source";
    /// A title.
    TITLE = "http://purl.org/dc/terms/title";
    /// Where a text can be read.
    URL = "https://schema.org/url";
    /// When a membership began.
    START_DATE = "https://schema.org/startDate";
    /// When it ended.
    END_DATE = "https://schema.org/endDate";
    /// A newspaper article.
    NEWS_ARTICLE = "https://schema.org/NewsArticle";
    /// A remark.
    COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment";
    /// A name for people.
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    /// A concept of a scheme.
    CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept";
    /// A scheme of concepts.
    CONCEPT_SCHEME = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
    /// The scheme a concept belongs to.
    IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme";
    /// The name of a concept.
    PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    /// Another name.
    ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    /// The same thing in another data set.
    EXACT_MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch";
    /// An example.
    EXAMPLE = "http://www.w3.org/2004/02/skos/core#example";
    /// An organisation.
    ORGANIZATION = "http://www.w3.org/ns/org#Organization";
    /// A role in an organisation over a time.
    MEMBERSHIP = "http://www.w3.org/ns/org#Membership";
    /// Who holds the role.
    MEMBER = "http://www.w3.org/ns/org#member";
    /// Where.
    MEMBER_ORGANIZATION = "http://www.w3.org/ns/org#organization";
    /// An agent.
    AGENT = "http://xmlns.com/foaf/0.1/Agent";
    /// A human being.
    PERSON = "http://xmlns.com/foaf/0.1/Person";
    /// An event of the Simple Event Model.
    SEM_EVENT = "http://semanticweb.cs.vu.nl/2009/11/sem/Event";
    /// What has a provenance.
    PROV_ENTITY = "http://www.w3.org/ns/prov#Entity";
    /// What was done to make an entity.
    PROV_ACTIVITY = "http://www.w3.org/ns/prov#Activity";
    /// Who did it.
    PROV_AGENT = "http://www.w3.org/ns/prov#Agent";
    /// A program that did it.
    PROV_SOFTWARE_AGENT = "http://www.w3.org/ns/prov#SoftwareAgent";
    /// A person who did it.
    PROV_PERSON = "http://www.w3.org/ns/prov#Person";
    /// The agent of an activity.
    WAS_ASSOCIATED_WITH = "http://www.w3.org/ns/prov#wasAssociatedWith";
    /// The entity it was made from.
    WAS_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    /// The activity that made it.
    WAS_GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
    /// The entity it revises.
    WAS_REVISION_OF = "http://www.w3.org/ns/prov#wasRevisionOf";
    /// When it was made.
    GENERATED_AT_TIME = "http://www.w3.org/ns/prov#generatedAtTime";
    /// A passage of a document.
    SPECIFIC_RESOURCE = "http://www.w3.org/ns/oa#SpecificResource";
    /// The document of a passage.
    HAS_SOURCE = "http://www.w3.org/ns/oa#hasSource";
    /// What picks the passage out.
    HAS_SELECTOR = "http://www.w3.org/ns/oa#hasSelector";
    /// A passage by its offsets.
    TEXT_POSITION_SELECTOR = "http://www.w3.org/ns/oa#TextPositionSelector";
    /// A passage by its words.
    TEXT_QUOTE_SELECTOR = "http://www.w3.org/ns/oa#TextQuoteSelector";
    /// Its first code point.
    START = "http://www.w3.org/ns/oa#start";
    /// The code point after its last.
    END = "http://www.w3.org/ns/oa#end";
    /// Its words.
    EXACT = "http://www.w3.org/ns/oa#exact";
    /// The words before it.
    PREFIX = "http://www.w3.org/ns/oa#prefix";
    /// The words after it.
    SUFFIX = "http://www.w3.org/ns/oa#suffix";
    /// The datatype of dates of any precision.
    EDTF = "http://id.loc.gov/datatypes/edtf/EDTF";
}

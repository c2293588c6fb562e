//! The terms of `ontology/stancegraph.ttl` as constants. Generated from it: change the ontology, not this file.

/// Classes.
pub mod class {
    use oxigraph::model::NamedNodeRef;

    /// A person, an organisation or a named group that takes, or is said to take, positions.
    pub const ACTOR: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Actor");

    /// The kind of stakeholder an actor is.
    pub const ACTOR_KIND: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#ActorKind");

    /// Everything that one coder found in one document.
    pub const ANNOTATION_SET: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#AnnotationSet");

    /// A passage in which a source is said, by a cue, to have expressed some content.
    pub const ATTRIBUTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Attribution");

    /// One controversy under study: its documents, the codebook it uses, the events it declares, and what its coders found.
    pub const CASE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Case");

    /// The actors, issues, propositions and frames that coders use, with the words that signal them.
    pub const CODEBOOK: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Codebook");

    /// Whoever coded: the machine, a person, or a group of people who agreed.
    pub const CODER: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Coder");

    /// How the content of a statement is put: asserted as so, under a condition, as a prediction, as a mere supposition, or as a question.
    pub const COMMITMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Commitment");

    /// What an actor says of itself, set against what others report that it did.
    pub const CONTRADICTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Contradiction");

    /// What a coder decided about one statement: to accept, revise or reject another coder's, or to add one of their own, with the person, the time and, if given, the reason.
    pub const DECISION: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Decision");

    /// What a coder does with a statement of another coder, or without one.
    pub const DECISION_KIND: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#DecisionKind");

    /// Whether an attribution gives its content word for word, in the reporter's words, or as a mixture of both.
    pub const DIRECTNESS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Directness");

    /// Two reported facts that give incompatible values for the same property of the same event.
    pub const DISAGREEMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Disagreement");

    /// One text with its bibliographic data: a news article, a press release, a speech, or a summary of one of them in our own words.
    pub const DOCUMENT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Document");

    /// Something that was done or happened, declared once in a case or a codebook, so that several documents can report it and differ about it.
    pub const EVENT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Event");

    /// What kind of event it is.
    pub const EVENT_TYPE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#EventType");

    /// What a reported fact says about its event: that it occurred, when, by whom, to whom, why, in response to what, how many.
    pub const FACT_PROPERTY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#FactProperty");

    /// What a statement does in being made: demanding, refusing, praising, warning and so on.
    pub const FORM: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Form");

    /// A kind of reason that is given, or rejected, for or against a proposition.
    pub const FRAME: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Frame");

    /// How well a position is attested: in the actor's own words, only by what others report of it, or only by what its opponents allege.
    pub const GRADE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Grade");

    /// A theme under which propositions are gathered.
    pub const ISSUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Issue");

    /// Whose voice tells us that the actor holds the position: its own, that of a third party, that of an opponent, or that of the document without any speech act.
    pub const MODALITY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Modality");

    /// What the statements of one actor on one proposition add up to.
    pub const POSITION: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Position");

    /// A sentence that one can be for or against.
    pub const PROPOSITION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Proposition");

    /// One document, or a holder inside it, asserts one property of one event.
    pub const REPORTED_FACT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#ReportedFact");

    /// One pass of a coder over the documents: a program of a given version, with a given codebook, or a person's session.
    pub const RUN: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Run");

    /// For, against, or under a condition.
    pub const STANCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Stance");

    /// One actor expresses one stance on one proposition in one document, with the words that show it.
    pub const STATEMENT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Statement");

    /// Whether a document is kept in full or as a summary in our own words.
    pub const TEXT_KIND: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#TextKind");

    /// One speech act, however many documents report it.
    pub const UTTERANCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Utterance");

    /// A text that a document quotes from: a blog post, a letter, a speech, leaked documents.
    pub const WORK: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#Work");
}

/// Properties.
pub mod property {
    use oxigraph::model::NamedNodeRef;

    /// The statement of another coder that this decision is about.
    pub const ABOUT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#about");

    /// Whose stance it is: the actor of a statement or of a position.
    pub const ACTOR: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#actor");

    /// Whom a statement speaks to, which need not be whom it is about (the target).
    pub const ADDRESSEE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#addressee");

    /// Both actors take the same side on at least one proposition, each in its own words.
    pub const AGREES_WITH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#agreesWith");

    /// An opponent says that the actor opposes the proposition.
    pub const ALLEGEDLY_OPPOSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#allegedlyOpposes");

    /// An opponent says that the actor supports the proposition.
    pub const ALLEGEDLY_SUPPORTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#allegedlySupports");

    /// Who puts the stance into the actor's mouth, when the statement is not in the actor's own words.
    pub const ASCRIBED_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#ascribedBy");

    /// The holder inside the document who asserts the fact.
    pub const ASSERTED_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#assertedBy");

    /// The actor that made a work.
    pub const AUTHOR: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#author");

    /// The event, if it happened, goes against the proposition.
    pub const BEARS_AGAINST: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#bearsAgainst");

    /// The event, if it happened, puts the proposition into practice or advances it.
    pub const BEARS_IN_FAVOUR_OF: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#bearsInFavourOf");

    /// The event matters to the proposition.
    pub const BEARS_ON: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#bearsOn");

    /// The statement whose words show the position best: preferably a direct quotation, word for word, and of about a hundred characters.
    pub const BEST_STATEMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#bestStatement");

    /// One of the two reported facts that disagree.
    pub const BETWEEN: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#between");

    /// The code of the CAMEO scheme of political events for the form.
    pub const CAMEO_CODE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#cameoCode");

    /// An actor that the speaker may be, when the text leaves it open.
    pub const CANDIDATE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#candidate");

    /// The digest (SHA-256, hexadecimal) of the codebook a run used: the same digest and the same version of the coder give the same statements.
    pub const CODEBOOK_DIGEST: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#codebookDigest");

    /// Who found what is in the annotation set.
    pub const CODER: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#coder");

    /// The version of the program that coded.
    pub const CODER_VERSION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#coderVersion");

    /// The command of the reader that a run had plugged in: the program with its arguments.
    pub const COMMAND: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#command");

    /// How the content of the statement is put.
    pub const COMMITMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#commitment");

    /// The coder is done with the document: what is not in the set was looked at and left out.
    pub const COMPLETE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#complete");

    /// The condition of a conditional stance, in words.
    pub const CONDITION: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#condition");

    /// The actor opposes the proposition under a condition, in its own words.
    pub const CONDITIONALLY_OPPOSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#conditionallyOpposes");

    /// The actor supports the proposition under a condition, in its own words.
    pub const CONDITIONALLY_SUPPORTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#conditionallySupports");

    /// How sure the coder is, from 0 to 1: for the machine, the share of such findings that were right on texts with known answers.
    pub const CONFIDENCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#confidence");

    /// Two reported facts give incompatible values for the same property of the same event.
    pub const CONFLICTS_WITH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#conflictsWith");

    /// The words that the attribution ascribes to its source.
    pub const CONTENT_SPAN: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#contentSpan");

    /// The words of an actor (a statement, or a fact that it asserts or denies) are contradicted by a fact that others report of its deeds.
    pub const CONTRADICTED_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#contradictedBy");

    /// The country the actor belongs to, as a two-letter code of ISO 3166-1.
    pub const COUNTRY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#country");

    /// The actors to whose position a statement counts: its actor, and the organisation for which its actor speaks by a membership at that time.
    pub const COUNTS_FOR: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#countsFor");

    /// The words that signal the attribution.
    pub const CUE_SPAN: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#cueSpan");

    /// The coder who made the decision.
    pub const DECIDED_BY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#decidedBy");

    /// Whether the coder accepts, revises or rejects another's statement, or adds one.
    pub const DECISION_KIND: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#decisionKind");

    /// The reported fact of what the actor did, in a contradiction between words and deeds.
    pub const DEED: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#deed");

    /// Whether the attribution gives its content word for word, in the reporter's words, or as a mixture of both.
    pub const DIRECTNESS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#directness");

    /// The actors take opposite sides on at least one proposition, each in its own words.
    pub const DISAGREES_WITH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#disagreesWith");

    /// The statements behind the position go both ways: some support the proposition and some oppose it.
    pub const DIVIDED: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#divided");

    /// In how many documents the statements behind the position stand.
    pub const DOCUMENT_COUNT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#documentCount");

    /// What became of the matter afterwards, from outside the documents of the case, and said to be so.
    pub const EPILOGUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#epilogue");

    /// The event that a reported fact, or a disagreement between such facts, is about.
    pub const EVENT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#event");

    /// What kind of event it is.
    pub const EVENT_TYPE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#eventType");

    /// The exact words behind a statement or a reported fact.
    pub const EVIDENCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#evidence");

    /// The declared revision (an extension, for instance) that accounts for the difference between two reported facts: both may be right, one before it and one after.
    pub const EXPLAINED_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#explainedBy");

    /// What the statement does in being made.
    pub const FORM: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#form");

    /// A kind of reason that the statement gives for its stance.
    pub const FRAME: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#frame");

    /// A kind of reason that the statement says does not hold.
    pub const FRAME_REJECTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#frameRejected");

    /// How well the position is attested.
    pub const GRADE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#grade");

    /// Who vouches for it.
    pub const HELD_BY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#heldBy");

    /// The actor opposes a broader proposition in its own words, and so this narrower one.
    pub const IMPLIED_OPPOSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#impliedOpposes");

    /// The actor supports a narrower proposition in its own words, and so this broader one.
    pub const IMPLIED_SUPPORTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#impliedSupports");

    /// The case to which the document belongs.
    pub const IN_CASE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#inCase");

    /// The document in which it was found.
    pub const IN_DOCUMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#inDocument");

    /// At least one source reports that the event answered another one.
    pub const IN_RESPONSE_TO: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#inResponseTo");

    /// The cited work from which the words come.
    pub const IN_WORK: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#inWork");

    /// By which legal or practical means the event was done.
    pub const INSTRUMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#instrument");

    /// The theme to which a proposition belongs.
    pub const ISSUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#issue");

    /// The kind of stakeholder the actor is.
    pub const KIND: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#kind");

    /// Towards which side a conditional stance leans.
    pub const LEANING: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#leaning");

    /// Whether what the member says in its own name also counts for the organisation.
    pub const MEMBER_SPEAKS_FOR: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#memberSpeaksFor");

    /// Whose voice tells us that the actor holds the position.
    pub const MODALITY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#modality");

    /// Whoever supports this proposition supports the other one too, and whoever opposes the other one opposes this one.
    pub const NARROWER_THAN: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#narrowerThan");

    /// The actor opposes the proposition, in its own words.
    pub const OPPOSES: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#opposes");

    /// Which of several otherwise equal statements it is, when a coder needs more than one (left out for the first).
    pub const ORDINAL: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#ordinal");

    /// The event is told by none of the documents of the case; it belongs to the epilogue and has a source of its own.
    pub const OUTSIDE_SOURCES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#outsideSources");

    /// The larger organisation to which the actor belongs.
    pub const PART_OF: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#partOf");

    /// An actor that took part in the event, on whichever side.
    pub const PARTICIPANT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#participant");

    /// A holder through whom the statement came between its actor and the document: who ascribes it, and the speakers of the attributions around it, never the actor, its spokesperson or the document's publisher.
    pub const PASSED_THROUGH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#passedThrough");

    /// The code of the PLOVER scheme of political events for the form.
    pub const PLOVER_CODE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#ploverCode");

    /// Which property of the event the reported fact gives.
    pub const PROPERTY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#property");

    /// On which proposition the stance is taken.
    pub const PROPOSITION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#proposition");

    /// True of an actor that no codebook declares: a coder named it after the words of one text.
    pub const PROVISIONAL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#provisional");

    /// The name of the publisher, as a plain string.
    pub const PUBLISHER_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#publisherLabel");

    /// The words of the evidence (of the content, for an attribution) in the order of the text, as one string: up to three spans, joined by " … ".
    pub const QUOTE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#quote");

    /// A string that sorts the statements by how well their words read as a quotation: direct before indirect, the source's own words before a summary, then the length nearest to a hundred characters.
    pub const QUOTE_RANK: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#quoteRank");

    /// Why the reviewer decided so, in a sentence.
    pub const REASON: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#reason");

    /// The coder of the set looked at this statement of another coder and rejects it.
    pub const REJECTS: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#rejects");

    /// A third party, or the document on its own account, says that the actor opposes the proposition.
    pub const REPORTEDLY_OPPOSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#reportedlyOpposes");

    /// A third party, or the document on its own account, says that the actor supports the proposition.
    pub const REPORTEDLY_SUPPORTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#reportedlySupports");

    /// The reviewer's own statement to which the decision led.
    pub const RESULT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#result");

    /// The event changes an earlier one.
    pub const REVISES: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#revises");

    /// The role in which the text names the speaker, in the words of the text.
    pub const ROLE_AS_REPORTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#roleAsReported");

    /// The role of a member in an organisation.
    pub const ROLE_LABEL: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#roleLabel");

    /// The name of the rule that found or derived it, so that a person can disagree with the rule.
    pub const RULE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#rule");

    /// The date of a statement as well as it is known: its own, or that of its utterance, or of the cited work, or of the document.
    pub const SAID_ON: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#saidOn");

    /// A short name of a proposition, for headings of columns and labels in diagrams.
    pub const SHORT_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#shortLabel");

    /// The name of the document's file without its ending.
    pub const SLUG: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#slug");

    /// How to name the document in a line of text: by its publisher, by publisher and title where the publisher has several documents, or by its title.
    pub const SOURCE_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#sourceLabel");

    /// Where and how the text was obtained, if the bibliographic data does not tell.
    pub const SOURCE_NOTE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#sourceNote");

    /// The words that name the source of an attribution.
    pub const SOURCE_SPAN: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#sourceSpan");

    /// Who speaks, as an actor of the codebook or of the case.
    pub const SPEAKER: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#speaker");

    /// The speaker as the text names it, above all when it is no actor of the codebook.
    pub const SPEAKER_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#speakerLabel");

    /// The organisation for which the speaker speaks in this attribution.
    pub const SPEAKS_FOR: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#speaksFor");

    /// The person through whom the actor spoke.
    pub const SPOKESPERSON: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#spokesperson");

    /// The side taken.
    pub const STANCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#stance");

    /// The actor supports the proposition, in its own words.
    pub const SUPPORTS: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#supports");

    /// Whom a statement is about, which need not be whom it speaks to (the addressee).
    pub const TARGET: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#target");

    /// Whether the document is kept in full or as a summary.
    pub const TEXT_KIND: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#textKind");

    /// The codebook that the case uses.
    pub const USES_CODEBOOK: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#usesCodebook");

    /// The speech act that the statement reports.
    pub const UTTERANCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#utterance");

    /// On how many different utterances the position rests.
    pub const UTTERANCE_COUNT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#utteranceCount");

    /// What the reported fact says: an actor, an event, a frame, true or false, a number, or a date of any precision.
    pub const VALUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#value");

    /// How to name the value of a reported fact in a line of text.
    pub const VALUE_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#valueLabel");

    /// Whether the words of the span are those of the source.
    pub const VERBATIM: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#verbatim");

    /// The attribution inside which this one stands: its speaker tells us what the speaker of this one said.
    pub const WITHIN: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#within");

    /// The statement or the fact in which the actor says it, in a contradiction between words and deeds.
    pub const WORDS: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/stancegraph#words");
}

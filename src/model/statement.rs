//! One actor expresses one stance on one proposition in one document.

use super::{Date, Slug, Span, closed_list::closed_list};

closed_list! {
    /// Where the actor stands on the proposition; always the actor's own stance, never the document's.
    Stance, "stance" {
        /// For it.
        Support = "support" => "Support",
        /// Against it.
        Oppose = "oppose" => "Oppose",
        /// For or against it on a condition: see [`Statement::leaning`] and [`Statement::condition`].
        Conditional = "conditional" => "Conditional",
    }
}

closed_list! {
    /// What kind of speech act the statement is.
    Form, "form" {
        /// Asks for it with authority or insistence.
        Demand = "demand" => "Demand",
        /// Orders it by authority.
        Order = "order" => "Order",
        /// Declines to do it.
        Refuse = "refuse" => "Refuse",
        /// Finds fault with a target.
        Criticise = "criticise" => "Criticise",
        /// Commends a target.
        Praise = "praise" => "Praise",
        /// Says that something bad will follow.
        Warn = "warn" => "Warn",
        /// Says that the speaker will do harm unless obeyed.
        Threaten = "threaten" => "Threaten",
        /// Commits the speaker to an act.
        Promise = "promise" => "Promise",
        /// Declares the speaker willing.
        Offer = "offer" => "Offer",
        /// Says that something is not so.
        Deny = "deny" => "Deny",
        /// Makes a decision known.
        Announce = "announce" => "Announce",
        /// Says of another what that other may dispute.
        Allege = "allege" => "Allege",
        /// Says that it does what was demanded.
        Comply = "comply" => "Comply",
        /// Makes or proposes law.
        Legislate = "legislate" => "Legislate",
        /// Gives reasons; the form where no other fits.
        Argue = "argue" => "Argue",
    }
}

closed_list! {
    /// In whose voice the actor is heard.
    Modality, "modality" {
        /// A speech act of the actor or its spokesperson that the document itself relates, quoted or paraphrased.
        OwnWords = "own-words" => "OwnWords",
        /// A named third party says that the actor holds it.
        Reported = "reported" => "Reported",
        /// An opponent says so.
        Alleged = "alleged" => "Alleged",
        /// The document's narrative says so without any speech act.
        Unattributed = "unattributed" => "Unattributed",
    }
}

closed_list! {
    /// How firmly it is put.
    Commitment, "commitment" {
        /// As a fact or a will.
        Asserted = "asserted" => "Asserted",
        /// Under a condition.
        Conditional = "conditional" => "UnderCondition",
        /// As what will happen.
        Predicted = "predicted" => "Predicted",
        /// As what would be if.
        Hypothetical = "hypothetical" => "Hypothetical",
        /// As a question.
        Questioned = "questioned" => "Questioned",
    }
}

/// One actor expresses one stance on one proposition in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Sixteen hexadecimal digits made from the content, never from the stance: see [`super::identity`].
    pub id: String,
    /// Whose stance it is.
    pub actor: Slug,
    /// The actor's name in the text, where the codebook does not know the actor.
    pub actor_label: Option<String>,
    /// The actor's kind, where the codebook does not know the actor.
    pub actor_kind: Option<super::ActorKind>,
    /// The person through whom the organisation spoke.
    pub spokesperson: Option<Slug>,
    /// What the stance is on.
    pub proposition: Slug,
    /// Where the actor stands.
    pub stance: Stance,
    /// Which way a conditional stance leans.
    pub leaning: Option<Stance>,
    /// The condition in words.
    pub condition: Option<String>,
    /// The kind of speech act.
    pub form: Option<Form>,
    /// In whose voice.
    pub modality: Modality,
    /// How firmly.
    pub commitment: Commitment,
    /// Who puts it in the actor's mouth, unless it is the actor's own words.
    pub ascribed_by: Option<Slug>,
    /// Whom the actor speaks to.
    pub addressees: Vec<Slug>,
    /// Whom the actor speaks about.
    pub targets: Vec<Slug>,
    /// Reasons given.
    pub frames: Vec<Slug>,
    /// Reasons rejected.
    pub frames_rejected: Vec<Slug>,
    /// The speech act, which several documents may report.
    pub utterance: Option<Slug>,
    /// When it was uttered.
    pub date: Option<Date>,
    /// The words behind it; at least one span, in order.
    pub evidence: Vec<Span>,
    /// The attribution it rests on, by its place in the same [`super::AnnotationSet`].
    pub attribution: Option<usize>,
    /// What made it.
    pub rule: Option<String>,
    /// How sure the coder is, 0 to 1.
    pub confidence: Option<f64>,
    /// A coder's remark.
    pub note: Option<String>,
}

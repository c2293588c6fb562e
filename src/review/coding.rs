//! The codes of a statement: what a coder chooses.

use crate::model::{Commitment, Date, Form, Modality, Slug, Span, Stance, Statement};

/// Everything about a statement that a coder decides on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// Whose stance it is.
    pub actor: Slug,
    /// What the stance is on.
    pub proposition: Slug,
    /// Where the actor stands.
    pub stance: Stance,
    /// Which way a conditional stance leans.
    pub leaning: Option<Stance>,
    /// The condition in words.
    pub condition: Option<String>,
    /// The kind of speech act.
    pub form: Form,
    /// In whose voice.
    pub modality: Modality,
    /// How firmly.
    pub commitment: Commitment,
    /// Who puts it in the actor's mouth.
    pub ascribed_by: Option<Slug>,
    /// The person through whom the organisation spoke.
    pub spokesperson: Option<Slug>,
    /// Whom the actor speaks to, in order of their ids.
    pub addressees: Vec<Slug>,
    /// Whom the actor speaks about, in order of their ids.
    pub targets: Vec<Slug>,
    /// Reasons given, in order of their ids.
    pub frames: Vec<Slug>,
    /// Reasons rejected, in order of their ids.
    pub frames_rejected: Vec<Slug>,
    /// The speech act, which several documents may report.
    pub utterance: Option<Slug>,
    /// When it was uttered.
    pub date: Option<Date>,
    /// The words behind it, in code points, in order.
    pub evidence: Vec<Span>,
    /// A remark.
    pub note: Option<String>,
}

impl Coding {
    /// The codes of a statement.
    #[must_use]
    pub fn of(found: &Statement) -> Self {
        Self {
            actor: found.actor.clone(),
            proposition: found.proposition.clone(),
            stance: found.stance,
            leaning: found.leaning,
            condition: found.condition.clone(),
            form: found.form.unwrap_or(Form::Argue),
            modality: found.modality,
            commitment: found.commitment,
            ascribed_by: found.ascribed_by.clone(),
            spokesperson: found.spokesperson.clone(),
            addressees: found.addressees.clone(),
            targets: found.targets.clone(),
            frames: found.frames.clone(),
            frames_rejected: found.frames_rejected.clone(),
            utterance: found.utterance.clone(),
            date: found.date,
            evidence: found.evidence.clone(),
            note: found.note.clone(),
        }
        .in_order()
    }

    /// The same with each list in order and without repetitions, so that equal codes are equal.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        for list in [&mut self.addressees, &mut self.targets, &mut self.frames, &mut self.frames_rejected] {
            list.sort();
            list.dedup();
        }
        self.evidence.sort_unstable();
        self.evidence.dedup();
        self
    }

    /// Whether both say the same of the same passage: the remark and the exact limits of the passage aside.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let plain = |coding: &Self| Self { evidence: Vec::new(), note: None, ..coding.clone() };
        plain(self) == plain(other)
    }

    /// Puts the codes into a statement. What nobody chooses (what it rests on, who the actor is) stays.
    pub fn put_into(self, statement: &mut Statement) {
        let coding = self.in_order();
        if statement.actor != coding.actor {
            statement.actor_label = None;
            statement.actor_kind = None;
        }
        statement.actor = coding.actor;
        statement.proposition = coding.proposition;
        statement.stance = coding.stance;
        statement.leaning = coding.leaning;
        statement.condition = coding.condition;
        statement.form = Some(coding.form);
        statement.modality = coding.modality;
        statement.commitment = coding.commitment;
        statement.ascribed_by = coding.ascribed_by;
        statement.spokesperson = coding.spokesperson;
        statement.addressees = coding.addressees;
        statement.targets = coding.targets;
        statement.frames = coding.frames;
        statement.frames_rejected = coding.frames_rejected;
        statement.utterance = coding.utterance;
        statement.date = coding.date;
        statement.evidence = coding.evidence;
        statement.note = coding.note;
    }

    /// A statement with these codes and nothing else.
    #[must_use]
    pub fn into_statement(self) -> Statement {
        let mut statement = Statement {
            id: String::new(),
            actor: self.actor.clone(),
            actor_label: None,
            actor_kind: None,
            spokesperson: None,
            proposition: self.proposition.clone(),
            stance: self.stance,
            leaning: None,
            condition: None,
            form: None,
            modality: self.modality,
            commitment: self.commitment,
            ascribed_by: None,
            addressees: Vec::new(),
            targets: Vec::new(),
            frames: Vec::new(),
            frames_rejected: Vec::new(),
            utterance: None,
            date: None,
            evidence: Vec::new(),
            attribution: None,
            rule: None,
            confidence: None,
            note: None,
        };
        self.put_into(&mut statement);
        statement
    }
}

//! What an action makes of a coder's annotations of a document: a function of plain data.

use super::{Action, Coding, Signature, Taking, carry};
use crate::model::{AnnotationSet, Coder, Decision, DecisionKind, Slug, Statement, identity};

/// Why an action is refused. The annotations are as they were.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The statement is not there: it never was, or the coder has been run again since.
    #[error("there is no statement `{0}` in this document")]
    NoStatement(String),
    /// It is one's own, and one does not accept or reject oneself.
    #[error("the statement `{0}` is one of these annotations themselves: edit or delete it")]
    Own(String),
    /// Somebody has decided on it.
    #[error("the statement `{about}` has been decided on already ({})", kind)]
    Decided {
        /// The statement.
        about: String,
        /// How.
        kind: DecisionKind,
    },
    /// Nobody has decided on it, so that there is nothing to take back.
    #[error("nobody has decided on the statement `{0}`")]
    NotDecided(String),
    /// The very statement is there.
    #[error("these words are coded already for `{actor}` on `{proposition}`")]
    Twice {
        /// Whose stance.
        actor: Slug,
        /// On what.
        proposition: Slug,
    },
    /// There is nothing to do.
    #[error("there is nothing to settle")]
    Nothing,
    /// Codes that do not go together; each sentence says what to do.
    #[error("{}", .0.join(" "))]
    Codes(Vec<String>),
}

impl Refusal {
    /// What a person can do about it.
    #[must_use]
    pub const fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::NoStatement(_) => Some("load the page again: the suggestions have changed"),
            Self::Decided { .. } => Some("take that decision back first"),
            Self::Twice { .. } => Some("edit the statement that is there, or mark other words"),
            Self::Own(_) | Self::NotDecided(_) | Self::Nothing | Self::Codes(_) => None,
        }
    }
}

/// Applies an action to a set. `others` are the other coders' sets of the same document.
///
/// # Errors
/// [`Refusal`]; the set may then be changed in part and is to be thrown away.
pub fn apply(
    set: &mut AnnotationSet,
    others: &[&AnnotationSet],
    action: &Action,
    signature: &Signature,
) -> Result<(), Refusal> {
    let mut work = Work { set, others, signature };
    match action {
        Action::Take { taking, coding, reason } => work.take(taking, coding.as_deref(), reason.as_ref()),
        Action::Settle { takings, rejected, reason } => {
            if takings.is_empty() && rejected.is_empty() {
                return Err(Refusal::Nothing);
            }
            takings.iter().try_for_each(|taking| work.take(taking, None, reason.as_ref()))?;
            rejected.iter().try_for_each(|about| work.reject(about, reason.as_ref()))
        }
        Action::Reject { about, reason } => about.iter().try_for_each(|about| work.reject(about, reason.as_ref())),
        Action::Add { coding } => work.add(coding),
        Action::Edit { id, coding } => work.edit(id, coding),
        Action::Delete { id } => work.delete(id),
        Action::Withdraw { about } => work.withdraw(about),
        Action::Complete { keep_facts } => {
            work.complete(*keep_facts);
            Ok(())
        }
        Action::Reopen => {
            work.set.complete = false;
            Ok(())
        }
    }
}

struct Work<'a> {
    set: &'a mut AnnotationSet,
    others: &'a [&'a AnnotationSet],
    signature: &'a Signature,
}

impl<'a> Work<'a> {
    fn take(&mut self, taking: &Taking, coding: Option<&Coding>, reason: Option<&String>) -> Result<(), Refusal> {
        let (from, found) = self.undecided(&taking.from)?;
        let mut result = carry::statement(found, from, self.set);
        if let Some(coding) = coding {
            coding.clone().put_into(&mut result);
        }
        let codes = Coding::of(&result);
        let id = match self.set.statements.iter().find(|there| Coding::of(there) == codes) {
            Some(there) => there.id.clone(),
            None => {
                let result = self.join(result)?;
                let id = result.id.clone();
                self.set.statements.push(result);
                id
            }
        };
        for about in std::iter::once(&taking.from).chain(&taking.also) {
            let (_, found) = self.undecided(about)?;
            let kind = if Coding::of(found) == codes { DecisionKind::Accept } else { DecisionKind::Revise };
            self.decide(kind, about, Some(&id), reason);
        }
        Ok(())
    }

    fn reject(&mut self, about: &str, reason: Option<&String>) -> Result<(), Refusal> {
        self.undecided(about)?;
        self.decide(DecisionKind::Reject, about, None, reason);
        Ok(())
    }

    fn add(&mut self, coding: &Coding) -> Result<(), Refusal> {
        let statement = self.join(coding.clone().into_statement())?;
        let id = statement.id.clone();
        self.set.statements.push(statement);
        self.decide(DecisionKind::Add, &id, None, None);
        Ok(())
    }

    fn edit(&mut self, id: &str, coding: &Coding) -> Result<(), Refusal> {
        let index = self.own(id)?;
        let mut statement = self.set.statements.remove(index);
        let before = statement.clone();
        coding.clone().put_into(&mut statement);
        let same = (&before.evidence, &before.actor, &before.proposition)
            == (&statement.evidence, &statement.actor, &statement.proposition);
        // What an id is made of is the same: so is the id, also where it was given by hand.
        let statement = if same { statement } else { self.join(statement)? };
        let renamed = statement.id.clone();
        let codes = Coding::of(&statement);
        self.set.statements.push(statement);
        let mut found = false;
        for at in 0..self.set.decisions.len() {
            let made = &self.set.decisions[at];
            let added = made.kind == DecisionKind::Add && made.about == id;
            if !added && made.result.as_deref() != Some(id) {
                continue;
            }
            found = true;
            let about = if added { renamed.clone() } else { made.about.clone() };
            let unchanged = self.of_others(&about).is_some_and(|(_, found)| Coding::of(found) == codes);
            let reason = self.set.decisions[at].reason.clone();
            let kind = match self.set.decisions[at].kind {
                DecisionKind::Accept | DecisionKind::Revise if unchanged => DecisionKind::Accept,
                DecisionKind::Accept | DecisionKind::Revise => DecisionKind::Revise,
                kind => kind,
            };
            let result = (!added).then_some(renamed.as_str());
            self.set.decisions[at] = self.decision(kind, &about, result, reason.as_ref());
        }
        if !found {
            // Coded before decisions were noted down, or by another program.
            self.decide(DecisionKind::Add, &renamed, None, None);
        }
        Ok(())
    }

    fn delete(&mut self, id: &str) -> Result<(), Refusal> {
        let index = self.own(id)?;
        let gone = self.set.statements.remove(index);
        let led_here = |made: &Decision| {
            made.result.as_deref() == Some(id) || (made.kind == DecisionKind::Add && made.about == id)
        };
        let (led, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.set.decisions).into_iter().partition(led_here);
        self.set.decisions = rest;
        self.let_go(&gone, &led);
        Ok(())
    }

    fn withdraw(&mut self, about: &str) -> Result<(), Refusal> {
        let made = self.set.decisions.iter().find(|made| made.about == about && made.kind != DecisionKind::Add);
        let made = made.ok_or_else(|| Refusal::NotDecided(about.to_owned()))?.clone();
        match &made.result {
            Some(result) if self.own(result).is_ok() => self.delete(result),
            _ => {
                self.set.decisions.retain(|other| other.id != made.id);
                Ok(())
            }
        }
    }

    /// What the statement brought along from others goes with it.
    fn let_go(&mut self, gone: &Statement, led: &[Decision]) {
        if gone.attribution.is_none() {
            return;
        }
        for made in led {
            if let Some((from, found)) = self.of_others(&made.about) {
                carry::back(found, from, self.set);
            }
        }
    }

    fn complete(&mut self, keep_facts: bool) {
        self.set.complete = true;
        let machine = self.others.iter().find(|set| set.coder.name == *Coder::AUTO);
        let Some(machine) = machine.filter(|_| keep_facts) else { return };
        for found in &machine.facts {
            let known = self.set.facts.iter().any(|there| {
                (&there.event, there.property, &there.value, &there.asserted_by)
                    == (&found.event, found.property, &found.value, &found.asserted_by)
            });
            if !known {
                let mut fact = carry::fact(found, machine, self.set);
                let taken = |id: &str| self.set.facts.iter().any(|known| known.id == id);
                fact.id = identity::of_fact(&self.set.coder.name, &self.set.document, &fact, taken);
                self.set.facts.push(fact);
            }
        }
    }

    /// Gives a statement its id in the set, and its actor the name that somebody gave where no codebook does.
    fn join(&self, mut statement: Statement) -> Result<Statement, Refusal> {
        if statement.actor_label.is_none() {
            let sets = std::iter::once(&*self.set).chain(self.others.iter().copied());
            let named = sets
                .flat_map(|set| &set.statements)
                .find(|known| known.actor == statement.actor && known.actor_label.is_some());
            if let Some(known) = named {
                statement.actor_label.clone_from(&known.actor_label);
                statement.actor_kind = known.actor_kind;
            }
        }
        let new = Coding::of(&statement);
        let twice =
            self.set.statements.iter().map(Coding::of).any(|old| {
                (&old.actor, &old.proposition, &old.evidence) == (&new.actor, &new.proposition, &new.evidence)
            });
        if twice {
            return Err(Refusal::Twice { actor: new.actor, proposition: new.proposition });
        }
        let taken = |id: &str| self.set.statements.iter().any(|known| known.id == id);
        statement.id = identity::of_statement(&self.set.coder.name, &self.set.document, &statement, taken);
        Ok(statement)
    }

    fn decide(&mut self, kind: DecisionKind, about: &str, result: Option<&str>, reason: Option<&String>) {
        let decision = self.decision(kind, about, result, reason);
        self.set.decisions.push(decision);
    }

    fn decision(&self, kind: DecisionKind, about: &str, result: Option<&str>, reason: Option<&String>) -> Decision {
        let coder = &self.set.coder.name;
        Decision {
            id: identity::digest(["decision", coder.as_str(), about, result.unwrap_or_default()]),
            kind,
            about: about.to_owned(),
            result: result.map(str::to_owned),
            reason: reason.filter(|reason| !reason.is_empty()).cloned(),
            by: (self.signature.by != *coder).then(|| self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
        }
    }

    /// A statement of another coder that the set has no decision on.
    fn undecided(&self, about: &str) -> Result<(&'a AnnotationSet, &'a Statement), Refusal> {
        if self.own(about).is_ok() {
            return Err(Refusal::Own(about.to_owned()));
        }
        let found = self.of_others(about).ok_or_else(|| Refusal::NoStatement(about.to_owned()))?;
        match self.set.decisions.iter().find(|made| made.about == about) {
            Some(made) => Err(Refusal::Decided { about: about.to_owned(), kind: made.kind }),
            None => Ok(found),
        }
    }

    fn of_others(&self, about: &str) -> Option<(&'a AnnotationSet, &'a Statement)> {
        self.others.iter().find_map(|set| {
            let found = set.statements.iter().find(|found| found.id == about)?;
            Some((*set, found))
        })
    }

    fn own(&self, id: &str) -> Result<usize, Refusal> {
        let found = self.set.statements.iter().position(|found| found.id == id);
        found.ok_or_else(|| Refusal::NoStatement(id.to_owned()))
    }
}

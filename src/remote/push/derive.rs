//! Parts have no graph of derived triples, and may be too many to derive it here: the server answers the rules, and
//! what it answers is sent back to it.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, Triple};

use super::{Portion, PushError, Pusher, report::Fate};
use crate::{
    query::{Answer, SparqlGraph as _},
    remote::{Endpoint, RemoteError},
    store::RULES,
};

/// How many triples are sent at once.
const AT_ONCE: usize = 20_000;

impl Pusher<'_> {
    /// Adds triples to the graph of current statements: what parts do not hold.
    ///
    /// # Errors
    /// [`PushError`].
    pub fn describe(&mut self, base: &str, triples: &[Triple]) -> Result<(), PushError> {
        if self.how.dry_run {
            return Ok(());
        }
        let current = format!("{base}graph/current");
        for some in triples.chunks(AT_ONCE) {
            let text: String = some.iter().map(|triple| format!("{triple} .\n")).collect();
            self.store.post(&current, text.as_bytes())?;
        }
        Ok(())
    }

    /// Makes the graph of derived triples anew: the rules are asked of the server one after the other, and what each
    /// derives is sent before the next one is asked. `endpoint` is one that is asked about these graphs.
    ///
    /// # Errors
    /// [`PushError`], also if the server has to give more triples for one rule than the client reads.
    pub fn derive(&mut self, endpoint: &mut Endpoint, base: &str, told: impl Fn(&str)) -> Result<(), PushError> {
        if self.how.dry_run {
            return Ok(());
        }
        let (current, inferred) = (format!("{base}graph/current"), format!("{base}graph/inferred"));
        endpoint.ask_about([&current, &inferred].map(NamedNode::new_unchecked).to_vec());
        for tried in 0.. {
            let whole = Portion::new(&inferred, self.derived(endpoint, &inferred, &told)?, Vec::new());
            match self.lacking(base, &[&whole])?.first() {
                None => {
                    self.report.note(&inferred, Fate::Sent, whole.triples());
                    break;
                }
                // What was not there when a later rule was asked may be lacking in its answer as well.
                Some(lack) => lack.wait(tried, base)?,
            }
        }
        Ok(())
    }

    /// Has the server answer the rules, and gives the lines that they derive, all of which have been sent to it.
    fn derived(&self, endpoint: &Endpoint, inferred: &str, told: impl Fn(&str)) -> Result<Vec<String>, PushError> {
        self.store.delete(inferred)?;
        let mut all: BTreeSet<String> = BTreeSet::new();
        for rule in RULES {
            told(rule.name);
            let query = spargebra::SparqlParser::new()
                .parse_query(rule.text)
                .map_err(|error| RemoteError::Unfit(format!("rule {}: {error}", rule.name), String::new()))?;
            let answer = endpoint.answer(query).map_err(|error| {
                RemoteError::Unfit(
                    format!("rule {}: {error}", rule.name),
                    error.remedy().unwrap_or_else(|| "give the server more time with --timeout".to_owned()),
                )
            })?;
            let Answer::Graph(derived) = answer else { continue };
            let lines: Vec<String> = derived.iter().map(|triple| format!("{triple} .\n")).collect();
            for some in lines.chunks(AT_ONCE) {
                self.store.post(inferred, some.concat().as_bytes())?;
            }
            all.extend(lines);
        }
        Ok(all.into_iter().collect())
    }
}

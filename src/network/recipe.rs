//! What network is wanted: mode, nodes, aggregation, normalisation, duplicates.

use super::table::{Scale, Variable};

/// What is a node, and what an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nodes of one variable, linked where they take a stance on the same.
    One,
    /// Nodes of two variables, linked by statements.
    Two,
}

/// How stances make the weight of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// All statements alike, whatever their stance.
    Ignore,
    /// How often two nodes take the same stance; on a scale, how near they are.
    Congruence,
    /// How often they take opposite ones; on a scale, how far apart they are.
    Conflict,
    /// One mode: congruence less conflict. Two modes: support less opposition; on a scale, the sum of its values.
    Subtract,
    /// Two modes: 1 for support, 2 for opposition, 3 for both.
    Combine,
}

/// What a weight is divided by. A zero denominator gives 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Normalization {
    /// Nothing.
    None,
    /// One mode: the mean number of statements of the two nodes, `(n_i + n_j) / 2`.
    Average,
    /// One mode: what either of them says, as in Jaccard's coefficient.
    Jaccard,
    /// One mode: the lengths of the two vectors whose product the weight is; see [`super::congruence`].
    Cosine,
    /// One mode: `n_i n_j`, which Discourse Network Analyzer calls cosine.
    DnaCosine,
    /// Two modes: how many statements the actor makes.
    Activity,
    /// Two modes: how many statements are made on the proposition.
    Prominence,
}

/// Which statements count once: those of the same actor, proposition and stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// Each counts.
    #[default]
    Include,
    /// One of each in a document.
    Document,
    /// One of each in a week of ISO 8601.
    Week,
    /// One of each in a month of a year.
    Month,
    /// One of each in a year.
    Year,
    /// One of each.
    All,
}

/// What network is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// One mode or two.
    pub mode: Mode,
    /// The variable whose values are the nodes, in two modes those of the first mode.
    pub nodes: Variable,
    /// What links them; in two modes the nodes of the second.
    pub through: Variable,
    /// How stances make weights.
    pub aggregation: Aggregation,
    /// What weights are divided by.
    pub normalization: Normalization,
    /// Which statements count once.
    pub duplicates: Duplicates,
}

/// Why there is no such network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct RecipeError {
    /// What does not go together.
    pub message: String,
    /// What does.
    pub remedy: String,
}

impl Recipe {
    /// Whether its parts go together, and with a scale of agreement.
    ///
    /// # Errors
    /// [`RecipeError`] if not.
    pub fn check(&self, scale: Option<Scale>) -> Result<(), RecipeError> {
        let fail = |message: String, remedy: &str| Err(RecipeError { message, remedy: remedy.to_owned() });
        let (aggregation, normalization) = (self.aggregation.name(), self.normalization.name());
        if self.nodes == self.through {
            let message = format!("{} cannot be linked through {0}", self.nodes.plural());
            return fail(message, "link actors through propositions, or propositions through actors");
        }
        match self.mode {
            Mode::One => {
                if self.aggregation == Aggregation::Combine {
                    let remedy = "one mode takes ignore, congruence, conflict or subtract";
                    return fail(format!("{aggregation} is for two-mode networks"), remedy);
                }
                if matches!(self.normalization, Normalization::Activity | Normalization::Prominence) {
                    let remedy = "one mode takes none, average, jaccard, cosine or dna-cosine";
                    return fail(format!("{normalization} is for two-mode networks"), remedy);
                }
            }
            Mode::Two => {
                if matches!(self.aggregation, Aggregation::Congruence | Aggregation::Conflict) {
                    let remedy = "two modes take ignore, subtract or combine";
                    return fail(format!("{aggregation} is for one-mode networks"), remedy);
                }
                let fits = matches!(
                    self.normalization,
                    Normalization::None | Normalization::Activity | Normalization::Prominence
                );
                if !fits {
                    let remedy = "two modes take none, activity or prominence";
                    return fail(format!("{normalization} is for one-mode networks"), remedy);
                }
                if self.aggregation == Aggregation::Combine && self.normalization != Normalization::None {
                    let remedy =
                        "the numbers of combine are names (1 support, 2 opposition, 3 both): use --normalization none";
                    return fail(format!("{normalization} cannot be had of combine"), remedy);
                }
                let signed = |scale: Scale| scale.is_yes_no() || scale.lowest < 0;
                if self.aggregation == Aggregation::Combine && !scale.is_none_or(signed) {
                    let remedy = "write opposition as numbers below 0, or use subtract";
                    return fail(
                        "combine needs to know support from opposition, and no number is below 0".to_owned(),
                        remedy,
                    );
                }
            }
        }
        if scale.is_none() && self.aggregation != Aggregation::Ignore {
            let remedy = "use --aggregation ignore, or name the column that holds it: --column agreement=NAME";
            return fail(format!("{aggregation} needs to know who agrees, and the statements do not say it"), remedy);
        }
        Ok(())
    }

    /// The network in words: "congruence of organizations through propositions, average activity".
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = match self.mode {
            Mode::One => format!(
                "{} of {} through {}",
                self.aggregation.words(Mode::One),
                self.nodes.plural(),
                self.through.plural()
            ),
            Mode::Two => format!(
                "{} of {} and {}",
                self.aggregation.words(Mode::Two),
                self.nodes.plural(),
                self.through.plural()
            ),
        };
        for more in [self.normalization.words(), self.duplicates.words()].into_iter().flatten() {
            words.push_str(", ");
            words.push_str(more);
        }
        words
    }
}

impl Aggregation {
    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Congruence => "congruence",
            Self::Conflict => "conflict",
            Self::Subtract => "subtract",
            Self::Combine => "combine",
        }
    }

    const fn words(self, mode: Mode) -> &'static str {
        match (self, mode) {
            (Self::Ignore, Mode::One) => "co-occurrence",
            (Self::Ignore, Mode::Two) => "statements",
            (Self::Congruence, _) => "congruence",
            (Self::Conflict, _) => "conflict",
            (Self::Subtract, Mode::One) => "congruence less conflict",
            (Self::Subtract, Mode::Two) => "support less opposition",
            (Self::Combine, _) => "support and opposition",
        }
    }
}

impl Normalization {
    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Average => "average",
            Self::Jaccard => "jaccard",
            Self::Cosine => "cosine",
            Self::DnaCosine => "dna-cosine",
            Self::Activity => "activity",
            Self::Prominence => "prominence",
        }
    }

    const fn words(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Average => Some("average activity"),
            Self::Jaccard => Some("Jaccard"),
            Self::Cosine => Some("cosine"),
            Self::DnaCosine => Some("cosine as in DNA"),
            Self::Activity => Some("share of the actor's statements"),
            Self::Prominence => Some("share of the proposition's statements"),
        }
    }
}

impl Duplicates {
    const fn words(self) -> Option<&'static str> {
        match self {
            Self::Include => None,
            Self::Document => Some("one of each per document"),
            Self::Week => Some("one of each per week"),
            Self::Month => Some("one of each per month"),
            Self::Year => Some("one of each per year"),
            Self::All => Some("one of each"),
        }
    }
}

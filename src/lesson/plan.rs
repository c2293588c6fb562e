//! The lesson minute by minute: which sheet when, who does what, and what to print how often.

use serde::Serialize;

use super::{Minutes, texts::Texts};

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The names of the sheets to print.
    pub print: Vec<String>,
}

/// A step of the lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// When it begins (minutes from the start).
    pub from: u32,
    /// When it ends.
    pub to: u32,
    /// What it is called.
    pub name: String,
    /// What the teacher does.
    pub teacher: String,
    /// What the class does.
    pub class: String,
    /// The names of the sheets it uses.
    pub sheets: Vec<String>,
}

/// The sheets in the order of the pack.
const SHEETS: [&str; 21] = [
    "plan",
    "card",
    "background",
    "glossary",
    "timeline",
    "matrix",
    "quotes",
    "diagram",
    "briefs",
    "worksheet",
    "cards",
    "cards-key",
    "discussion",
    "criticism",
    "criticism-key",
    "observation",
    "quiz",
    "quiz-key",
    "coding",
    "coding-key",
    "sources",
];

/// Reads the plan for a length: a line is `minutes | name | teacher | class | sheets`.
pub(super) fn plan(minutes: Minutes, texts: &Texts) -> Plan {
    let mut steps = Vec::new();
    let mut from = 0;
    for line in texts.list(&format!("plan.{}.steps", minutes.number()), &[]) {
        let mut fields = line.split('|').map(str::trim);
        let mut next = || fields.next().unwrap_or_default().to_owned();
        let (length, name, teacher, class, sheets) = (next(), next(), next(), next(), next());
        let to = from + length.parse::<u32>().unwrap_or_default();
        let sheets = sheets.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        steps.push(Step { from, to, name, teacher, class, sheets });
        from = to;
    }
    let named = |name: &&str| steps.iter().any(|step: &Step| step.sheets.iter().any(|sheet| sheet == name));
    let print = SHEETS.into_iter().filter(named).map(str::to_owned).collect();
    Plan { steps, print }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_fills_its_minutes() {
        for minutes in Minutes::ALL {
            let plan = plan(minutes, &Texts::english());
            assert_eq!(plan.steps.last().map(|step| step.to), Some(minutes.number()));
            assert!(plan.steps.iter().all(|step| step.from < step.to && !step.class.is_empty()), "{plan:?}");
            let known = |name: &String| SHEETS.contains(&name.as_str());
            assert!(plan.steps.iter().flat_map(|step| &step.sheets).all(known), "{plan:?}");
        }
    }
}

//! `stancegraph network`

mod analysis;
mod draw;
mod recipe;
mod statements;
mod write;

use analysis::Analysis;

use super::{
    Outcome,
    arguments::{Arguments, NetworkMode, NetworkOptions},
    error::CliError,
    output::{Talk, counted},
};
use crate::{
    diagram::network::draw_woven,
    network::{
        selection::{Filters, LeftOut, Selection, UNDATED},
        table::Variable,
        weave::Loom,
    },
};

pub(super) fn run(arguments: &Arguments, options: &NetworkOptions, talk: &Talk) -> Result<Outcome, CliError> {
    // What was mistyped is said before the case is read.
    let recipe = recipe::recipe(options)?;
    let wanted = recipe::wanted(options)?;
    let timing = recipe::timing(options, &wanted)?;
    let analysis = Analysis::of(options)?;
    let format = write::format(options, &analysis)?;
    let (table, origin) = statements::table(arguments, options, talk)?;
    // Shares are counted whatever the network would be.
    if options.mode != NetworkMode::Events && !matches!(analysis, Analysis::Shares(_)) {
        recipe.check(table.scale())?;
    }
    let filters = Filters::resolve(&table, &wanted)?;
    let selection = Selection::of(&table, &recipe, &filters);
    tell_left_out(&selection.left_out, recipe.nodes, recipe.through, talk);
    let undated = selection.observations.iter().filter(|observation| observation.time == UNDATED).count();
    if timing.is_some() && undated > 0 {
        talk.say(format!("note: left out {} without a date to lie in a window", counted(&[(undated, "statement")])));
    }
    if selection.observations.is_empty() {
        talk.say(format!("note: no statement is left of {}", table.len()));
    }
    let loom = Loom { table: &table, recipe, shown: recipe::shown(options) };
    analysis.check(&loom)?;
    if let Some(picture) = draw::picture(format).filter(|_| !analysis.is_sheet()) {
        if timing.is_some() {
            return Err(CliError::new("a picture shows one network, and there is one for each window")
                .hint("draw one time with --from and --to, a line with --series, or write csv, edges, json or gexf"));
        }
        let about = draw::about(&origin, options, &table, &selection)?;
        let drawing = draw_woven("network", &loom, &selection, &about)?;
        draw::write(&drawing, picture, options.output.as_deref(), talk)?;
        return Ok(Outcome::Done);
    }
    let target = write::Target { format, path: options.output.as_deref(), talk };
    match (options.mode, timing) {
        _ if analysis.is_sheet() => {
            let about = || draw::about(&origin, options, &table, &selection);
            let subject = analysis::Subject { loom, selection: &selection, timing, about: &about };
            analysis::run(&analysis, &options.measuring, &subject, &target)?;
        }
        (NetworkMode::Events, _) => write::events(&loom, &selection, &target)?,
        (_, None) => write::one(&loom.network(&selection), &target)?,
        (_, Some(timing)) => write::windows(&loom, &selection, &timing, &target)?,
    }
    Ok(Outcome::Done)
}

/// Nothing is lost silently.
fn tell_left_out(out: &LeftOut, nodes: Variable, through: Variable, talk: &Talk) {
    let undated = "a date to hold against --from and --to".to_owned();
    let reasons = [
        (out.undated, undated),
        (out.without_node, nodes.words().to_owned()),
        (out.without_link, through.words().to_owned()),
        (out.without_agreement, "an agreement".to_owned()),
    ];
    for (count, what) in reasons.into_iter().filter(|(count, _)| *count > 0) {
        talk.say(format!("note: left out {} without {what}", counted(&[(count, "statement")])));
    }
    if out.filtered > 0 {
        talk.detail(format!("{} did not pass the filters", counted(&[(out.filtered, "statement")])));
    }
}

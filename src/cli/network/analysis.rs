//! Measures, shares and series instead of a network.

use std::io::IsTerminal as _;

use super::{
    draw, recipe,
    write::{self, Target},
};
use crate::{
    cli::{
        arguments::{MeasuringOptions, NetworkFormat, NetworkMode, NetworkOptions, NetworkSeries},
        error::CliError,
        output::{self, counted},
    },
    diagram::{Caption, Drawing, chart, network::About},
    network::{
        assessment::{Assessment, NODE_MEASURES},
        format::{Measured, Sheet, four_decimals, value_text},
        graph::Value,
        measures::Search,
        recipe::{Aggregation, Mode},
        selection::Selection,
        series::Series,
        shares::{Key, shares},
        table::Variable,
        trend::{Camps, Measure, contrast_recipe, trend},
        weave::{Loom, Network, Shown, Timing},
        window::Window,
    },
};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Analysis {
    /// The network itself.
    Network,
    /// All measures of it.
    Measures,
    /// How many support and oppose.
    Shares(Vec<Key>),
    /// Some measures of each window.
    Series(Vec<Measure>),
}

impl Analysis {
    pub(super) fn of(options: &NetworkOptions) -> Result<Self, CliError> {
        let asked = &options.measuring;
        let analysis = if asked.measures {
            Self::Measures
        } else if !asked.shares.is_empty() {
            Self::Shares(asked.shares.iter().map(|name| key(name)).collect::<Result<_, _>>()?)
        } else if !asked.series.is_empty() {
            Self::Series(asked.series.iter().map(|series| measure(*series)).collect())
        } else {
            Self::Network
        };
        if options.mode == NetworkMode::Events && analysis != Self::Network {
            return Err(CliError::new("a list of statements has no measures").hint("leave --mode events away"));
        }
        if !asked.resolution.is_finite() || asked.resolution < 0.0 {
            return Err(CliError::new(format!("a resolution of {} divides nothing", asked.resolution))
                .hint("1 is usual; above 1 finds more communities, below 1 fewer"));
        }
        if matches!(analysis, Self::Shares(_)) && options.window.is_some() {
            return Err(CliError::new("shares are not counted in windows").hint("use --shares proposition,month"));
        }
        Ok(analysis)
    }

    /// Whether it is a table, not a network.
    pub(super) const fn is_sheet(&self) -> bool {
        !matches!(self, Self::Network)
    }

    /// Whether this network has what is asked for.
    pub(super) fn check(&self, loom: &Loom<'_>) -> Result<(), CliError> {
        let Self::Series(measures) = self else {
            return Ok(());
        };
        for measure in measures {
            let name = measure.name();
            if measure.is_signed() && loom.recipe.aggregation != Aggregation::Subtract {
                return Err(CliError::new(format!("{name} is of networks with positive and negative edges"))
                    .hint("add --aggregation subtract"));
            }
            if measure.is_of_contrast() && !has_contrast(loom) {
                return Err(CliError::new(format!("{name} is of one kind of node, by agreement and disagreement"))
                    .hint("use --mode one and statements with an agreement"));
            }
        }
        Ok(())
    }
}

fn key(name: &str) -> Result<Key, CliError> {
    Key::named(name).ok_or_else(|| {
        let names: Vec<_> = Variable::ALL.iter().map(|variable| variable.name()).collect();
        CliError::new(format!("--shares: there is no `{name}`"))
            .hint(format!("there are {}, week, month and year", names.join(", ")))
    })
}

const fn measure(series: NetworkSeries) -> Measure {
    match series {
        NetworkSeries::Statements => Measure::Statements,
        NetworkSeries::Nodes => Measure::Nodes,
        NetworkSeries::Edges => Measure::Edges,
        NetworkSeries::Density => Measure::Density,
        NetworkSeries::MeanWeight => Measure::MeanWeight,
        NetworkSeries::Components => Measure::Components,
        NetworkSeries::Communities => Measure::Communities,
        NetworkSeries::Modularity => Measure::Modularity,
        NetworkSeries::Balance => Measure::Balance,
        NetworkSeries::Frustration => Measure::Frustration,
        NetworkSeries::Polarization => Measure::Polarization,
        NetworkSeries::Order => Measure::Order,
        NetworkSeries::ConflictShare => Measure::ConflictShare,
        NetworkSeries::DnaPolarization => Measure::DnaPolarization,
    }
}

/// A table for reading where a person reads it, otherwise comma-separated values.
pub(super) fn default_format(options: &NetworkOptions) -> NetworkFormat {
    let path = options.output.as_deref();
    if output::is_stdout(path) && std::io::stdout().is_terminal() { NetworkFormat::Table } else { NetworkFormat::Csv }
}

/// What is measured.
pub(super) struct Subject<'a> {
    pub(super) loom: Loom<'a>,
    pub(super) selection: &'a Selection,
    pub(super) timing: Option<Timing>,
    /// What a picture tells of the statements.
    pub(super) about: &'a dyn Fn() -> Result<About, CliError>,
}

pub(super) fn run(
    analysis: &Analysis,
    options: &MeasuringOptions,
    subject: &Subject<'_>,
    target: &Target<'_>,
) -> Result<(), CliError> {
    let Subject { loom, selection, timing, .. } = subject;
    let search = recipe::search(options);
    let camps = Camps { groups: usize::from(options.camps), balanced: options.balanced };
    match (analysis, timing) {
        (Analysis::Network, _) => Ok(()),
        (Analysis::Shares(keys), _) => sheet(&shares(loom.table, selection, &loom.recipe, keys), &[], target),
        (Analysis::Series(measures), Some(timing)) => {
            let series = trend(loom, selection, timing, measures, &search, camps)?;
            target.talk.say(format!("{}: {}", series.title, counted(&[(series.x.len(), "window")])));
            match draw::picture(target.format) {
                Some(picture) => draw::write(&chart(&series, options, subject)?, picture, target.path, target.talk),
                None => sheet(&series.sheet(), &[], target),
            }
        }
        (Analysis::Measures, Some(timing)) => over_time(loom, selection, timing, &search, camps, target),
        (Analysis::Measures | Analysis::Series(_), None) => {
            let pairs = has_contrast(loom).then(|| contrast_loom(loom).network(selection));
            let network = loom.network(selection);
            one(&network, &Assessment::of(&network, pairs.as_ref(), &search, camps), target)
        }
    }
}

/// The lines of a series, with what they were computed from and how.
fn chart(series: &Series, options: &MeasuringOptions, subject: &Subject<'_>) -> Result<Drawing, CliError> {
    let about = (subject.about)()?;
    let names: Vec<String> = series.lines.iter().map(|line| line.label.replace('-', " ")).collect();
    let names = names.join(", ");
    let lead = names.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let lead = format!("{lead}{}", names.chars().skip(1).collect::<String>());
    let counts = [(subject.selection.observations.len(), "statement"), (series.x.len(), "window")];
    let mut subtitle = vec![counted(&counts)];
    subtitle.extend(about.filters);
    let mut sources = about.sources;
    let polarized = options.series.iter().any(|series| measure(*series).is_of_contrast());
    let camps = format!("; polarization between {} camps, by average activity", options.camps);
    sources.push(format!(
        "{}{}. Seed {}, resolution {}.",
        subject.loom.recipe.words(),
        if polarized { &camps } else { "" },
        options.seed,
        options.resolution
    ));
    let caption = Caption {
        title: if about.title.is_empty() { lead } else { format!("{lead}: {}", about.title) },
        subtitle: Some(subtitle.join(" · ")),
        sources,
    };
    Ok(chart::draw(series, &caption)?)
}

fn has_contrast(loom: &Loom<'_>) -> bool {
    loom.recipe.mode == Mode::One && loom.table.scale().is_some()
}

fn contrast_loom<'t>(loom: &Loom<'t>) -> Loom<'t> {
    Loom { table: loom.table, recipe: contrast_recipe(loom.recipe), shown: Shown::default() }
}

/// One network with all its measures: as a table, or in a file that has a place for them.
fn one(network: &Network, found: &Assessment, target: &Target<'_>) -> Result<(), CliError> {
    let facts = found.facts();
    let measured = Measured { network, nodes: found.annotated(&network.nodes), facts: facts.clone() };
    if found.measures.outside > 0 && found.measures.ties > 0 {
        target.talk.say(format!(
            "note: eigenvector centrality is 0 for {} outside the component that it is about",
            counted(&[(found.measures.outside, "node")])
        ));
    }
    if !found.measures.converged {
        target.talk.say("note: eigenvector centrality did not come to rest and is not exact");
    }
    // Who reads needs no column that says the same of all.
    let whole = found.measures.components.len() == 1;
    let shown = |name: &&str| target.format == NetworkFormat::Csv || !whole || *name != "component";
    let names: Vec<&str> = NODE_MEASURES.into_iter().filter(shown).collect();
    match target.format {
        NetworkFormat::Table | NetworkFormat::Csv => sheet(&measured.sheet(&names), &facts, target),
        NetworkFormat::Graphml | NetworkFormat::Gexf | NetworkFormat::Json => {
            output::write(target.path, &write::bytes(&measured, target)?)
        }
        NetworkFormat::Edges | NetworkFormat::Pajek => Err(CliError::new("this format has no place for measures")
            .hint("use --format table or csv for the measures, or graphml, gexf or json for the network with them")),
        _ => Err(CliError::new("a picture has no place for all measures").hint(
            "leave --measures away to draw the network with its communities, or use --format table, csv or graphml",
        )),
    }
}

/// The measures of the nodes of each window, one below the other.
fn over_time(
    loom: &Loom<'_>,
    selection: &Selection,
    timing: &Timing,
    search: &Search,
    camps: Camps,
    target: &Target<'_>,
) -> Result<(), CliError> {
    if !matches!(target.format, NetworkFormat::Table | NetworkFormat::Csv) {
        return Err(CliError::new("measures change from window to window, and this format has no place for that")
            .hint("use --format csv, or --series for the network as a whole"));
    }
    let mut pairs = Vec::new();
    if has_contrast(loom) {
        contrast_loom(loom).windows(selection, timing, |_, network| {
            pairs.push(network.clone());
            Ok::<_, CliError>(())
        })?;
    }
    let mut pairs = pairs.into_iter();
    let mut all = Sheet::default();
    loom.windows(selection, timing, |window, network| {
        let found = Assessment::of(network, pairs.next().as_ref(), search, camps);
        let measured = Measured { network, nodes: found.annotated(&network.nodes), facts: Vec::new() };
        all.append(&Window::TEXTS, &window.texts(), measured.sheet(&NODE_MEASURES));
        Ok::<_, CliError>(())
    })?;
    sheet(&all, &[], target)
}

/// Writes a table; what holds of the whole stands below it, or is told to the person where the table goes elsewhere.
fn sheet(sheet: &Sheet, facts: &[(String, Value)], target: &Target<'_>) -> Result<(), CliError> {
    let mut bytes = Vec::new();
    let width = target.path.is_none().then(output::terminal_width).flatten();
    match target.format {
        NetworkFormat::Table => sheet.without_ids().write_table(width, &mut bytes),
        NetworkFormat::Csv => sheet.write_csv(&mut bytes),
        NetworkFormat::Json => sheet.write_json(&mut bytes),
        _ => {
            return Err(CliError::new("this is a table, and the format is for networks or pictures")
                .hint("use --format table, csv or json; series are drawn as svg, png, pdf or html as well"));
        }
    }
    .map_err(write::failed)?;
    if target.format == NetworkFormat::Table && !facts.is_empty() {
        let longest = facts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        bytes.push(b'\n');
        for (name, value) in facts {
            let value = match value {
                Value::Number(number) => four_decimals(*number),
                Value::Flag(flag) => (if *flag { "yes" } else { "no" }).to_owned(),
                value => value_text(value),
            };
            bytes.extend(format!("{:longest$}  {value}\n", name.replace('_', " ")).bytes());
        }
    } else if !facts.is_empty() {
        let told = facts.iter().map(|(name, value)| format!("{} {}", name.replace('_', " "), value_text(value)));
        target.talk.say(told.collect::<Vec<_>>().join(", "));
    }
    output::write(target.path, &bytes)
}

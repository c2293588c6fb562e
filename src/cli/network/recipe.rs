//! From what was said on the command line to what network is wanted.

use crate::{
    cli::{
        arguments::{
            MeasuringOptions, NetworkAggregation, NetworkDuplicates, NetworkIsolates, NetworkKernel, NetworkMode,
            NetworkNodes, NetworkNormalization, NetworkOptions,
        },
        error::CliError,
    },
    model::Date,
    network::{
        measures::Search,
        recipe::{Aggregation, Duplicates, Mode, Normalization, Recipe},
        selection::Wanted,
        table::Variable,
        time::{DAY, day_after, first_day},
        weave::{Isolates, Shown, Timing},
        window::{Kernel, WindowWidth},
    },
};

/// How groups are looked for.
pub(super) const fn search(options: &MeasuringOptions) -> Search {
    Search { seed: options.seed, resolution: options.resolution }
}

pub(super) fn recipe(options: &NetworkOptions) -> Result<Recipe, CliError> {
    let mode = if options.mode == NetworkMode::Two { Mode::Two } else { Mode::One };
    let nodes = match options.nodes {
        NetworkNodes::Organization => Variable::Organization,
        NetworkNodes::Person => Variable::Person,
        NetworkNodes::Actor => Variable::Actor,
        NetworkNodes::Proposition => Variable::Proposition,
    };
    let through = match &options.through {
        Some(name) => variable("--through", name)?,
        None if nodes == Variable::Proposition => Variable::Actor,
        None => Variable::Proposition,
    };
    if mode == Mode::Two && (nodes == Variable::Proposition || through != Variable::Proposition) {
        return Err(CliError::new("two modes are organizations, persons or actors, and propositions")
            .hint("name the first with --nodes, and leave --through away"));
    }
    if options.mode == NetworkMode::Events && options.window.is_some() {
        return Err(CliError::new("statements cannot be put into windows")
            .hint("leave --window away; --from and --to choose a time"));
    }
    let aggregation = match options.aggregation {
        None if mode == Mode::Two => Aggregation::Subtract,
        None | Some(NetworkAggregation::Congruence) => Aggregation::Congruence,
        Some(NetworkAggregation::Ignore) => Aggregation::Ignore,
        Some(NetworkAggregation::Conflict) => Aggregation::Conflict,
        Some(NetworkAggregation::Subtract) => Aggregation::Subtract,
        Some(NetworkAggregation::Combine) => Aggregation::Combine,
    };
    let normalization = match options.normalization {
        NetworkNormalization::None => Normalization::None,
        NetworkNormalization::Average => Normalization::Average,
        NetworkNormalization::Jaccard => Normalization::Jaccard,
        NetworkNormalization::Cosine => Normalization::Cosine,
        NetworkNormalization::DnaCosine => Normalization::DnaCosine,
        NetworkNormalization::Activity => Normalization::Activity,
        NetworkNormalization::Prominence => Normalization::Prominence,
    };
    let duplicates = match options.duplicates {
        NetworkDuplicates::Include => Duplicates::Include,
        NetworkDuplicates::Document => Duplicates::Document,
        NetworkDuplicates::Week => Duplicates::Week,
        NetworkDuplicates::Month => Duplicates::Month,
        NetworkDuplicates::Year => Duplicates::Year,
        NetworkDuplicates::All => Duplicates::All,
    };
    Ok(Recipe { mode, nodes, through, aggregation, normalization, duplicates })
}

pub(super) fn wanted(options: &NetworkOptions) -> Result<Wanted, CliError> {
    let pairs = |option: &str, pairs: &[String]| {
        let pair = |pair: &String| match pair.split_once('=') {
            Some((name, value)) => Ok((variable(option, name)?, value.to_owned())),
            None => Err(CliError::new(format!("`{pair}` is not a variable and its value"))
                .hint(format!("write {option} kind=company, for example"))),
        };
        pairs.iter().map(pair).collect::<Result<Vec<_>, _>>()
    };
    let mut only = pairs("--only", &options.only)?;
    for (variable, values) in [
        (Variable::Actor, &options.actors),
        (Variable::Proposition, &options.propositions),
        (Variable::Modality, &options.modalities),
    ] {
        only.extend(values.iter().map(|value| (variable, value.clone())));
    }
    let from = options.from.as_deref().map(|text| date("--from", text)).transpose()?;
    let to = options.to.as_deref().map(|text| date("--to", text)).transpose()?;
    let (from, before) = (from.map(|date| first_day(date) * DAY), to.map(|date| day_after(date) * DAY));
    if let (Some(from), Some(before)) = (from, before)
        && before <= from
    {
        return Err(CliError::new("--to is before --from").hint("exchange them"));
    }
    Ok(Wanted { only, except: pairs("--except", &options.except)?, from, before })
}

pub(super) fn timing(options: &NetworkOptions, wanted: &Wanted) -> Result<Option<Timing>, CliError> {
    let Some(text) = &options.window else {
        return Ok(None);
    };
    let width: WindowWidth = text
        .parse()
        .map_err(|shape: String| CliError::new(format!("`{text}` is not the width of a window")).hint(shape))?;
    let kernel = match options.kernel {
        NetworkKernel::Uniform => Kernel::Uniform,
        NetworkKernel::Triangular => Kernel::Triangular,
        NetworkKernel::Epanechnikov => Kernel::Epanechnikov,
        NetworkKernel::Gaussian => Kernel::Gaussian,
    };
    Ok(Some(Timing { width, kernel, from: wanted.from, before: wanted.before }))
}

pub(super) const fn shown(options: &NetworkOptions) -> Shown {
    let isolates = match options.isolates {
        NetworkIsolates::Drop => Isolates::Drop,
        NetworkIsolates::Keep => Isolates::Keep,
        NetworkIsolates::All => Isolates::All,
    };
    Shown { min_weight: options.min_weight, top: options.top, isolates }
}

fn variable(option: &str, name: &str) -> Result<Variable, CliError> {
    Variable::named(name).ok_or_else(|| {
        let names: Vec<_> = Variable::ALL.iter().map(|variable| variable.name()).collect();
        CliError::new(format!("{option}: statements have no variable `{name}`"))
            .hint(format!("they have {}", names.join(", ")))
    })
}

fn date(option: &str, text: &str) -> Result<Date, CliError> {
    let date: Date = text.parse().map_err(|error| CliError::new(format!("{option}: {error}")))?;
    if date.is_plain() {
        return Ok(date);
    }
    Err(CliError::new(format!("{option}: `{text}` is not one date")).hint("write 2015-11-30, 2015-11 or 2015"))
}

//! Writing networks: to a file, to standard output, or window by window into a folder.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::analysis::{self, Analysis};
use crate::{
    cli::{
        arguments::{NetworkFormat, NetworkMode, NetworkOptions},
        error::CliError,
        output::{self, Talk, counted},
    },
    network::{
        format::{
            EdgeSeries, Listed, Series, write_edges, write_events, write_gexf, write_graphml, write_json, write_matrix,
            write_pajek,
        },
        selection::Selection,
        weave::{Isolates, Loom, Network, Timing},
        window::Window,
    },
};

/// Where a network goes and what it looks like there.
pub(super) struct Target<'a> {
    pub(super) format: NetworkFormat,
    pub(super) path: Option<&'a Path>,
    pub(super) talk: &'a Talk,
}

/// The format asked for, or that of the file's ending.
pub(super) fn format(options: &NetworkOptions, analysis: &Analysis) -> Result<NetworkFormat, CliError> {
    let ending = options.output.as_deref().filter(|path| !output::is_stdout(Some(path))).and_then(Path::extension);
    let format = match (options.format, ending.map(|ending| ending.to_string_lossy().to_lowercase()).as_deref()) {
        (Some(format), _) => format,
        (None, None) if analysis.is_sheet() => analysis::default_format(options),
        (None, None | Some("csv")) => NetworkFormat::Csv,
        (None, Some("graphml")) => NetworkFormat::Graphml,
        (None, Some("gexf")) => NetworkFormat::Gexf,
        (None, Some("net")) => NetworkFormat::Pajek,
        (None, Some("json")) => NetworkFormat::Json,
        (None, Some("dot" | "gv")) => NetworkFormat::Dot,
        (None, Some("svg")) => NetworkFormat::Svg,
        (None, Some("png")) => NetworkFormat::Png,
        (None, Some("pdf")) => NetworkFormat::Pdf,
        (None, Some("html" | "htm")) => NetworkFormat::Html,
        (None, Some(ending)) => {
            return Err(CliError::new(format!("`{ending}` is no ending of a network's file"))
                .hint("endings are csv, graphml, gexf, net, json, dot, svg, png, pdf, html; or say --format"));
        }
    };
    if format == NetworkFormat::Table && !analysis.is_sheet() {
        return Err(CliError::new("a table for reading shows measures, not a network")
            .hint("add --measures, or use --format csv for the matrix"));
    }
    if options.mode == NetworkMode::Events && !matches!(format, NetworkFormat::Csv | NetworkFormat::Edges) {
        return Err(CliError::new("statements are written as a table only").hint("use --format csv"));
    }
    Ok(format)
}

/// Writes the statements that count.
pub(super) fn events(loom: &Loom<'_>, selection: &Selection, target: &Target<'_>) -> Result<(), CliError> {
    let observations = selection.without_duplicates();
    let mut bytes = Vec::new();
    write_events(loom.table, &observations, &mut bytes).map_err(failed)?;
    output::write(target.path, &bytes)?;
    target.talk.detail(counted(&[(observations.len(), "statement")]));
    Ok(())
}

/// Writes one network.
pub(super) fn one(network: &Network, target: &Target<'_>) -> Result<(), CliError> {
    output::write(target.path, &bytes(network, target)?)?;
    target.talk.detail(format!(
        "{}: {}",
        network.title,
        counted(&[(network.nodes.len(), "node"), (network.edge_count(), "edge")])
    ));
    Ok(())
}

pub(super) fn bytes(network: &dyn Listed, target: &Target<'_>) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let out = &mut bytes;
    match target.format {
        NetworkFormat::Csv | NetworkFormat::Table => write_matrix(network, out),
        NetworkFormat::Edges => write_edges(network, out),
        NetworkFormat::Graphml => write_graphml(network, out),
        NetworkFormat::Gexf => write_gexf(network, out),
        NetworkFormat::Json => write_json(network, out),
        NetworkFormat::Dot | NetworkFormat::Svg | NetworkFormat::Png | NetworkFormat::Pdf | NetworkFormat::Html => {
            return Err(CliError::new("this is written as data, not as a picture").hint("use --format csv or json"));
        }
        NetworkFormat::Pajek => write_pajek(network, out).map(|notes| {
            if notes.changed_labels > 0 {
                let count = counted(&[(notes.changed_labels, "label")]);
                target
                    .talk
                    .say(format!("note: Pajek cannot hold {count} as they are; quotes and the like were changed"));
            }
        }),
    }
    .map_err(failed)?;
    Ok(bytes)
}

/// Writes the networks of windows: into one file where the format has a place for time, otherwise into a folder.
pub(super) fn windows(
    loom: &Loom<'_>,
    selection: &Selection,
    timing: &Timing,
    target: &Target<'_>,
) -> Result<(), CliError> {
    let folder = match (target.format, target.path) {
        (NetworkFormat::Graphml | NetworkFormat::Pajek, Some(path)) if !output::is_stdout(Some(path)) => Some(path),
        (NetworkFormat::Graphml | NetworkFormat::Pajek, _) => {
            return Err(CliError::new("this format holds one network, and there is one for each window")
                .hint("name a folder with -o, or use --format edges, csv, json or gexf"));
        }
        _ => None,
    };
    let mut count = 0;
    match (folder, target.format) {
        (Some(folder), _) => {
            let mut list = csv::Writer::from_writer(Vec::new());
            let list_failed = |error: csv::Error| failed(error.into());
            list.write_record(Window::TEXTS.into_iter().chain(["nodes", "edges", "file"])).map_err(list_failed)?;
            loom.windows(selection, timing, |window, network| {
                let name = file_name(window, target.format);
                output::write(Some(&folder.join(&name)), &bytes(network, target)?)?;
                let size = [network.nodes.len().to_string(), network.edge_count().to_string()];
                let row = window.texts().into_iter().chain(size).chain([name.display().to_string()]);
                list.write_record(row).map_err(list_failed)?;
                count += 1;
                Ok::<_, CliError>(())
            })?;
            let list = list.into_inner().map_err(|error| failed(error.into_error()))?;
            output::write(Some(&folder.join("windows.csv")), &list)?;
        }
        (None, NetworkFormat::Edges) => {
            let ids = [loom.recipe.nodes, loom.recipe.through]
                .iter()
                .any(|variable| loom.table.entities(*variable).iter().any(|entity| entity.id != entity.label));
            let mut bytes = Vec::new();
            let mut edges = EdgeSeries::new(&mut bytes, ids);
            loom.windows(selection, timing, |window, network| {
                count += 1;
                edges.write(window, network).map_err(failed)
            })?;
            edges.finish().map_err(failed)?;
            output::write(target.path, &bytes)?;
        }
        (None, format) => {
            let mut windows = Vec::new();
            loom.windows(selection, timing, |window, network| {
                windows.push((window.clone(), network.clone()));
                Ok::<_, CliError>(())
            })?;
            count = windows.len();
            let mut whole = *loom;
            whole.shown.isolates = Isolates::All;
            let series = Series::new(&whole.network(selection), windows);
            let mut bytes = Vec::new();
            match format {
                NetworkFormat::Json => series.write_json(&mut bytes),
                NetworkFormat::Gexf => series.write_gexf(&mut bytes),
                _ => series.write_matrices(&mut bytes),
            }
            .map_err(failed)?;
            output::write(target.path, &bytes)?;
        }
    }
    target.talk.say(format!("{}: {}", loom.recipe.words(), counted(&[(count, "window")])));
    Ok(())
}

/// `0001-2015-11-30.graphml`: sorted as the windows are.
fn file_name(window: &Window, format: NetworkFormat) -> PathBuf {
    let [_, centre, ..] = window.texts();
    let day = centre.split('T').next().unwrap_or_default();
    let ending = if format == NetworkFormat::Pajek { "net" } else { "graphml" };
    format!("{:04}-{day}.{ending}", window.number).into()
}

pub(super) fn failed(error: io::Error) -> CliError {
    CliError::output("the network", error)
}

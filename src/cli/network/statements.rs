//! Where the statements of a network come from.

use std::{
    fs::File,
    io::{self, Read},
};

use crate::{
    cli::{
        arguments::{Arguments, NetworkConditional, NetworkDateOf, NetworkMode, NetworkOptions},
        bounded::{AtMost, MOST_FILE},
        error::CliError,
        graph::Opened,
        output::{Talk, counted},
    },
    network::{
        from_csv::read_table,
        gather::{Conditional, DateOf, Gathering},
        statement_csv::{Column, CsvLayout},
        table::{Scale, Table},
    },
};

/// Where statements come from.
pub(super) enum Origin {
    /// A table, by its name.
    Table(String),
    /// A case, or a graph that was made of one.
    Opened(Box<Opened>),
}

/// The statements, from a file or from the case, and which.
pub(super) fn table(arguments: &Arguments, options: &NetworkOptions, talk: &Talk) -> Result<(Table, Origin), CliError> {
    let keep_details = options.mode == NetworkMode::Events;
    let Some(path) = &options.statements else {
        return of_case(arguments, options, keep_details, talk);
    };
    let layout = layout(options)?;
    let scale = options.scale.as_deref().map(scale).transpose()?;
    let (name, input): (String, Box<dyn Read>) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), Box::new(AtMost::new(io::stdin().lock(), MOST_FILE)))
    } else {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| {
            CliError::new(format!("cannot read {name}: {error}")).hint("name a file of comma-separated values")
        })?;
        (name, Box::new(AtMost::new(file, MOST_FILE)))
    };
    let table = read_table(input, &name, &layout, keep_details)?;
    let origin =
        Origin::Table(path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned()));
    let Some(scale) = scale else {
        return Ok((table, origin));
    };
    let outside = table.agreements().iter().flatten().find(|place| !(scale.lowest..=scale.highest).contains(*place));
    match outside {
        Some(place) => Err(CliError::new(format!("{name} holds an agreement of {place}, which is not on the scale"))
            .hint("widen --scale, or leave it away to take the numbers that occur")),
        None => Ok((if table.scale().is_some() { table.with_scale(scale) } else { table }, origin)),
    }
}

fn of_case(
    arguments: &Arguments,
    options: &NetworkOptions,
    keep_details: bool,
    talk: &Talk,
) -> Result<(Table, Origin), CliError> {
    let opened = Opened::one(arguments, &options.graph, options.coder.as_deref(), talk)?;
    let how = Gathering {
        conditional: match options.conditional {
            Some(NetworkConditional::Drop) => Conditional::Drop,
            Some(NetworkConditional::Leaning) => Conditional::Leaning,
            Some(NetworkConditional::Middle) => Conditional::Middle,
            // Who counts stances wants to know of conditions.
            None if !options.measuring.shares.is_empty() => Conditional::Middle,
            None => Conditional::Leaning,
        },
        date_of: match options.date_of {
            NetworkDateOf::Document => DateOf::Document,
            NetworkDateOf::Statement => DateOf::Statement,
        },
        keep_details,
    };
    let (table, left_out) = opened.statements()?.gather(how)?;
    if left_out > 0 {
        let why = if how.conditional == Conditional::Drop { "" } else { " that leans nowhere" };
        talk.say(format!(
            "note: left out {} whose stance is conditional{why}; --conditional middle counts them",
            counted(&[(left_out, "statement")])
        ));
    }
    Ok((table, Origin::Opened(Box::new(opened))))
}

fn layout(options: &NetworkOptions) -> Result<CsvLayout, CliError> {
    let separator = match options.separator.as_str() {
        "tab" | "\\t" => b'\t',
        sign => match sign.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => *byte,
            _ => return Err(CliError::new(format!("`{sign}` cannot separate fields")).hint("write ',' ';' or tab")),
        },
    };
    let names = options.columns.iter().map(|pair| {
        let found = pair.split_once('=').and_then(|(column, name)| Some((Column::named(column)?, name.to_owned())));
        found.ok_or_else(|| {
            let columns: Vec<_> = Column::ALL.iter().map(|column| column.name()).collect();
            CliError::new(format!("`{pair}` names no column"))
                .hint(format!("write --column concept=NAME; the columns are {}", columns.join(", ")))
        })
    });
    Ok(CsvLayout { separator, names: names.collect::<Result<_, _>>()? })
}

fn scale(text: &str) -> Result<Scale, CliError> {
    let ends = text.split_once(':').and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    match ends {
        Some((lowest, highest)) if lowest < highest => Ok(Scale { lowest, highest }),
        _ => Err(CliError::new(format!("`{text}` is not a scale")).hint("write its ends, such as --scale -2:2")),
    }
}

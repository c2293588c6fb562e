//! `stancegraph serve`

use std::time::Duration;

use super::{
    Outcome,
    arguments::{Arguments, ServeOptions, WorkerOptions},
    check,
    error::CliError,
    graph,
    output::{self, Talk},
    remote,
};
use crate::{
    case::{CaseError, read_file},
    model::{self, Slug},
    server::{Coders, Configuration, Elsewhere, Limits, ServeError, Server, SnapshotError, new_token, work_for_server},
};

pub(super) fn run(arguments: &Arguments, options: &ServeOptions, talk: &Talk) -> Result<Outcome, CliError> {
    log(arguments);
    for origin in &options.cors {
        if !is_an_origin(origin) {
            return Err(
                CliError::new(format!("`{origin}` is no origin")).hint("write --cors https://example.org, or *")
            );
        }
    }
    if let Some(host) = options.allow_hosts.iter().find(|host| !is_a_host(host)) {
        return Err(CliError::new(format!("`{host}` is no host's name")).hint("write --allow-host case.example"));
    }
    let elsewhere = match (&options.graph.store, &options.graph.remote.endpoint) {
        (Some(dir), _) => Some(("--store", dir.display().to_string(), "a store")),
        (None, Some(_)) => Some(("--endpoint", "the endpoint".to_owned(), "an endpoint")),
        (None, None) => None,
    };
    let (coders, own) = match &elsewhere {
        Some((option, named, what)) => {
            graph::alone(option, named, arguments)?;
            if options.coder.is_some() {
                return Err(CliError::new(format!("{what} has no files, so nobody can code there"))
                    .hint("leave --coder away, or serve the case"));
            }
            let readers = options.token_file.as_ref().map(|_| coders(options)).transpose()?;
            readers.unwrap_or_else(|| (Coders::none(), None))
        }
        None => coders(options)?,
    };
    if let Some(file) = &options.token_file
        && is_open_to_others(file)
    {
        talk.say(format!("warning: others on this machine can read the tokens: chmod 600 {}", file.display()));
    }
    let configuration = Configuration {
        address: options.address,
        port: options.port,
        read_only: options.read_only || elsewhere.is_some(),
        public: options.public,
        allowed_hosts: options.allow_hosts.clone(),
        cors: options.cors.iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect(),
        coders,
        limits: limits(options)?,
    };
    let server = match (&options.graph.store, &options.graph.remote.endpoint) {
        (Some(dir), _) => Server::open_store(dir, configuration)?,
        (None, Some(url)) => {
            let endpoint = remote::endpoint(url, &options.graph.remote)?;
            Server::open_endpoint(Elsewhere::new(endpoint, Duration::from_secs(options.refresh)), configuration)?
        }
        (None, None) => Server::open(&check::case_dir(arguments)?, configuration)?,
    };
    if !server.findings().is_empty() && !talk.is_quiet() {
        talk.findings(&server.findings());
    }
    let address = format!("http://{}/", server.address());
    talk.say(format!("{} is served; Ctrl-C ends it", server.title()));
    if let Some((name, token)) = own {
        talk.say(format!("To code as {name}: {address}login?token={token}"));
    }
    output::write(None, format!("{address}\n").as_bytes())?;
    server.run();
    Ok(Outcome::Done)
}

/// A scheme and a host, with a port if need be; `*` for all.
fn is_an_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    text == "*" || host.is_some_and(|host| is_a_host(host.trim_end_matches('/')))
}

fn is_a_host(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
}

/// The process that a server has evaluate queries: questions on standard input, answers on standard output.
pub(super) fn worker(options: &WorkerOptions) -> Result<Outcome, CliError> {
    work_for_server(std::io::stdin(), std::io::stdout(), options.memory).map_err(|error| CliError::caused(&error))?;
    Ok(Outcome::Done)
}

/// What happens is logged to standard error: warnings, with --verbose each request, or what RUST_LOG says.
fn log(arguments: &Arguments) {
    use tracing_subscriber::{filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _};
    let usual =
        || Targets::new().with_default(if arguments.verbose { tracing::Level::INFO } else { tracing::Level::WARN });
    let wanted = std::env::var("RUST_LOG").ok().filter(|text| !text.is_empty());
    let filter = wanted.and_then(|text| text.parse::<Targets>().ok()).unwrap_or_else(usual);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    // A second one in the same process would be ours as well.
    let _ = tracing_subscriber::registry().with(lines).with(filter).try_init();
}

/// The least memory of a process that answers queries, in MiB: oxigraph's bulk loader asks for 200 at once.
const LEAST_MEMORY: u64 = 512;

/// The most, in MiB: a tebibyte.
const MOST_MEMORY: u64 = 1 << 20;

/// The most processes that answer queries.
const MOST_WORKERS: usize = 256;

fn limits(options: &ServeOptions) -> Result<Limits, CliError> {
    let deadline = Duration::try_from_secs_f64(options.deadline).ok().filter(|deadline| !deadline.is_zero());
    let deadline = deadline.ok_or_else(|| {
        CliError::new(format!("a query cannot be given {} seconds", options.deadline)).hint("write --deadline 5")
    })?;
    if options.memory < LEAST_MEMORY {
        return Err(CliError::new(format!("queries cannot be answered with {} MiB of memory", options.memory))
            .hint(format!("write --memory {LEAST_MEMORY} or more: the graph and the program have to fit in as well")));
    }
    if options.memory > MOST_MEMORY {
        return Err(CliError::new(format!("no machine has {} MiB of memory", options.memory))
            .hint(format!("write --memory {MOST_MEMORY} or less")));
    }
    if !(1..=MOST_WORKERS).contains(&options.workers) {
        return Err(CliError::new(format!("queries cannot be answered by {} processes", options.workers))
            .hint(format!("write --workers 3, or any number up to {MOST_WORKERS}: each holds the graph in memory")));
    }
    Ok(Limits {
        deadline,
        memory: options.memory.saturating_mul(1 << 20),
        rows: options.rows,
        workers: options.workers,
        connections_per_address: options.connections_per_address,
        ..Limits::default()
    })
}

#[cfg(unix)]
fn is_open_to_others(file: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
const fn is_open_to_others(_file: &std::path::Path) -> bool {
    false
}

/// Who may code, and the name and token of the person who starts the server if nobody else is named.
fn coders(options: &ServeOptions) -> Result<(Coders, Option<(Slug, String)>), CliError> {
    if let Some(file) = &options.token_file {
        let bytes = read_file(file)?;
        let text = String::from_utf8_lossy(&bytes);
        let coders = Coders::parse(&text).map_err(|mut finding| {
            let bytes = finding.place.take().and_then(|place| place.bytes).unwrap_or(0..0);
            CliError::from(CaseError::Invalid(vec![finding.at(file, bytes)]))
        })?;
        return Ok((coders, None));
    }
    if options.read_only {
        return Ok((Coders::none(), None));
    }
    let name = match &options.coder {
        Some(name) => name.parse::<Slug>().map_err(|error| CliError::caused(&error))?,
        None => {
            let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
            let name = Slug::from_text(&user);
            if user.is_empty() || name == *model::Coder::AUTO { Slug::from_text("coder") } else { name }
        }
    };
    if name == *model::Coder::AUTO {
        return Err(CliError::new("`auto` is the machine; a person needs another name").hint("write --coder NAME"));
    }
    let token = new_token().map_err(|error| CliError::caused(&error))?;
    Ok((Coders::at_this_machine(name.clone(), &token), Some((name, token))))
}

impl From<ServeError> for CliError {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Case(SnapshotError::Case(error)) => error.into(),
            ServeError::Case(SnapshotError::Store(error)) => error.into(),
            ServeError::Case(SnapshotError::Disk(error)) => error.into(),
            ServeError::Case(SnapshotError::Remote(error)) => error.into(),
            ServeError::Unsafe(reason) => Self::caused(&reason).hint(reason.remedy()),
            ServeError::Address { .. } => {
                Self::caused(&error).hint("another program may listen there; --port 0 takes a free port")
            }
            error => Self::caused(&error),
        }
    }
}

//! Servers elsewhere, as the command line names them.

use std::time::Duration;

use super::{
    arguments::{ConnectionOptions, EndpointOptions},
    error::CliError,
};
use crate::remote::{Address, Client, Credentials, Endpoint, Patience, RemoteError, push::PushError};

/// Connects to an endpoint and finds its cases.
pub(super) fn endpoint(url: &str, options: &EndpointOptions) -> Result<Endpoint, CliError> {
    let client = client(&options.how, Patience::default())?;
    Ok(Endpoint::open(client, Address::parse(url)?, options.base.as_deref())?)
}

/// A client with the credentials of the environment.
pub(super) fn client(options: &ConnectionOptions, usual: Patience) -> Result<Client, CliError> {
    let credentials = Credentials::from_environment(|name| std::env::var(name).ok())?;
    let answer = match options.timeout {
        None => usual.answer,
        Some(seconds) => Duration::try_from_secs_f64(seconds).ok().filter(|time| !time.is_zero()).ok_or_else(|| {
            CliError::new(format!("a request cannot be given {seconds} seconds")).hint("write --timeout 60")
        })?,
    };
    Ok(Client::new(credentials, options.credentials_over_http, Patience { answer, ..usual }))
}

impl From<RemoteError> for CliError {
    fn from(error: RemoteError) -> Self {
        Self::caused_with(&error, Some(error.remedy()))
    }
}

impl From<PushError> for CliError {
    fn from(error: PushError) -> Self {
        match error {
            PushError::Part(error) => error.into(),
            error => Self::caused_with(&error, Some(error.remedy())),
        }
    }
}

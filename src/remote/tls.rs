//! Whom an encrypted connection trusts, and what is said of a server that is not trusted.

use std::{
    env, io,
    sync::{Arc, OnceLock},
};

use rustls::CertificateError;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::{Address, RemoteError};

/// The variable with a file of certificates of authorities, which then are the only ones that are trusted.
const FILE: &str = "SSL_CERT_FILE";

/// The authorities that are trusted, and what went wrong when they were looked for.
struct Roots {
    certificates: Vec<Certificate<'static>>,
    faults: Vec<String>,
}

/// The authorities that this machine trusts, or those of `SSL_CERT_FILE` and `SSL_CERT_DIR`; read once.
fn roots() -> &'static Roots {
    static ROOTS: OnceLock<Roots> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let found = rustls_native_certs::load_native_certs();
        Roots {
            certificates: found.certs.iter().map(|one| Certificate::from_der(one).to_owned()).collect(),
            faults: found.errors.iter().map(ToString::to_string).collect(),
        }
    })
}

/// How connections are encrypted.
pub(super) fn config() -> TlsConfig {
    TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&roots().certificates))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}

/// The file that the environment names.
fn named_file() -> Option<String> {
    env::var(FILE).ok().filter(|file| !file.is_empty())
}

/// Says so before a server is asked that nobody could vouch for.
pub(super) fn check(address: &Address) -> Result<(), RemoteError> {
    if address.is_plain() || !roots().certificates.is_empty() {
        return Ok(());
    }
    let file = named_file();
    let why = match (&file, roots().faults.first()) {
        (Some(file), Some(fault)) => format!("{FILE} is {file}, and: {fault}"),
        (Some(file), None) => format!("{FILE} is {file}, which holds no certificate"),
        (None, Some(fault)) => format!("this machine has no certificates of authorities: {fault}"),
        (None, None) => "this machine has no certificates of authorities".to_owned(),
    };
    let remedy = match file {
        Some(_) => format!("{FILE} must name a file of certificates in PEM format (-----BEGIN CERTIFICATE-----)"),
        None => format!("install ca-certificates, or name a file of certificates in PEM format with {FILE}=FILE.pem"),
    };
    Err(RemoteError::Untrusted { address: address.to_string(), reason: why, remedy })
}

/// What went wrong with the encryption, if that was it: the handshake's errors come as errors of reading and writing.
pub(super) fn cause(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

/// What is said of a server whose encryption fails. Asking again would not help.
pub(super) fn distrusted(address: String, error: &rustls::Error) -> RemoteError {
    let (reason, remedy) = match error {
        rustls::Error::InvalidCertificate(error) => of_certificate(error, named_file().as_deref()),
        rustls::Error::InvalidMessage(_) => (
            "it does not speak TLS there".to_owned(),
            "write http:// if the server has no certificate, and see whether the port is right".to_owned(),
        ),
        error => (error.to_string(), "see the server's TLS settings, and its log".to_owned()),
    };
    RemoteError::Untrusted { address, reason, remedy }
}

fn of_certificate(error: &CertificateError, named: Option<&str>) -> (String, String) {
    use CertificateError as E;
    match error {
        E::UnknownIssuer => {
            let remedy = match named {
                Some(file) => format!(
                    "the authority's own certificate must be in {file}, which {FILE} names; it replaces the system's"
                ),
                None => format!(
                    "if the authority is your organisation's own, name the file of its certificate with {FILE}=FILE.pem; if \
                     it is not, somebody else may be answering"
                ),
            };
            ("its certificate was issued by an authority that is not trusted here".to_owned(), remedy)
        }
        E::NotValidForNameContext { presented, .. } if !presented.is_empty() => {
            let names: Vec<&str> = presented.iter().map(|name| plain(name)).collect();
            (format!("its certificate is for {}, not for this name", names.join(", ")), other_name())
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => {
            ("its certificate is not for this name".to_owned(), other_name())
        }
        E::Expired | E::ExpiredContext { .. } => ("its certificate has expired".to_owned(), renew()),
        E::NotValidYet | E::NotValidYetContext { .. } => ("its certificate is not valid yet".to_owned(), renew()),
        error if format!("{error:?}").contains("CaUsedAsEndEntity") => (
            "its certificate is that of an authority, not of a server".to_owned(),
            "give the server a certificate of its own that the authority has issued (basicConstraints CA:FALSE)"
                .to_owned(),
        ),
        error => (format!("its certificate is refused: {error}"), "see the server's certificate".to_owned()),
    }
}

/// rustls shows a name as `DnsName("example.org")`.
fn plain(name: &str) -> &str {
    name.split_once('"').and_then(|(_, rest)| rest.split_once('"')).map_or(name, |(name, _)| name)
}

fn other_name() -> String {
    "ask it by the name that its certificate is for, or have the certificate issued for this one".to_owned()
}

fn renew() -> String {
    "have the certificate renewed, or see whether this machine's clock is right".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_authority_may_be_ones_own() {
        let (_, remedy) = of_certificate(&CertificateError::UnknownIssuer, None);
        assert!(remedy.contains("SSL_CERT_FILE=FILE.pem") && remedy.contains("somebody else"), "{remedy}");
        let (_, remedy) = of_certificate(&CertificateError::UnknownIssuer, Some("ours.pem"));
        assert!(remedy.contains("must be in ours.pem"), "{remedy}");
    }

    #[test]
    fn names_are_shown_without_how_they_are_kept() {
        assert_eq!(plain("DnsName(\"example.org\")"), "example.org");
        assert_eq!(plain("IpAddress(127.0.0.1)"), "IpAddress(127.0.0.1)");
    }
}

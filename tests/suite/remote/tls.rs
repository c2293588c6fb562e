//! Encrypted connections: whom they trust, and what is said of whom they do not. The certificates are made by
//! `tls/make.sh`.

use std::{
    io::Write as _,
    net::TcpListener,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

use super::TestServer;
use crate::{fixture::CaseFixture, server::running::coded};

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/remote/tls").join(name)
}

/// A server that shows this certificate.
fn showing(certificate: &str) -> TestServer {
    let certificate = CertificateDer::from_pem_file(kept(certificate)).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(kept("server.key")).expect("its key");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(vec![certificate], key));
    TestServer::encrypted(config.expect("a key that fits"))
}

/// A command's environment that trusts the authorities of a file, and no others.
fn trusting(fixture: CaseFixture, file: &Path) -> CaseFixture {
    fixture.env("SSL_CERT_FILE", file.to_str().expect("UTF-8")).env("SSL_CERT_DIR", "")
}

/// What a command says that asks a server at this address and is not answered; it is not asked twice.
#[track_caller]
fn refused(server: &TestServer, endpoint: &str, authorities: &Path) -> String {
    let fixture = trusting(CaseFixture::empty(), authorities);
    let fixture = fixture.run(["query", "positions", "--endpoint", endpoint]).expect_exit(2).expect_no_stdout();
    assert!(server.asked().is_empty(), "nothing is sent to whom it does not trust");
    let said = fixture.stderr().to_owned();
    assert!(!said.contains("tried") && !said.contains("see whether the server runs"), "{said}");
    said
}

#[test]
fn an_authority_of_ones_own_is_trusted_if_it_is_named() {
    let server = showing("localhost.pem");
    for host in ["localhost", "127.0.0.1"] {
        let endpoint = format!("https://{host}:{}/query", server.port());
        let fixture = trusting(coded(), &kept("authority.pem"));
        let fixture = fixture.run(["push", "--endpoint", &endpoint]).expect_exit(0);
        let asked = fixture.run(["query", "who-opposes", "-p", "proposition=access", "--endpoint", &endpoint]);
        let _ = asked.expect_exit(0).expect_stdout("Acme");
    }
    assert!(server.lines().len() > 100);
}

#[test]
fn without_its_authority_a_server_is_refused() {
    let server = showing("localhost.pem");
    let endpoint = format!("https://localhost:{}/query", server.port());
    // Another authority, which has vouched for nobody.
    let said = refused(&server, &endpoint, &kept("alone.pem"));
    assert!(said.contains("issued by an authority that is not trusted here"), "{said}");
    assert!(said.contains("must be in") && said.contains("alone.pem, which SSL_CERT_FILE names"), "{said}");
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let server = showing("elsewhere.pem");
    let said = refused(&server, &format!("https://localhost:{}/query", server.port()), &kept("authority.pem"));
    assert!(said.contains("its certificate is for elsewhere.example, not for this name"), "{said}");
    assert!(said.contains("ask it by the name") && !said.contains("SSL_CERT_FILE"), "{said}");
}

#[test]
fn other_faults_of_certificates_are_named() {
    for (certificate, authorities, words) in [
        ("expired.pem", "authority.pem", "its certificate has expired"),
        ("alone.pem", "alone.pem", "its certificate is that of an authority, not of a server"),
    ] {
        let server = showing(certificate);
        let endpoint = format!("https://localhost:{}/query", server.port());
        let said = refused(&server, &endpoint, &kept(authorities));
        assert!(said.contains(words), "{said}");
    }
    // What a server says whose port is not for TLS.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let endpoint = format!("https://{}/query", listener.local_addr().expect("its address"));
    thread::spawn(move || {
        listener.incoming().flatten().try_for_each(|mut stream| stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    });
    let said = refused(&TestServer::start(), &endpoint, &kept("authority.pem"));
    assert!(said.contains("it does not speak TLS there") && said.contains("write http://"), "{said}");
}

#[test]
fn a_file_of_authorities_that_holds_none_is_named() {
    let server = showing("localhost.pem");
    let endpoint = format!("https://localhost:{}/query", server.port());
    let said = refused(&server, &endpoint, Path::new("/not/there.pem"));
    assert!(said.contains("SSL_CERT_FILE is /not/there.pem, and: ") && said.contains("No such file"), "{said}");
    let said = refused(&server, &endpoint, &kept("server.key"));
    assert!(said.contains("server.key, which holds no certificate") && said.contains("PEM"), "{said}");
    // Nobody needs them where nothing is encrypted.
    let plain = TestServer::start();
    let fixture = trusting(coded(), Path::new("/not/there.pem"));
    let _ = fixture.run(["push", "--endpoint", &plain.query()]).expect_exit(0);
}

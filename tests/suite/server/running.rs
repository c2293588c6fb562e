//! A server on a small case, and a client that says exactly what it is told to.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use crate::fixture::CaseFixture;

/// The base of the fixture's case.
pub(crate) const BASE: &str = "https://example.org/case/acme/";

/// A running server; it ends with the test.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) fixture: Arc<CaseFixture>,
    said: Arc<Mutex<String>>,
}

/// The fixture's case with an article that two people have coded.
pub(crate) fn coded() -> CaseFixture {
    CaseFixture::new()
        .document("article", "“We will not open our messages,” Acme said. The Ministry wants them open.\n")
        .coded("ann", "article", &[("acme", "oppose", "access", "We will not open our messages")])
        .coded("bob", "article", &[("ministry", "support", "access", "The Ministry wants them open")])
}

impl Running {
    /// Starts a server on the case that two people have coded.
    #[track_caller]
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::on(coded(), arguments)
    }

    /// Starts a server on a case.
    #[track_caller]
    pub(crate) fn on(fixture: CaseFixture, arguments: &[&str]) -> Self {
        Self::again(Arc::new(fixture.remembered()), arguments)
    }

    /// Starts a server on a case that another has served.
    #[track_caller]
    pub(crate) fn again(fixture: Arc<CaseFixture>, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(fixture.path(""))
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the built program");
        let said = Arc::new(Mutex::new(String::new()));
        let (kept, stderr) = (Arc::clone(&said), child.stderr.take().expect("a pipe"));
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                kept.lock().expect("no panic").push_str(&format!("{line}\n"));
            }
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("the server's address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').parse();
        let Ok(address) = address else {
            panic!("no address: {}", said.lock().expect("no panic"));
        };
        Self { child, address, fixture, said }
    }

    /// What it has said on standard error so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().expect("no panic").clone()
    }

    /// The token that was printed at start.
    #[track_caller]
    pub(crate) fn token(&self) -> String {
        // Said before the address, by another pipe.
        let begun = Instant::now();
        loop {
            let said = self.said();
            if let Some((_, link)) = said.split_once("login?token=")
                && let Some((token, _)) = link.split_once('\n')
            {
                return token.to_owned();
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "no link to code in {said}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.ask("GET", path).send()
    }

    pub(crate) fn ask(&self, method: &str, path: &str) -> Request {
        Request {
            address: self.address,
            head: format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n"),
            host: Some(self.address.to_string()),
            body: Vec::new(),
        }
    }

    /// A query by POST, as it is.
    pub(crate) fn query(&self, sparql: &str) -> Request {
        self.ask("POST", "/sparql").header("Content-Type", "application/sparql-query").body(sparql)
    }

    /// Tells it to end, and waits until it has.
    #[track_caller]
    pub(crate) fn end(&mut self) -> Duration {
        let begun = Instant::now();
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill");
        assert!(told.success());
        let status = self.child.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "{}", self.said());
        begun.elapsed()
    }

    /// The server's process.
    pub(crate) fn process(&mut self) -> &mut Child {
        &mut self.child
    }

    /// The processes that it has started and that have not ended; nothing where the system has no `/proc`.
    pub(crate) fn children(&self) -> Option<usize> {
        let parent = self.child.id().to_string();
        let is_child = |stat: &str| {
            // "17 (a name) S 12 ...": number, name, state, parent. A name may hold anything.
            let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            let mut fields = after_name.split_whitespace();
            fields.next().is_some_and(|state| state != "Z") && fields.next() == Some(parent.as_str())
        };
        let processes = std::fs::read_dir("/proc").ok()?.flatten();
        let stats = processes.filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok());
        Some(stats.filter(|stat| is_child(stat)).count())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request to be sent.
#[derive(Clone)]
pub(crate) struct Request {
    address: SocketAddr,
    head: String,
    host: Option<String>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    pub(crate) fn accept(self, value: &str) -> Self {
        self.header("Accept", value)
    }

    pub(crate) fn form(self) -> Self {
        self.header("Content-Type", "application/x-www-form-urlencoded")
    }

    pub(crate) fn host(mut self, host: Option<&str>) -> Self {
        self.host = host.map(str::to_owned);
        self
    }

    pub(crate) fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        self
    }

    /// Sends it and reads the answer to its end.
    #[track_caller]
    pub(crate) fn send(self) -> Response {
        self.try_send().expect("an answer")
    }

    /// The same to a server that may be gone: nothing if it is, or goes before its answer has arrived.
    #[track_caller]
    pub(crate) fn try_send(self) -> Option<Response> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a socket");
        let mut bytes = self.head.into_bytes();
        if let Some(host) = self.host {
            bytes.extend(format!("Host: {host}\r\n").bytes());
        }
        if !self.body.is_empty() {
            bytes.extend(format!("Content-Length: {}\r\n", self.body.len()).bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(self.body);
        // A server that refuses before it has read everything may close.
        let _ = stream.write_all(&bytes);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let has_head = answer.windows(4).any(|four| four == b"\r\n\r\n");
        has_head.then(|| Response::parse(&answer))
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Response {
    #[track_caller]
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.expect("a status"),
            headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn expect_header(self, name: &str, value: &str) -> Self {
        assert_eq!(self.header(name), Some(value), "{self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn expect_body(self, part: &str) -> Self {
        assert!(self.body.contains(part), "no {part:?} in {self:?}");
        self
    }
}

/// Text as it stands in an address or a form.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

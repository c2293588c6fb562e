//! A case that is served: the program itself, on a copy of the shipped case.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use stancegraph::{
    case::{NewEntries, read_case},
    model::{AnnotationSet, Slug},
    review::{Action, Desk, Request, Signature, now},
};

use crate::driver::Browser;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stancegraph");
const TOKENS: &str = "ann 0123456789abcdef-ann\nbob 0123456789abcdef-bob\neve 0123456789abcdef-eve\n";

/// The document that is coded.
pub(crate) const DOCUMENT: &str = "drum-pulls-out";

/// A server with a case of its own; both end with it.
pub(crate) struct Served {
    server: Child,
    folder: tempfile::TempDir,
    /// `http://127.0.0.1:PORT`.
    pub(crate) origin: String,
}

impl Served {
    /// The shipped case as it is.
    pub(crate) fn shipped() -> Self {
        Self::with(|_| {})
    }

    /// Two documents that only the machine has coded.
    pub(crate) fn uncoded() -> Self {
        Self::with(|case| {
            for coder in ["pass-1", "pass-2", "reviewed"] {
                fs::remove_dir_all(case.join("annotations").join(coder)).expect("a coder");
            }
            for document in ["beard-explains-why", "eandt-pulls-out", "hong-booted-out"] {
                fs::remove_file(case.join(format!("annotations/auto/{document}.ttl"))).expect("annotations");
                fs::remove_file(case.join(format!("documents/{document}.md"))).expect("a document");
            }
        })
    }

    fn with(change: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), folder.path());
        let case = folder.path().join("blackberry-pakistan-2015");
        change(&case);
        let tokens = folder.path().join("tokens");
        fs::write(&tokens, TOKENS).expect("room");
        let mut server = Command::new(PROGRAM)
            .args(["serve", "--port", "0", "--public", "--token-file"])
            .arg(&tokens)
            .arg("--case")
            .arg(&case)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(server.stdout.take().expect("a pipe")).lines();
        let line = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("http://"));
        let origin = line.expect("the server says where it listens").trim().trim_end_matches('/').to_owned();
        std::thread::spawn(move || lines.for_each(drop));
        Self { server, folder, origin }
    }

    /// A browser in which this coder has logged in, at the address.
    pub(crate) fn logged_in(&self, coder: &str, address: &str) -> Browser {
        let browser = Browser::start();
        self.log_in(&browser, coder, address);
        browser
    }

    /// Logs in as a person does: with the token, on the page for it.
    #[track_caller]
    pub(crate) fn log_in(&self, browser: &Browser, coder: &str, address: &str) {
        let next: String = address.replace('?', "%3F").replace('=', "%3D").replace('&', "%26");
        browser.open(&format!("{}/login?next={next}", self.origin));
        browser.click("#token");
        browser.press(&[&format!("0123456789abcdef-{coder}"), crate::driver::key::ENTER]);
        browser.wait(
            "the page behind",
            "return !location.pathname.startsWith('/login') && document.readyState === 'complete';",
        );
    }

    pub(crate) fn case(&self) -> PathBuf {
        self.folder.path().join("blackberry-pakistan-2015")
    }

    /// What a coder has made of the document.
    pub(crate) fn coded(&self, coder: &str) -> Option<AnnotationSet> {
        let (case, _) = read_case(&self.case()).expect("a case");
        case.of_coder(coder).find(|set| set.document == *DOCUMENT).cloned()
    }

    /// Somebody decides on the document from another program.
    #[track_caller]
    pub(crate) fn decide(&self, by: &str, action: Action) {
        let desk = Desk::new(&self.case());
        let slug = |text: &str| -> Slug { text.parse().expect("an id") };
        let seen = desk.sheet(&slug(DOCUMENT), &slug(by)).expect("a document").digest;
        let signature = Signature { by: slug(by), at: now() };
        let entries = NewEntries::default();
        desk.act(&Request { signature, document: slug(DOCUMENT), into: slug(by), seen, action, entries })
            .expect("a decision");
    }

    /// The machine's suggestions, the surest first.
    pub(crate) fn suggested(&self) -> Vec<String> {
        let desk = Desk::new(&self.case());
        let slug = |text: &str| -> Slug { text.parse().expect("an id") };
        let sheet = desk.sheet(&slug(DOCUMENT), &slug("nobody")).expect("a document");
        sheet.suggestions("auto").iter().map(|found| found.statement.id.clone()).collect()
    }

    /// The case is clean, as the command says.
    #[track_caller]
    pub(crate) fn check(&self) {
        let checked = Command::new(PROGRAM).arg("--case").arg(self.case()).arg("check").output().expect("it runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("room");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("room");
        }
    }
}

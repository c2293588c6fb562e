//! A case in a folder of its own, and the program run on it: steps that can be chained.
//!
//! ```ignore
//! CaseFixture::new()
//!     .document("article", "\"We will not,\" Acme said.\n")
//!     .run(["check"])
//!     .expect_exit(0)
//!     .expect_stderr("1 document");
//! ```

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use stancegraph::{
    case::{read_case, write_annotations},
    model::{AnnotationSet, Coder, Commitment, Modality, Offsets, Run, Slug, Span, Statement, identity},
};

use crate::{golden::golden, rust_code::root};

/// The case of [`CaseFixture::new`]: it extends nothing, so that a run is short.
const CASE: &str = r#"format = 1
title = "Acme and the Ministry"
base = "https://example.org/case/acme/"
"#;

/// Its codebook.
const CODEBOOK: &str = r#"format = 1

[[actor]]
id = "acme"
label = "Acme"
kind = "company"
aliases = ["Acme Ltd"]

[[actor]]
id = "ministry"
label = "Ministry of the Interior"
kind = "government"

[[proposition]]
id = "access"
label = "Providers should give the state access to messages."
short = "Access"
"#;

/// The words of a statement: actor, stance, proposition, and the quotation in the document.
pub(crate) type Coding<'c> = (&'c str, &'c str, &'c str, &'c str);

/// Everything in a folder, by path: contents of files, targets of links.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// How a run ended.
struct Ended {
    code: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
}

/// A case in a temporary folder, what was run on it, and what came of it.
pub(crate) struct CaseFixture {
    root: tempfile::TempDir,
    /// Where the program runs, within the folder.
    cwd: PathBuf,
    stdin: Vec<u8>,
    environment: Vec<(String, String)>,
    before: Tree,
    last: Option<Ended>,
    transcript: String,
}

impl CaseFixture {
    /// An empty folder.
    #[track_caller]
    pub(crate) fn empty() -> Self {
        Self {
            root: tempfile::tempdir().expect("room for a temporary folder"),
            cwd: PathBuf::new(),
            stdin: Vec::new(),
            environment: Vec::new(),
            before: Tree::new(),
            last: None,
            transcript: String::new(),
        }
    }

    /// A small case with two actors and a proposition, without documents; the program runs inside it.
    #[track_caller]
    pub(crate) fn new() -> Self {
        let mut fixture = Self::empty();
        fixture.cwd = "case".into();
        fixture.file("case.toml", CASE).file("codebook.toml", CODEBOOK)
    }

    /// A copy of the shipped case with the codebook it extends; the program runs inside it.
    #[track_caller]
    pub(crate) fn shipped() -> Self {
        let mut fixture = Self::empty();
        copy(&root().join("seeds"), fixture.root.path());
        fixture.cwd = "blackberry-pakistan-2015".into();
        fixture
    }

    /// A file, by its path from where the program runs.
    #[track_caller]
    pub(crate) fn file(self, path: &str, contents: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        let folder = path.parent().expect("a path within the folder");
        fs::create_dir_all(folder).expect("room for a folder");
        fs::write(path, contents).expect("room for a file");
        self
    }

    /// Changes a file that is there.
    #[track_caller]
    pub(crate) fn edit(self, path: &str, change: impl FnOnce(String) -> String) -> Self {
        let old = fs::read_to_string(self.path(path)).expect("a file to edit");
        let new = change(old.clone());
        assert_ne!(old, new, "the edit changes nothing in {path}");
        self.file(path, new)
    }

    /// More for the codebook.
    #[track_caller]
    pub(crate) fn codebook(self, more: &str) -> Self {
        self.edit("codebook.toml", |text| format!("{text}\n{more}"))
    }

    /// A document of the case.
    #[track_caller]
    pub(crate) fn document(self, slug: &str, text: &str) -> Self {
        let file = format!("+++\ntitle = \"{slug}\"\npublisher = \"The Paper\"\n+++\n\n{text}");
        self.file(&format!("documents/{slug}.md"), file)
    }

    /// Annotations of a document by a coder, written as the program writes them.
    #[track_caller]
    pub(crate) fn coded(self, coder: &str, document: &str, codings: &[Coding<'_>]) -> Self {
        let dir = self.path("");
        let (case, _) = read_case(&dir).expect("a case");
        let document = &case.documents[document];
        let offsets = Offsets::new(&document.text);
        let slug = |text: &str| text.parse::<Slug>().expect("an id");
        let statements = codings
            .iter()
            .map(|(actor, stance, proposition, words)| {
                let start = document.text.find(words).expect("words of the document");
                Statement {
                    evidence: vec![offsets.span(start..start + words.len())],
                    stance: stance.parse().expect("a stance"),
                    ..statement(slug(actor), slug(proposition))
                }
            })
            .collect();
        let mut set = AnnotationSet {
            document: document.slug.clone(),
            coder: Coder { name: slug(coder), machine: coder == Coder::AUTO },
            run: Run { name: slug(coder), coder_version: None, codebook_digest: None, command: None },
            complete: false,
            attributions: Vec::new(),
            statements,
            facts: Vec::new(),
            decisions: Vec::new(),
        };
        identity::assign(&mut set);
        write_annotations(&dir, &set, document, &case.names(), &case.prefixes()).expect("room for annotations");
        self
    }

    /// What the next run reads on standard input.
    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// A variable of the environment of all further runs.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Where all further runs take place, from the fixture's folder.
    pub(crate) fn within(mut self, folder: &str) -> Self {
        self.cwd = folder.into();
        self
    }

    /// Runs `stancegraph` with these arguments.
    #[track_caller]
    pub(crate) fn run<const N: usize>(self, arguments: [&str; N]) -> Self {
        self.run_to(arguments, Stdio::piped())
    }

    /// The same with as many arguments as there are.
    #[track_caller]
    pub(crate) fn run_all(self, arguments: &[&str]) -> Self {
        self.spawn(arguments, Stdio::piped())
    }

    /// The same with standard output going elsewhere.
    #[track_caller]
    pub(crate) fn run_to<const N: usize>(self, arguments: [&str; N], stdout: Stdio) -> Self {
        self.spawn(&arguments, stdout)
    }

    #[track_caller]
    fn spawn(mut self, arguments: &[&str], stdout: Stdio) -> Self {
        self.before = tree(self.root.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_stancegraph"))
            .args(arguments)
            .current_dir(self.path(""))
            .env_remove("NO_COLOR")
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the built program");
        let bytes = std::mem::take(&mut self.stdin);
        let mut input = child.stdin.take().expect("a pipe");
        // A program that ends without reading closes the pipe; that is its affair.
        let feeder = std::thread::spawn(move || input.write_all(&bytes).is_ok());
        let output = child.wait_with_output().expect("the program ends");
        let _ = feeder.join();
        let ended = Ended {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: self.redacted(&String::from_utf8_lossy(&output.stderr)),
        };
        self.write_down(arguments, &ended);
        self.last = Some(ended);
        self
    }

    /// The run ended with this code.
    #[track_caller]
    pub(crate) fn expect_exit(self, code: i32) -> Self {
        let last = self.last();
        assert_eq!(last.code, Some(code), "{}", self.transcript);
        self
    }

    /// Standard output holds these words.
    #[track_caller]
    pub(crate) fn expect_stdout(self, words: &str) -> Self {
        assert!(self.stdout().contains(words), "no {words:?} in\n{}", self.transcript);
        self
    }

    /// Standard output is empty.
    #[track_caller]
    pub(crate) fn expect_no_stdout(self) -> Self {
        assert_eq!(self.stdout(), "", "data after all");
        self
    }

    /// Standard error holds these words.
    #[track_caller]
    pub(crate) fn expect_stderr(self, words: &str) -> Self {
        assert!(self.last().stderr.contains(words), "no {words:?} in\n{}", self.transcript);
        self
    }

    /// Standard error is empty.
    #[track_caller]
    pub(crate) fn expect_no_stderr(self) -> Self {
        assert_eq!(self.last().stderr, "", "talk after all");
        self
    }

    /// The run left every file as it was, and added none.
    #[track_caller]
    pub(crate) fn expect_unchanged(self) -> Self {
        let differ = self.changed();
        assert!(differ.is_empty(), "changed: {differ:?}\n{}", self.transcript);
        self
    }

    /// From now on changes are counted from how everything is now.
    pub(crate) fn remembered(mut self) -> Self {
        self.before = tree(self.root.path());
        self
    }

    /// The files that have come, gone or changed since.
    pub(crate) fn changed(&self) -> Vec<PathBuf> {
        let after = tree(self.root.path());
        let paths = self.before.iter().chain(&after).map(|(path, _)| path);
        paths.filter(|path| self.before.get(*path) != after.get(*path)).cloned().collect()
    }

    /// Everything said so far is what `tests/cases/<name>.txt` tells.
    #[track_caller]
    pub(crate) fn expect_transcript(self, name: &str) -> Self {
        golden(&format!("{name}.txt"), self.transcript.clone());
        self
    }

    /// A file of the fixture is what `tests/cases/<name>` holds.
    #[track_caller]
    pub(crate) fn expect_file(self, path: &str, name: &str) -> Self {
        let text = self.text(path);
        golden(name, text);
        self
    }

    /// The contents of a file of the fixture.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file to read")
    }

    /// What the run wrote to standard output.
    #[track_caller]
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.last().stdout.clone()).expect("output is UTF-8")
    }

    /// What the run said on standard error.
    #[track_caller]
    pub(crate) fn stderr(&self) -> &str {
        &self.last().stderr
    }

    /// A path from where the program runs.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(&self.cwd).join(path)
    }

    #[track_caller]
    fn last(&self) -> &Ended {
        self.last.as_ref().expect("a run before what is expected of it")
    }

    fn redacted(&self, text: &str) -> String {
        text.replace(&*self.root.path().to_string_lossy(), "[ROOT]").replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
    }

    /// The command, its output, then what it said (after `!`) and its exit code (after `?`) unless that is 0.
    fn write_down(&mut self, arguments: &[&str], ended: &Ended) {
        let quoted: Vec<String> = arguments
            .iter()
            .map(|word| {
                let plain = |c: char| c.is_alphanumeric() || "-_=./".contains(c);
                if word.chars().all(plain) && !word.is_empty() { (*word).to_owned() } else { format!("'{word}'") }
            })
            .collect();
        let mut text = format!("$ stancegraph {}\n", self.redacted(&quoted.join(" ")));
        text.push_str(&self.redacted(&String::from_utf8_lossy(&ended.stdout)));
        if !text.ends_with('\n') {
            text.push('\n');
        }
        for line in ended.stderr.lines() {
            text.push_str(format!("! {line}").trim_end());
            text.push('\n');
        }
        if ended.code != Some(0) {
            let code = ended.code.map_or("killed".to_owned(), |code| code.to_string());
            text.push_str(&format!("? {code}\n"));
        }
        if !self.transcript.is_empty() {
            self.transcript.push('\n');
        }
        self.transcript.push_str(&text);
    }
}

/// A statement in the actor's own words, without evidence.
pub(crate) fn statement(actor: Slug, proposition: Slug) -> Statement {
    Statement {
        id: String::new(),
        actor,
        actor_label: None,
        actor_kind: None,
        spokesperson: None,
        proposition,
        stance: stancegraph::model::Stance::Support,
        leaning: None,
        condition: None,
        form: Some(stancegraph::model::Form::Argue),
        modality: Modality::OwnWords,
        commitment: Commitment::Asserted,
        ascribed_by: None,
        addressees: Vec::new(),
        targets: Vec::new(),
        frames: Vec::new(),
        frames_rejected: Vec::new(),
        utterance: None,
        date: None,
        evidence: Vec::<Span>::new(),
        attribution: None,
        rule: None,
        confidence: None,
        note: None,
    }
}

fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_symlink() {
                let target = fs::read_link(&path).expect("a link");
                found.insert(path, target.to_string_lossy().as_bytes().to_vec());
            } else if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file to read");
                found.insert(path, bytes);
            }
        }
    }
    found
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("room for a folder");
    for entry in fs::read_dir(from).expect("the shipped files").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("room for a file");
        }
    }
}

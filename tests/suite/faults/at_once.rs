//! Several programs at one case: servers, coders, commands, git and an editor. Nothing is lost, and conflicts are shown.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use stancegraph::{case::WriteLock, review::digest_of};

use super::{articles, killing::clean};
use crate::{
    fixture::CaseFixture,
    server::{
        coding::{coding, page, post, token},
        running::Running,
    },
};

const ARGUMENTS: [&str; 3] = ["--token-file", "tokens", "--public"];
const SENTENCES: usize = 8;

/// An article of which each sentence can be coded, and two coders.
fn article() -> CaseFixture {
    let tokens: String = ["ann", "bob"].iter().map(|name| format!("{name} {}\n", token(name))).collect();
    let text: String = (0..SENTENCES).map(|number| format!("Acme said no for the {number}th time. ")).collect();
    CaseFixture::new().file("tokens", tokens).document("article", &format!("{text}\n"))
}

fn command(case: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_stancegraph"))
        .args(arguments)
        .current_dir(case)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the built program")
}

/// Codes a sentence on top of what is there, as often as somebody else was quicker; returns how often that was.
#[track_caller]
fn code(running: &Running, coder: &str, into: &str, number: usize) -> usize {
    let file = running.fixture.path(&format!("annotations/{into}/article.ttl"));
    let quote = format!("no for the {number}th time");
    for conflicts in 0..200 {
        let seen = digest_of(fs::read(&file).ok().as_deref());
        let mut fields = coding(&seen, &quote);
        fields.push(("into", into));
        let answer = post(running, coder, &fields);
        match answer.status {
            303 => return conflicts,
            409 => assert!(answer.body.contains("has changed since you opened this page"), "{answer:?}"),
            _ => panic!("{answer:?}"),
        }
    }
    panic!("{coder} never gets through")
}

fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(60), "never: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn two_servers_and_two_coders_at_one_document_lose_nothing() {
    let fixture = Arc::new(article());
    let servers = [0, 1].map(|_| Running::again(Arc::clone(&fixture), &ARGUMENTS));
    let conflicts: usize = thread::scope(|scope| {
        let coders = servers.iter().zip(["ann", "bob"]).enumerate().map(|(place, (server, coder))| {
            scope.spawn(move || {
                let mine = (0..SENTENCES).filter(|number| number % 2 == place);
                mine.map(|number| code(server, coder, "reviewed", number)).sum::<usize>()
            })
        });
        let coders: Vec<_> = coders.collect();
        coders.into_iter().map(|coder| coder.join().expect("no panic")).sum()
    });
    let text = fixture.text("annotations/reviewed/article.ttl");
    assert_eq!(text.matches("a prov:Entity , sg:Statement").count(), SENTENCES, "{conflicts} conflicts\n{text}");
    clean(&fixture.path(""));
    // Each comes to see what was written through the other.
    for server in &servers {
        wait_for("both show all", || page(server, "ann", "/code/article?into=reviewed").contains("no for the 7th"));
    }
}

#[test]
fn commands_at_work_under_a_server_take_turns_with_it() {
    let fixture = Arc::new(article().file("new.txt", "Other words, Acme said.\n"));
    let running = Running::again(Arc::clone(&fixture), &ARGUMENTS);
    let dir = fixture.path("");
    thread::scope(|scope| {
        let commands = scope.spawn(|| {
            for arguments in [&["annotate"][..], &["add", "new.txt"], &["annotate"], &["check", "--repair"]] {
                let output = command(&dir, arguments).wait_with_output().expect("it ends");
                assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            }
        });
        for number in 0..SENTENCES {
            code(&running, "ann", "ann", number);
        }
        commands.join().expect("no panic");
    });
    let text = fixture.text("annotations/ann/article.ttl");
    assert_eq!(text.matches("a prov:Entity , sg:Statement").count(), SENTENCES);
    assert!(fixture.path("annotations/auto/new.ttl").exists());
    clean(&dir);
}

#[test]
fn who_waits_in_vain_is_told_for_whom() {
    let fixture = articles();
    let case = fixture.path("case");
    let _held = WriteLock::take(&case, Duration::ZERO, "serve, for ann").expect("nobody writes");
    let words = format!("`serve, for ann` (process {}) is writing into", std::process::id());
    let started = ["annotate", "import"].map(|verb| match verb {
        "annotate" => command(&case, &["annotate"]),
        _ => command(&case, &["import", "documents/refusal.md", "--from", "jsonl", "--coder", "carl", "--into", "."]),
    });
    for child in started {
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(&words), "{said}");
    }
}

#[test]
fn of_two_who_add_the_same_name_one_is_refused() {
    let fixture = articles();
    let case = fixture.path("case");
    for place in ["a", "b"] {
        fs::create_dir(case.join(place)).expect("room");
        fs::write(case.join(place).join("news.txt"), format!("What {place} heard.\n")).expect("room");
    }
    let both = ["a", "b"].map(|place| command(&case, &["add", &format!("{place}/news.txt")]));
    let codes = both.map(|child| child.wait_with_output().expect("it ends").status.code());
    assert!(codes.contains(&Some(0)) && codes.contains(&Some(2)), "{codes:?}");
    clean(&case);
}

#[test]
fn a_document_that_cannot_be_read_is_not_written_over() {
    let broken = "+++\ntitle = \"I am still at it\n+++\n\nMy words.\n";
    articles()
        .file("case/documents/news.md", broken)
        .file("news.txt", "Other words.\n")
        .run(["--case", "case", "add", "news.txt"])
        .expect_exit(2)
        .expect_stderr("documents/news.md is already there")
        .expect_unchanged();
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let name = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
    let run = Command::new("git").args(name).args(arguments).current_dir(folder).stdin(Stdio::null()).output();
    run.is_ok_and(|output| output.status.success())
}

#[test]
fn a_checkout_under_a_server_is_served_and_what_changed_is_a_conflict() {
    let Some(fixture) = repository().map(Arc::new) else { return };
    let dir = fixture.path("");
    // Another branch has many more documents, and another article.
    assert!(git(&dir, &["checkout", "-b", "more"]));
    for number in 0..40 {
        let text = format!("+++\ntitle = \"No {number}\"\npublisher = \"The Paper\"\n+++\n\nNews number {number}.\n");
        fs::write(dir.join(format!("documents/more-{number}.md")), text).expect("room");
    }
    let running = Running::again(Arc::clone(&fixture), &ARGUMENTS);
    code(&running, "ann", "ann", 1);
    assert!(git(&dir, &["add", "."]) && git(&dir, &["commit", "-m", "more"]));
    let more = digest_of(fs::read(fixture.path("annotations/ann/article.ttl")).ok().as_deref());
    wait_for("the other documents are served", || running.get("/documents/more-39").status == 200);
    for round in 0..3 {
        assert!(git(&dir, &["checkout", "main"]), "round {round}");
        // Who had the page open sees that it is another now, and nothing is written.
        let answer = post(&running, "ann", &coding(&more, "no for the 2th time"));
        assert_eq!(answer.status, 409, "{answer:?}");
        assert!(!fixture.path("annotations").exists());
        wait_for("main is served", || running.get("/documents/more-39").status == 404);
        assert_eq!(running.get("/documents/article").status, 200);
        assert!(git(&dir, &["checkout", "more"]), "round {round}");
        wait_for("more is served", || running.get("/documents/more-39").status == 200);
    }
    assert!(page(&running, "ann", "/code/article").contains("Your statements: 1"));
    // What is coded from now on is there for git to see.
    code(&running, "ann", "ann", 2);
    assert!(!git(&dir, &["diff", "--quiet"]), "git sees nothing");
    clean(&dir);
}

/// A branch on which each of these coders has coded these words, with more in the codebook.
#[track_caller]
fn branch(case: CaseFixture, name: &str, from: &str, coded: &[(&str, &str)], more: &str) -> CaseFixture {
    let dir = case.path("");
    assert!(git(&dir, &["checkout", "-b", name, from]), "{name}");
    let coding = |case: CaseFixture, (coder, quote): &(&str, &str)| {
        case.coded(coder, "article", &[("acme", "oppose", "access", quote)])
    };
    let case = coded.iter().fold(case, coding);
    let case = if more.is_empty() { case } else { case.codebook(more) };
    assert!(git(&dir, &["add", "."]) && git(&dir, &["commit", "-m", name]), "{name}");
    case
}

/// The small case with an article, in a repository; nothing where git is not there.
fn repository() -> Option<CaseFixture> {
    let case = article();
    let dir = case.path("");
    if !git(&dir, &["init", "--initial-branch", "main"]) {
        drop(writeln!(io::stderr(), "faults::at_once is left out: git is not there"));
        return None;
    }
    fs::write(dir.join(".gitignore"), "tokens\n").expect("room");
    assert!(git(&dir, &["add", "."]) && git(&dir, &["commit", "-m", "the article"]));
    Some(case)
}

#[test]
fn what_two_coders_coded_on_two_branches_is_rebased_into_a_sound_case() {
    let Some(case) = repository() else { return };
    let dir = case.path("");
    let case = branch(case, "ann", "main", &[("ann", "no for the 1th time")], "");
    let case = branch(case, "bob", "main", &[("bob", "no for the 2th time"), ("carl", "no for the 1th time")], "");
    assert!(git(&dir, &["rebase", "ann"]));
    clean(&dir);
    for (coder, number) in [("ann", 1), ("bob", 2), ("carl", 1)] {
        let text = case.text(&format!("annotations/{coder}/article.ttl"));
        assert!(text.contains(&format!("no for the {number}th time")), "{coder}: {text}");
    }
    case.run(["check"]).expect_exit(0);
}

#[test]
fn what_git_cannot_merge_is_said_with_its_line_and_what_to_do() {
    let Some(case) = repository() else { return };
    let dir = case.path("");
    let actor = |id: &str| format!("[[actor]]\nid = \"{id}\"\nlabel = \"The {id}\"\nkind = \"ngo\"\n");
    let case = branch(case, "one", "main", &[("reviewed", "no for the 1th time")], &actor("guild"));
    let case = branch(case, "other", "main", &[("reviewed", "no for the 2th time")], &actor("union"));
    let case = case.edit("documents/article.md", |text| text.replace("the 3th time", "the third time"));
    assert!(git(&dir, &["commit", "-a", "-m", "another wording"]));
    assert!(git(&dir, &["checkout", "one"]));
    let case = case.edit("documents/article.md", |text| text.replace("the 3th time", "the 3rd time"));
    assert!(git(&dir, &["commit", "-a", "-m", "a third wording"]));
    assert!(!git(&dir, &["merge", "other"]), "three files are in conflict");
    // First what the case rests on, then what is coded with it.
    let case = case.run(["check"]).expect_exit(1);
    for path in ["codebook.toml", "documents/article.md"] {
        assert!(case.text(path).contains("<<<<<<< "), "{path}");
        let line = case.text(path).lines().position(|line| line.starts_with("<<<<<<<")).map_or(0, |line| line + 1);
        let case = case.stdout();
        assert!(case.contains(&format!("{path}:{line}:1")), "{path}, {line}: {case}");
    }
    let case = case.expect_stdout("error[git-conflict]").expect_stdout("git checkout --ours");
    let case = case.run(["query", "positions"]).expect_exit(2).expect_stderr("git-conflict");
    assert!(git(&dir, &["checkout", "--ours", "codebook.toml", "documents/article.md"]));
    let file = "annotations/reviewed/article.ttl";
    let line = case.text(file).lines().position(|line| line.starts_with("<<<<<<<")).map_or(0, |line| line + 1);
    let case = case.run(["check"]).expect_exit(1).expect_stdout(&format!("{file}:{line}:1"));
    let case = case.expect_stdout("error[git-conflict]");
    assert!(git(&dir, &["checkout", "--theirs", file]));
    let _case = case.run(["check"]).expect_exit(0);
    clean(&dir);
}

#[test]
fn what_is_coded_while_git_works_waits_for_its_end() {
    let fixture = Arc::new(article());
    fs::create_dir(fixture.path(".git")).expect("room");
    let running = Running::again(Arc::clone(&fixture), &ARGUMENTS);
    let lock = fixture.path(".git/index.lock");
    fs::write(&lock, "").expect("room");
    thread::scope(|scope| {
        let coder = scope.spawn(|| code(&running, "ann", "ann", 1));
        thread::sleep(Duration::from_millis(600));
        assert!(!fixture.path("annotations/ann/article.ttl").exists(), "it was written under git's hands");
        fs::remove_file(&lock).expect("our own file");
        coder.join().expect("no panic");
    });
    // Somebody who writes a message of a commit holds nobody up for long.
    fs::write(&lock, "").expect("room");
    code(&running, "ann", "ann", 2);
    assert!(fixture.text("annotations/ann/article.ttl").contains("no for the 2th time"));
}

#[test]
fn an_editor_that_saves_by_renaming_is_seen_and_nothing_is_written_over_it() {
    let fixture = Arc::new(article());
    let running = Running::again(Arc::clone(&fixture), &ARGUMENTS);
    code(&running, "ann", "ann", 1);
    let file = fixture.path("annotations/ann/article.ttl");
    let seen = digest_of(fs::read(&file).ok().as_deref());
    // The editor writes a file beside it and renames that into its place.
    let edited = fixture.text("annotations/ann/article.ttl").replace("sg:Oppose", "sg:Support");
    fs::write(fixture.path("annotations/ann/.article.ttl.swp"), &edited).expect("room");
    fs::rename(fixture.path("annotations/ann/.article.ttl.swp"), &file).expect("our own file");
    let answer = post(&running, "ann", &coding(&seen, "no for the 2th time"));
    assert_eq!(answer.status, 409, "{answer:?}");
    assert_eq!(fixture.text("annotations/ann/article.ttl"), edited);
    // A remark that somebody leaves in the file is not thrown away either.
    fs::write(&file, format!("{edited}# ask Bob\n")).expect("room");
    let seen = digest_of(fs::read(&file).ok().as_deref());
    let answer = post(&running, "ann", &coding(&seen, "no for the 2th time"));
    assert_eq!(answer.status, 409, "{answer:?}");
    assert!(answer.body.contains("# ask Bob"), "{answer:?}");
}

#[test]
fn what_a_teacher_or_a_coder_has_written_is_not_written_over() {
    let lesson = ["--case", "case", "lesson", "--proposition", "access", "--out", "pack"];
    let of_csv = [&lesson[..], &["--format", "csv"]].concat();
    articles()
        .run_all(&of_csv)
        .expect_exit(0)
        .file("pack/index.html", "my own page")
        .run_all(&lesson)
        .expect_exit(2)
        .expect_stderr("index.html is there already")
        .expect_unchanged();
    // Nobody knows who wrote a file that cannot be read.
    articles()
        .edit("case/annotations/ann/refusal.ttl", |text| format!("{text}half a line"))
        .run(["--case", "case", "annotate", "--reader", "no-such-program", "--coder", "ann"])
        .expect_exit(2)
        .expect_stderr("nobody knows whether a program wrote it")
        .expect_unchanged();
}

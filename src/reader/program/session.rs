//! The documents of one process after another: who has answered, who is blamed, and when to give up.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    sync::mpsc::{RecvTimeoutError, SyncSender},
    time::{Duration, Instant},
};

use serde_json::{Map, Value};

use super::{
    super::{
        lines::Line,
        protocol::{Asked, document_line},
    },
    Event, Program, StartError,
    process::{LONGEST_ANSWER, Process, shown},
};
use crate::diagnostic::Diagnostic;

/// So many processes in a row may die without an answer.
const PATIENCE: usize = 3;
/// How often a silent process is looked at.
const TICK: Duration = Duration::from_millis(50);
/// How many lines that are no answers are told one by one; the others are counted.
const TOLD: usize = 20;

/// How a process came to its end.
enum End {
    /// It ended, or closed its output.
    Closed,
    /// It said nothing for too long.
    Silent,
    /// Nobody listens to us any more.
    Unheard,
}

/// Asks for a share of the documents, by their places in the list.
pub(super) fn run(
    program: &Program,
    codebook: &str,
    documents: &[Asked<'_>],
    share: BTreeSet<usize>,
    events: &SyncSender<Event>,
) -> Result<(), StartError> {
    let mut session = Session { documents, open: share, by_id: HashMap::new(), answered: 0, events, garbage: 0 };
    for &document in &session.open {
        session.by_id.entry(documents[document].id).or_default().push_back(document);
    }
    let mut deaths = 0;
    let mut result = Ok(());
    while !session.open.is_empty() {
        let mut input = codebook.to_owned().into_bytes();
        for &document in &session.open {
            input.extend_from_slice(document_line(&documents[document]).as_bytes());
        }
        let mut process = match Process::start(&program.command, input) {
            Ok(process) => process,
            Err(source) => {
                result = Err(StartError { program: program.command.program().to_owned(), source });
                break;
            }
        };
        let before = session.answered;
        let end = session.listen(&mut process, program.timeout);
        if matches!(end, End::Unheard) {
            break;
        }
        deaths = if session.answered > before { 0 } else { deaths + 1 };
        if session.judge(&end, &mut process, program.timeout) {
            break;
        }
        if deaths == PATIENCE && !session.open.is_empty() {
            let left = session.open.len();
            session.problem(
                "reader-gave-up",
                format!(
                    "the reader died {PATIENCE} times without an answer; not tried again: {left} document{}",
                    if left == 1 { "" } else { "s" }
                ),
                "run it by hand on one line to see what is wrong",
            );
            break;
        }
    }
    if session.garbage > TOLD {
        let more = session.garbage - TOLD;
        session.problem(
            "reader-line",
            format!("{more} more lines of the reader could not be used"),
            "standard output is for answers only, one JSON object a line; messages go to standard error",
        );
    }
    result
}

struct Session<'s, 'd> {
    documents: &'s [Asked<'d>],
    /// Documents without an answer, in order.
    open: BTreeSet<usize>,
    /// The same by id: documents of one id are answered in their order.
    by_id: HashMap<&'d str, VecDeque<usize>>,
    answered: usize,
    events: &'s SyncSender<Event>,
    garbage: usize,
}

impl Session<'_, '_> {
    fn tell(&self, event: Event) -> bool {
        self.events.send(event).is_ok()
    }

    fn problem(&self, code: &'static str, message: impl Into<String>, help: impl Into<String>) -> bool {
        self.tell(Event::Problem(Diagnostic::error(code, message).help(help)))
    }

    /// Takes answers until the process ends, is silent for too long, or everybody has been answered.
    fn listen(&mut self, process: &mut Process, timeout: Duration) -> End {
        let mut useful = Instant::now();
        let mut ended: Option<Instant> = None;
        loop {
            match process.lines.recv_timeout(TICK) {
                Ok(line) => {
                    let before = self.answered;
                    if !self.line(&line) {
                        return End::Unheard;
                    }
                    if self.answered > before {
                        useful = Instant::now();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return End::Closed,
                Err(RecvTimeoutError::Timeout) => {
                    // Somebody else may hold its output open when it has ended.
                    if process.has_ended() && ended.get_or_insert_with(Instant::now).elapsed() > 4 * TICK {
                        return End::Closed;
                    }
                }
            }
            // Whoever has answered everything is given a moment to end by itself; nobody is waiting for it.
            if self.open.is_empty() && useful.elapsed() > Duration::from_secs(5).min(timeout) {
                return End::Silent;
            }
            if useful.elapsed() > timeout {
                return End::Silent;
            }
        }
    }

    /// Takes one line. Whether anybody still listens to us.
    fn line(&mut self, line: &Line) -> bool {
        let Line::Whole(bytes) = line else {
            return self.garbage(
                format!("a line of more than {} MiB", LONGEST_ANSWER >> 20),
                "an answer is one line for one document; it holds places and ids, not the text",
            );
        };
        if bytes.trim_ascii().is_empty() {
            return true;
        }
        let mut object: Map<String, Value> = match serde_json::from_slice(bytes) {
            Ok(object) => object,
            Err(error) => {
                return self.garbage(
                    format!("`{}` is no JSON object: {error}", shown(&bytes[..bytes.len().min(80)])),
                    "standard output is for answers only, one JSON object a line; messages go to standard error",
                );
            }
        };
        if let Some(Value::Object(hello)) = object.get("reader").filter(|_| !object.contains_key("id")) {
            let text = |name: &str| hello.get(name).and_then(Value::as_str).map(str::to_owned);
            return self.tell(Event::Hello { name: text("name"), version: text("version") });
        }
        let Some(id) = object.get("id").and_then(Value::as_str) else {
            return self.garbage(
                format!("`{}` has no \"id\"", shown(&bytes[..bytes.len().min(80)])),
                "each answer repeats the \"id\" of its document, a string",
            );
        };
        let Some(document) = self.by_id.get_mut(id).and_then(VecDeque::pop_front) else {
            let known = self.by_id.contains_key(id);
            let message = if known {
                format!("{id}: it was answered before, or given up; this answer is left out")
            } else {
                format!("there is no document `{}`", shown(id.as_bytes()))
            };
            return self.garbage(message, "answer each document once, with the \"id\" it came with");
        };
        self.open.remove(&document);
        self.answered += 1;
        object.remove("id");
        self.tell(Event::Answer { document, line: object })
    }

    fn garbage(&mut self, message: String, help: &str) -> bool {
        self.garbage += 1;
        if self.garbage > TOLD { true } else { self.problem("reader-line", message, help) }
    }

    /// Says how a process ended and blames a document for it. Whether there is nothing more to do.
    fn judge(&mut self, end: &End, process: &mut Process, timeout: Duration) -> bool {
        let status = match end {
            End::Closed => process.finish(),
            End::Silent | End::Unheard => {
                process.kill();
                None
            }
        };
        let last_words = process.last_words();
        let said = if last_words.is_empty() { String::new() } else { format!("; it said:\n{last_words}") };
        let done = self.open.is_empty();
        let ended_well = status.is_some_and(|status| status.success());
        if ended_well {
            // It has seen every document and ended: asking again would give the same.
            for document in std::mem::take(&mut self.open) {
                let id = self.documents[document].id;
                self.problem(
                    "reader-no-answer",
                    format!("{id}: the reader gave no answer{said}"),
                    "write one line for each document, if need be `{\"id\": ..., \"attributions\": []}`",
                );
            }
            return true;
        }
        let how = match (end, status) {
            (End::Silent, _) => format!("was silent for {} s and was stopped", timeout.as_secs_f64()),
            (_, Some(status)) => format!("ended with {status}"),
            (_, None) => "closed its output, did not end and was stopped".to_owned(),
        };
        if done {
            if matches!(end, End::Silent) {
                self.tell(Event::Remark("the reader did not end after its last answer and was stopped".to_owned()));
            } else {
                self.problem(
                    "reader-exit",
                    format!("the reader {how}{said}"),
                    "all its answers were taken; a reader that is well ends with 0",
                );
            }
            return true;
        }
        let Some(document) = self.open.pop_first() else { return true };
        let id = self.documents[document].id;
        if let Some(waiting) = self.by_id.get_mut(id) {
            waiting.retain(|&open| open != document);
        }
        let help = if matches!(end, End::Silent) {
            "give it more time with --reader-timeout; does it flush its output after each line?"
        } else {
            "the documents after it are tried again without it"
        };
        self.problem("reader-exit", format!("{id}: the reader {how} before it had answered{said}"), help);
        self.open.is_empty()
    }
}

/// Nothing here is counted twice.
#[cfg(test)]
#[test]
fn documents_of_one_id_are_answered_in_their_order() {
    let (events, _happened) = std::sync::mpsc::sync_channel(9);
    let asked = |id| Asked { id, text: "", date: None, title: None, language: None };
    let documents = [asked("a"), asked("b"), asked("a")];
    let mut session = Session {
        documents: &documents,
        open: (0..3).collect(),
        by_id: HashMap::new(),
        answered: 0,
        events: &events,
        garbage: 0,
    };
    for (place, document) in documents.iter().enumerate() {
        session.by_id.entry(document.id).or_default().push_back(place);
    }
    for (line, open) in [("a", vec![1, 2]), ("a", vec![1]), ("a", vec![1]), ("b", vec![])] {
        session.line(&Line::Whole(format!("{{\"id\": \"{line}\"}}").into_bytes()));
        assert_eq!(session.open.iter().copied().collect::<Vec<_>>(), open);
    }
    assert_eq!((session.answered, session.garbage), (3, 1));
}

//! One process of a reader: its pipes are served by threads, so that nothing it does can block us.

use std::{
    collections::VecDeque,
    io::{self, BufReader, Write as _},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use super::{
    super::lines::{Line, next_line},
    command::Command,
};

/// The longest line of an answer that is read, in bytes.
pub(super) const LONGEST_ANSWER: usize = 16 << 20;
/// Of standard error the last lines are kept, and of each line its beginning.
const LAST_LINES: usize = 5;
const LONGEST_COMPLAINT: usize = 400;
/// How long a process that has closed its output may take to end.
const GRACE: Duration = Duration::from_secs(2);

/// A running reader.
pub(super) struct Process {
    child: Child,
    /// Lines of its standard output; closed at the end of it.
    pub(super) lines: mpsc::Receiver<Line>,
    complaints: Arc<Mutex<VecDeque<String>>>,
}

impl Process {
    /// Starts the program in a process group of its own and begins to write `input` to it.
    pub(super) fn start(command: &Command, input: Vec<u8>) -> io::Result<Self> {
        let mut builder = std::process::Command::new(command.program());
        builder.args(command.arguments()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut builder, 0);
        let mut child = builder.spawn()?;
        // The threads end with their pipes. They are not waited for: somebody whom the reader has started may hold a
        // pipe open for as long as he likes.
        if let Some(stdin) = child.stdin.take() {
            thread::spawn(move || write(stdin, &input));
        }
        // A few lines wait at most, so that an endless answer does not fill the memory.
        let (sender, lines) = mpsc::sync_channel(4);
        if let Some(stdout) = child.stdout.take() {
            thread::spawn(move || read(stdout, &sender));
        }
        let complaints = Arc::new(Mutex::new(VecDeque::new()));
        if let Some(stderr) = child.stderr.take() {
            let kept = Arc::clone(&complaints);
            thread::spawn(move || keep_last(stderr, &kept));
        }
        Ok(Self { child, lines, complaints })
    }

    /// Whether it has ended.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for its end for a short while, then kills it. `None` if it had to be killed.
    pub(super) fn finish(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < GRACE {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(5)),
                Ok(Some(status)) => {
                    // What it has written to standard error is on its way still.
                    thread::sleep(Duration::from_millis(20));
                    return Some(status);
                }
                Err(_) => break,
            }
        }
        self.kill();
        None
    }

    /// Kills it, and on Unix everything it has started in its process group.
    pub(super) fn kill(&mut self) {
        // Until it is waited for, nobody else can get its number.
        #[cfg(unix)]
        if let (Ok(None), Some(group)) =
            (self.child.try_wait(), i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw))
        {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The last lines of its standard error.
    pub(super) fn last_words(&self) -> String {
        let kept = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.has_ended() {
            self.kill();
        }
    }
}

/// Writes everything, then closes the pipe: the reader sees the end. One that does not read closes the pipe itself.
fn write(mut stdin: ChildStdin, input: &[u8]) {
    let _ = stdin.write_all(input);
}

fn read(stdout: ChildStdout, lines: &mpsc::SyncSender<Line>) {
    let mut from = BufReader::new(stdout);
    while let Ok(Some(line)) = next_line(&mut from, LONGEST_ANSWER) {
        if lines.send(line).is_err() {
            return;
        }
    }
}

fn keep_last(stderr: ChildStderr, kept: &Mutex<VecDeque<String>>) {
    let mut from = BufReader::new(stderr);
    // Of a line without an end nothing is kept but that it was there.
    while let Ok(Some(line)) = next_line(&mut from, 1 << 20) {
        let line = match line {
            Line::Whole(bytes) => shown(&bytes),
            Line::TooLong => "(a line of more than 1 MiB)".to_owned(),
        };
        if line.is_empty() {
            continue;
        }
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == LAST_LINES {
            kept.pop_front();
        }
        kept.push_back(line);
    }
}

/// The beginning of a line, fit for a terminal.
pub(super) fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * LONGEST_COMPLAINT)]);
    let plain = text.trim_end().chars().take(LONGEST_COMPLAINT);
    plain.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

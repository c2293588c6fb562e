//! A browser that does what it is told, over WebDriver (<https://www.w3.org/TR/webdriver2/>).

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::wire;

/// Keys that are not letters, as WebDriver codes them.
pub(crate) mod key {
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const SHIFT: &str = "\u{e008}";
    pub(crate) const CONTROL: &str = "\u{e009}";
    pub(crate) const SPACE: &str = " ";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const DOWN: &str = "\u{e015}";
}

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// How often a driver is started: the free port that it finds may be somebody else's by the time it listens.
const ATTEMPTS: usize = 3;

/// One browser at a time: two cores do not carry several.
static ONE: Mutex<()> = Mutex::new(());

/// A browser with an empty profile of its own.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Browser {
    /// Starts a driver and a browser.
    pub(crate) fn start() -> Self {
        let turn = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let profile = tempfile::tempdir().expect("a temporary folder");
        let (driver, port) = (0..ATTEMPTS).find_map(|_| start_driver()).expect("chromedriver says its port");
        let arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
        ]
        .into_iter()
        .map(str::to_owned)
        .chain([format!("--user-data-dir={}", profile.path().display())])
        .collect();
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": arguments},
        }}});
        let session = wire::command(port, "POST", "/session", &wanted).expect("a browser");
        let session = session["sessionId"].as_str().expect("a session").to_owned();
        Self { driver, port, session, _profile: profile, _turn: turn }
    }

    fn told(&self, method: &str, path: &str, body: Value) -> Result<Value, String> {
        wire::command(self.port, method, &format!("/session/{}{path}", self.session), &body)
    }

    #[track_caller]
    pub(crate) fn open(&self, address: &str) {
        self.told("POST", "/url", json!({"url": address})).expect("a page");
    }

    /// What a function of the page returns.
    #[track_caller]
    pub(crate) fn eval(&self, script: &str) -> Value {
        self.told("POST", "/execute/sync", json!({"script": script, "args": []})).expect("a script that runs")
    }

    /// The same for one that answers later: its last argument is what to call.
    #[track_caller]
    pub(crate) fn eval_later(&self, script: &str) -> Value {
        self.told("POST", "/timeouts", json!({"script": 120_000})).expect("a time-out");
        self.told("POST", "/execute/async", json!({"script": script, "args": []})).expect("a script that runs")
    }

    /// The text of the first element that fits, as a person sees it.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let script = format!("return document.querySelector({})?.innerText ?? '';", json!(selector));
        self.eval(&script).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub(crate) fn count(&self, selector: &str) -> u64 {
        let script = format!("return document.querySelectorAll({}).length;", json!(selector));
        self.eval(&script).as_u64().expect("a number")
    }

    pub(crate) fn address(&self) -> String {
        self.told("GET", "/url", Value::Null).expect("an address").as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first element that fits, as a person does: it must be there to be hit.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let found = self.told("POST", "/element", json!({"using": "css selector", "value": selector}));
        let found = found.unwrap_or_else(|error| panic!("{selector}: {error}"));
        let id = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str).expect("an element");
        self.told("POST", &format!("/element/{id}/click"), json!({}))
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Presses keys one after the other, wherever the focus is.
    #[track_caller]
    pub(crate) fn press(&self, keys: &[&str]) {
        let strokes = keys.iter().flat_map(|key| key.chars()).flat_map(|key| [down(key), up(key)]);
        self.keyboard(strokes.collect());
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub(crate) fn press_with(&self, held: &str, keys: &[&str]) {
        let held = held.chars().next().expect("a key");
        let strokes = keys.iter().flat_map(|key| key.chars()).flat_map(|key| [down(key), up(key)]);
        self.keyboard(std::iter::once(down(held)).chain(strokes).chain([up(held)]).collect());
    }

    #[track_caller]
    fn keyboard(&self, strokes: Vec<Value>) {
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]});
        self.told("POST", "/actions", actions).expect("a keyboard");
    }

    /// Waits until a function of the page returns something true.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, script: &str) {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            // While a page is loading there may be nothing to ask.
            let found = self.told("POST", "/execute/sync", json!({"script": script, "args": []}));
            if found.is_ok_and(|found| found == json!(true)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("never came: {what}; the page says: {}", self.text("main"));
    }

    /// Waits until the page says this in the first element that fits.
    #[track_caller]
    pub(crate) fn wait_for(&self, selector: &str, words: &str) {
        let script = format!(
            "return (document.querySelector({})?.innerText ?? '').includes({});",
            json!(selector),
            json!(words)
        );
        self.wait(&format!("“{words}” in {selector}"), &script);
    }

    /// Opens a page again and again until it says this: what another program has written is served a moment later.
    #[track_caller]
    pub(crate) fn open_until(&self, address: &str, selector: &str, words: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.open(address);
            let text = self.text(selector);
            if text.contains(words) {
                return;
            }
            assert!(Instant::now() < end, "“{words}” never came to {address}; it says: {text}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until the address has this in it: all that can be asked of a page without scripts.
    #[track_caller]
    pub(crate) fn wait_to_be_at(&self, part: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.address().contains(part) {
            assert!(Instant::now() < end, "never came to {part}: {}", self.address());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A command of the browser's own protocol.
    #[track_caller]
    pub(crate) fn browser_command(&self, command: &str, parameters: Value) {
        let body = json!({"cmd": command, "params": parameters});
        self.told("POST", "/goog/cdp/execute", body).expect("a command of Chromium");
    }

    /// The screen's width and height, and whether it is a dark one.
    pub(crate) fn screen(&self, width: u32, height: u32, dark: bool) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.browser_command("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.browser_command("Emulation.setEmulatedMedia", features);
    }

    /// Draws the page into a file.
    pub(crate) fn picture(&self, path: &Path) {
        let found = self.told("GET", "/screenshot", Value::Null).expect("a picture");
        let bytes = from_base64(found.as_str().unwrap_or_default());
        std::fs::write(path, bytes).expect("room for a picture");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Without an object for a body the driver refuses, and the browser outlives it.
        let _ = self.told("DELETE", "", json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver and the port it listens at; nothing if it ended before it did.
fn start_driver() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is not there: apt-get install chromium chromium-driver");
    let mut lines = BufReader::new(driver.stdout.take().expect("a pipe")).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
    let Some(port) = port else {
        let _ = driver.kill();
        let _ = driver.wait();
        return None;
    };
    // What it says later is of no use, and must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

fn down(key: char) -> Value {
    json!({"type": "keyDown", "value": key.to_string()})
}

fn up(key: char) -> Value {
    json!({"type": "keyUp", "value": key.to_string()})
}

/// RFC 4648, without a crate for one picture.
fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let Some(value) = LETTERS.iter().position(|known| *known == letter) else { continue };
        held = held << 6 | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}

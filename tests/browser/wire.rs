//! As much of HTTP as talking to a driver takes: one request, one answer, one connection.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// Sends a request and returns the status and the body of the answer.
#[track_caller]
pub(crate) fn send(port: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("somebody listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes()).expect("it is read");
    let mut bytes = Vec::new();
    let mut head = None;
    let mut chunk = [0; 1 << 16];
    // The driver keeps the connection open whatever it was asked: its length says when the answer is whole.
    loop {
        let length = stream.read(&mut chunk).expect("an answer");
        bytes.extend_from_slice(&chunk[..length]);
        head = head.or_else(|| bytes.windows(4).position(|window| window == b"\r\n\r\n"));
        let whole = head.and_then(|end| Some(end + 4 + content_length(&bytes[..end])?));
        if length == 0 || whole.is_some_and(|whole| bytes.len() >= whole) {
            break;
        }
    }
    let end = head.expect("headers");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, String::from_utf8_lossy(&bytes[end + 4..]).into_owned())
}

fn content_length(head: &[u8]) -> Option<usize> {
    let head = String::from_utf8_lossy(head).to_lowercase();
    head.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()
}

/// Sends JSON and returns the `value` of the answer.
///
/// # Errors
/// What the driver says of it.
pub(crate) fn command(port: u16, method: &str, path: &str, body: &Value) -> Result<Value, String> {
    let text = if method == "GET" { String::new() } else { body.to_string() };
    let (status, text) = send(port, method, path, &[("Content-Type", "application/json")], &text);
    let mut answer: Value = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    let value = answer["value"].take();
    if status == 200 { Ok(value) } else { Err(format!("{}: {}", value["error"], value["message"])) }
}

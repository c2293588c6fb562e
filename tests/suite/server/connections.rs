//! Slow, many and broken connections do not stop others.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use super::running::Running;

fn connect(running: &Running) -> TcpStream {
    let stream = TcpStream::connect(running.address).expect("a server");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a socket");
    stream
}

#[test]
fn half_open_connections_stop_nobody_and_are_closed() {
    let running = Running::start(&[]);
    let mut open: Vec<TcpStream> = (0..256).map(|_| connect(&running)).collect();
    for stream in &mut open {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: local").expect("room in the pipe");
    }
    let begun = Instant::now();
    running.get("/").expect(200);
    running.query("ASK {}").send().expect(200);
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    // Their heads have five seconds.
    for stream in &mut open {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn an_address_has_so_many_connections_and_no_more() {
    let running = Running::start(&["--connections-per-address", "8"]);
    let open: Vec<TcpStream> = (0..8).map(|_| connect(&running)).collect();
    std::thread::sleep(Duration::from_millis(300));
    let mut further = connect(&running);
    let mut answer = String::new();
    let _ = further.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("Retry-After"), "{answer}");
    drop(open);
    std::thread::sleep(Duration::from_millis(300));
    running.get("/").expect(200);
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let running = Running::start(&[]);
    let mut slow = connect(&running);
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: {}\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK",
        running.address
    );
    slow.write_all(head.as_bytes()).expect("a connection");
    let begun = Instant::now();
    let mut bytes = [0; 12];
    slow.read_exact(&mut bytes).expect("an answer");
    assert_eq!(&bytes, b"HTTP/1.1 408");
    assert!((9..15).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
}

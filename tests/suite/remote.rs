//! Servers elsewhere: a case pushed to them, asked there, and everything that servers do wrong.

mod asking;
mod faults;
mod pushing;
mod server;
mod tls;

use std::time::Duration;

use stancegraph::remote::{Address, Client, Credentials, Endpoint, GraphStore, Patience};

use server::TestServer;

/// Tries again at once, and gives up soon.
fn impatient() -> Patience {
    Patience {
        tries: 3,
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(50),
        connect: Duration::from_secs(2),
        // A machine that is busy otherwise takes long; tests of slowness set their own.
        answer: Duration::from_secs(120),
        most: 16 << 20,
    }
}

fn client(patience: Patience) -> Client {
    Client::new(Credentials::None, false, patience)
}

fn address(text: &str) -> Address {
    Address::parse(text).expect("an address")
}

fn endpoint(server: &TestServer) -> Endpoint {
    Endpoint::raw(client(impatient()), address(&server.query()))
}

fn store(server: &TestServer) -> GraphStore {
    GraphStore::new(client(impatient()), address(&server.store()))
}

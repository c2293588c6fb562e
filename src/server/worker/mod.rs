//! Questions of strangers, asked in processes of their own: whatever a query does, it does to one of them.
//!
//! `message` is what is said over the pipes, `process` the side that evaluates (a hidden command of the program),
//! `evaluate` what it does with one question, `pool` the side of the server: it starts processes, gives each the graph
//! once, kills those that take too long and starts others in their place.

mod evaluate;
mod message;
mod pool;
mod process;

pub(super) use message::{Question, Verdict};
pub(super) use pool::{Pool, Reply, Trouble};
pub use process::work;

/// The name of the hidden command.
pub const COMMAND: &str = "sparql-worker";

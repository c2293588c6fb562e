//! Measures of networks: the numbers of an independent computation, laws that hold for any network, and the commands.

mod commands;
mod golden;
mod laws;

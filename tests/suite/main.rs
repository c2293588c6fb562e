//! What stancegraph promises, held against the whole program: one test binary, a module for each promise.
//!
//! `tests/README.md` tells how to write a case and how to refresh golden files.

mod bad_input;
mod browser;
mod catalogue;
mod command_line;
mod dependencies;
mod dot_reader;
mod evaluation;
mod exchange;
mod faults;
mod fixture;
mod forms;
mod golden;
mod hard_texts;
mod hearing;
mod hostile;
mod interchange;
mod landmark_cases;
mod learned;
mod lessons;
mod measures;
mod network_pictures;
mod networks;
mod pages;
mod plugged_in;
mod practice;
mod readme;
mod remote;
mod review;
mod round_trips;
mod rust_code;
mod server;
mod shipped;
mod shipped_case;
mod threat_model;
mod tidy;
mod vocabulary;

//! Between a case and the files of other programs.

pub mod sqlite;

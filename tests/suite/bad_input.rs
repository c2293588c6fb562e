//! Bad input: each kind ends with an exit code, a message that names the place and the remedy, and every file as it was.

mod annotations;
mod codebooks;
mod outputs;
mod queries;
mod texts;

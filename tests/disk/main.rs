//! Graphs on disk: that they answer as those in memory do, and that nothing goes wrong unnoticed. Compiled and run only
//! with the feature `rocksdb`, which needs a C++ compiler and libclang (Debian: `apt-get install g++ libclang-dev`):
//!
//! ```text
//! cargo test --features rocksdb --test disk
//! DISK_ROUNDS=1000 DISK_SEED=7 cargo test --features rocksdb --test disk -- killed
//! ```

mod answers;
mod damage;
mod killed;
mod program;
mod serving;
mod together;

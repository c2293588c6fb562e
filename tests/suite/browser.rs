//! What this binary leaves out, so that `cargo test` says it.

#[test]
#[ignore = "needs chromium and chromedriver: cargo test --features browser --test browser"]
fn pages_in_a_browser() {}

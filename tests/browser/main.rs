//! End to end: the real server, in a real browser. Compiled and run only with the feature `browser`:
//!
//! ```text
//! cargo test --features browser --test browser
//! ```
//!
//! It needs `chromium` and `chromedriver` (Debian: `apt-get install chromium chromium-driver`). With `BROWSER_PICTURES=DIR`
//! every page that is checked for accessibility is also drawn into that folder, and with `AXE=axe.min.js` axe-core looks
//! at it as well.

mod access;
mod coding;
mod driver;
mod reading;
mod served;
mod settling;
mod wire;

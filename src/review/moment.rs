//! The time of a decision.

use std::time::SystemTime;

/// Now, as RFC 3339 in universal time, to the second: `2026-11-03T14:05:00Z`.
#[must_use]
pub fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}

//! What `--version` says: the version, and what the program was built for, with and from.

/// Whoever packages the program may name the commit when building; there is no build script that asks git.
const COMMIT: Option<&str> = option_env!("STANCEGRAPH_COMMIT");

/// The features that are compiled in, of those that change what the program can do.
const FEATURES: [(&str, bool); 1] = [("rocksdb", cfg!(feature = "rocksdb"))];

/// The version, then a line each for the machine, the features and, if it is known, the commit.
pub(super) fn long() -> String {
    let marked = |(name, compiled_in): &(&str, bool)| format!("{}{name}", if *compiled_in { "+" } else { "-" });
    let mut text = format!(
        "{}\ntarget: {}\nfeatures: {}",
        env!("CARGO_PKG_VERSION"),
        target(),
        FEATURES.iter().map(marked).collect::<Vec<_>>().join(" ")
    );
    if let Some(commit) = COMMIT.filter(|commit| !commit.is_empty()) {
        text.push_str("\ncommit: ");
        text.push_str(commit);
    }
    text
}

/// Processor, system and its C library, as in the names of Rust's targets.
fn target() -> String {
    let library = match () {
        () if cfg!(target_env = "gnu") => "-gnu",
        () if cfg!(target_env = "musl") => "-musl",
        () if cfg!(target_env = "msvc") => "-msvc",
        () => "",
    };
    let kind = if cfg!(debug_assertions) { " (debug build)" } else { "" };
    format!("{}-{}{library}{kind}", std::env::consts::ARCH, std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::long;

    #[test]
    fn it_says_version_target_and_features() {
        let text = long();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], env!("CARGO_PKG_VERSION"));
        assert!(lines[1].starts_with("target: ") && lines[1].contains(std::env::consts::OS), "{text}");
        assert!(lines[2].starts_with("features: ") && lines[2].contains("rocksdb"), "{text}");
    }
}

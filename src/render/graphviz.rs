//! Graphviz's own layout, for those who ask for it and have it installed.

use std::io::{ErrorKind, Write as _};
use std::process::{Command, Stdio};

use super::{Format, RenderError, html};
use crate::diagram::Drawing;

/// Graphviz's program for layered graphs.
const PROGRAM: &str = "dot";

/// Runs `dot` on a graph in DOT and returns the picture.
///
/// # Errors
/// When `dot` is not installed or fails.
pub(super) fn run(dot: &str, drawing: &Drawing, format: Format) -> Result<Vec<u8>, RenderError> {
    match format {
        Format::Html => {
            let svg = picture(PROGRAM, dot, "svg")?;
            let svg = String::from_utf8_lossy(&svg);
            // An XML declaration and document type have no place inside HTML.
            let start = svg.find("<svg").unwrap_or(0);
            Ok(html::page(drawing, &svg[start..]).into_bytes())
        }
        format => picture(PROGRAM, dot, format.name()),
    }
}

fn picture(program: &str, dot: &str, format: &str) -> Result<Vec<u8>, RenderError> {
    let failed = |message: String| RenderError::GraphvizFailed { message };
    let mut child = Command::new(program)
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => RenderError::GraphvizMissing,
            _ => failed(error.to_string()),
        })?;
    let mut input = child.stdin.take().expect("standard input was piped");
    let text = dot.to_owned();
    // From a thread of its own: a full pipe on one side must not stop the other.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(|error| failed(error.to_string()))?;
    // When `dot` stops reading early, its own words below say why.
    let _ = writer.join();
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_graphviz_is_told_with_the_remedy() {
        let error =
            picture("stancegraph-no-such-program", "digraph g {}", "svg").expect_err("there is no such program");
        assert!(matches!(error, RenderError::GraphvizMissing));
        assert!(error.hint().is_some_and(|hint| hint.contains("apt-get install graphviz")));
    }
}

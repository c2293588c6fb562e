//! One kind of line end, so that lines can be counted.

use std::io::{self, Read};

/// Passes bytes on with `\r\n` and `\r` as `\n`, and with a `\n` at the end.
///
/// The CSV parser counts a `\r\n` only with the row after it.
pub(super) struct LineEnds<R> {
    inner: R,
    /// The last byte that was read.
    last: u8,
    ended: bool,
}

impl<R> LineEnds<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, last: b'\n', ended: false }
    }
}

impl<R: Read> Read for LineEnds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            let read = self.inner.read(buffer)?;
            if read == 0 {
                self.ended = true;
                if matches!(self.last, b'\n' | b'\r') {
                    break;
                }
                buffer[0] = b'\n';
                return Ok(1);
            }
            let mut kept = 0;
            for at in 0..read {
                let byte = buffer[at];
                let second_half = byte == b'\n' && self.last == b'\r';
                self.last = byte;
                if !second_half {
                    buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            // Nothing is left of a lone second half, but 0 would mean the end.
            if kept > 0 {
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, as a slow pipe does.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(1);
            self.0.read(&mut buffer[..count])
        }
    }

    #[test]
    fn lines_end_alike_however_they_come() {
        for (from, to) in [("a\r\nb\r\n\r\n", "a\nb\n\n"), ("a\rb", "a\nb\n"), ("a\n\nb\n", "a\n\nb\n"), ("", "")] {
            for slow in [false, true] {
                let mut out = String::new();
                if slow {
                    LineEnds::new(Slow(from.as_bytes())).read_to_string(&mut out).expect("bytes");
                } else {
                    LineEnds::new(from.as_bytes()).read_to_string(&mut out).expect("bytes");
                }
                assert_eq!(out, to, "{from:?}");
            }
        }
    }
}

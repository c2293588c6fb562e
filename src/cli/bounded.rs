//! Reading no more than is allowed: a device or a pipe may have no end, and a file may claim any size.

use std::io::{self, Read};

/// The largest text that is annotated, in bytes, and the longest line of JSON.
pub(super) const MOST_TEXT: u64 = 256 << 20;
/// The largest file of another program that is imported or counted, in bytes.
pub(super) const MOST_FILE: u64 = 256 << 20;
/// The largest query that is read at all, in bytes; what is longer than a query may be is refused later, with words.
pub(super) const MOST_QUERY: u64 = 1 << 20;

/// A reader that fails once it has given so many bytes and there are more.
#[derive(Debug)]
pub(super) struct AtMost<R> {
    inner: R,
    most: u64,
    left: u64,
}

impl<R: Read> AtMost<R> {
    pub(super) const fn new(inner: R, most: u64) -> Self {
        Self { inner, most, left: most }
    }
}

impl<R: Read> Read for AtMost<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left > 0 {
            let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
            let read = self.inner.read(&mut buffer[..most])?;
            self.left -= read as u64;
            return Ok(read);
        }
        match self.inner.read(&mut [0])? {
            0 => Ok(0),
            _ => Err(too_large(self.most)),
        }
    }
}

/// What is said of input that is larger than is read.
pub(super) fn too_large(most: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than the {} MiB that are read", most >> 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_as_is_allowed_is_read_and_no_more() {
        let read = |bytes: &[u8]| {
            let mut out = Vec::new();
            AtMost::new(bytes, 4).read_to_end(&mut out).map(|_| out)
        };
        assert_eq!(read(b"four").expect("as much as is allowed"), b"four");
        assert_eq!(read(b"").expect("nothing"), b"");
        assert_eq!(read(b"fives").expect_err("one more").kind(), io::ErrorKind::FileTooLarge);
        let endless = AtMost::new(io::repeat(0), 1 << 20).read_to_end(&mut Vec::new());
        assert!(endless.is_err());
    }
}

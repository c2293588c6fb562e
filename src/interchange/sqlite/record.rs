//! A row's record: a header of types, then the values (section 2.1).

use super::{Encoding, varint};

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes, whose content nobody asks for here; how many.
    Blob(usize),
}

impl Value {
    /// The whole number, if it is one.
    #[must_use]
    pub const fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }
}

/// The first `columns` values of a record; fewer if it has fewer.
pub(super) fn read(payload: &[u8], encoding: Encoding, columns: usize) -> Result<Vec<Value>, &'static str> {
    const CUT: &str = "it is cut off";
    let (length, mut at) = varint(payload).ok_or(CUT)?;
    let end = usize::try_from(length).ok().filter(|&end| end >= at && end <= payload.len()).ok_or(CUT)?;
    let mut body = &payload[end..];
    let mut values = Vec::new();
    while at < end && values.len() < columns {
        let (kind, length) = varint(&payload[at..end]).ok_or(CUT)?;
        at += length;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).map_err(|_| CUT)?,
            _ => return Err("a value has a type that the format does not know"),
        };
        let (bytes, rest) = body.split_at_checked(size).ok_or(CUT)?;
        body = rest;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            1..=6 => Value::Integer(signed(bytes)),
            7 => Value::Real(f64::from_bits(signed(bytes) as u64)),
            _ if kind % 2 == 0 => Value::Blob(size),
            _ => Value::Text(text(bytes, encoding)?),
        });
    }
    Ok(values)
}

/// A big-endian two's complement number of one to eight bytes.
fn signed(bytes: &[u8]) -> i64 {
    let first = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(first, |number, &byte| number << 8 | i64::from(byte))
}

fn text(bytes: &[u8], encoding: Encoding) -> Result<String, &'static str> {
    let units = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|chunk| pair([chunk[0], chunk[1]])).collect();
        String::from_utf16(&units).ok().filter(|_| bytes.len().is_multiple_of(2)).ok_or("a text is not valid UTF-16")
    };
    match encoding {
        Encoding::Utf8 => String::from_utf8(bytes.to_vec()).map_err(|_| "a text is not valid UTF-8"),
        Encoding::Utf16Le => units(u16::from_le_bytes),
        Encoding::Utf16Be => units(u16::from_be_bytes),
    }
}

//! Eight bytes at a time: which of them are letters, and a hash of a short word, without a loop over its letters.

/// A small letter.
pub(crate) const SMALL: u8 = 1;
/// A capital letter.
pub(crate) const CAPITAL: u8 = 2;
/// A digit.
pub(crate) const DIGIT: u8 = 4;

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = each(0x80);

/// The high bit of each byte that is at least `least`; for bytes below 128.
const fn at_least(bytes: u64, least: u8) -> u64 {
    bytes.wrapping_add(each(0x80 - least))
}

/// The kinds of letters among eight bytes, as the high bits of those that are of a kind.
#[derive(Clone, Copy)]
pub(crate) struct Kinds {
    letters: u64,
    capitals: u64,
    digits: u64,
}

impl Kinds {
    /// The kinds among the first bytes, up to eight, as bits.
    #[inline(always)]
    pub(crate) fn of_first(self, length: usize) -> u8 {
        let first = first(length);
        let some = |bits: u64, kind: u8| u8::from(bits & first != 0) * kind;
        some(self.letters & !self.capitals, SMALL) | some(self.capitals, CAPITAL) | some(self.digits, DIGIT)
    }
}

/// A mask of the first bytes, up to eight.
#[inline(always)]
pub(crate) fn first(length: usize) -> u64 {
    // Two shifts, as one by 64 is none.
    !(u64::MAX << (length * 4) << (length * 4))
}

/// How many of eight bytes, from the first, are ASCII letters or digits, and what kinds of them there are among all.
#[inline(always)]
pub(crate) fn letters(bytes: u64) -> (usize, Kinds) {
    let low = bytes & !HIGH;
    let ascii = !bytes & HIGH;
    let small = low | each(0x20);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1) & ascii;
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1) & ascii;
    // A capital letter lacks the bit that small ones have; moved to the high bit.
    let capitals = letters & !(bytes << 2);
    let length = (!(letters | digits) & HIGH).trailing_zeros() / 8;
    (length as usize, Kinds { letters, capitals, digits })
}

/// The place of the first byte from `at` on that is no ASCII letter or digit, or the end.
#[inline]
pub(crate) fn after_letters(text: &[u8], mut at: usize) -> usize {
    while let Some(bytes) = eight(text, at) {
        let (length, _) = letters(bytes);
        at += length;
        if length < 8 {
            return at;
        }
    }
    at + text[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Whether the word at a place of a text is of ASCII characters and has no capital letter.
#[inline]
pub(crate) fn is_small(text: &[u8], start: usize, end: usize) -> bool {
    if let Some(bytes) = eight(text, start).filter(|_| end - start <= 8) {
        let word = bytes & first(end - start);
        return (word | at_least(word, b'A') & !at_least(word, b'Z' + 1)) & HIGH == 0;
    }
    text[start..end].iter().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// A hash of a word that is the same for capital and small ASCII letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash {
    /// The hash.
    pub(crate) hash: u64,
    /// Whether all letters are ASCII.
    pub(crate) ascii: bool,
}

/// The next eight bytes of a text, if there are so many.
#[inline(always)]
pub(crate) fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..at + 8)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The byte after the first few of eight, fewer than eight.
#[inline(always)]
pub(crate) fn after(bytes: u64, length: usize) -> u8 {
    (bytes >> (8 * length)) as u8
}

/// The hash of a word that is the first few of eight bytes, all of them ASCII: the same as [`hash`] of it.
#[inline(always)]
pub(crate) fn hash_short(bytes: u64, length: usize) -> Hash {
    let small = bytes & first(length) | each(0x20);
    let hash = ((length as u64).rotate_left(23) ^ small).wrapping_mul(SPREAD);
    Hash { hash: hash ^ hash >> 29, ascii: true }
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of the word at a place of a text, made of eight bytes at a time.
#[inline]
pub(crate) fn hash(text: &[u8], start: usize, end: usize) -> Hash {
    let (mut hash, mut all) = ((end - start) as u64, 0);
    let mut at = start;
    while at < end {
        let mut bytes = [0; 8];
        match text.get(at..at + 8) {
            Some(eight) => bytes.copy_from_slice(eight),
            None => bytes[..end - at].copy_from_slice(&text[at..end]),
        }
        let word = u64::from_le_bytes(bytes) & first((end - at).min(8));
        all |= word;
        // Setting this bit turns capital letters into small ones, and leaves small letters, digits, dots and hyphens alone.
        let small = word | each(0x20);
        hash = (hash.rotate_left(23) ^ small).wrapping_mul(SPREAD);
        hash ^= hash >> 29;
        at += 8;
    }
    Hash { hash, ascii: all & HIGH == 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_have_the_same_hash() {
        let text = b"Ann's word 1990 ";
        for (start, end) in [(0, 3), (6, 10), (11, 15), (4, 5)] {
            let bytes =
                eight(text, start).or_else(|| eight(&[&text[start..], &[0; 8]].concat(), 0)).expect("eight bytes");
            let (short, long) = (hash_short(bytes, end - start), hash(text, start, end));
            assert_eq!((short.hash, short.ascii), (long.hash, long.ascii));
            assert_eq!(after(bytes, end - start), text[end]);
        }
    }

    #[test]
    fn small_words_have_no_capital_and_are_ascii() {
        let text = "small Capital sHORT end-to-end naïve 1990 long-hyphenated-words LONGESTofall éa 'tis x".as_bytes();
        let mut start = 0;
        for word in text.split(|byte| *byte == b' ') {
            let small = word.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
            assert_eq!(is_small(text, start, start + word.len()), small, "{word:?}");
            start += word.len() + 1;
        }
    }

    #[test]
    fn letters_are_told_from_other_bytes() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut bytes = *b"aB3zZ09A";
                bytes[place] = byte;
                let (length, kinds) = letters(u64::from_le_bytes(bytes));
                let expected = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                assert_eq!(length, expected, "{bytes:?}");
                let kind = |is: fn(&u8) -> bool, kind: u8| if bytes[..expected].iter().any(is) { kind } else { 0 };
                assert_eq!(
                    kinds.of_first(length),
                    kind(u8::is_ascii_lowercase, SMALL)
                        | kind(u8::is_ascii_uppercase, CAPITAL)
                        | kind(u8::is_ascii_digit, DIGIT)
                );
            }
        }
    }
}

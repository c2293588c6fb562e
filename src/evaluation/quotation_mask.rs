//! Which characters stand in quotation marks, by a rule simple enough to be the same for every system that is scored.

/// For each code point, whether it is a quotation mark or stands between two, paragraph by paragraph.
///
/// Curly marks open and close, straight and doubled single ones toggle; an unclosed quotation ends with its paragraph.
/// This is the scorer's rule, not the reader's: the reader may know better.
pub(super) fn quotation_mask(text: &[char]) -> Vec<bool> {
    let mut mask = vec![false; text.len()];
    let (mut inside, mut skip) = (false, false);
    for at in 0..text.len() {
        if text[at] == '\n' {
            (inside, skip) = (false, false);
            continue;
        }
        if skip {
            skip = false;
            mask[at] = true;
            continue;
        }
        match text[at] {
            '\'' if text.get(at + 1) == Some(&'\'') => {
                inside = !inside;
                skip = true;
                mask[at] = true;
            }
            '“' => (inside, mask[at]) = (true, true),
            '”' => (inside, mask[at]) = (false, true),
            '"' => (inside, mask[at]) = (!inside, true),
            _ => mask[at] = inside,
        }
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_ends_with_its_paragraph() {
        let text: Vec<char> = "a “b” c ''d'' \"e\nf".chars().collect();
        let marked: String =
            text.iter().zip(quotation_mask(&text)).map(|(c, inside)| if inside { *c } else { '.' }).collect();
        assert_eq!(marked, "..“b”...''d''.\"e..");
    }
}

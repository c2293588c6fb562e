//! Agreement: yes and no, or numbers of a scale.

use crate::model::Stance;

/// It is open which numbers of a scale are for and which against.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{variable}` has numbers from {least} to {most}, and it is open which of them are for and which against")]
pub struct ScaleError {
    /// What the scale is called.
    pub variable: String,
    /// Its least number that occurs.
    pub least: i64,
    /// Its greatest.
    pub most: i64,
}

/// How the numbers of an agreement are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// 1 is for it, 0 against it.
    YesNo,
    /// What is greater is for it, what is less against it.
    Around(i64),
}

impl Scale {
    /// The scale that these numbers are of. Negative ones tell that it is even about 0; nothing else tells its middle.
    pub(super) fn of(
        numbers: impl IntoIterator<Item = i64>,
        neutral: Option<i64>,
        variable: &str,
    ) -> Result<Self, ScaleError> {
        if let Some(neutral) = neutral {
            return Ok(Self::Around(neutral));
        }
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for number in numbers {
            least = least.min(number);
            most = most.max(number);
        }
        match (least, most) {
            (..0, _) => Ok(Self::Around(0)),
            (_, ..2) => Ok(Self::YesNo),
            _ => Err(ScaleError { variable: variable.to_owned(), least, most }),
        }
    }

    /// The stance, `None` for what is neither for nor against.
    pub(super) fn stance(self, number: i64) -> Option<Stance> {
        match self {
            Self::YesNo => Some(if number == 0 { Stance::Oppose } else { Stance::Support }),
            Self::Around(neutral) if number == neutral => None,
            Self::Around(neutral) => Some(if number < neutral { Stance::Oppose } else { Stance::Support }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_scale_is_told_or_zero_never_guessed() {
        let of = |numbers: &[i64], neutral| Scale::of(numbers.iter().copied(), neutral, "agreement");
        assert_eq!(of(&[0, 1, 1], None), Ok(Scale::YesNo));
        assert_eq!(of(&[1, 1], None), Ok(Scale::YesNo));
        assert_eq!(of(&[], None), Ok(Scale::YesNo));
        assert_eq!(of(&[-2, 2], None), Ok(Scale::Around(0)));
        assert_eq!(of(&[1, 5], Some(3)), Ok(Scale::Around(3)));
        let error = of(&[1, 5, i64::MAX], None).expect_err("1 to 5").to_string();
        assert!(error.contains("from 1 to 9223372036854775807"), "{error}");
        assert_eq!(Scale::Around(3).stance(3), None);
        assert_eq!(Scale::Around(3).stance(i64::MIN), Some(Stance::Oppose));
    }
}

//! Literals: dates of any precision, numbers, confidences, texts in a language.

use oxigraph::model::{Literal, vocab::xsd};

use crate::{model::Date, vocab::external};

/// A date as the most precise XSD type that holds it, or as EDTF if it is uncertain or approximate.
pub(crate) fn date(date: Date) -> Literal {
    let datatype = match (!date.is_plain(), date.month(), date.day()) {
        (true, ..) => external::EDTF,
        (false, Some(_), Some(_)) => xsd::DATE,
        (false, Some(_), None) => xsd::G_YEAR_MONTH,
        (false, None, _) => xsd::G_YEAR,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// Whether a literal is one that [`date`] could have written.
pub(crate) fn is_date(literal: &Literal) -> bool {
    [external::EDTF, xsd::DATE, xsd::G_YEAR_MONTH, xsd::G_YEAR].contains(&literal.datatype())
}

/// A confidence, to two decimals: more would pretend to a precision that nobody has.
pub(crate) fn confidence(value: f64) -> Literal {
    Literal::new_typed_literal(format!("{value:.2}"), xsd::DECIMAL)
}

/// A number, as an integer if it is one.
pub(crate) fn number(value: f64) -> Literal {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        Literal::new_typed_literal(format!("{value:.0}"), xsd::INTEGER)
    } else {
        Literal::new_typed_literal(value.to_string(), xsd::DECIMAL)
    }
}

/// An English text.
pub(crate) fn english(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, "en")
}

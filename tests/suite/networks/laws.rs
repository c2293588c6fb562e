//! Laws that hold for any statements.

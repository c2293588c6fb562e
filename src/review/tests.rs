//! Tests of decisions on a case in a folder of its own.

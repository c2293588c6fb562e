//! Tests of stores on disk that need no engine.

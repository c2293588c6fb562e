//! Data bases as SQLite wrote them, and as nobody should have: see `tests/cases/interchange/dna/make.py`.

use proptest::prelude::*;

use super::*;

const DEBATE: &[u8] = include_bytes!("../../../tests/cases/interchange/dna/debate.dna");
const UTF_16: &[u8] = include_bytes!("../../../tests/cases/interchange/dna/debate-utf16.dna");

/// Every row of every table, as far as it can be read; the work that it took is bounded by the file.
fn everything(bytes: &[u8]) -> Result<Vec<(String, Vec<Value>)>, SqliteError> {
    let database = Database::open(bytes)?;
    let mut rows = Vec::new();
    for table in database.tables() {
        for row in database.rows(&table.name)? {
            rows.push((table.name.clone(), row?));
        }
    }
    Ok(rows)
}

fn texts<'r>(rows: &'r [(String, Vec<Value>)], table: &str, column: usize) -> Vec<&'r str> {
    rows.iter().filter(|(name, _)| name == table).filter_map(|(_, row)| row[column].text()).collect()
}

#[test]
fn rows_are_read_from_leaves_overflow_pages_and_row_ids() {
    let rows = everything(DEBATE).expect("a data base");
    let count = |table: &str| rows.iter().filter(|(name, _)| name == table).count();
    assert_eq!([count("DOCUMENTS"), count("STATEMENTS"), count("DATASHORTTEXT"), count("SCRATCH")], [3, 13, 38, 0]);
    let documents = texts(&rows, "DOCUMENTS", 2);
    assert!(documents[0].starts_with("A letter \u{1f511} to the ministry\n\n“We"), "{:?}", documents[0]);
    assert!(documents[0].ends_with("wrote the Users' League.\n"), "the end of a chain of pages");
    assert_eq!(texts(&rows, "ENTITIES", 2).last(), Some(&"Users should be asked\n(=1+1)"));
    let ids: Vec<_> = rows.iter().filter(|(name, _)| name == "STATEMENTS").map(|(_, row)| row[0].integer()).collect();
    assert_eq!(ids, (1..=13).map(Some).collect::<Vec<_>>(), "the primary key is the row id");
}

#[test]
fn the_encoding_and_the_size_of_pages_make_no_difference() {
    assert_eq!(everything(DEBATE), everything(UTF_16));
    assert_eq!((DEBATE[16..18].to_vec(), UTF_16[59]), (vec![2, 0], 3), "they do differ");
}

#[test]
fn what_is_no_data_base_is_told_apart_from_a_damaged_one() {
    assert_eq!(everything(b""), Err(SqliteError::NotSqlite));
    assert_eq!(everything(b"document,date\n"), Err(SqliteError::NotSqlite));
    assert_eq!(everything(&DEBATE[..99]), Err(SqliteError::NotSqlite));
    assert_eq!(everything(&DEBATE[..512 * 20 + 7]), Err(SqliteError::Truncated { expected: 56, found: 20 }));
    assert_eq!(everything(&DEBATE[..300]), Err(SqliteError::Truncated { expected: 56, found: 0 }));
    for (byte, value) in [(16, 3), (19, 9), (20, 200), (59, 7)] {
        let mut bytes = DEBATE.to_vec();
        bytes[byte] = value;
        assert!(matches!(everything(&bytes), Err(SqliteError::Header(_))), "byte {byte}");
    }
}

#[test]
fn circles_and_overlaps_are_found() {
    // The schema's page has children: let the last be the page itself.
    let mut bytes = DEBATE.to_vec();
    assert_eq!(bytes[HEADER], 5, "an interior page");
    bytes[HEADER + 8..HEADER + 12].copy_from_slice(&1_u32.to_be_bytes());
    assert_eq!(everything(&bytes), Err(SqliteError::Page { page: 1, why: "two places of a table lead to it" }));
    // All cells of a leaf are the same cell.
    let root = {
        let database = Database::open(UTF_16).expect("a data base");
        let table = database.table("DATASHORTTEXT").expect("a table");
        table.root as usize
    };
    let mut bytes = UTF_16.to_vec();
    let start = (root - 1) * 4096;
    assert_eq!(bytes[start], 13, "a leaf");
    bytes[start + 3..start + 5].copy_from_slice(&1900_u16.to_be_bytes());
    let pointer = [bytes[start + 8], bytes[start + 9]];
    for cell in bytes[start + 8..start + 8 + 3800].chunks_exact_mut(2) {
        cell.copy_from_slice(&pointer);
    }
    let error = everything(&bytes).expect_err("rows that overlap");
    assert_eq!(error, SqliteError::Page { page: root as u32, why: "its rows overlap" });
}

#[test]
fn texts_that_are_none_are_refused() {
    let at = DEBATE.windows(8).position(|bytes| bytes == b"John Roe").expect("a name of the debate");
    let mut bytes = DEBATE.to_vec();
    bytes[at] = 0xff;
    let error = everything(&bytes).expect_err("not UTF-8");
    assert!(error.to_string().ends_with("a text is not valid UTF-8"), "{error}");
}

#[test]
fn columns_are_read_from_their_declarations() {
    let declared = columns::of(
        "CREATE TABLE \"a (b\" ( -- a remark, with ( in it\n ID INTEGER NOT NULL PRIMARY KEY, [odd name] TEXT DEFAULT 'x, y', \
         \"say \"\"so\"\"\" DECIMAL(10, 2) CHECK (x BETWEEN 1 AND 2), /* , */ FOREIGN KEY(a) REFERENCES b(c), UNIQUE (a, b))",
    )
    .expect("a table");
    assert_eq!(declared.names, ["ID", "odd name", "say \"so\""]);
    assert_eq!((declared.row_id, declared.with_rowid), (Some(0), true));
    let declared = columns::of("create table t(a integer, b text, primary key (A)) without rowid").expect("a table");
    assert_eq!((declared.row_id, declared.with_rowid), (Some(0), false));
    assert_eq!(columns::of("CREATE TABLE t(a INTEGER PRIMARY KEY DESC)").and_then(|found| found.row_id), None);
    assert_eq!(columns::of("CREATE VIEW v AS SELECT 1"), None);
    assert_eq!(columns::of("CREATE TABLE t("), None);
}

#[test]
fn numbers_of_every_length_are_read() {
    assert_eq!(varint(&[0x7f]), Some((127, 1)));
    assert_eq!(varint(&[0x81, 0x00, 0xff]), Some((128, 2)));
    assert_eq!(varint(&[0xff; 9]), Some((-1, 9)));
    assert_eq!(varint(&[0xff; 8]), None);
    // A header of seven bytes: null, 0, 1, -2 in one byte, 256 in two, one half.
    let record = [7, 0, 8, 9, 1, 2, 7, 0xfe, 1, 0, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0];
    let values = record::read(&record, Encoding::Utf8, 9).expect("a record");
    let expected = [Value::Null, Value::Integer(0), Value::Integer(1), Value::Integer(-2), Value::Integer(256)];
    assert_eq!(values[..5], expected);
    assert_eq!(values[5], Value::Real(0.5));
    assert_eq!(record::read(&[2, 10], Encoding::Utf8, 1), Err("a value has a type that the format does not know"));
    assert_eq!(record::read(&[2, 200, 1], Encoding::Utf8, 1), Err("it is cut off"));
}

/// Whatever the bytes are, reading ends, and holds no more than the file.
fn read_to_the_end(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(database) = Database::open(bytes) {
        for table in database.tables() {
            let Ok(rows) = database.rows(&table.name) else { continue };
            let (mut count, mut length) = (0, 0);
            for row in rows.map_while(Result::ok) {
                count += 1;
                length += row.iter().filter_map(Value::text).map(str::len).sum::<usize>();
            }
            prop_assert!(count <= bytes.len());
            prop_assert!(length <= 2 * bytes.len(), "{length} of {}", bytes.len());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(300, |_| ProptestConfig::default().cases),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_data_bases_end(
        changes in proptest::collection::vec((0..DEBATE.len(), any::<u8>()), 1..40),
        length in 0..=DEBATE.len(),
        cut in any::<bool>(),
    ) {
        let mut bytes = DEBATE.to_vec();
        for (at, value) in changes {
            bytes[at] = value;
        }
        if cut {
            bytes.truncate(length);
        }
        read_to_the_end(&bytes)?;
    }

    #[test]
    fn damaged_pages_end(
        page in 0..DEBATE.len() / 512,
        changes in proptest::collection::vec((0..24_usize, any::<u8>()), 1..12),
    ) {
        // The head of a page and its first pointers are where a reader is led astray.
        let mut bytes = DEBATE.to_vec();
        for (at, value) in changes {
            bytes[page * 512 + at + if page == 0 { HEADER } else { 0 }] = value;
        }
        read_to_the_end(&bytes)?;
    }

    #[test]
    fn random_bytes_end(mut bytes in proptest::collection::vec(any::<u8>(), 0..6000)) {
        read_to_the_end(&bytes)?;
        if bytes.len() >= HEADER {
            bytes[..HEADER].copy_from_slice(&DEBATE[..HEADER]);
            bytes[24..32].fill(0);
            read_to_the_end(&bytes)?;
        }
    }

    #[test]
    fn any_declaration_is_read_or_refused(sql in "(CREATE TABLE t\\()?[a-z,()'\"\\[\\]`*/ -]{0,60}") {
        let _ = columns::of(&sql);
    }
}

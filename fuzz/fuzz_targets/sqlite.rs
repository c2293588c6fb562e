//! Any bytes as a data base: rows are read or the damage is named, and no more is kept than the file has.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::interchange::sqlite::{Database, Value};

fuzz_target!(|bytes: &[u8]| {
    let Ok(database) = Database::open(bytes) else { return };
    for table in database.tables() {
        let Ok(rows) = database.rows(&table.name) else { continue };
        let mut kept = 0;
        for row in rows {
            let Ok(row) = row else { break };
            assert_eq!(row.len(), table.columns.len());
            kept += row.iter().filter_map(Value::text).map(str::len).sum::<usize>();
        }
        // UTF-16 may become longer by half; what is no text at all becomes replacement characters of three bytes.
        assert!(kept <= 3 * bytes.len(), "{kept} bytes of {}", bytes.len());
    }
});

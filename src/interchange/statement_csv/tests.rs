//! What tables of statements may look like, and what is said of those that cannot be read.

use super::*;

fn reader<'t>(table: &'t str, layout: &CsvLayout) -> Result<StatementReader<&'t [u8]>, CsvError> {
    StatementReader::new(table.as_bytes(), "table.csv", layout)
}

/// The error of the first row that has one.
fn error_of(table: &str) -> CsvError {
    let mut rows = match reader(table, &CsvLayout::default()) {
        Ok(rows) => rows,
        Err(error) => return error,
    };
    loop {
        match rows.next_row() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the table can be read"),
            Err(error) => return error,
        }
    }
}

#[test]
fn a_row_is_a_statement() {
    let table = "\u{feff}Document,date,person,organization,concept,agreement,start,end,text,Section\n\
                 d1,2015-11-30,Ann Lee,\"Acme, Ltd\",Access,yes,3,9,\" he said \"\"no\"\"\n\",Front\n\n\
                 d2,,,Acme,Access,0,,,,\n";
    let mut rows = reader(table, &CsvLayout::default()).expect("a header");
    let first = rows.next_row().expect("a row").expect("a first one");
    assert_eq!((first.document, first.person, first.organization), ("d1", "Ann Lee", "Acme, Ltd"));
    assert_eq!((first.agreement, first.date), (Some(1), Some(1_448_841_600)));
    assert_eq!((first.start, first.end, first.text), (Some(3), Some(9), " he said \"no\"\n"));
    assert_eq!(rows.other_columns().collect::<Vec<_>>(), ["Section"]);
    assert_eq!(rows.other_fields().collect::<Vec<_>>(), ["Front"]);
    let second = rows.next_row().expect("a row").expect("a second one");
    assert_eq!((second.line, second.agreement, second.date), (5, Some(0), None));
    assert_eq!(rows.next_row(), Ok(None));
}

#[test]
fn lines_are_counted_as_editors_do() {
    for end in ["\n", "\r\n", "\r"] {
        let table = ["person,concept,text", "", "A,c,", "B,c,\"x", "y\"", "  ", "C,c,z"].join(end);
        let mut rows = reader(&table, &CsvLayout::default()).expect("a header");
        let mut lines = Vec::new();
        while let Some(row) = rows.next_row().expect("rows") {
            lines.push((row.person.to_owned(), row.line));
        }
        // The blank line of two spaces is a row of one field.
        assert_eq!(lines, [("A".to_owned(), 3), ("B".to_owned(), 4), ("C".to_owned(), 7)], "{end:?}");
    }
}

#[test]
fn columns_and_separator_can_be_named() {
    let layout = CsvLayout {
        separator: b';',
        names: vec![(Column::Concept, "Category".to_owned()), (Column::Organization, "Org".to_owned())],
    };
    let mut rows = reader("Org;Category;concept;stance\nAcme;Access;other;oppose\n", &layout).expect("a header");
    let row = rows.next_row().expect("a row").expect("a first one");
    assert_eq!((row.organization, row.concept, row.agreement), ("Acme", "Access", Some(0)));
    let error = reader("Org;concept\n", &layout).err().expect("no such column");
    assert_eq!(error.to_string(), "table.csv:1: there is no column `Category` to be the concept");
}

#[test]
fn what_cannot_be_read_is_named_with_line_and_remedy() {
    let head = "organization,concept,agreement,date\n";
    for (rows, message, remedy) in [
        ("A,c,maybe,\n", "table.csv:2: `maybe` is not an agreement", "yes or no"),
        ("A,c,1,\nA,c,1,30.11.2015\n", "table.csv:3: `30.11.2015` is not a date", "2015-11-30"),
        ("A,c,1\n", "table.csv:2: 3 fields, where the first row has 4", "double quotes"),
        (
            "A,c,yes,\nA,c,-2,\n",
            "table.csv:3: agreement is yes or no on line 2 and a number of a scale on line 3",
            "one scale",
        ),
    ] {
        let error = error_of(&format!("{head}{rows}"));
        assert_eq!(error.to_string(), message);
        assert!(error.remedy.contains(remedy), "{}", error.remedy);
    }
    assert!(error_of("").to_string().contains("no first row"));
    assert!(error_of("organization;concept\n").remedy.contains("--separator ';'"));
    assert!(error_of("person,agreement\n").to_string().contains("no column `concept`"));
    assert!(error_of("concept,agreement\n").to_string().contains("no column `organization`"));
    assert!(error_of("concept,Proposition,person\n").to_string().contains("two columns hold the concept"));
    assert!(error_of("concept,person,start\nc,p,-1\n").to_string().contains("not a place in a text"));
    let latin = StatementReader::new(&b"person,concept\nM\xfcller,c\n"[..], "t", &CsvLayout::default());
    let error = latin.ok().and_then(|mut rows| rows.next_row().err()).expect("an error");
    assert_eq!(error.to_string(), "t:2: this is not UTF-8");
}

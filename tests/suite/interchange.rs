//! Files of other programs: what comes in, what is told of the rest, and what goes out again.

mod round_trips;

use crate::{fixture::CaseFixture, rust_code::root};

/// A file of `tests/cases/interchange/`.
fn shipped(path: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/cases/interchange").join(path)).expect("a file of the tests")
}

/// Two documents, two coders, and everything that a format may stumble over.
#[track_caller]
fn debated() -> CaseFixture {
    CaseFixture::new()
        .document("refusal", "“We will not hand over the keys,” Acme said on Monday.\n")
        .document("demand", "The ministry demands the keys \u{1f511} of every provider, officials said.\n")
        .codebook(
            "[[proposition]]\nid = \"formula\"\nlabel = '=HYPERLINK(\"http://x\") [a] #b // c'\n\n\
             [[actor]]\nid = \"jane-doe\"\nlabel = \"Jane <Doe>\"\nkind = \"person\"\n",
        )
        .coded("ann", "refusal", &[("acme", "oppose", "access", "We will not hand over the keys")])
        .coded(
            "ann",
            "demand",
            &[
                ("ministry", "support", "access", "The ministry demands the keys \u{1f511}"),
                ("jane-doe", "support", "formula", "officials said"),
            ],
        )
}

#[test]
fn a_data_base_of_dna_becomes_a_case() {
    CaseFixture::empty()
        .file("debate.dna", shipped("dna/debate.dna"))
        .run(["import", "debate.dna", "--into", "case", "--dry-run"])
        .expect_exit(1)
        .expect_no_stdout()
        .expect_unchanged()
        .run(["import", "debate.dna", "--into", "case", "--title", "Keys", "--report", "-"])
        .expect_exit(1)
        .run(["--case", "case", "check"])
        .expect_exit(0)
        .run(["--case", "case", "query", "positions", "--format", "csv"])
        .expect_exit(0)
        .run(["import", "debate.dna", "--into", "case", "--quiet"])
        .expect_exit(1)
        .expect_unchanged()
        .expect_transcript("interchange/dna")
        .expect_file("case/codebook.toml", "interchange/dna-codebook.toml")
        .expect_file("case/documents/a-letter-to-the-ministry-2.md", "interchange/dna-document.md")
        .run(["--case", "case", "diagram", "matrix", "-o", "matrix.svg"])
        .expect_exit(0);
}

#[test]
fn data_bases_that_cannot_be_read_are_explained() {
    let debate = shipped("dna/debate.dna");
    let mut circle = debate.clone();
    // The last child of the schema's page is the page itself.
    circle[108..112].copy_from_slice(&1_u32.to_be_bytes());
    let at = debate.windows(8).position(|bytes| bytes == b"John Roe").expect("a name of the debate");
    let mut bytes = debate.clone();
    bytes[at] = 0xff;
    CaseFixture::empty()
        .file("old.dna", shipped("dna/dna2.dna"))
        .file("cut.dna", &debate[..9000])
        .file("circle.dna", circle)
        .file("not-utf8.dna", bytes)
        .file("text.dna", "not a data base")
        .file("scale.dna", shipped("dna/scale.dna"))
        .file("open.dna", &debate)
        .file("open.dna-wal", "changes")
        .run(["import", "old.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "cut.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "circle.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "not-utf8.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "text.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "open.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "scale.dna", "--into", "case"])
        .expect_exit(2)
        .run(["import", "missing.dna", "--into", "case"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("interchange/dna-refused");
}

#[test]
fn a_table_is_held_against_the_documents() {
    let table = "document,date,person,organization,concept,agreement,start,end,text,coder\n\
        refusal,2015-11-30,Jane Doe,Acme,Access,no,1,31,We will not hand over the keys,Ann\n\
        refusal,2015-11-30,Jane Doe,Acme,Access,no,7,9,on Monday,Ann\n\
        refusal,,,Acme,=1+1,yes,0,5,not there,Ann\n\
        refusal,,,Acme,=1+1,yes,,,keys,Bob\n\
        unknown,2015,,Ministry,@Access,yes,3,9,,Bob\n\
        unknown,2015,,Ministry,=1+1,,,,,Bob\n\
        unknown,2015,,,=1+1,yes,,,,Bob\n";
    CaseFixture::empty()
        .file("texts/refusal.txt", "“We will not hand over the keys,” Acme said on Monday.\n")
        .file("texts/not-utf8.txt", b"\xff\xfe")
        .file("table.csv", table)
        .run(["import", "table.csv", "--into", "case", "--documents", "texts", "--kind", "Ministry=government"])
        .expect_exit(1)
        .run(["--case", "case", "check"])
        .expect_exit(0)
        .run(["--case", "case", "export", "--format", "dna-csv"])
        .expect_exit(0)
        .expect_transcript("interchange/table")
        .expect_file("case/documents/unknown.md", "interchange/table-document.md");
}

#[test]
fn tables_of_other_shapes_are_told_apart() {
    CaseFixture::empty()
        .file("semicolons.csv", "Quelle;Akteur;Forderung;Wert\nA;Acme;Access;5\nA;Roe;Access;1\nA;Doe;Access;3\n")
        .run(["import", "semicolons.csv", "--into", "case"])
        .expect_exit(2)
        .run(["import", "semicolons.csv", "--into", "case", "--separator", ";", "--column", "concept=Forderung"])
        .expect_exit(2)
        .run([
            "import",
            "semicolons.csv",
            "--into",
            "case",
            "--separator",
            ";",
            "--column",
            "concept=Forderung",
            "--column",
            "organization=Akteur",
            "--column",
            "agreement=Wert",
            "--column",
            "document=Quelle",
        ])
        .expect_exit(2)
        .run([
            "import",
            "semicolons.csv",
            "--into",
            "case",
            "--separator",
            ";",
            "--column",
            "concept=Forderung",
            "--column",
            "organization=Akteur",
            "--column",
            "agreement=Wert",
            "--column",
            "document=Quelle",
            "--neutral",
            "3",
        ])
        .expect_exit(1)
        .run(["import", "semicolons.csv", "--into", "case", "--column", "colour=Farbe"])
        .expect_exit(2)
        .run(["import", "semicolons.csv", "--into", "case", "--separator", "ab"])
        .expect_exit(2)
        .run(["import", "semicolons.csv", "--into", "case", "--kind", "Acme=tree"])
        .expect_exit(2)
        .expect_transcript("interchange/table-shapes");
}

#[test]
fn a_case_is_added_to_and_never_overwritten() {
    let table = |stance: &str| {
        format!(
            "document,organization,concept,agreement,text\nrefusal,ACME,Providers should give the state access to messages.,{stance},the keys\n"
        )
    };
    debated()
        .file("no.csv", table("no"))
        .file("yes.csv", table("yes"))
        .run(["import", "no.csv", "--into", ".", "--coder", "ann"])
        .expect_exit(0)
        .run(["import", "no.csv", "--into", ".", "--coder", "ann"])
        .expect_exit(0)
        .expect_unchanged()
        .run(["import", "yes.csv", "--into", ".", "--coder", "ann"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["import", "yes.csv", "--into", ".", "--coder", "auto"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["check"])
        .expect_exit(0)
        .edit("codebook.toml", |text| {
            format!("{text}\n[[actor]]\nid = \"acme\"\nlabel = \"Again\"\nkind = \"press\"\n")
        })
        .run(["import", "no.csv", "--into", ".", "--coder", "bob"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["import", "no.csv", "--into", "taken", "--coder", "bob", "--dry-run"])
        .expect_exit(0)
        .file("taken/codebook.toml", "mine")
        .run(["import", "no.csv", "--into", "taken", "--coder", "bob"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("interchange/merge");
}

#[test]
fn formats_of_other_programs_are_exact() {
    debated()
        .run(["export", "--format", "csv", "-o", "all.csv"])
        .expect_exit(0)
        .run(["export", "--format", "dna-csv", "-o", "dna.csv"])
        .expect_exit(0)
        .run(["export", "--format", "webannotation", "-o", "annotations.jsonld"])
        .expect_exit(0)
        .run(["export", "--format", "argdown", "-o", "map.argdown"])
        .expect_exit(0)
        .expect_file("all.csv", "interchange/export-all.csv")
        .expect_file("dna.csv", "interchange/export-dna.csv")
        .expect_file("annotations.jsonld", "interchange/export.jsonld")
        .expect_file("map.argdown", "interchange/export.argdown")
        .run(["export", "--format", "argdown", "--asserted"])
        .expect_exit(2)
        .expect_no_stdout();
}

#[test]
fn annotations_of_hypothesis_are_imported_by_their_tags() {
    CaseFixture::empty()
        .file("hypothesis.json", shipped("hypothesis.json"))
        .run(["import", "hypothesis.json", "--into", "case"])
        .expect_exit(1)
        .run(["--case", "case", "check"])
        .expect_exit(0)
        .run(["import", "unknown.bin", "--into", "case"])
        .expect_exit(2)
        .expect_transcript("interchange/hypothesis")
        .expect_file("case/documents/keys-for-all.md", "interchange/hypothesis-document.md");
}

#[test]
fn lines_with_ids_that_nobody_knows_are_refused() {
    let line = |actor: &str, proposition: &str, more: &str| {
        format!(
            "{{\"id\":\"refusal\",\"statements\":[{{\"actor\":\"{actor}\",\"proposition\":\"{proposition}\",\"stance\":\"oppose\",\
             \"form\":\"refuse\",\"modality\":\"own-words\",\"evidence\":[[1,31]]{more}}}]}}\n"
        )
    };
    let described = ",\"actor_label\":\"A Union\",\"actor_kind\":\"ngo\",\"targets\":[\"ministri\"]";
    debated()
        .file("lines.jsonl", line("acmee", "acess", ",\"frames\":[\"privacy\"]"))
        .file("described.jsonl", line("a-union", "access", described))
        .run(["import", "lines.jsonl", "--into", ".", "--coder", "carl"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["import", "lines.jsonl", "--into", "."])
        .expect_exit(2)
        .run(["import", "described.jsonl", "--into", ".", "--coder", "carl"])
        .expect_exit(0)
        .run(["import", "described.jsonl", "--into", ".", "--coder", "ann"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["import", "described.jsonl", "--into", ".", "--coder", "ann", "--replace"])
        .expect_exit(0)
        .expect_transcript("interchange/lines");
}

#[test]
fn a_trial_names_few_files_and_counts_many() {
    let rows: String = (1..=9).map(|day| format!("Day {day},2015-11-0{day},BlackBerry,back doors,no\n")).collect();
    CaseFixture::empty()
        .file("nine.csv", format!("document,date,organization,concept,agreement\n{rows}"))
        .run(["import", "nine.csv", "--into", "case", "--dry-run"])
        .expect_stderr("would write 9 files in case/documents (--verbose names them)")
        .expect_stderr("would write case/case.toml")
        .run(["import", "nine.csv", "--into", "case", "--dry-run", "--verbose"])
        .expect_stderr("would write case/documents/day-9.md")
        .expect_unchanged();
}

//! Names and words that try to be markup stay text in every file.

use std::fs;

use serde_json::Value;

use super::gift;
use crate::fixture::CaseFixture;

const LABEL: &str = "<script>alert(1)</script> {words} **b** =#~:";

fn hostile() -> CaseFixture {
    let actors: String = [("evil", LABEL), ("comma", "=cmd|' /C calc'!A0"), ("style", "\"} </style><img src=x>")]
        .iter()
        .map(|(id, label)| format!("[[actor]]\nid = \"{id}\"\nlabel = {}\nkind = \"company\"\n", toml(label)))
        .collect();
    let text = "“[click](javascript:alert) | we shall never {open} ~ the = door # for anybody,” it said. \
                They would | rather close: down & leave <b>now</b> than give up.\n\
                <img src=x onerror=alert(1)> must be allowed, the third said \\n to everybody.\n";
    CaseFixture::new()
        .edit("case.toml", |case| case.replace("Acme and the Ministry", "</style><script>x</script> \\\"quoted\\\""))
        .codebook(&actors)
        .document("one", text)
        .coded(
            "ann",
            "one",
            &[
                (
                    "evil",
                    "oppose",
                    "access",
                    "[click](javascript:alert) | we shall never {open} ~ the = door # for anybody",
                ),
                ("comma", "oppose", "access", "They would | rather close: down & leave <b>now</b> than give up"),
                ("style", "support", "access", "<img src=x onerror=alert(1)> must be allowed"),
            ],
        )
}

fn toml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn hostile_labels_stay_text() {
    let fixture = hostile().run(["lesson", "--minutes", "90", "--out", "pack"]).expect_exit(0);
    let read = |name: &str| fs::read_to_string(fixture.path(&format!("pack/{name}"))).expect("a file of the pack");
    let page = read("index.html");
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"), "an element got in");
    assert_eq!(page.matches("</style>").count(), 1, "the style ended early");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; {words} **b** =#~:"), "the label is shown as it is");
    assert!(!page.contains("href=\"javascript"));

    for entry in fs::read_dir(fixture.path("pack")).expect("the pack").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".md") {
            continue;
        }
        let numbered = |line: &&str| line.starts_with("    ");
        for line in read(&name).lines().filter(|line| !numbered(line)) {
            let markup = line.replace("\\<", "").replace("\\[", "").replace("\\]", "");
            assert!(!markup.contains("<script") && !markup.contains("<img"), "{name}: {line}");
            assert!(!markup.contains("](javascript"), "{name}: {line}");
        }
    }

    let pack: Value = serde_json::from_str(&read("pack.json")).expect("JSON");
    assert!(pack["quiz"].as_array().is_some_and(|quiz| !quiz.is_empty()), "there is a quiz");
    gift::same(&pack, &read("quiz.gift.txt"));

    let mut cells = 0;
    for name in ["quiz.csv", "cards.csv", "coding-results.csv"] {
        if let Ok(text) = fs::read_to_string(fixture.path(&format!("pack/{name}"))) {
            for record in csv::ReaderBuilder::new().from_reader(text.as_bytes()).records() {
                for cell in &record.expect("rows as long as the head") {
                    cells += 1;
                    assert!(!cell.starts_with(['=', '+', '@']), "{name}: a spreadsheet would compute {cell}");
                }
            }
        }
    }
    assert!(cells > 0);
}

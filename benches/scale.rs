//! How everything grows with the number of documents: from files to a graph, the catalogue, networks, drawings, memory.
//!
//! `cargo bench --bench scale` makes synthetic cases of 1, 100 and 10,000 briefs and prints a table in Markdown (it takes
//! some 6 GB of memory); `cargo bench --bench scale -- 10 1000` makes cases of whole documents. Each size is measured in a process of its own, on one core
//! (`RAYON_NUM_THREADS=1`), so that its peak of memory is its own. Times are processor time. The last column is the power of the number of
//! documents with which a time grew between the last two sizes: 1 is in proportion, 2 is with the square.
//!
//! A graph on disk is made of the same documents as JSON lines, and measured by the same questions:
//!
//! ```text
//! cargo bench --bench scale -- texts corpus.jsonl 10000 [BYTES]
//! stancegraph annotate corpus.jsonl --format nquads -o corpus.nq
//! stancegraph store build positions corpus.nq
//! cargo bench --features rocksdb --bench scale -- store positions
//! ```

#![allow(clippy::print_stdout, reason = "a program that prints a table")]

mod news;
mod synthetic;

use std::{
    collections::BTreeMap,
    env, fs,
    hint::black_box,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use oxigraph::{io::RdfFormat, store::Store};
use stancegraph::{
    diagram::{
        positions,
        survey::{Filters, Links, Survey},
    },
    query::{CATALOGUE, CatalogueQuery},
    render::{Engine, Format, render},
    store::{CaseGraph, RULES, View, annotation_quads, disk::DiskStore},
};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", dir, documents, bytes] => synthetic::write_case(Path::new(dir), number(documents), number(bytes)),
        ["texts", file, documents] => synthetic::write_texts(Path::new(file), number(documents), synthetic::DOCUMENT),
        ["texts", file, documents, bytes] => synthetic::write_texts(Path::new(file), number(documents), number(bytes)),
        ["measure", dir] => measure(Path::new(dir)),
        ["store", dir] => on_disk(Path::new(dir)),
        [] => table(&[1, 100, 10_000], synthetic::BRIEF),
        sizes => table(&sizes.iter().map(|size| number(size)).collect::<Vec<_>>(), synthetic::DOCUMENT),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("a number of documents")
}

/// A line of the table: what was measured, its unit, one value for each size.
type Lines = Vec<(String, Vec<Option<f64>>)>;

/// Measures each size in a process of its own and prints the table.
fn table(sizes: &[usize], bytes: usize) {
    let mut lines = Lines::new();
    for (column, documents) in sizes.iter().enumerate() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let case = folder.path().join("case");
        this(&["make", &case.to_string_lossy(), &documents.to_string(), &bytes.to_string()]);
        for line in this(&["measure", &case.to_string_lossy()]).lines() {
            let (what, value) = line.rsplit_once('\t').expect("a name and a value");
            let value = value.parse().expect("a number");
            let known = lines.iter().position(|(name, _)| name == what).unwrap_or_else(|| {
                lines.push((what.to_owned(), Vec::new()));
                lines.len() - 1
            });
            lines[known].1.resize(column, None);
            lines[known].1.push(Some(value));
        }
    }
    println!("| | {} | grows with |", sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(sizes.len() + 1));
    for (what, mut values) in lines {
        values.resize(sizes.len(), None);
        let cells: Vec<String> = values.iter().map(|value| value.map_or_else(String::new, written)).collect();
        println!("| {what} | {} | {} |", cells.join(" | "), growth(sizes, &values).unwrap_or_default());
    }
}

/// This program again, on one core; what it prints.
fn this(arguments: &[&str]) -> String {
    let program = env::current_exe().expect("this program has a path");
    let run = Command::new(program).args(arguments).env("RAYON_NUM_THREADS", "1").output().expect("it starts");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("text")
}

fn written(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 1.0 => format!("{value:.1}"),
        value => format!("{value:.3}"),
    }
}

fn growth(sizes: &[usize], values: &[Option<f64>]) -> Option<String> {
    let (last, before) = (sizes.len().checked_sub(1)?, sizes.len().checked_sub(2)?);
    let (high, low) = (values[last]?, values[before]?);
    (low > 0.0).then(|| format!("n^{:.2}", (high / low).log10() / (sizes[last] as f64 / sizes[before] as f64).log10()))
}

/// The processor time of this process so far, which other work on the machine lengthens little.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The time since this was first asked.
#[cfg(not(unix))]
fn now() -> Duration {
    static BEGUN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGUN.get_or_init(std::time::Instant::now).elapsed()
}

/// The shortest of a few times in milliseconds: three for what is quick.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut shortest = Duration::MAX;
    for _ in 0..3 {
        let begun = now();
        black_box(work());
        shortest = shortest.min(now() - begun);
        if shortest > Duration::from_secs(2) {
            break;
        }
    }
    shortest.as_secs_f64() * 1e3
}

fn say(what: &str, value: f64) {
    println!("{what}\t{value}");
}

/// The most memory that this process ever held, in megabytes, where the system says it.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kilobytes| kilobytes / 1e3)
}

fn measure(dir: &Path) {
    let begun = now();
    let case = synthetic::open(dir);
    say("case read, ms", (now() - begun).as_secs_f64() * 1e3);
    say("statements", case.annotations.iter().map(|set| set.statements.len()).sum::<usize>() as f64);
    let begun = now();
    let graph = CaseGraph::build(&case, &View::Current).expect("the shipped rules");
    let built = (now() - begun).as_secs_f64() * 1e3;
    say("graph built, ms", built);
    if let Some(peak) = peak() {
        say("peak of memory so far, MB", peak);
    }
    let quads: Vec<_> = graph.store().iter().map(|quad| quad.expect("a quad in memory")).collect();
    let count = quads.len() as f64;
    say("quads", count);
    let encoded = best(|| annotation_quads(&case).len());
    say("– of it annotations as quads, ms", encoded);
    let rules: f64 = RULES
        .iter()
        .map(|rule| {
            let query = oxigraph::sparql::SparqlEvaluator::new().parse_query(rule.text).expect("SPARQL");
            best(|| match query.clone().on_store(graph.store()).execute().expect("an answer") {
                oxigraph::sparql::QueryResults::Graph(triples) => triples.count(),
                _ => 0,
            })
        })
        .sum();
    say("– of it rules, ms", rules);
    let raw = best(|| {
        let store = Store::new().expect("a store in memory");
        let mut loader = store.bulk_loader();
        loader.load_quads(quads.iter().cloned()).expect("quads");
        loader.commit().expect("in memory");
        store
    });
    say("oxigraph's bulk loader, the same quads, ms", raw);
    let text = graph.quads_text();
    let parsed = best(|| {
        let store = Store::new().expect("a store in memory");
        let mut loader = store.bulk_loader();
        loader.load_from_slice(RdfFormat::NQuads, &text).expect("quads");
        loader.commit().expect("in memory");
        store
    });
    say("oxigraph's bulk loader, from N-Quads, ms", parsed);
    say("graph built, 1000 quads/s", count / built);
    say("oxigraph from N-Quads, 1000 quads/s", count / parsed);
    let loaded = (built - encoded - rules).max(f64::MIN_POSITIVE);
    say("our loading (graph built without annotations as quads and rules), share of oxigraph's speed", raw / loaded);
    drop((text, quads));
    catalogue(graph.store());
    drawings(graph.store());
    if let Some(peak) = peak() {
        say("peak of memory at the end, MB", peak);
    }
}

/// A graph on disk: its opening, the catalogue, drawings, memory. What it costs to open is told as it passes on a clock as
/// well, because a disk may be waited for.
fn on_disk(dir: &Path) {
    let (begun, clock) = (now(), Instant::now());
    let opened = DiskStore::open(dir).expect("a store, and the feature `rocksdb`");
    say("store opened, ms", (now() - begun).as_secs_f64() * 1e3);
    say("store opened, ms on the clock", clock.elapsed().as_secs_f64() * 1e3);
    let manifest = opened.manifest();
    say("quads", (manifest.default_graph.triples + manifest.named_quads) as f64);
    say("bytes of files", manifest.files.iter().map(|file| file.bytes).sum::<u64>() as f64);
    if let Some(peak) = peak() {
        say("peak of memory so far, MB", peak);
    }
    catalogue(opened.store());
    drawings(opened.store());
    if let Some(peak) = peak() {
        say("peak of memory at the end, MB", peak);
    }
}

/// All questions of the catalogue that can be asked of a case without events.
fn catalogue(graph: &Store) {
    let mut times: Vec<(f64, &str)> = Vec::new();
    for query in CATALOGUE {
        let Some(given) = values(query) else { continue };
        if query.run(graph, &given).is_ok() {
            times.push((best(|| query.run(graph, &given).expect("an answer")), query.name));
        }
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    say("catalogue, questions asked", times.len() as f64);
    say("catalogue, all, ms", times.iter().map(|(time, _)| time).sum());
    say("catalogue, median, ms", times[times.len() / 2].0);
    for (time, name) in times {
        say(&format!("`{name}`, ms"), time);
    }
}

/// What a query needs to be told that has no default.
fn values(query: &CatalogueQuery) -> Option<BTreeMap<String, String>> {
    let needed = query.header().params.into_iter().filter(|param| param.default.is_none() && !param.optional);
    needed
        .map(|param| {
            let value = match param.kind.words() {
                "actor" if param.name == "second" || param.name == "to" => "fbi",
                "actor" => "apple",
                "proposition" => "provider-access",
                "document" => "document-000000",
                "kind of actor" => "company",
                "form" => "refuse",
                "date" if param.name == "to" => "2030",
                "date" => "2000",
                _ => return None,
            };
            Some((param.name, value.to_owned()))
        })
        .collect()
}

fn drawings(graph: &Store) {
    let begun = now();
    let survey = Survey::of(graph).expect("a survey");
    say("survey for diagrams, ms", (now() - begun).as_secs_f64() * 1e3);
    let found = survey.positions(&Filters::default(), &Links::Source);
    let Ok(drawing) = positions::draw(&found) else { return };
    say("positions drawn as SVG, ms", best(|| render(&drawing, Format::Svg, Engine::Builtin).expect("a drawing")));
}

//! How fast the machine coder is: attribution alone, attribution and coding, start-up; each on growing texts, so that
//! what is not linear shows, and on texts that somebody made to be slow.
//!
//! `cargo bench --bench reading`; `STANCEGRAPH_CORPUS=file.jsonl cargo bench --bench reading corpus` reads real texts
//! (JSON lines with `"text"`). Everything runs on one core. The synthetic news ([`news`]) is a little denser in
//! attributions than political news, and so a little slower to read: see `docs/annotator.md` for both.

mod news;

use divan::{Bencher, counter::BytesCount};
use stancegraph::{
    attribution,
    case::built_in_codebook,
    coding::{self, Coder, Input},
};

use news::news;

fn main() {
    divan::main();
}

const MEGABYTE: usize = 1_000_000;

fn coder() -> Coder {
    coding::compile(&built_in_codebook()).expect("the built-in codebook compiles")
}

fn read_all(bencher: Bencher<'_, '_>, texts: &[String]) {
    bencher
        .counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>()))
        .bench_local(|| texts.iter().map(|text| attribution::read(text).attributions.len()).sum::<usize>());
}

fn code_all(bencher: Bencher<'_, '_>, texts: &[String]) {
    let coder = coder();
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench_local(|| {
        texts.iter().map(|text| coder.code(&Input { text, date: None }).statements.len()).sum::<usize>()
    });
}

/// Articles of about 4,000 bytes, as many as make so many bytes.
fn articles(bytes: usize) -> Vec<String> {
    (0..bytes / 4000).map(|seed| news(4000, seed as u64)).collect()
}

/// Attribution alone.
#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod attribution_alone {
    use super::*;

    #[divan::bench(args = [1, 10, 100])]
    fn articles_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        read_all(bencher, &articles(megabytes * MEGABYTE));
    }

    #[divan::bench(args = [1, 10, 100])]
    fn one_document_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        read_all(bencher, &[news(megabytes * MEGABYTE, 1)]);
    }

    #[divan::bench(args = [1, 10])]
    fn one_line_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        read_all(bencher, &[news(megabytes * MEGABYTE, 1).replace("\n\n", " ")]);
    }

    #[divan::bench(args = [10_000, 100_000])]
    fn tiny_documents(bencher: Bencher<'_, '_>, count: u64) {
        read_all(bencher, &(0..count).map(|seed| news(100, seed)).collect::<Vec<_>>());
    }
}

/// Attribution and coding with the built-in codebook.
#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod attribution_and_coding {
    use super::*;

    #[divan::bench(args = [1, 10, 100])]
    fn articles_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        code_all(bencher, &articles(megabytes * MEGABYTE));
    }

    #[divan::bench(args = [1, 10])]
    fn one_document_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        code_all(bencher, &[news(megabytes * MEGABYTE, 1)]);
    }

    #[divan::bench(args = [1, 10])]
    fn one_line_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        code_all(bencher, &[news(megabytes * MEGABYTE, 1).replace("\n\n", " ")]);
    }

    #[divan::bench(args = [10_000, 100_000])]
    fn tiny_documents(bencher: Bencher<'_, '_>, count: u64) {
        code_all(bencher, &(0..count).map(|seed| news(100, seed)).collect::<Vec<_>>());
    }
}

/// Texts made to be slow, attribution and coding: ten times as much may take ten times as long.
#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod worst_cases {
    use super::*;

    #[divan::bench(args = [10_000, 100_000])]
    fn quotation_marks(bencher: Bencher<'_, '_>, count: usize) {
        code_all(bencher, &["a \"b ".repeat(count / 2) + &"“c” ".repeat(count / 4)]);
    }

    #[divan::bench(args = [10_000, 100_000])]
    fn nested_openers(bencher: Bencher<'_, '_>, count: usize) {
        code_all(bencher, &["“a ".repeat(count)]);
    }

    #[divan::bench(args = [1, 10])]
    fn one_word_of_megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
        code_all(bencher, &["x".repeat(megabytes * MEGABYTE)]);
    }

    #[divan::bench(args = [10_000, 100_000])]
    fn words_without_a_full_stop(bencher: Bencher<'_, '_>, count: usize) {
        code_all(bencher, &["Apple refused to unlock the phone and ".repeat(count / 7)]);
    }
}

/// What a run does before it reads the first text.
#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod start_up {
    use super::*;

    #[divan::bench]
    fn codebook_files() -> stancegraph::case::Codebooks {
        built_in_codebook()
    }

    #[divan::bench]
    fn patterns(bencher: Bencher<'_, '_>) {
        let codebooks = built_in_codebook();
        bencher.bench_local(|| coding::compile(&codebooks).expect("the built-in codebook compiles"));
    }
}

/// Real texts, if `STANCEGRAPH_CORPUS` names a file of JSON lines with them.
#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod corpus {
    use super::*;

    fn texts() -> Vec<String> {
        let Some(path) = std::env::var_os("STANCEGRAPH_CORPUS") else { return vec![String::new()] };
        let lines = std::fs::read_to_string(path).expect("the corpus can be read");
        let text = |line: &str| {
            let object: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
            object["text"].as_str().expect("with a text").to_owned()
        };
        lines.lines().map(text).collect()
    }

    #[divan::bench]
    fn attribution_alone(bencher: Bencher<'_, '_>) {
        read_all(bencher, &texts());
    }

    #[divan::bench]
    fn attribution_and_coding(bencher: Bencher<'_, '_>) {
        code_all(bencher, &texts());
    }
}

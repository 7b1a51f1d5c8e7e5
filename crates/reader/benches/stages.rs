//! Each stage on its own, over one page of news: `cargo bench -p reader`.
//!
//! The page is the reports of one night from `corpus/gold`; a stage's input is made before the clock runs. The unit
//! of throughput is the token, so that stages can be compared with each other and with the whole.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark that reads the disk")]

use std::hint::black_box;

use analysis::{Resources, analyse, mention, quantity, sentence, time};
use claims::attributions;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use reader::Reader;
use report::{About, Report};

fn page() -> Report {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/gold/assault-2025-12-06");
    let texts = (1..=6).map(|number| std::fs::read_to_string(format!("{folder}/r{number}.txt")).unwrap());
    let text = texts.collect::<Vec<_>>().join("\n\n");
    Report::new(text, About { published: Some(date(2025, 12, 6)), ..About::default() })
}

fn stages(criterion: &mut Criterion) {
    let reader = Reader::builtin().unwrap();
    let Reader { model, lexicon, gazetteer, names, rules } = &reader;
    let resources = Resources { model, lexicon, gazetteer, names };
    let report = page();
    let bare = sentence::split(&report, lexicon);
    let mut parsed = bare.clone();
    model.annotate(&report, &mut parsed);
    let full = analyse(&resources, &report);
    let said = attributions(&report, &full, lexicon);

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(full.tokens.len() as u64));
    group.bench_function("lay out", |run| run.iter(|| report::blocks(black_box(&report.text))));
    group.bench_function("tokenise", |run| run.iter(|| sentence::split(black_box(&report), lexicon)));
    group.bench_function("tag and parse", |run| {
        run.iter_batched_ref(|| bare.clone(), |bare| model.annotate(&report, bare), criterion::BatchSize::SmallInput);
    });
    group.bench_function("times", |run| run.iter(|| time::times(&report, black_box(&parsed), lexicon)));
    group.bench_function("quantities", |run| run.iter(|| quantity::quantities(&report, black_box(&parsed), lexicon)));
    group.bench_function("mentions", |run| run.iter(|| mention::mentions(&resources, &report, black_box(&full))));
    group.bench_function("attributions", |run| run.iter(|| attributions(&report, black_box(&full), lexicon)));
    group.bench_function("claims", |run| {
        run.iter(|| claims::claims(rules, &report, black_box(&full), lexicon, &said));
    });
    group.bench_function("read", |run| run.iter(|| reader.read(black_box(&report))));
    group.finish();
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("open the built-in data", |run| run.iter(|| Reader::builtin().unwrap()));
}

criterion_group!(benches, start, stages);
criterion_main!(benches);

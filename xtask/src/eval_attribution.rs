//! `cargo xtask eval-attribution`: sources, cues and contents against brat folders (`text/NAME.txt`,
//! `attributions/NAME.ann`). What is compared are unbroken stretches: a content in two parts is two. `exact`: both
//! ends agree; `begin`: the first character does; `overlap`: Jaccard over characters of at least one half, each
//! stretch paired once.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use export::brat;
use rayon::prelude::*;
use reader::Reader;
use report::{About, CharIndex, Report, Span};

use crate::data::reader;
use crate::measure::Count;

#[derive(Args)]
pub(crate) struct Options {
    /// Folder with `text` and `attributions`
    folder: PathBuf,
}

pub(crate) const ROLES: [&str; 3] = ["source", "cue", "content"];
const MEASURES: [&str; 3] = ["exact", "begin", "overlap"];

/// Character spans by role.
type Roles = [Vec<Span>; 3];

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let counts = measure(&reader()?, &options.folder)?;
    for (name, counts) in ROLES.iter().zip(counts) {
        for (title, count) in MEASURES.iter().zip(counts) {
            let (p, r, f) = (100.0 * count.precision(), 100.0 * count.recall(), 100.0 * count.f1());
            println!(
                "{name:8} {title:8} P {p:5.1} R {r:5.1} F1 {f:5.1}  ({} of {} gold, {} found)",
                count.hit, count.gold, count.found
            );
        }
    }
    Ok(())
}

/// Counts by role and by measure, as `ROLES` and `MEASURES` name them.
pub(crate) fn measure(reader: &Reader, folder: &Path) -> anyhow::Result<[[Count; 3]; 3]> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("attributions"))
        .with_context(|| format!("{}: no folder `attributions`", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "ann"))
        .collect();
    files.sort();
    let counts: Vec<[[Count; 3]; 3]> =
        files.par_iter().map(|file| measure_file(reader, folder, file)).collect::<anyhow::Result<_>>()?;
    let mut total = [[Count::default(); 3]; 3];
    for counts in &counts {
        total.iter_mut().flatten().zip(counts.iter().flatten()).for_each(|(sum, count)| sum.sum(*count));
    }
    Ok(total)
}

fn measure_file(reader: &Reader, folder: &Path, file: &Path) -> anyhow::Result<[[Count; 3]; 3]> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let text = std::fs::read_to_string(text_file(folder, &name)?)?;
    let gold = gold(&std::fs::read_to_string(file)?);
    let report = Report::new(text, About::default());
    let reading = reader.read(&report);
    let index = CharIndex::new(&report.text);
    let mut found = Roles::default();
    for parts in brat::parts(&report, &reading.attributions) {
        for (role, spans) in [parts.source, parts.cue, parts.content].iter().enumerate() {
            found[role].extend(spans.iter().map(|&span| index.chars(span)));
        }
    }
    let mut counts = [[Count::default(); 3]; 3];
    for role in 0..3 {
        counts[role] = compare(&gold[role], &found[role]);
    }
    Ok(counts)
}

/// `NAME.txt`, where the annotations may carry the annotator's mark behind an underscore.
fn text_file(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let short = name.rsplit_once('_').map_or(name, |(short, _)| short);
    let files = [name, short].map(|name| folder.join("text").join(format!("{name}.txt")));
    files.into_iter().find(|file| file.exists()).with_context(|| format!("{name}: no text of that name in `text`"))
}

fn gold(text: &str) -> Roles {
    let mut roles = Roles::default();
    for line in text.lines().filter(|line| line.starts_with('T')) {
        let Some(middle) = line.split('\t').nth(1) else { continue };
        let Some((label, places)) = middle.split_once(' ') else { continue };
        let Some(role) = ROLES.iter().position(|name| name.eq_ignore_ascii_case(label)) else { continue };
        for place in places.split(';') {
            let mut ends = place.split(' ').filter_map(|number| number.parse::<u32>().ok());
            if let (Some(start), Some(end)) = (ends.next(), ends.next()) {
                roles[role].push(Span::new(start, end));
            }
        }
    }
    roles.iter_mut().for_each(|spans| {
        spans.sort_unstable();
        spans.dedup();
    });
    roles
}

fn compare(gold: &[Span], found: &[Span]) -> [Count; 3] {
    let same: [fn(Span, Span) -> bool; 3] =
        [|a, b| a == b, |a, b| a.start == b.start, |a, b| 2 * shared(a, b) >= a.len() + b.len() - shared(a, b)];
    same.map(|same| {
        let mut left: Vec<Span> = found.to_vec();
        let mut hit = 0;
        for &span in gold {
            if let Some(at) = left.iter().position(|&other| same(span, other)) {
                left.swap_remove(at);
                hit += 1;
            }
        }
        let mut count = Count::default();
        count.add(hit, found.len(), gold.len());
        count
    })
}

fn shared(a: Span, b: Span) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

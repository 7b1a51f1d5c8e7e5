//! `cargo xtask eval-said`: attribution by itself. The gold triggers are given; the chain of sources around each is
//! compared with gold, by overlap as the contract's scorer does, and its manner.

use std::collections::BTreeMap;

use clap::Args;
use rayon::prelude::*;
use reader::Reader;
use report::{About, Report, Span};

use crate::data::reader;
use crate::gold::{self, Sample, Words};
use crate::measure::Count;

#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    gold: gold::Paths,
    /// Print each source that was missed or is spurious
    #[arg(long)]
    show: bool,
}

#[derive(Default)]
struct Tally {
    sources: Count,
    /// Of the sources that agree: those whose manner, and whose cue, agree too.
    manner: Count,
    cue: Count,
    missed: BTreeMap<String, usize>,
    lines: Vec<String>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let mut total = Tally::default();
    for path in &options.gold.paths {
        let files = gold::files(path)?;
        let tallies: Vec<Tally> = files
            .par_iter()
            .map(|file| gold::load(file).map(|sample| measure(&reader, &sample)))
            .collect::<Result<_, _>>()?;
        let mut folder = Tally::default();
        tallies.into_iter().for_each(|tally| folder.merge(tally));
        println!("{:60} {}", path.display(), line("sources", folder.sources));
        total.merge(folder);
    }
    if options.show {
        total.lines.iter().for_each(|line| println!("{line}"));
    }
    let mut missed: Vec<(&String, &usize)> = total.missed.iter().collect();
    missed.sort_by_key(|&(cue, count)| (std::cmp::Reverse(*count), cue));
    for (cue, count) in missed {
        println!("missed {count:3}  {cue}");
    }
    println!("{}", line("sources", total.sources));
    println!("{}", line("manner", total.manner));
    println!("{}", line("cue", total.cue));
    Ok(())
}

fn line(name: &str, count: Count) -> String {
    let (precision, recall) = (count.precision(), count.recall());
    format!(
        "{name:8} P {precision:.3} R {recall:.3} F1 {:.3} ({} of {} gold, {} found)",
        count.f1(),
        count.hit,
        count.gold,
        count.found
    )
}

impl Tally {
    fn merge(&mut self, other: Tally) {
        self.sources.sum(other.sources);
        self.manner.sum(other.manner);
        self.cue.sum(other.cue);
        for (cue, count) in other.missed {
            *self.missed.entry(cue).or_default() += count;
        }
        self.lines.extend(other.lines);
    }
}

fn measure(reader: &Reader, sample: &Sample) -> Tally {
    let published = sample.gold.report.published.as_deref().and_then(|day| day.parse().ok());
    let report = Report::new(sample.text.clone(), About { published, ..About::default() });
    let reading = reader.read(&report);
    let bytes: Vec<u32> =
        report.text.char_indices().map(|(at, _)| at as u32).chain([report.text.len() as u32]).collect();
    let place = |words: &Words| Span::new(bytes[words.start], bytes[words.end]);
    let mut tally = Tally::default();
    for claim in &sample.gold.claims {
        let words: Vec<Span> = claim
            .args
            .iter()
            .map(|arg| place(&arg.words))
            .chain(claim.figures.iter().map(|figure| place(&figure.words)))
            .collect();
        let (said, _) = claims::chain(&reading.attributions, place(&claim.trigger), &words);
        let mut left: Vec<&claims::Said> = said.iter().collect();
        let context = |text: &str| {
            let start = claim.trigger.start.saturating_sub(40);
            let end = (claim.trigger.end + 40).min(bytes.len() - 1);
            let words = Span::new(bytes[start], bytes[end]).of(&report.text).replace('\n', " ");
            format!("{} {} «{}» {text} …{words}…", sample.name, claim.kind, claim.trigger.text)
        };
        tally.sources.add(0, said.len(), claim.said_by.len());
        for gold in &claim.said_by {
            let cue = gold.cue.as_ref().map_or("-", |cue| cue.text.as_str());
            let wanted = gold.source.as_ref().map(&place);
            let found = left.iter().position(|said| wanted.is_some_and(|wanted| said.source.overlaps(wanted)));
            let Some(found) = found else {
                let source = gold.source.as_ref().map_or("", |words| words.text.as_str());
                tally.lines.push(format!("missed   {}", context(&format!("{source} [{cue}]"))));
                *tally.missed.entry(cue.to_lowercase()).or_default() += 1;
                continue;
            };
            let said = left.remove(found);
            let same_cue = match (&gold.cue, said.cue) {
                (Some(gold), Some(cue)) => place(gold).overlaps(cue),
                (None, None) => true,
                _ => false,
            };
            let same_manner = said.manner.name() == gold.manner;
            tally.sources.add(1, 0, 0);
            tally.manner.add(usize::from(same_manner), 1, 1);
            tally.cue.add(usize::from(same_cue), 1, 1);
            if !same_manner {
                tally
                    .lines
                    .push(format!("manner   {}", context(&format!("{} for {}", said.manner.name(), gold.manner))));
            }
        }
        for said in left {
            let cue = said.cue.map_or("-", |cue| cue.of(&report.text));
            tally.lines.push(format!("spurious {}", context(&format!("{} [{cue}]", said.source.of(&report.text)))));
        }
    }
    tally
}

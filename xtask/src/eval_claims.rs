//! `cargo xtask eval-claims`: the measures of the contract's scorer over any folders of gold.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use reader::Reader;

use crate::answer::answer;
use crate::causes::{self, Causes};
use crate::data::reader;
use crate::gold::{self, Claim, Document, Sample};
use crate::measure::{Agreement, Count, Part, Tally, compare, same_args, same_sources};

#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    gold: gold::Paths,
    /// Print each claim that was missed and each that is spurious
    #[arg(long)]
    show: bool,
    /// Print each source, argument and figure that was missed or is spurious
    #[arg(long)]
    show_parts: bool,
    /// Add tables by type, role and measure
    #[arg(long)]
    breakdown: bool,
    /// Add the commonest causes of what is missed and spurious, by part at fault
    #[arg(long, conflicts_with = "answers")]
    causes: bool,
    /// Compare DIR/NAME.json instead of reading the texts
    #[arg(long, value_name = "DIR")]
    answers: Option<PathBuf>,
    /// Write what was found as OUT/NAME.json
    #[arg(long, value_name = "OUT")]
    json: Option<PathBuf>,
}

/// One sample with what was found in it.
pub(crate) struct Result {
    sample: Sample,
    found: Document,
    pub(crate) tally: Tally,
    agreement: Agreement,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let mut total = Tally::default();
    let folders = options.gold.paths.len();
    for path in &options.gold.paths {
        let results = evaluate(&reader, path, options.answers.as_deref())?;
        for result in &results {
            write_answer(result, options.json.as_deref())?;
            print_differences(result, options);
        }
        let tally = sum(&results);
        if folders > 1 {
            println!("{}", folder_line(path, &tally));
        }
        if options.causes {
            causes(&reader, &results)?.print();
        }
        total.merge(&tally);
    }
    if options.breakdown {
        print_breakdown(&total);
    }
    for line in total.lines() {
        println!("{line}");
    }
    println!("{:.3}", total.mean());
    Ok(())
}

/// Every sample below `path`, in order of name, read on all cores.
pub(crate) fn evaluate(reader: &Reader, path: &Path, answers: Option<&Path>) -> anyhow::Result<Vec<Result>> {
    gold::files(path)?.par_iter().map(|file| evaluate_file(reader, file, answers)).collect()
}

pub(crate) fn sum(results: &[Result]) -> Tally {
    let mut total = Tally::default();
    results.iter().for_each(|result| total.merge(&result.tally));
    total
}

fn evaluate_file(reader: &Reader, file: &Path, answers: Option<&Path>) -> anyhow::Result<Result> {
    let sample = gold::load(file)?;
    let found = match answers {
        Some(folder) => gold::document(&folder.join(format!("{}.json", sample.name)))?,
        None => answer(reader, &sample.name, &sample.report()?)?,
    };
    let (tally, agreement) = compare(&sample.gold.claims, &found.claims);
    Ok(Result { sample, found, tally, agreement })
}

fn causes(reader: &Reader, results: &[Result]) -> anyhow::Result<Causes> {
    let of = |result: &Result| {
        let (sample, claims) = (&result.sample, (result.sample.gold.claims.as_slice(), result.found.claims.as_slice()));
        Ok(causes::causes(reader, &sample.report()?, claims, &result.agreement))
    };
    let each: Vec<Causes> = results.par_iter().map(of).collect::<anyhow::Result<_>>()?;
    let mut all = Causes::default();
    each.into_iter().for_each(|causes| all.merge(causes));
    Ok(all)
}

fn write_answer(result: &Result, folder: Option<&Path>) -> anyhow::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    let file = folder.join(format!("{}.json", result.sample.name));
    std::fs::write(&file, serde_json::to_string_pretty(&result.found)?).with_context(|| format!("{}", file.display()))
}

fn folder_line(path: &Path, tally: &Tally) -> String {
    let f1 = |part| tally.part(part).f1();
    format!(
        "{:.3}  claims {:.3}  said_by {:.3}  args {:.3}  figures {:.3}  {}",
        tally.mean(),
        f1(Part::Claims),
        f1(Part::SaidByAll),
        f1(Part::ArgsAll),
        f1(Part::Figures),
        path.display()
    )
}

fn print_breakdown(total: &Tally) {
    for (title, table) in [("type", &total.types), ("role", &total.roles), ("measure", &total.measures)] {
        println!("by {title}, end to end");
        let mut rows: Vec<(&String, &Count)> = table.iter().collect();
        rows.sort_by_key(|(name, count)| (usize::MAX - count.gold, *name));
        for (name, count) in rows {
            println!("  {}", count.line(name));
        }
    }
}

fn print_differences(result: &Result, options: &Options) {
    let (gold, found) = (&result.sample.gold.claims, &result.found.claims);
    let characters: Vec<char> = result.sample.text.chars().collect();
    let printer = Printer { name: &result.sample.name, characters: &characters };
    let (mut missed, mut spurious) = (vec![true; gold.len()], vec![true; found.len()]);
    for &(i, j) in &result.agreement.claims {
        (missed[i], spurious[j]) = (false, false);
    }
    if options.show {
        for (label, claims, open) in [("missed", gold, &missed), ("spurious", found, &spurious)] {
            for (claim, _) in claims.iter().zip(open).filter(|(_, open)| **open) {
                printer.claim(label, claim);
            }
        }
    }
    if options.show_parts {
        for &(i, j) in &result.agreement.claims {
            printer.parts(&gold[i], &found[j]);
        }
        printer.figures(result);
    }
}

struct Printer<'a> {
    name: &'a str,
    characters: &'a [char],
}

impl Printer<'_> {
    fn cut(&self, start: usize, end: usize) -> String {
        let end = end.min(self.characters.len());
        self.characters[start.min(end)..end].iter().collect()
    }

    fn claim(&self, label: &str, claim: &Claim) {
        let (start, end) = (claim.trigger.start, claim.trigger.end);
        let before = self.cut(start.saturating_sub(40), start);
        let (words, after) = (self.cut(start, end), self.cut(end, end + 40));
        let line = format!("{} {label:8} {:9} …{before}[{words}]{after}…", self.name, claim.kind);
        println!("{}", line.replace('\n', " "));
    }

    /// Sources and arguments of a claim that was found, as far as they differ.
    fn parts(&self, gold: &Claim, found: &Claim) {
        let layers = same_sources(&gold.said_by, &found.said_by);
        let say = |said: &gold::Said| {
            let cue = said.cue.as_ref().map(|cue| cue.text.as_str());
            format!("{:?} cue {cue:?}", said.source.as_ref().map(|source| source.text.as_str()).unwrap_or_default())
        };
        self.differ("source", gold, &gold.said_by, &found.said_by, &layers, say);
        let args = same_args(&gold.args, &found.args);
        let say = |arg: &gold::Argument| {
            let days = arg.from.as_ref().map(|_| (arg.first_day(), arg.last_day()));
            let days = days.map(|(from, to)| format!(" {}..{}", from.unwrap_or_default(), to.unwrap_or_default()));
            format!("{} {:?}{}", arg.role, arg.words.text, days.unwrap_or_default())
        };
        self.differ("arg", gold, &gold.args, &found.args, &args, say);
        for &(i, j) in &args {
            let (wanted, have) = (gold.args[i].id.as_deref(), found.args[j].id.as_deref());
            if wanted.is_some() && wanted != have {
                let words = &gold.args[i].words.text;
                println!("{} id       {:9} {words:?} is {wanted:?}, found {have:?}", self.name, gold.kind);
            }
        }
        if gold.status != found.status {
            let (name, kind, words) = (self.name, &gold.kind, &gold.trigger.text);
            println!("{name} status   {kind:9} {words:?} is {}, found {}", gold.status, found.status);
        }
    }

    fn differ<T>(
        &self,
        what: &str,
        claim: &Claim,
        gold: &[T],
        found: &[T],
        same: &[(usize, usize)],
        say: impl Fn(&T) -> String,
    ) {
        let at = format!("{:9} {:?}", claim.kind, claim.trigger.text);
        for (_, item) in gold.iter().enumerate().filter(|(i, _)| same.iter().all(|pair| pair.0 != *i)) {
            println!("{} {what} missed   {at}: {}", self.name, say(item));
        }
        for (_, item) in found.iter().enumerate().filter(|(j, _)| same.iter().all(|pair| pair.1 != *j)) {
            println!("{} {what} spurious {at}: {}", self.name, say(item));
        }
    }

    fn figures(&self, result: &Result) {
        let same = &result.agreement.figures;
        let sides = [("missed", &result.sample.gold.claims), ("spurious", &result.found.claims)];
        for (side, (label, claims)) in sides.into_iter().enumerate() {
            for (i, claim) in claims.iter().enumerate() {
                for (j, figure) in claim.figures.iter().enumerate() {
                    let met = same.iter().any(|pair| if side == 0 { pair.0 == (i, j) } else { pair.1 == (i, j) });
                    if !met {
                        let (low, high) = (figure.low.map_or(String::new(), |low| low.to_string()), figure.high);
                        let high = high.map_or(String::new(), |high| high.to_string());
                        let (measure, words, trigger) = (&figure.measure, &figure.words.text, &claim.trigger.text);
                        println!(
                            "{} figure {label} {:9} {trigger:?}: {measure} {low}..{high} {words:?}",
                            self.name, claim.kind
                        );
                    }
                }
            }
        }
    }
}

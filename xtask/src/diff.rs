//! `cargo xtask diff REV`: what a change of rules, words or code does to the claims of a fixed body of texts.
//!
//! Revision REV is checked out and built below `target/diff`, and its `dateline read` reads the texts; this source
//! tree reads them by the running xtask (with `--from ROOT`, by that tree's rules and words). The answers of a
//! revision are kept, so that only the first comparison with it builds anything. The texts: all of
//! `corpora/wikinews`, 5,000 briefs of `corpora/current-events` at even distances, our own samples and gold texts;
//! all are read as of one day. What is not there is skipped, with a line that says so.
//!
//! Claims of a text are paired where type and trigger agree. What is left over is lost or added; of pairs, those with
//! another mode, status, argument, figure or source are changed. All are counted by rule, and samples are printed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use clap::Args;
use jiff::civil::{Date, date};
use rayon::prelude::*;
use report::{About, Report};

use crate::answer::answer;
use crate::bulk;
use crate::data::reader;
use crate::gold::{self, Bytes, Claim, Document, Figure};
use crate::measure::pair;
use crate::runs::root;

#[derive(Args)]
pub(crate) struct Options {
    /// A revision of git that is compared with this source tree
    revision: String,
    /// A folder whose `corpora/` holds the texts
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Print at most so many claims of each rule that were added, lost, changed
    #[arg(long, default_value_t = 3)]
    samples: usize,
    /// Only rules whose name holds this
    #[arg(long, value_name = "PART")]
    rule: Option<String>,
}

const BRIEFS: usize = 5_000;

/// All texts are read as of this day: the program takes one for all its inputs.
const DAY: Date = date(2025, 12, 6);

struct Text {
    /// Name of its file, without the ending.
    name: String,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Added,
    Lost,
    Changed,
}

/// One difference, as it is printed.
struct Difference {
    rule: String,
    what: Move,
    lines: Vec<String>,
}

/// Of one rule: claims that are the same in both, and what differs.
#[derive(Default)]
struct Moves<'a> {
    same: usize,
    differences: Vec<&'a Difference>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let texts = texts(&options.shared)?;
    let before = of_revision(&options.revision, &texts)?;
    let reader = reader()?;
    let now: Vec<Document> = texts
        .par_iter()
        .map(|text| {
            let about = About { published: Some(DAY), ..About::default() };
            answer(&reader, &text.name, &Report::new(text.text.clone(), about))
        })
        .collect::<anyhow::Result<_>>()?;
    let compared: Vec<(Vec<String>, Vec<Difference>)> = texts
        .iter()
        .zip(before.iter().zip(&now))
        .map(|(text, (before, now))| compare(text, &before.claims, &now.claims))
        .collect();
    print(&by_rule(&compared), options);
    Ok(())
}

fn texts(shared: &Path) -> anyhow::Result<Vec<Text>> {
    let corpora = root().join(shared).join("corpora");
    let mut texts = Vec::new();
    let sources = [
        ("wikinews-2019", corpora.join("wikinews/data/wikinews_2019.csv"), usize::MAX),
        ("wikinews-2020", corpora.join("wikinews/data/wikinews_2020.csv"), usize::MAX),
        ("brief", corpora.join("current-events/items.jsonl.gz"), BRIEFS),
    ];
    for (name, path, most) in sources {
        if !path.exists() {
            println!("skipped: {} is not there", path.display());
            continue;
        }
        let items = evenly(bulk::load(&path)?, most);
        let named = items.into_iter().map(|(at, item)| Text { name: format!("{name}-{at:06}"), text: item.text });
        texts.extend(named);
    }
    for folder in ["samples", "corpus/gold"] {
        own(&root().join(folder), folder, &mut texts)?;
    }
    ensure!(!texts.is_empty(), "no texts");
    Ok(texts)
}

/// The `.txt` files below a folder, in order.
fn own(folder: &Path, name: &str, texts: &mut Vec<Text>) -> anyhow::Result<()> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{}-{stem}", name.replace('/', "-"));
        if path.is_dir() {
            own(&path, &name, texts)?;
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            texts.push(Text { text: std::fs::read_to_string(&path)?, name });
        }
    }
    Ok(())
}

/// So many items at even distances, with their places.
fn evenly<T>(items: Vec<T>, most: usize) -> Vec<(usize, T)> {
    let (length, most) = (items.len(), most.min(items.len()));
    let wanted: BTreeSet<usize> = (0..most).map(|at| at * length / most).collect();
    items.into_iter().enumerate().filter(|(at, _)| wanted.contains(at)).collect()
}

/// What the revision's program finds, from the file that keeps it or from a build.
fn of_revision(revision: &str, texts: &[Text]) -> anyhow::Result<Vec<Document>> {
    let folder = root().join("target/diff");
    std::fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let commit = git(&root(), &["rev-parse", "--verify", &format!("{revision}^{{commit}}")])?;
    let kept = folder.join(format!("{commit}-{}.jsonl", texts.len()));
    if !kept.exists() {
        let program = build(&commit, &folder)?;
        let inputs = folder.join("texts");
        write(texts, &inputs)?;
        let day = DAY.to_string();
        let output = Command::new(program)
            .args(["read", "--format", "jsonl", "--published", &day])
            .arg(&inputs)
            .output()
            .context("the revision's program does not start")?;
        ensure!(output.status.success(), "{commit}: {}", String::from_utf8_lossy(&output.stderr));
        std::fs::write(&kept, output.stdout)?;
    }
    let lines = std::fs::read_to_string(&kept)?;
    let documents: Vec<Document> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut by_name: BTreeMap<String, Document> =
        documents.into_iter().map(|document| (document.report.id.clone(), document)).collect();
    let take = |text: &Text| by_name.remove(&text.name).with_context(|| format!("{}: no answer kept", text.name));
    texts.iter().map(take).collect()
}

/// The folder that the revision lies in stays, so that the next one builds only what differs.
fn build(commit: &str, folder: &Path) -> anyhow::Result<PathBuf> {
    let (tree, target) = (folder.join("tree"), folder.join("build"));
    let place = tree.display().to_string();
    if tree.exists() {
        git(&tree, &["checkout", "--quiet", "--detach", "--force", commit])?;
    } else {
        git(&root(), &["worktree", "prune"])?;
        git(&root(), &["worktree", "add", "--quiet", "--detach", &place, commit])?;
    }
    println!("building {commit} below {}", target.display());
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--package", "cli", "--target-dir"])
        .arg(&target)
        .current_dir(&tree)
        .status()
        .context("cargo")?;
    ensure!(status.success(), "{commit} does not build");
    Ok(target.join("debug/dateline"))
}

fn write(texts: &[Text], folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    for text in texts {
        std::fs::write(folder.join(format!("{}.txt", text.name)), &text.text)?;
    }
    Ok(())
}

fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git").args(arguments).current_dir(folder).output().context("git")?;
    ensure!(output.status.success(), "git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Rules of the claims that are the same, and the differences.
fn compare(text: &Text, before: &[Claim], now: &[Claim]) -> (Vec<String>, Vec<Difference>) {
    let pairs = pair(before, now, |one, other| one.kind == other.kind);
    let bytes = Bytes::new(&text.text);
    let context = |claim: &Claim| gold::around(&text.text, bytes.span(&claim.trigger), 80, 80);
    let (mut same, mut differences) = (Vec::new(), Vec::new());
    for &(i, j) in &pairs {
        let (old, new) = (parts(&before[i]), parts(&now[j]));
        if old == new {
            same.push(now[j].rule.clone());
            continue;
        }
        let less = old.iter().filter(|part| !new.contains(part)).map(|part| format!("- {part}"));
        let more = new.iter().filter(|part| !old.contains(part)).map(|part| format!("+ {part}"));
        let lines = [context(&now[j])].into_iter().chain(less).chain(more).collect();
        differences.push(Difference { rule: now[j].rule.clone(), what: Move::Changed, lines });
    }
    let mut single = |claim: &Claim, what| {
        let lines = vec![context(claim), parts(claim).join(" ")];
        differences.push(Difference { rule: claim.rule.clone(), what, lines });
    };
    for (_, claim) in before.iter().enumerate().filter(|(i, _)| pairs.iter().all(|pair| pair.0 != *i)) {
        single(claim, Move::Lost);
    }
    for (_, claim) in now.iter().enumerate().filter(|(j, _)| pairs.iter().all(|pair| pair.1 != *j)) {
        single(claim, Move::Added);
    }
    (same, differences)
}

/// Everything about a claim that is compared, a word group each.
fn parts(claim: &Claim) -> Vec<String> {
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("_");
    let mut parts = vec![claim.kind.clone(), joined(&claim.trigger.text)];
    parts.extend(claim.mode.iter().map(|mode| format!("mode={mode}")));
    parts.push(format!("status={}", claim.status));
    for arg in &claim.args {
        let id = arg.id.as_ref().map_or(String::new(), |id| format!("({id})"));
        let days = arg.from.is_some() || arg.to.is_some();
        let open = |day: Option<&str>| day.unwrap_or("open").to_string();
        let days = if days { format!("({}..{})", open(arg.first_day()), open(arg.last_day())) } else { String::new() };
        parts.push(format!("{}={}{id}{days}", arg.role, joined(&arg.words.text)));
    }
    parts.extend(claim.figures.iter().map(figure));
    for said in &claim.said_by {
        let words = |words: &Option<gold::Words>| words.as_ref().map_or(String::new(), |one| joined(&one.text));
        let who = said.who.as_ref().map_or(String::new(), |who| format!("({who})"));
        parts.push(format!("said={}{who}/{}/{}", words(&said.source), words(&said.cue), said.manner));
    }
    parts
}

fn figure(figure: &Figure) -> String {
    let end = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let of = figure.of.as_deref().unwrap_or_default();
    let unit = figure.unit.as_deref().unwrap_or_default();
    let approx = if figure.approx { "~" } else { "" };
    format!("{}={approx}{}..{}{unit}({of})", figure.measure, end(figure.low), end(figure.high))
}

fn by_rule(compared: &[(Vec<String>, Vec<Difference>)]) -> BTreeMap<&str, Moves<'_>> {
    let mut rules: BTreeMap<&str, Moves<'_>> = BTreeMap::new();
    for (same, differences) in compared {
        same.iter().for_each(|rule| rules.entry(rule).or_default().same += 1);
        for difference in differences {
            rules.entry(&difference.rule).or_default().differences.push(difference);
        }
    }
    rules
}

fn print(rules: &BTreeMap<&str, Moves<'_>>, options: &Options) {
    let wanted = |rule: &str| options.rule.as_deref().is_none_or(|part| rule.contains(part));
    let mut rows: Vec<(&&str, &Moves<'_>)> = rules.iter().filter(|(rule, _)| wanted(rule)).collect();
    rows.sort_by_key(|(rule, moves)| (usize::MAX - moves.differences.len(), **rule));
    let heading = |name: &str, moves: &[&Moves<'_>]| {
        let count = |what| -> usize { moves.iter().map(|moves| moves.count(what)).sum() };
        let same: usize = moves.iter().map(|moves| moves.same).sum();
        let (added, lost, changed) = (count(Move::Added), count(Move::Lost), count(Move::Changed));
        println!("{name:28} added {added:5}  lost {lost:5}  changed {changed:5}  same {same:6}");
    };
    for (rule, moves) in rows.iter().filter(|(_, moves)| !moves.differences.is_empty()) {
        heading(rule, &[moves]);
        for (what, mark) in [(Move::Added, "added"), (Move::Lost, "lost"), (Move::Changed, "changed")] {
            let these: Vec<_> = moves.differences.iter().filter(|difference| difference.what == what).collect();
            for (_, difference) in evenly(these, options.samples) {
                println!("  {mark:8}{}", difference.lines.join("\n          "));
            }
        }
    }
    heading("all", &rows.iter().map(|(_, moves)| *moves).collect::<Vec<_>>());
}

impl Moves<'_> {
    fn count(&self, what: Move) -> usize {
        self.differences.iter().filter(|difference| difference.what == what).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::Words;

    const TEXT: &str = "Norway met Sweden. Norway met Denmark. Norway left.";

    fn claim(kind: &str, rule: &str, start: usize, end: usize) -> Claim {
        let words = |start, end| Words { start, end, text: TEXT[start..end].to_string() };
        Claim {
            id: 1,
            kind: kind.to_string(),
            mode: Vec::new(),
            status: "actual".to_string(),
            trigger: words(start, end),
            said_by: Vec::new(),
            args: Vec::new(),
            figures: Vec::new(),
            rule: rule.to_string(),
            event: None,
        }
    }

    #[test]
    fn claims_are_added_lost_changed_or_the_same() {
        let text = Text { name: "t".to_string(), text: TEXT.to_string() };
        let before = [claim("CONSULT", "meet", 7, 10), claim("CONSULT", "meet", 26, 29)];
        let mut planned = claim("CONSULT", "meet-again", 26, 29);
        planned.status = "future".to_string();
        let now = [before[0].clone(), planned, claim("RETREAT", "leave", 46, 50)];
        let (same, differences) = compare(&text, &before, &now);
        assert_eq!(same, ["meet"]);
        let all = [(same, differences)];
        let rules = by_rule(&all);
        let counts = |rule: &str| [Move::Added, Move::Lost, Move::Changed].map(|what| rules[rule].count(what));
        assert_eq!(counts("meet"), [0, 0, 0]);
        assert_eq!(counts("meet-again"), [0, 0, 1]);
        assert_eq!(counts("leave"), [1, 0, 0]);
        assert_eq!(rules["meet-again"].differences[0].lines[1..], ["- status=actual", "+ status=future"]);
        let (_, lost) = compare(&text, &now, &before[..1]);
        assert!(lost.iter().all(|difference| difference.what == Move::Lost) && lost.len() == 2);
    }

    #[test]
    fn a_sample_is_spread_over_all() {
        let places = |length: usize, most| -> Vec<usize> {
            evenly((0..length).collect(), most).into_iter().map(|(at, _)| at).collect()
        };
        assert_eq!(places(10, 3), [0, 3, 6]);
        assert_eq!(places(2, 5), [0, 1]);
        assert_eq!(places(3, 0), [] as [usize; 0]);
        assert_eq!(places(109_016, BRIEFS).len(), BRIEFS);
    }
}

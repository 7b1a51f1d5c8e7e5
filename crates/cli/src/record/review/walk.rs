//! A queue gone through claim by claim: each is shown with its sentence, one letter and Enter decides. What fails is told and
//! the claim is asked for again; the end of the input ends the walk.

use std::io::{BufRead, Write};

use anstyle::Style;
use events::{Capacity, ClaimKey, Entry};
use export::rows;
use query::Data;
use query::reviews::{self, Word};
use record::Filter;
use report::{Span, one_line};
use store::{Page, Store};

use crate::cells::cells;
use crate::error::{Failure, exit};
use crate::grid;
use crate::record::{edit, judge, stamp};

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Claims that are looked up at once.
const PAGE_CLAIMS: usize = 50;

const KEYS: &str = "a accept · x reject · e edit · s skip · u undo · c comment · q quit · ? help";

const HELP: &str = "a  accept: the claim is right as it stands
x  reject: it is wrong; a reason is asked for
e  edit: settings as for `dateline edit`, such as  type=CASUALTY place=\"the port\"  with a reason
s  skip: say nothing of it now (Enter does the same)
u  undo: take back what you said last in this walk
c  comment: words that decide nothing
q  quit";

/// Who goes through the queue.
pub(super) struct Person<'a> {
    pub(super) by: &'a str,
    pub(super) capacity: Capacity,
}

enum Step {
    Next,
    Again,
    Quit,
}

struct Walk<'a, R, W> {
    store: &'a mut dyn Store,
    data: Data,
    person: &'a Person<'a>,
    input: &'a mut R,
    out: &'a mut W,
    width: usize,
    /// What was said in this walk, the last at the end.
    said: Vec<u64>,
}

pub(super) fn walk<R: BufRead, W: Write>(
    store: &mut dyn Store,
    filter: &Filter,
    person: &Person<'_>,
    input: &mut R,
    out: &mut W,
    width: usize,
) -> Result<u8, Failure> {
    let mut walk = Walk { store, data: Data::default(), person, input, out, width, said: Vec::new() };
    let mut page = Page::first(PAGE_CLAIMS);
    let mut seen = 0_usize;
    loop {
        let listed = walk.store.claims(filter, &page)?;
        for entry in &listed.rows {
            seen += 1;
            if !walk.claim(&entry.key(), seen)? {
                return walk.end();
            }
        }
        match listed.next {
            Some(next) => page = Page { after: Some(next), ..Page::first(PAGE_CLAIMS) },
            None if seen == 0 => {
                writeln!(walk.out, "nothing in this queue")?;
                return Ok(exit::NOTHING);
            }
            None => return walk.end(),
        }
    }
}

impl<R: BufRead, W: Write> Walk<'_, R, W> {
    /// False where the walk ends.
    fn claim(&mut self, key: &ClaimKey, number: usize) -> Result<bool, Failure> {
        loop {
            let Some(entry) = self.store.entry(key)? else { return Ok(true) };
            self.show(&entry, number)?;
            match self.step(&entry) {
                Ok(Step::Next) => return Ok(true),
                Ok(Step::Again) => {}
                Ok(Step::Quit) => return Ok(false),
                Err(Failure::Output(error)) => return Err(Failure::Output(error)),
                Err(failure) => writeln!(self.out, "{failure}")?,
            }
        }
    }

    fn step(&mut self, entry: &Entry) -> Result<Step, Failure> {
        let Some(answer) = self.ask(KEYS)? else { return Ok(Step::Quit) };
        match answer.as_str() {
            "a" => self.say(entry, &Word::Accept, None),
            "x" => self.reasoned(entry, &Word::Reject),
            "c" => self.reasoned(entry, &Word::Comment).map(|_| Step::Again),
            "e" => {
                let Some(line) = self.ask("NAME=VALUE …")? else { return Ok(Step::Quit) };
                let wish = edit::wish(entry, &settings(&line))?;
                self.reasoned(entry, &Word::Edit(Box::new(wish)))
            }
            "u" => self.undo(),
            "s" | "" => Ok(Step::Next),
            "q" => Ok(Step::Quit),
            "?" => {
                writeln!(self.out, "{HELP}")?;
                Ok(Step::Again)
            }
            other => {
                writeln!(self.out, "`{other}` is no key; ? lists them")?;
                Ok(Step::Again)
            }
        }
    }

    fn reasoned(&mut self, entry: &Entry, word: &Word) -> Result<Step, Failure> {
        match self.ask("why")? {
            None => Ok(Step::Quit),
            Some(why) => self.say(entry, word, Some(&why)),
        }
    }

    fn say(&mut self, entry: &Entry, word: &Word, why: Option<&str>) -> Result<Step, Failure> {
        let stamp = stamp(Some(self.person.by), why);
        let row = reviews::say(&self.data, self.store, &entry.key(), word, self.person.capacity, &stamp)?;
        self.said.push(row.id);
        Ok(Step::Next)
    }

    fn undo(&mut self) -> Result<Step, Failure> {
        let Some(last) = self.said.pop() else {
            writeln!(self.out, "you said nothing yet")?;
            return Ok(Step::Again);
        };
        let stamp = stamp(Some(self.person.by), None);
        let row = reviews::undo(&self.data, self.store, last, self.person.capacity, &stamp)?;
        let claim = row.claim.as_ref().map(judge::name).unwrap_or_default();
        writeln!(self.out, "taken back: review {last} of {claim}")?;
        Ok(Step::Again)
    }

    /// A line of the input; None at its end.
    fn ask(&mut self, question: &str) -> Result<Option<String>, Failure> {
        write!(self.out, "{DIM}{question}{DIM:#} > ")?;
        self.out.flush()?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_string()))
    }

    fn show(&mut self, entry: &Entry, number: usize) -> Result<(), Failure> {
        let report = &entry.report;
        let told = rows::told(entry);
        let cells = cells(&told);
        let day = report.published.map(|day| day.to_string()).unwrap_or_default();
        let name = report.outlet.as_deref().or(report.title.as_deref()).or(report.file.as_deref()).unwrap_or_default();
        let mut text = format!(
            "\n{number}  {TITLE}{}{TITLE:#}  {day}  {}  {}\n",
            judge::name(&entry.key()),
            one_line(name),
            entry.review.state.name()
        );
        grid::paragraph(&mut text, &marked(entry), 4, self.width, Style::new());
        let facts = [
            ("type", format!("{} {}", cells.kind, cells.status)),
            ("said by", cells.said_by),
            ("what", cells.what),
            ("place", cells.place),
            ("when", cells.time),
            ("figures", cells.figures),
            ("rule", told.rule),
        ];
        for (name, value) in facts.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            text.push_str(&format!("  {DIM}{name:8}{DIM:#} {value}\n"));
        }
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    fn end(&mut self) -> Result<u8, Failure> {
        writeln!(self.out, "{} reviews by {}", self.said.len(), self.person.by)?;
        Ok(exit::DONE)
    }
}

/// The sentence on one line: the claim's words in angles, its trigger in brackets.
fn marked(entry: &Entry) -> String {
    let claim = entry.claim();
    let sentence = entry.kept.telling.sentence;
    let whole = if sentence.is_empty() { claim.evidence } else { sentence.join(claim.evidence) };
    let text = &entry.report.text;
    let part = |start: u32, end: u32| Span::new(start, end).of(text);
    let (evidence, trigger) = (claim.evidence, claim.trigger);
    one_line(&format!(
        "{}‹{}[{}]{}›{}",
        part(whole.start, evidence.start),
        part(evidence.start, trigger.start),
        trigger.of(text),
        part(trigger.end, evidence.end),
        part(evidence.end, whole.end)
    ))
}

/// Words with blanks between; what stands in quotes is one.
fn settings(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => found.push(String::new()),
            c => found.last_mut().into_iter().for_each(|word| word.push(c)),
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use events::{Filed, Linker, ReviewState};
    use store::{Made, New, Sqlite, Stamp};

    use super::*;

    #[test]
    fn a_queue_is_gone_through_by_letters() {
        let text =
            "Russia fired 430 drones at Ukraine overnight. Air defences downed 405 drones. Four people were injured.";
        let path = std::env::temp_dir().join(format!("walk-{}.dateline", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let reader = reader::Reader::builtin().unwrap();
        let filed = Filed::new(text.to_string(), None);
        let kept = reader::gather::kept(&reader, &filed);
        assert_eq!(kept.len(), 3);
        let mut store = Sqlite::create(&path, &Stamp::default()).unwrap();
        let linker = Linker::new(&reader.lexicon);
        store.add(vec![New { filed, kept }], &linker, &Made::default(), &Stamp::default()).unwrap();
        let person = Person { by: "ana", capacity: Capacity::Coder };
        let lines = ["?", "z", "x", "", "x", "a drill", "u", "a", "e", "status=negated", "it denies", "q"];
        let (mut out, input) = (Vec::new(), lines.join("\n"));
        let ended = walk(&mut store, &Filter::default(), &person, &mut input.as_bytes(), &mut out, 100);
        assert_eq!(ended.ok(), Some(exit::DONE));
        let out = String::from_utf8(out).unwrap();
        for told in
            ["[fired]", "x  reject", "`z` is no key", "no reason is given", "taken back: review 1", "2 reviews by ana"]
        {
            assert!(out.contains(told), "{told}: {out}");
        }
        let entries = store.entries(&Filter { reviews: ReviewState::ALL.to_vec(), ..Filter::default() }).unwrap();
        let states: Vec<ReviewState> = entries.iter().map(|entry| entry.review.state).collect();
        assert_eq!(states, [ReviewState::Unreviewed, ReviewState::Accepted, ReviewState::Edited]);
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn quoted_settings_are_one() {
        assert_eq!(settings("type=CASUALTY  place=\"the port\" high="), ["type=CASUALTY", "place=the port", "high="]);
        assert!(settings("  ").is_empty());
    }
}

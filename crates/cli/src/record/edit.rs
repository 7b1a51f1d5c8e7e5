//! `dateline edit`: parts of a claim told otherwise, each by words of the report or by a value that its words hold.

use claims::Role;
use events::Entry;
use query::edit::{ArgWish, At, FigureWish, SaidWish, Wish};
use query::reviews::Word;
use report::{CharIndex, Span};
use store::Store as _;

use super::Desk;
use super::judge::{self, Speaker};
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline edit 04f6b6fbee:3 --set type=CASUALTY --by ana --why \"people, not things\"
  dateline edit 04f6b6fbee:3 --set actor=\"the air force\" --by ana --why \"it says who fired\"
  dateline edit 04f6b6fbee:3 --set place=120-126 --set status=negated --by ana --why \"denied\"
  dateline edit 04f6b6fbee:3 --set low=8 --set high= --by ana --why \"at least eight\"
  dateline edit 04f6b6fbee:3 --set 2.low=14 --by ana --why \"the second figure\"
  dateline edit 04f6b6fbee:3 --set speaker= --by ana --why \"nobody says so\"

Names are type, status, mode, speaker; the roles actor, recipient, object, instrument, place, time, topic, party; and of a
figure low, high, approx, measure, of, unit, words, with its number and a dot before them where there are several. Words
are quoted as they stand in the report or told by their place, START-END in characters; several with `;` between, none
for no such part. A number that its words do not hold is refused.";

#[derive(clap::Args)]
pub(crate) struct EditOptions {
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// What should be otherwise
    #[arg(long = "set", required = true, value_name = "NAME=VALUE")]
    sets: Vec<String>,
    #[command(flatten)]
    speaker: Speaker,
    /// Why, for whoever reads it later
    #[arg(long, value_name = "TEXT")]
    why: String,
}

pub(crate) fn run(desk: &Desk, options: &EditOptions) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let key = judge::known(&store, &options.claim)?;
    let entry = store.entry(&key)?.ok_or_else(|| Failure::NotFound(format!("no claim `{}`", options.claim)))?;
    let wish = wish(&entry, &options.sets)?;
    judge::say(&mut store, &options.speaker, Some(&options.why), &key, &Word::Edit(Box::new(wish)))?;
    Ok(exit::DONE)
}

/// What the settings ask for, of a claim that stands so.
pub(crate) fn wish(entry: &Entry, sets: &[String]) -> Result<Wish, Failure> {
    let mut wish = Wish::default();
    for set in sets {
        let usage = || Failure::Usage(format!("`{set}`: give NAME=VALUE; see `dateline edit --help`"));
        let (name, value) = set.split_once('=').ok_or_else(usage)?;
        let (name, value) = (name.trim(), value.trim());
        match name {
            "type" => wish.kind = Some(value.to_string()),
            "status" => wish.status = Some(value.to_string()),
            "mode" => wish.mode = Some(parts(value, ',').map(str::to_string).collect()),
            "speaker" => wish.said_by = Some(speakers(entry, value)?),
            _ => match Role::parse(name) {
                Some(role) => set_role(&mut wish, entry, role, value)?,
                None => set_figure(&mut wish, entry, name, value)?,
            },
        }
    }
    Ok(wish)
}

fn speakers(entry: &Entry, value: &str) -> Result<Vec<SaidWish>, Failure> {
    let said = |words: &str| Ok(SaidWish { source: Some(at(entry, words)?), ..SaidWish::default() });
    parts(value, ';').map(said).collect()
}

/// The words take the place of all that the claim has in this role.
fn set_role(wish: &mut Wish, entry: &Entry, role: Role, value: &str) -> Result<(), Failure> {
    let index = CharIndex::new(&entry.report.text);
    let now = || entry.claim().args.iter().map(|arg| arg_wish(arg.role, place(&index, arg.span))).collect();
    let args: &mut Vec<ArgWish> = wish.args.get_or_insert_with(now);
    args.retain(|arg| arg.role != role.name());
    for words in parts(value, ';') {
        args.push(arg_wish(role, at(entry, words)?));
    }
    Ok(())
}

fn arg_wish(role: Role, At { start, end }: At) -> ArgWish {
    ArgWish { role: role.name().to_string(), start, end, ..ArgWish::default() }
}

fn set_figure(wish: &mut Wish, entry: &Entry, name: &str, value: &str) -> Result<(), Failure> {
    let (number, field) = match name.split_once('.') {
        Some((number, field)) => (number.parse::<usize>().ok(), field),
        None => (None, name),
    };
    let figures = wish.figures.get_or_insert_with(|| figures(entry));
    let count = figures.len();
    let wanted =
        || Failure::Usage(format!("`{name}`: the claim has {count} figures; give 1.{field} to {count}.{field}"));
    let number = match (number, count) {
        (Some(number), _) => number,
        (None, 1) => 1,
        (None, _) => return Err(wanted()),
    };
    let figure = number.checked_sub(1).and_then(|at| figures.get_mut(at)).ok_or_else(wanted)?;
    match field {
        "low" => figure.low = end(value)?,
        "high" => figure.high = end(value)?,
        "approx" => figure.approx = Some(value.parse().map_err(|_| wrong(value, "true or false"))?),
        "measure" => figure.measure = value.to_string(),
        "of" => figure.of = Some(value.to_string()),
        "unit" => figure.unit = Some(value.to_string()),
        "words" => At { start: figure.start, end: figure.end } = at(entry, value)?,
        _ => return Err(Failure::Usage(format!("`{name}` is no part of a claim; see `dateline edit --help`"))),
    }
    Ok(())
}

fn figures(entry: &Entry) -> Vec<FigureWish> {
    let index = CharIndex::new(&entry.report.text);
    let wish = |figure: &claims::Figure| {
        let At { start, end } = place(&index, figure.span);
        FigureWish {
            measure: figure.measure.name().to_string(),
            start,
            end,
            of: figure.of.as_ref().map(ToString::to_string),
            unit: figure.unit.as_ref().map(ToString::to_string),
            low: figure.low,
            high: figure.high,
            approx: Some(figure.approx),
        }
    };
    entry.claim().figures.iter().map(wish).collect()
}

/// None where it is left open.
fn end(value: &str) -> Result<Option<f64>, Failure> {
    if value.is_empty() {
        return Ok(None);
    }
    value.replace(',', "").parse().map(Some).map_err(|_| wrong(value, "a number, or nothing where the end is open"))
}

fn wrong(value: &str, wanted: &str) -> Failure {
    Failure::Usage(format!("`{value}`: give {wanted}"))
}

fn parts(value: &str, between: char) -> impl Iterator<Item = &str> {
    value.split(between).map(str::trim).filter(|part| !part.is_empty())
}

/// Words by their place, START-END, or as they stand once in the claim's words, else in its sentence, else in the report.
fn at(entry: &Entry, words: &str) -> Result<At, Failure> {
    let number = |digits: &str| digits.parse::<u32>().ok();
    if let Some((start, end)) = words.split_once('-').and_then(|(start, end)| number(start).zip(number(end))) {
        return Ok(At { start, end });
    }
    let text = entry.report.text.as_str();
    let whole = Span::new(0, text.len() as u32);
    for span in [entry.claim().evidence, entry.kept.telling.sentence, whole] {
        let mut found = span.of(text).match_indices(words).map(|(start, _)| span.start + start as u32);
        if let Some(start) = found.next() {
            let more = found.count();
            if more > 0 {
                let problem = format!("stands {} times in `{}`; give its place, START-END", more + 1, span.of(text));
                return Err(Failure::Usage(format!("`{words}` {}", report::one_line(&problem))));
            }
            return Ok(place(&CharIndex::new(text), Span::new(start, start + words.len() as u32)));
        }
    }
    Err(Failure::Usage(format!("`{words}` does not stand in the report")))
}

fn place(index: &CharIndex, span: Span) -> At {
    let span = index.chars(span);
    At { start: span.start, end: span.end }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use claims::{Argument, Claim, ClaimType, Figure, Measure, Status};
    use events::{ClaimKey, EventId, Filed, Kept, Reviewed, Telling, Words};

    use super::*;

    fn entry() -> Entry {
        let text = "Łódź saw 12 fires. 12 fires, and the 3 crews of the town put out 12.";
        let at = |part: &str| {
            let start = text.find(part).unwrap() as u32;
            Span::new(start, start + part.len() as u32)
        };
        let claim = Claim {
            kind: ClaimType::Damage,
            mode: Vec::new(),
            status: Status::Actual,
            trigger: at("saw"),
            evidence: at("Łódź saw 12 fires"),
            said_by: Vec::new(),
            args: vec![Argument { role: Role::Object, span: at("fires"), actor: None, place: None, days: None }],
            figures: vec![Figure {
                measure: Measure::Count,
                of: Some("fire".into()),
                low: Some(12.0),
                high: Some(12.0),
                approx: false,
                unit: None,
                beside: None,
                span: at("12"),
            }],
            rule: "r".to_string(),
        };
        let report = Arc::new(Filed::new(text.to_string(), None));
        let key = ClaimKey { report: report.id.clone(), n: 1 };
        let kept = Kept { claim, words: Words::default(), telling: Telling::default() };
        Entry { report, n: 1, kept, event: EventId::of(&key), review: Reviewed::default() }
    }

    fn asked(sets: &[&str]) -> Result<Wish, String> {
        let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
        wish(&entry(), &sets).map_err(|failure| failure.to_string())
    }

    #[test]
    fn settings_are_a_wish() {
        let found = asked(&["type=CASUALTY", "place=Łódź", "low=10", "high="]).unwrap();
        assert_eq!(found.kind.as_deref(), Some("CASUALTY"));
        let args = found.args.unwrap();
        assert_eq!((args.len(), args[1].role.as_str(), args[1].start, args[1].end), (2, "place", 0, 4));
        let figure = &found.figures.unwrap()[0];
        assert_eq!((figure.low, figure.high, figure.start, figure.end), (Some(10.0), None, 9, 11));
        assert_eq!(asked(&["object="]).unwrap().args, Some(Vec::new()));
        assert_eq!(
            asked(&["speaker=the 3 crews"]).unwrap().said_by.unwrap()[0].source,
            Some(At { start: 33, end: 44 })
        );
        assert_eq!(asked(&["actor=33-44"]).unwrap().args.unwrap()[1].start, 33);
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        for (set, want) in [
            ("actor", "NAME=VALUE"),
            ("weather=bad", "no part of a claim"),
            ("actor=nobody", "does not stand in the report"),
            ("actor=the", "place, START-END"),
            ("2.low=3", "1.low to 1.low"),
            ("low=many", "a number"),
        ] {
            let told = asked(&[set]).unwrap_err();
            assert!(told.contains(want), "{set}: {told}");
        }
    }
}

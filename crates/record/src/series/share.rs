//! `values -> pairs`: a part beside its whole, and the share that the two make.
//!
//! Both are said by one speaker in one report: shares are never made across speakers.

use analysis::Beside;
use claims::Measure;

use super::value::{PeriodKind, Value, scope};

/// Intercepted of launched, or a part told of a whole.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    pub part: Value<'a>,
    pub whole: Value<'a>,
    /// Percent, computed; an end is None where the words leave it open.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// In the order of the parts.
pub fn pairs<'a>(values: &[Value<'a>]) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut start = 0;
    // Values stand report by report.
    while start < values.len() {
        let report = &values[start].entry.report.id;
        let end = start + values[start..].iter().take_while(|value| value.entry.report.id == *report).count();
        let page = &values[start..end];
        pairs.extend(page.iter().filter_map(|part| Some(pair(part, whole(page, part)?))));
        start = end;
    }
    pairs
}

fn whole<'v, 'a>(page: &'v [Value<'a>], part: &Value<'a>) -> Option<&'v Value<'a>> {
    let figure = part.figure();
    if figure.beside == Some(Beside::Part) {
        let same = |value: &&Value<'a>| {
            std::ptr::eq(value.entry, part.entry)
                && value.at < part.at
                && value.figure().measure == figure.measure
                && value.figure().beside.is_none()
        };
        return page.iter().rfind(same);
    }
    let fits = |value: &&Value<'a>| {
        let other = value.figure();
        other.measure == Measure::Launched
            && other.of == figure.of
            && scope(&value.series) == scope(&part.series)
            && value.speaker.ids == part.speaker.ids
            && (value.speaker == part.speaker || value.speaker.is_same(&part.speaker))
            && value.period.kind == PeriodKind::Once
    };
    let mut wholes =
        page.iter().filter(|_| figure.measure == Measure::Intercepted && figure.beside.is_none()).filter(fits);
    let whole = wholes.next()?;
    // Told of several attacks, it is not known of which.
    wholes.all(|other| other.bounds() == whole.bounds()).then_some(whole)
}

fn pair<'a>(part: &Value<'a>, whole: &Value<'a>) -> Pair<'a> {
    let (of, all) = (part.bounds(), whole.bounds());
    let share = |part: Option<f64>, whole: Option<f64>| Some(100.0 * part? / whole.filter(|whole| *whole > 0.0)?);
    let (low, high) = (share(of.low, all.high), share(of.high, all.low));
    Pair { part: part.clone(), whole: whole.clone(), low, high }
}

#[cfg(test)]
mod tests {
    use claims::{ClaimType, Figure, Role};
    use events::Entry;
    use jiff::civil::date;
    use lexicon::Lexicon;

    use super::super::check::{CheckKind, checks};
    use super::super::testing::{arg, between, figure, land, made};
    use super::super::value::values;
    use super::*;

    /// A night's report: `launched` said by one, `intercepted` by another.
    fn night(of: &str, launched: f64, intercepted: f64, sayers: [&str; 2]) -> Vec<Entry> {
        let fired =
            made(ClaimType::Assault, vec![arg(Role::Recipient, "UKR")], figure(Measure::Launched, of, launched));
        let shot =
            made(ClaimType::Intercept, vec![arg(Role::Actor, "UKR")], figure(Measure::Intercepted, of, intercepted));
        let mut second = shot.said_by(sayers[1]).on(date(2025, 12, 6), "night", "f");
        second.n = 2;
        vec![fired.said_by(sayers[0]).on(date(2025, 12, 6), "night", "e"), second]
    }

    fn values_of(entries: &[Entry]) -> Vec<Value<'_>> {
        values(&Lexicon::default(), entries)
    }

    fn shares(entries: &[Entry]) -> Vec<(f64, f64)> {
        let values = values(&Lexicon::default(), entries);
        pairs(&values).iter().map(|pair| (pair.low.unwrap().round(), pair.high.unwrap().round())).collect()
    }

    #[test]
    fn shares_are_computed_of_one_speakers_numbers() {
        assert_eq!(shares(&night("drone", 653.0, 585.0, ["UKR/MIL", "UKR/MIL"])), [(90.0, 90.0)]);
        assert_eq!(shares(&night("missile", 51.0, 30.0, ["UKR/MIL", "UKR/MIL"])), [(59.0, 59.0)]);
        assert!(shares(&night("drone", 653.0, 585.0, ["RUS/MIL", "UKR/MIL"])).is_empty());
    }

    #[test]
    fn a_part_told_of_a_whole_has_a_share() {
        let part = Figure { beside: Some(Beside::Part), ..figure(Measure::Killed, "person", 2.0) };
        let whole = made(ClaimType::Casualty, vec![land("UKR")], figure(Measure::Killed, "person", 10.0)).and(part);
        assert_eq!(shares(&[whole.on(date(2025, 12, 6), "a", "e")]), [(20.0, 20.0)]);
    }

    #[test]
    fn a_part_larger_than_its_whole_speaks_up() {
        let entries = night("drone", 300.0, 585.0, ["UKR/MIL", "UKR/MIL"]);
        let values = values(&Lexicon::default(), &entries);
        let kinds: Vec<CheckKind> = checks(&values).iter().map(|check| check.kind).collect();
        assert_eq!(kinds, [CheckKind::PartExceedsWhole]);
        let mut entries = night("drone", 300.0, 585.0, ["UKR/MIL", "UKR/MIL"]);
        entries[0].kept.claim.figures[0].high = None;
        assert_eq!(checks(&values_of(&entries)).len(), 1);
        entries[1].kept.claim.figures[0].low = Some(310.0);
        assert!(checks(&values_of(&entries)).is_empty());
    }

    #[test]
    fn most_is_held_against_the_numbers() {
        let most = Figure { unit: Some("%".into()), ..between(Measure::Share, "missile", Some(50.0), Some(100.0)) };
        let told = made(ClaimType::Intercept, vec![arg(Role::Actor, "UKR")], most).on(date(2025, 12, 6), "most", "g");
        let check = |launched: f64, intercepted: f64| {
            let mut entries = night("missile", launched, intercepted, ["UKR/MIL", "UKR/MIL"]);
            entries.push(told.clone());
            let values = values(&Lexicon::default(), &entries);
            checks(&values).iter().map(|check| check.kind).collect::<Vec<_>>()
        };
        assert!(check(51.0, 30.0).is_empty());
        assert_eq!(check(51.0, 10.0), [CheckKind::ShareDiffers]);
    }
}

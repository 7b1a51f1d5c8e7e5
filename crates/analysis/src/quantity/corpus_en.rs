//! What English quantities mean. Add a line here before changing a rule.

use crate::analysis::{Quantity, QuantityKind};
use crate::testing::{Depth, read};

#[test]
fn plain_numbers() {
    count(exactly(653.0), &["fired [653] drones", "about the fate of the [653] detainees"]);
    count(exactly(1200.0), &["killed [1,200] people", "[twelve hundred] people fled"]);
    count(exactly(21.0), &["[twenty-one] soldiers died", "[21] soldiers died"]);
    count(exactly(205.0), &["[two hundred and five] houses burned"]);
    count(exactly(1e6), &["[a million] people fled", "[one million] people fled"]);
    count(exactly(3_600_000.0), &["[3.6 million] people fled", "[3.6m] people fled"]);
    count(exactly(24.0), &["[two dozen] trucks arrived"]);
    count(exactly(12.0), &["[a dozen] trucks arrived"]);
    count(exactly(500_000.0), &["[half a million] refugees"]);
    count(exactly(2.0), &["[twin] bombings", "[a pair] of drones"]);
    count(exactly(5_700_000.0), &["[5.7 million] barrels of oil"]);
}

#[test]
fn bounds() {
    count(at_least(8.0), &["[at least eight] people", "[At least 8] were hurt", "[eight or more] people"]);
    count(
        at_least(100.0),
        &["[more than 100] militants", "[over 100] militants", "[exceeded 100]", "[upwards of 100] men"],
    );
    count(at_least(1e6), &["[More than a million] people are left without power"]);
    count(at_least(3_500_000.0), &["[over three-and-a-half million] refugees"]);
    count(at_least(5.0), &["[no fewer than five] villages", "[5+] villages"]);
    count(
        at_most(40.0),
        &["[up to 40] people", "[as many as 40] people", "[no more than 40] people", "[fewer than 40] people"],
    );
    count(at_most(46.0), &["the number was [at most 46]"]);
    count(near(2000.0), &["[nearly 2,000] prisoners", "[almost 2,000] prisoners", "[just under 2,000] prisoners"]);
    count(
        about(60.0),
        &["[about 60] residents", "[around 60] residents", "[some 60] residents", "[roughly sixty] residents"],
    );
    count(about(300_000.0), &["[An estimated 300,000] people march"]);
}

#[test]
fn ranges() {
    count(
        between(10.0, 15.0),
        &["[between 10 and 15] drones", "[10-15] drones", "[10 to 15] drones", "[10–15] drones"],
    );
    count(between(3000.0, 4000.0), &["[between 3,000 to 4,000] Rwandan soldiers"]);
    count((Some(2.0), Some(3.0), true), &["[two or three] gunmen"]);
    counts(&["cut its force from [15,000] to [5,000]", "[12] of [16] missiles"]);
}

#[test]
fn vague_numbers() {
    count(vague(24.0), &["[dozens] of drones", "[Dozens] died in the attack"]);
    count(vague(3.0), &["[several] regions", "[a few] people"]);
    count(vague(200.0), &["[hundreds] of residents", "the death count in the [hundreds]"]);
    count(vague(20_000.0), &["[Tens of thousands] of villagers"]);
    count(vague(200_000.0), &["[Hundreds of thousands] of people"]);
    count(vague(40.0), &["[scores] of people"]);
    count(vague(300.0), &["[several hundred] soldiers"]);
}

#[test]
fn shares() {
    share(exactly(20.0), &["[20%] of the country", "[20 per cent] of the country", "[20 percent] of voters"]);
    share(about(20.0), &["controls [about 20%] of the country"]);
    share(at_least(70.0), &["control [more than 70%] of the strip"]);
    share(exactly(50.0), &["[half] of the hostages", "which [halved] oil output"]);
    share(between(33.0, 34.0), &["[a third] of the country", "[one third] of the country", "[one-third] of the army"]);
    share(between(66.0, 67.0), &["[two thirds] of the country", "[two-thirds] of the members"]);
    share(exactly(25.0), &["[a quarter] of the population"]);
    share(exactly(75.0), &["[three quarters] of the population"]);
    share(most(), &["[most] of the incoming weapons were intercepted", "[most of which] were intercepted"]);
    share(most(), &["([mostly] women and children)", "[Most] households have power", "[the vast majority] of votes"]);
    share((Some(50.0), None, false), &["[more than half] of the crops"]);
    share(exactly(20.0), &["[one in five] children"]);
}

#[test]
fn durations() {
    duration("hour", near(5.0), &["a [nearly five-hour] meeting"]);
    duration("day", exactly(2.0), &["[two days] of talks", "a [two-day] visit"]);
    duration("hour", about(0.5), &["lost power for [about half an hour]"]);
    duration("hour", exactly(1.5), &["it lasted [one and a half hours]", "it lasted [an hour and a half]"]);
    duration("month", exactly(1.0), &["a [month-long] blackout"]);
    duration("year", exactly(17.0), &["ongoing for [seventeen years]"]);
    duration("decade", vague(2.0), &["ending [decades] of conflict"]);
    duration("week", vague(3.0), &["may continue for [several weeks]"]);
    duration("day", at_least(500.0), &["a siege that lasted [more than 500 days]"]);
    duration("year", at_least(3.0), &["haven't met in [over three years]"]);
    duration("day", exactly(30.0), &["a [30-day] ceasefire"]);
}

#[test]
fn sums_of_money() {
    money(
        "USD",
        exactly(5e6),
        &["[$5 million] in aid", "[5 million dollars] in aid", "[US$5 million] in aid", "[$5m] in aid"],
    );
    money("EUR", exactly(300e6), &["[€300m] of loans", "[300 million euros] of loans"]);
    money("GBP", exactly(2.5e9), &["worth [£2.5bn]"]);
    money("USD", at_least(1e9), &["[more than $1 billion] in arms"]);
    money("USD", between(5e6, 10e6), &["[between $5 million and $10 million] a year", "[$5-10 million] a year"]);
}

#[test]
fn areas_and_measures() {
    kind(QuantityKind::Area, "km2", exactly(200.0), &["[200 square kilometres] of land", "[200 sq km] of land"]);
    kind(QuantityKind::Measure, "km", exactly(30.0), &["[30 kilometres] from the city", "[30km] from the city"]);
    kind(QuantityKind::Measure, "metre", exactly(300.0), &["[300 metres] inside the border", "[300m] away"]);
    kind(QuantityKind::Measure, "year of age", exactly(14.0), &["a [14-year-old] boy"]);
}

#[test]
fn ordinals_and_days() {
    of_kind(QuantityKind::Ordinal, exactly(11.0), &["for the [11th] time", "the [eleventh] such loss"]);
    of_kind(QuantityKind::Ordinal, exactly(3.0), &["hold a [third] round of talks"]);
    of_kind(
        QuantityKind::Ordinal,
        exactly(1.0),
        &["for the [first] time", "hold their [first] ever joint naval exercise"],
    );
    of_kind(QuantityKind::Day, exactly(3.0), &["for a [third] day", "a [third] day of talks"]);
    of_kind(QuantityKind::Day, exactly(2.0), &["for a [second] consecutive day"]);
    of_kind(QuantityKind::Day, exactly(1000.0), &["on day [1,000] of the war"]);
}

#[test]
fn no_quantities() {
    none(&["T-72 tanks", "the 72nd Brigade", "Su-34 jets", "an F-16 jet", "the G7", "a Boeing 737 jet", "MH17"]);
    none(&["Resolution 2334", "Route 4", "Article 5 of the treaty", "COVID-19", "COP28", "9/11", "Flight 752"]);
    none(&["no one was hurt", "one of them said so", "one another", "at the most important base"]);
    none(&["First Lady", "the First World War", "first aid", "the First Deputy Minister", "he first reported it"]);
    none(&["in 2014", "on 5 May 2020", "at 4:00 a.m.", "in the past 24 hours", "three days ago"]);
    none(&["call 0800", "won 3-1 at home"]);
}

#[test]
fn what_is_counted() {
    of("drone", &["653 drones", "dozens of UAVs", "116 Ukrainian UAVs", "about 40 Shahed drones"]);
    of(
        "person",
        &["At least eight civilians were hurt", "150 security forces", "26,000 people", "three others", "35 bodies"],
    );
    of("missile", &["51 missiles", "16 missiles", "dozens of ballistic missiles"]);
    of("location", &["29 locations", "nine sites in Pakistan"]);
    of("vessel", &["100 merchant vessels"]);
    of("time", &["for the 11th time"]);
    of("household", &["most households"]);
}

/// Text in front moves every span and changes nothing else.
#[test]
fn text_in_front_only_shifts() {
    let (lead, text) =
        ("They came back.\n\n", "Dozens of drones hit at least 12 sites; about 20% of 1,200 homes burned.");
    for depth in [Depth::Bare, Depth::Parsed] {
        let there = read(&format!("{lead}{text}"), None, depth).1.quantities;
        let here = read(text, None, depth).1.quantities;
        let shift = lead.len() as u32;
        assert_eq!(here.len(), 4);
        assert_eq!(there.len(), here.len());
        for (there, here) in there.iter().zip(&here) {
            assert_eq!((there.span.start, there.span.end), (here.span.start + shift, here.span.end + shift));
            assert_eq!((there.low, there.high, &there.of), (here.low, here.high, &here.of));
        }
    }
}

type Interval = (Option<f64>, Option<f64>, bool);

fn exactly(n: f64) -> Interval {
    (Some(n), Some(n), false)
}
fn between(low: f64, high: f64) -> Interval {
    (Some(low), Some(high), false)
}
fn at_least(n: f64) -> Interval {
    (Some(n), None, false)
}
fn at_most(n: f64) -> Interval {
    (None, Some(n), false)
}
fn near(n: f64) -> Interval {
    (None, Some(n), true)
}
fn about(n: f64) -> Interval {
    (Some(n), Some(n), true)
}
fn vague(n: f64) -> Interval {
    (Some(n), None, true)
}
fn most() -> Interval {
    (Some(50.0), Some(100.0), true)
}

#[track_caller]
fn count(want: Interval, texts: &[&str]) {
    of_kind(QuantityKind::Count, want, texts);
}
#[track_caller]
fn share(want: Interval, texts: &[&str]) {
    kind(QuantityKind::Share, "%", want, texts);
}
#[track_caller]
fn duration(unit: &str, want: Interval, texts: &[&str]) {
    kind(QuantityKind::Duration, unit, want, texts);
}
#[track_caller]
fn money(unit: &str, want: Interval, texts: &[&str]) {
    kind(QuantityKind::Money, unit, want, texts);
}
#[track_caller]
fn kind(kind: QuantityKind, unit: &str, want: Interval, texts: &[&str]) {
    of_kind(kind, want, texts);
    for text in texts {
        assert_eq!(found(text, Depth::Parsed)[0].unit.as_deref(), Some(unit), "in {text:?}");
    }
}

/// Each text holds one quantity, in the brackets, and it is `want`; with and without tags and tree.
#[track_caller]
fn of_kind(kind: QuantityKind, want: Interval, texts: &[&str]) {
    for text in texts {
        for depth in [Depth::Bare, Depth::Parsed] {
            let plain = text.replace(['[', ']'], "");
            let got = found(text, depth);
            let shown: Vec<_> = got.iter().map(|q| (q.kind, (q.low, q.high, q.approx), q.span.of(&plain))).collect();
            let inside = &text[text.find('[').unwrap() + 1..text.find(']').unwrap()];
            assert_eq!(shown, [(kind, want, inside)], "in {text:?}, {depth:?}");
        }
    }
}

/// The quantities are those in brackets.
#[track_caller]
fn counts(texts: &[&str]) {
    for text in texts {
        for depth in [Depth::Bare, Depth::Parsed] {
            let plain = text.replace(['[', ']'], "");
            let got: Vec<String> = found(text, depth).iter().map(|q| q.span.of(&plain).to_string()).collect();
            let want: Vec<&str> = text.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect();
            assert_eq!(got, want, "in {text:?}, {depth:?}");
        }
    }
}

#[track_caller]
fn none(texts: &[&str]) {
    for text in texts {
        for depth in [Depth::Bare, Depth::Parsed] {
            let got: Vec<_> = found(text, depth).iter().map(|q| q.span.of(text).to_string()).collect();
            assert!(got.is_empty(), "in {text:?}, {depth:?}: {got:?}");
        }
    }
}

#[track_caller]
fn of(noun: &str, texts: &[&str]) {
    for text in texts {
        for depth in [Depth::Bare, Depth::Parsed] {
            let got: Vec<_> = found(text, depth).into_iter().map(|q| q.of.unwrap_or_default()).collect();
            assert_eq!(got, [noun], "in {text:?}, {depth:?}");
        }
    }
}

fn found(text: &str, depth: Depth) -> Vec<Quantity> {
    read(&text.replace(['[', ']'], ""), None, depth).1.quantities
}

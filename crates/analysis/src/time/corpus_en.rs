//! What English expressions of time mean. Add a line here before changing a rule.
//!
//! The report is of Saturday, 6 December 2025 unless a line says otherwise.

use jiff::civil::{Date, date};

use crate::analysis::Time;
use crate::testing::{Depth, read};

const PUBLISHED: Date = date(2025, 12, 6);

#[test]
fn full_dates() {
    let texts = [
        "on [6 December 2025]",
        "on [December 6, 2025]",
        "on [Dec. 6, 2025]",
        "on [2025-12-06]",
        "on [6th December 2025]",
    ];
    days("2025-12-06", "2025-12-06", &texts);
    days(
        "2025-12-06",
        "2025-12-06",
        &["on [12/06/2025]", "on [06.12.2025]", "on [the 6th of December 2025]".replace("[the ", "the [").as_str()],
    );
    days("2025-12-06", "2025-12-06", &["on [Saturday, December 6, 2025]", "on [Saturday 6 December]"]);
    days("1998-03-01", "1998-03-31", &["in [March 1998]", "in [March, 1998]"]);
    days("2025-12-05", "2025-12-06", &["In the [night of 5 to 6 December]", "In the [night of December 5-6]"]);
    days("2025-05-03", "2025-05-05", &["on [3-5 May]", "on [May 3–5]", "[from 3 to 5 May]"]);
}

#[test]
fn dates_without_a_year() {
    days(
        "2025-10-06",
        "2025-10-06",
        &["it struck on [October 6]", "it struck on [6 October]", "it struck on [Oct. 6]"],
    );
    days("2025-12-31", "2025-12-31", &["it will open on [31 December]"]);
    days("2024-12-31", "2024-12-31", &["it was struck on [31 December]"]);
    days("2025-10-01", "2025-10-31", &["it was signed in [October]"]);
    days("2026-03-01", "2026-03-31", &["it will be signed in [March]"]);
    days("2025-10-01", "2025-10-10", &["it began in [early October]"]);
    days("2025-10-11", "2025-10-20", &["it began in [mid-October]"]);
    days("2025-10-21", "2025-10-31", &["it began in [late October]", "it began at the [end of October]"]);
}

#[test]
fn years() {
    days("2014-01-01", "2014-12-31", &["it fell in [2014]", "the [2014] annexation"]);
    days("2022-01-01", "2022-04-30", &["it began in [early 2022]"]);
    days("1990-01-01", "1999-12-31", &["in the [1990s]", "in the [nineties]"]);
    days("2014-01-01", "2016-12-31", &["[between 2014 and 2016]", "[from 2014 to 2016]", "in [2014-16]"]);
    days("2009-07-01", "2009-09-30", &["in the [third quarter of 2009]"]);
    days("1900-01-01", "1999-12-31", &["in the [20th century]"]);
    days("2024-06-01", "2024-08-31", &["in the [summer of 2024]", "in [summer 2024]"]);
}

#[test]
fn weekdays() {
    days(
        "2025-12-05",
        "2025-12-05",
        &["He said on [Friday] that it was over", "[Friday]'s attack", "they met [last Friday]"],
    );
    days("2025-12-06", "2025-12-06", &["They were hit on [Saturday]", "They will meet on [Saturday]"]);
    days(
        "2025-12-08",
        "2025-12-08",
        &["He said he would travel to London on [Monday]", "They will meet [next Monday]"],
    );
    days("2025-12-10", "2025-12-10", &["He is expected to meet the minister on [Wednesday]"]);
    days("2025-12-05", "2025-12-06", &["29 places were struck on [Friday night]"]);
    days(
        "2025-12-06",
        "2025-12-06",
        &["It was hit [early on Saturday]", "It was hit [early Saturday]", "on [Saturday morning]"],
    );
    days("2025-12-05", "2025-12-05", &["[Late on Friday] the drones came", "at [4 a.m. on Friday]"]);
    days(
        "2025-12-03",
        "2025-12-05",
        &["fighting went on [between Wednesday and Friday]", "[from Wednesday to Friday]"],
    );
}

#[test]
fn nights_and_parts_of_the_day() {
    days("2025-12-05", "2025-12-06", &["[Overnight], the city was shelled", "The city was shelled [overnight]"]);
    days(
        "2025-12-05",
        "2025-12-06",
        &["[overnight into Saturday]", "[overnight into December 6]", "It was struck [last night]"],
    );
    days("2025-12-05", "2025-12-06", &["It lost power during the [night]", "disconnected at [around midnight]"]);
    days(
        "2025-12-06",
        "2025-12-06",
        &["It was struck [this morning]", "[earlier today]", "in the [early hours of Saturday]"],
    );
    days("2025-12-05", "2025-12-05", &["[yesterday]", "[yesterday evening]", "[late yesterday]"]);
    days("2025-12-07", "2025-12-07", &["They will meet [tomorrow]", "[tomorrow morning]"]);
    days(
        "2025-12-06",
        "2025-12-06",
        &["The blast came at [4:00 A.M. local time]", "at [about 7:45 p.m.]", "at [16:08 UTC]"],
    );
    days("2025-12-04", "2025-12-04", &["On Thursday it rained. The blast came at [5 p.m.]"]);
}

#[test]
fn weeks_months_years() {
    days("2025-11-24", "2025-11-30", &["It began [last week]"]);
    days("2025-12-01", "2025-12-06", &["They met [earlier this week]", "[earlier in the week]"]);
    days("2025-12-01", "2025-12-07", &["It took place [this week]"]);
    days("2025-12-08", "2025-12-14", &["It will take place [next week]"]);
    days("2025-11-01", "2025-11-30", &["It began [last month]"]);
    days("2024-01-01", "2024-12-31", &["It began [last year]"]);
    days("2026-01-01", "2026-01-31", &["It will begin [next month]"]);
    days("2025-12-06", "2025-12-07", &["over the [weekend]"]);
    days("2024-10-01", "2024-10-31", &["It began in [October last year]"]);
}

#[test]
fn stretches_to_today() {
    days("2025-12-05", "2025-12-06", &["in the [past 24 hours]", "over the [last 24 hours]"]);
    days("2020-12-06", "2025-12-06", &["for the [last five years]"]);
    days("2025-11-29", "2025-12-06", &["during the [past week]"]);
    open("", "2025-12-06", &["in [recent weeks]", "in the [last few years]", "over the [past several months]"]);
    open("2025-12-06", "", &["in the [coming days]", "in the [next few weeks]"]);
    days("2025-12-06", "2025-12-20", &["in the [next two weeks]"]);
    days("2025-12-03", "2025-12-03", &["It was [three days ago]"]);
    days("2023-01-01", "2023-12-31", &["It was [two years ago]"]);
}

#[test]
fn counted_from_what_was_told() {
    days("2014-01-01", "2014-12-31", &["They left in 2011, and came back [three years later]"]);
    days(
        "2025-12-04",
        "2025-12-04",
        &["It fell on Wednesday. The [next day] they fled", "It fell on Wednesday. [A day later] they fled"],
    );
    days(
        "2025-12-03",
        "2025-12-03",
        &[
            "It fell on Wednesday. On [the same day] they fled".replace("[the ", "the [").as_str(),
            "It fell on Wednesday. They fled [that day]",
        ],
    );
}

#[test]
fn bounds() {
    open("2025-10-01", "", &["Attacks have intensified [since October]"]);
    open("2022-03-01", "", &["occupied [since March 2022]"]);
    open("2025-12-05", "", &["fired [since late on Friday]"]);
    open("", "2026-08-18", &["It will be signed [no later than 18 August]"]);
    open("", "2025-12-07", &["They will stay [until Sunday]"]);
    open("", "2025-12-31", &["It will end [by the end of the year]", "It will end [by the end of 2025]"]);
    open("", "2026-03-06", &["They will leave [within 90 days]"]);
    open("", "2025-12-06", &["[Before the strikes], they talked", "[Ahead of the talks], he spoke"]);
    open(
        "2022-02-24",
        "",
        &[
            "Kyiv says this is the worst night [since the invasion began]",
            "Ukraine has fought [since Russia's full-scale invasion]",
        ],
    );
    open("2014-01-01", "", &["at war [since the capital fell under their control in 2014]"]);
}

#[test]
fn feasts() {
    days("2024-12-25", "2024-12-25", &["They were killed on [Christmas Day]"]);
    days("2025-04-20", "2025-04-20", &["on [Easter Sunday 2025]"]);
    days("2026-01-01", "2026-01-01", &["They will meet on [New Year's Day]"]);
}

#[test]
fn no_times() {
    none(&[
        "for two days",
        "after five hours of talks",
        "the third day of talks",
        "a 30-day ceasefire",
        "decades of war",
    ]);
    none(&["they may attack", "they march on the city", "2000 soldiers died", "second place", "Bloody Sunday"]);
    none(&["the last soldier", "this attack", "on the other hand", "since it rained", "by the river", "before them"]);
}

/// Without a date of publication, full dates resolve and the rest stays open.
#[test]
fn without_publication() {
    for depth in [Depth::Bare, Depth::Parsed] {
        let times = read("On 5 May 2020 it fell; last week it came back.", None, depth).1.times;
        assert_eq!(times.len(), 2);
        assert_eq!((times[0].from, times[0].to), (Some(date(2020, 5, 5)), Some(date(2020, 5, 5))));
        assert_eq!((times[1].from, times[1].to), (None, None));
    }
}

/// Text in front moves every span and changes nothing else.
#[test]
fn text_in_front_only_shifts() {
    let (lead, text) = ("They came back.\n\n", "On Friday, and since October, drones came; last week it was calm.");
    for depth in [Depth::Bare, Depth::Parsed] {
        let there = read(&format!("{lead}{text}"), Some(PUBLISHED), depth).1.times;
        let here = read(text, Some(PUBLISHED), depth).1.times;
        let shift = lead.len() as u32;
        assert_eq!((here.len(), there.len()), (3, 3));
        for (there, here) in there.iter().zip(&here) {
            assert_eq!((there.span.start, there.span.end), (here.span.start + shift, here.span.end + shift));
            assert_eq!((there.from, there.to, there.kind), (here.from, here.to, here.kind));
        }
    }
}

/// The expression in brackets is found and means these days, with and without tags and tree.
#[track_caller]
fn days(from: &str, to: &str, texts: &[&str]) {
    open(from, to, texts);
}

#[track_caller]
fn open(from: &str, to: &str, texts: &[&str]) {
    let mut wrong = Vec::new();
    for text in texts {
        for depth in [Depth::Bare, Depth::Parsed] {
            let plain = text.replace(['[', ']'], "");
            let inside = &text[text.find('[').unwrap() + 1..text.find(']').unwrap()];
            let got = found(&plain, depth);
            let same = got.iter().find(|time| time.span.of(&plain) == inside);
            let shown = same.or(got.last()).map(|time| {
                let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
                (time.span.of(&plain), day(time.from), day(time.to))
            });
            if shown != Some((inside, from.to_string(), to.to_string())) {
                wrong.push(format!("in {text:?}, {depth:?}: {shown:?}, not {from}..{to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[track_caller]
fn none(texts: &[&str]) {
    for text in texts {
        for depth in [Depth::Bare, Depth::Parsed] {
            let got: Vec<_> = found(text, depth).iter().map(|time| time.span.of(text).to_string()).collect();
            assert!(got.is_empty(), "in {text:?}, {depth:?}: {got:?}");
        }
    }
}

fn found(text: &str, depth: Depth) -> Vec<Time> {
    read(text, Some(PUBLISHED), depth).1.times
}

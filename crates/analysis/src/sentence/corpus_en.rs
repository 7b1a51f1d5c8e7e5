//! Where English sentences end. Add a line here before changing a rule.

use lexicon::Lexicon;
use report::{About, Report};

use super::{TOKENS_MAX, split};

#[test]
fn full_stops() {
    check(&["It rained.", "He left."]);
    check(&["The toll rose to 1,200.", "“It grows,” he said."]);
    check(&["Is it over?", "No!", "It is not."]);
    check(&["He sold 3.5 tonnes of No. 5 fuel at 4.30 p.m. on Jan. 3."]);
    check(&["The dog (a hound.) barked."]);
    check(&["the city.", "The army left."]);
}

#[test]
fn abbreviations() {
    check(&["Gen. Lee and Lt. Col. Ray met Dr. No at St. Mary's."]);
    check(&["The U.S. Army left.", "It was late."]);
}

#[test]
fn abbreviations_that_end_a_sentence() {
    check(&["They live in the U.S.", "The army left."]);
    check(&["He works for Acme Inc.", "It makes drones."]);
    check(&["It began at 5 p.m.", "Residents fled."]);
    check(&["It began at 5 p.m. GMT on Friday."]);
    check(&["It began at 5 p.m. Monday."]);
    check(&["It began at 5 p.m. Indian time."]);
    check(&["They want grain, oil, etc.", "Nobody sells."]);
    check(&["They saw J. K. Smith.", "He waved."]);
}

#[test]
fn quotations() {
    check(&["“We will fight.", "We will win,” he said."]);
    check(&["He said: “We will fight.”", "“We will win,” she said."]);
    check(&["\"We will fight.\"", "\"We will win,\" he said.", "Nobody knew."]);
    check(&["“Why now?” he asked.", "Nobody knew."]);
    check(&["“Why now?” General Smith asked.", "Nobody knew."]);
    check(&["“Never!” the minister said."]);
    check(&["He asked “Why now?”", "Smith left."]);
    check(&["He called it “over.”", "The army left."]);
    check(&["There was “no evidence.”", "Kim Lee said so."]);
    check(&["(He left.)", "She stayed."]);
    check(&["He left. [17]", "She stayed."]);
    check(&["He left.", "al-Hadi stayed."]);
}

#[test]
fn ellipses() {
    check(&["Well ... we shall see."]);
    check(&["We shall see…", "The army left."]);
}

#[test]
fn a_stretch_without_an_end_is_cut_and_marked() {
    let text = "word ".repeat(TOKENS_MAX + 10);
    let analysis = split(&Report::new(text, About::default()), &Lexicon::builtin().unwrap());
    let unparsed: Vec<bool> = analysis.sentences.iter().map(|sentence| sentence.unparsed).collect();
    assert_eq!(unparsed, [true, false]);
}

/// The sentences, joined by blanks, are found again.
#[track_caller]
fn check(sentences: &[&str]) {
    let text = sentences.join(" ").replace("city. The army left", "city.The army left");
    let report = Report::new(format!("A first paragraph that is here for company.\n\n{text}\n"), About::default());
    let analysis = split(&report, &Lexicon::builtin().unwrap());
    let found: Vec<&str> = analysis.sentences.iter().skip(1).map(|sentence| sentence.span.of(&report.text)).collect();
    assert_eq!(found, sentences, "in {text:?}");
}

//! What of a sentence can be told again: the clause without its speaker, the speaker in full, the pronouns.
#![allow(clippy::unwrap_used, reason = "a test")]

use events::{Filed, Kept};
use reader::Reader;

#[test]
fn a_clause_is_told_without_its_speaker() {
    let reader = Reader::builtin().unwrap();
    let check = |text: &str, trigger: &str, clause: &str, speaker: &str| {
        let filed = Filed::new(text.to_string(), None);
        let kept = reader::gather::kept(&reader, &filed);
        let is_it = |kept: &&Kept| kept.claim.trigger.of(text) == trigger;
        let kept = kept.iter().find(is_it).unwrap_or_else(|| panic!("no claim on {trigger}: {text}"));
        let words = kept.telling.clause.map(|span| span.of(text));
        assert_eq!(words, Some(clause), "{text}");
        assert_eq!(kept.telling.speakers.last().map_or("", |span| span.of(text)), speaker, "{text}");
    };
    let fired = "Rebels fired 20 rockets at the town overnight";
    check(&format!("{fired}, the army said on Monday."), "fired", fired, "the army");
    check(
        &format!("The army said that {}.", fired.replace("Reb", "reb")),
        "fired",
        &fired.replace("Reb", "reb"),
        "The army",
    );
    check(&format!("According to the regional governor, {fired}."), "fired", fired, "the regional governor");
    let cut = "Power was cut in two districts, but water was restored by noon, the mayor said.";
    check(cut, "restored", "water was restored by noon", "the mayor");
    check("Six people were injured.", "injured", "Six people were injured", "");
}

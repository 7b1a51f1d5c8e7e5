//! How English text falls into tokens. Add a line here before changing a rule.

use lexicon::Lexicon;
use report::Span;

use super::tokens;

#[test]
fn clitics() {
    check("do|n't", "don't");
    check("do|n’t", "don’t");
    check("ca|n't", "can't");
    check("city|'s", "city's");
    check("Ukraine|’s energy", "Ukraine’s energy");
    check("countries|' troops", "countries' troops");
    check("I|'d|, you|'ve|, they|'re|, it|'ll", "I'd, you've, they're, it'll");
    check("can|not", "cannot");
    check("gon|na", "gonna");
    check("U.S.|'s", "U.S.'s");
    check("its", "its");
    check("the 1980s and the 60's", "the 1980s and the 60's");
    check("Sana'a O'Connor d'état", "Sana'a O'Connor d'état");
    check("'em in '72", "'em in '72");
}

#[test]
fn hyphens() {
    check("long|-|term", "long-term");
    check("al|-|Qaeda", "al-Qaeda");
    check("three|-|day|-|old", "three-day-old");
    check("U.S.|-|led", "U.S.-led");
    check("anti-ship co-workers e-mail mid-2004 re-elected", "anti-ship co-workers e-mail mid-2004 re-elected");
    check("state|-|of|-|the|-|art", "state-of-the-art");
    check("AK|-|47 T|-|72 Su|-|34", "AK-47 T-72 Su-34");
    check("10|-|15 5:00|-|8:30 2022|–|2023", "10-15 5:00-8:30 2022–2023");
    check("2025-12-06 713-853-3989", "2025-12-06 713-853-3989");
    check("US|–|Ukraine", "US–Ukraine");
    check("power — the 11th", "power — the 11th");
    check("folks|--|there", "folks--there");
}

#[test]
fn numbers() {
    check("$|5 £|2.5|bn US$|4.5 $|170|m", "$5 £2.5bn US$4.5 $170m");
    check("20|% 3.5|%", "20% 3.5%");
    check("1,200 0.5 -5 +380", "1,200 0.5 -5 +380");
    check("9/11 11/28/2000 1/2", "9/11 11/28/2000 1/2");
    check("4:00 7:30|pm 5|p.m.", "4:00 7:30pm 5p.m.");
    check("160|km 6,500|km2 35|mm", "160km 6,500km2 35mm");
    check("11th 23rd M23 B2B", "11th 23rd M23 B2B");
    check("653 drones|, 51 missiles|.", "653 drones, 51 missiles.");
    check("No. 5", "No. 5");
}

#[test]
fn abbreviations() {
    check("the U.S. Army", "the U.S. Army");
    check("Mr. Smith|, Gen. Lee|, Lt. Col. Ray", "Mr. Smith, Gen. Lee, Lt. Col. Ray");
    check("at 5 a.m. on Jan. 3", "at 5 a.m. on Jan. 3");
    check("J. K. Rowling|, Harry S. Truman", "J. K. Rowling, Harry S. Truman");
    check("(|i.e.|, this|)", "(i.e., this)");
    check("Acme Inc. said", "Acme Inc. said");
    check("Plan B|. The army", "Plan B. The army");
    check("the end|.", "the end.");
    check("the U.S.|?", "the U.S.?");
    check("Lt.|Gen. Rajiv", "Lt.Gen. Rajiv");
    check("the city|.|The army", "the city.The army");
}

#[test]
fn signs() {
    check("“|yes|,|” he said|.", "“yes,” he said.");
    check("said|: \"|No|.|\"", "said: \"No.\"");
    check("‘|degenerate|’", "‘degenerate’");
    check("well ... and|… then|...", "well ... and… then...");
    check("What|?! Yes|!!!", "What?! Yes!!!");
    check("and|/|or", "and/or");
    check("help the [|SDF|] stop [|it|]", "help the [SDF] stop [it]");
    check("https://example.org/a-b?c=1 (|www.example.org/x/|)|.", "https://example.org/a-b?c=1 (www.example.org/x/).");
    check("@handle #topic a.b@example.org|, example.com", "@handle #topic a.b@example.org, example.com");
    check("#|1", "#1");
    check("A&E", "A&E");
}

/// Any text: tokens are in order, touch no blank, and leave nothing but blanks out.
#[test]
fn tokens_and_gaps_give_the_text_back() {
    let pieces = [
        "don't",
        " ",
        "U.S.",
        "\u{a0}",
        "«да»",
        "-",
        "--",
        "5%",
        "'",
        "’s",
        "...",
        "(",
        "\"",
        "http://x.y/",
        "🙂",
        "é",
        "\u{301}",
        "$3.5m",
        "\n",
        ",",
        "a-b-c",
        "\u{200b}",
        "@",
        "#",
        "/",
        "1,2",
    ];
    let lexicon = Lexicon::builtin().unwrap();
    let mut seed = 7u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let found = tokens(&text, Span::new(0, text.len() as u32), &lexicon);
        let mut at = 0;
        for token in &found {
            assert!(text[at..token.span.start as usize].chars().all(super::is_blank), "in {text:?}");
            assert!(!token.span.of(&text).is_empty() && !token.span.of(&text).contains(super::is_blank), "in {text:?}");
            at = token.span.end as usize;
        }
        assert!(text[at..].chars().all(super::is_blank), "in {text:?}");
    }
}

#[test]
fn a_long_word_is_cut() {
    let text = "x".repeat(100_000);
    let found = tokens(&text, Span::new(0, text.len() as u32), &Lexicon::builtin().unwrap());
    assert!(found.iter().all(|token| token.span.len() as usize <= super::WORD_BYTES_MAX));
}

/// In `want`, a bar or a blank stands between tokens.
#[track_caller]
fn check(want: &str, text: &str) {
    let found = tokens(text, Span::new(0, text.len() as u32), &Lexicon::builtin().unwrap());
    let got: Vec<&str> = found.iter().map(|token| token.span.of(text)).collect();
    let want: Vec<&str> = want.split(['|', ' ']).filter(|word| !word.is_empty()).collect();
    assert_eq!(got, want, "in {text:?}");
}

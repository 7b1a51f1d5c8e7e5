//! What the shape of a text says. Add a text here before changing a rule.

use super::{Block, BlockKind, blocks};

#[test]
fn a_line_is_a_paragraph() {
    check(
        "One thing happened.\nAnother thing happened.\n\nA third.",
        &["P One thing happened.", "P Another thing happened.", "P A third."],
    );
    check("One thing.\r\nAnother thing.\r\n", &["P One thing.", "P Another thing."]);
    check("\u{feff}  One\u{a0}thing.  ", &["P One\u{a0}thing."]);
    check("A text without an end", &["P A text without an end"]);
    check("\n \n", &[]);
}

#[test]
fn headings() {
    let prose =
        "The army left the city on Friday after a siege that lasted for more than five hundred days, officials said.";
    for heading in [
        "Army Leaves City",
        "ARMY LEAVES CITY",
        "Talks in Geneva Show “Constructive” Progress",
        "Key issues remain unresolved",
        "What happens next?",
        "Troops Leave the U.S.",
    ] {
        check(
            &format!("{prose}\n{heading}\n{prose}"),
            &[&format!("P {prose}"), &format!("H {heading}"), &format!("P {prose}")],
        );
    }
    check(
        &format!("Army leaves the city after a siege of five hundred days in which thousands died\n\n{prose}"),
        &["H Army leaves the city after a siege of five hundred days in which thousands died", &format!("P {prose}")],
    );
    // What is no heading: it ends as a sentence does, or nothing follows.
    check(
        &format!("{prose}\nThe army left.\n{prose}"),
        &[&format!("P {prose}"), "P The army left.", &format!("P {prose}")],
    );
    check("Hibhib is a village.[1]\nIt rained.", &["P Hibhib is a village.[1]", "P It rained."]);
    check(&format!("{prose}\nMore soon"), &[&format!("P {prose}"), "P More soon"]);
}

#[test]
fn a_tickers_lines_are_no_headings() {
    check(
        "Air raid alert in the capital\nExplosions are heard in two districts\nThe mayor says air defences are at work\nPower is out in some homes on the left bank",
        &[
            "P Air raid alert in the capital",
            "P Explosions are heard in two districts",
            "P The mayor says air defences are at work",
            "P Power is out in some homes on the left bank",
        ],
    );
}

#[test]
fn broken_lines_are_joined() {
    let text = "Army Leaves City\n\nThe army left the city on Friday after a siege that\nlasted for more than five hundred days. Officials\nsaid so on Saturday.\n\nNobody was hurt, they said, though some of the houses\nwere burned.\n";
    check(
        text,
        &[
            "H Army Leaves City",
            "P The army left the city on Friday after a siege that\nlasted for more than five hundred days. Officials\nsaid so on Saturday.",
            "P Nobody was hurt, they said, though some of the houses\nwere burned.",
        ],
    );
}

#[test]
fn a_torn_sentence_is_joined() {
    check(
        "The strikes hit two bridges over the river, said the U.S.-led\ncoalition\non Friday. It was its third strike.\nMore will come.",
        &[
            "P The strikes hit two bridges over the river, said the U.S.-led\ncoalition\non Friday. It was its third strike.",
            "P More will come.",
        ],
    );
}

#[test]
fn lists() {
    for (a, b) in [
        ("- ", "- "),
        ("-\n", "-\n"),
        ("• ", "• "),
        ("* ", "* "),
        ("1. ", "2. "),
        ("a) ", "b) "),
        ("•", "•"),
        (". ", ".\n"),
        ("▪\u{fe0f} ", "▪\u{fe0f} "),
    ] {
        check(
            &format!(
                "Some issues remain open, including:\n{a}Security guarantees\n{b}The status of the port\nThe talks go on."
            ),
            &[
                "P Some issues remain open, including:",
                "I0 Security guarantees",
                "I0 The status of the port",
                "P The talks go on.",
            ],
        );
    }
    check("Open issues:\n\n- One\n\n- Two", &["P Open issues:", "I0 One", "I0 Two"]);
    check("It rained.\n- One\n- Two", &["P It rained.", "I One", "I Two"]);
    check(
        "They asked for:\nfood and water\nmedicine\n\nNobody answered them.",
        &["P They asked for:", "I0 food and water", "I0 medicine", "P Nobody answered them."],
    );
    check("- One that is\n  broken\n- Two", &["I One that is\n  broken", "I Two"]);
    check("He said:\n“We will win.”", &["P He said:", "P “We will win.”"]);
    check(
        "It rained.\n1,200 people left.\n5 of them came back.",
        &["P It rained.", "P 1,200 people left.", "P 5 of them came back."],
    );
}

#[test]
fn captions() {
    check("Photo: a house in Kyiv\nThe army left.", &["C Photo: a house in Kyiv", "P The army left."]);
    check(
        "A house in Kyiv (AP Photo/A. Smith)\nThe army left.",
        &["C A house in Kyiv (AP Photo/A. Smith)", "P The army left."],
    );
}

#[test]
fn datelines() {
    line("KYIV, Dec 6 (Agency) — ", "KYIV", "Dec 6");
    line("KYIV — ", "KYIV", "");
    line("KYIV—", "KYIV", "");
    line("GENEVA (Agency) - ", "GENEVA", "");
    line("GENEVA, 6 December 2025 (Agency) – ", "GENEVA", "6 December 2025");
    line("GAZA CITY, Gaza Strip (AP) -- ", "GAZA CITY", "");
    line("MOSCOW, 6 December /TASS/. ", "MOSCOW", "6 December");
    line("MOSCOW, December 6. /TASS/. ", "MOSCOW", "December 6");
    line("MOSCOW, December 6. ", "MOSCOW", "December 6");
    line("KYIV. Dec 6 (Agency) - ", "KYIV", "Dec 6");
    line("KYIV/MOSCOW, Dec 6 (Agency) - ", "KYIV", "Dec 6");
    line("ST. PETERSBURG, Russia (Agency) - ", "ST. PETERSBURG", "");
    line("Kyiv, Ukraine (CNN) — ", "Kyiv", "");
    line("Geneva, 6 December 2025 – ", "Geneva", "6 December 2025");
    line("BEIJING, Dec. 6, 2025 (Xinhua) -- ", "BEIJING", "Dec. 6, 2025");
}

#[test]
fn no_datelines() {
    for text in [
        "NATO — whose members met — said so.",
        "Russia — Ukraine's neighbour — said so.",
        "The talks - the third - went on.",
        "In Kyiv, the army said no – again.",
        "UN-led talks went on - The end.",
        "5 - Five.",
        "Russia fired missiles, drones on December 6. It was cold.",
    ] {
        assert!(blocks(text).iter().all(|block| block.dateline.is_none()), "in {text:?}");
    }
}

#[test]
fn any_text_has_blocks_in_order() {
    let pieces = [
        "a word",
        "\n",
        "\r\n",
        "-",
        " ",
        "•",
        "KYIV — ",
        "Title Case Words",
        "1.",
        "\u{2028}",
        "ü",
        ":",
        ".",
        "(Agency)",
        "\u{feff}",
        "/X/",
    ];
    let mut seed = 11u64;
    for _ in 0..5000 {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let mut at = 0;
        for block in blocks(&text) {
            assert!(
                at <= block.span.start && !block.span.is_empty() && !block.span.of(&text).is_empty(),
                "in {text:?}"
            );
            if let Some(line) = block.dateline {
                assert!(block.span.contains(line.span) && !line.span.of(&text).is_empty(), "in {text:?}");
                let inside = |part: Option<crate::Span>| {
                    part.is_none_or(|part| line.span.contains(part) && !part.of(&text).is_empty())
                };
                assert!(inside(line.place) && inside(line.date), "in {text:?}");
            }
            at = block.span.end;
        }
    }
}

/// `P`aragraph, `H`eading, `C`aption, `I`tem with the index of its lead-in.
#[track_caller]
fn check(text: &str, want: &[&str]) {
    let show = |block: &Block| {
        let mark = match block.kind {
            BlockKind::Heading => "H".to_string(),
            BlockKind::Paragraph => "P".to_string(),
            BlockKind::Caption => "C".to_string(),
            BlockKind::ListItem { lead_in } => format!("I{}", lead_in.map_or(String::new(), |index| index.to_string())),
        };
        format!("{mark} {}", block.span.of(text))
    };
    let got: Vec<String> = blocks(text).iter().map(show).collect();
    assert_eq!(got, want, "in {text:?}");
}

/// The dateline is found before a sentence, with its place and its date ("" for none).
#[track_caller]
fn line(head: &str, place: &str, date: &str) {
    let text = format!("{head}Russia fired missiles overnight, officials said.");
    let found = blocks(&text)[0].dateline.unwrap_or_else(|| panic!("no dateline in {text:?}"));
    let of = |span: Option<crate::Span>| span.map_or("", |span| span.of(&text));
    assert_eq!((found.span.of(&text).trim_end(), of(found.place), of(found.date)), (head.trim_end(), place, date));
}

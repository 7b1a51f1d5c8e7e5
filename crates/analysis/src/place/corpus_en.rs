//! Where English place names lie, in what surroundings. `[...]` marks a place, `<Word=CODE>` a word of a nationality
//! or state, `{...}` a facility.

use gazetteer::{Feature, Gazetteer};
use lexicon::Lexicon;
use report::{About, Report, Span};

use super::locate;
use crate::analysis::{Actor, Form, Mention, MentionKind, Place};
use crate::sentence;

static GAZETTEER: &[u8] = include_bytes!("../../../../data/gazetteer.bin");

#[test]
fn known_cities_need_no_context() {
    check("Talks resumed in [Geneva].", &["Geneva CHE 46.2 6.1"]);
    check("American officials met envoys in [Geneva].", &["Geneva CHE 46.2 6.1"]);
    check("The minister flew to [Istanbul].", &["Istanbul TUR 41.0 28.9"]);
    check("A blast was heard in [KABUL].", &["Kabul AFG 34.5 69.2"]);
    check("Clashes in [Aleppo] left three dead.", &["Aleppo SYR 36.2 37.2"]);
}

#[test]
fn the_text_says_what_holds_the_place() {
    check("A storm hit [Paris], [Texas].", &["Paris USA 33.7 -95.6", "Texas USA 31.1 -98.8"]);
    check("A storm hit [Paris], [Ontario].", &["Paris CAN 43.2 -80.4", "Ontario CAN 43.7 -79.4"]);
    check(
        "They hit the [Gaza Strip] town of [Khan Younis].",
        &["Gaza PSE 31.4 34.4 admin1", "Khan Younis PSE 31.3 34.3"],
    );
    check("Shells fell on [Bara], in [North Kordofan].", &["Bara SDN 13.7 30.4", "North Kordofan SDN 13.2 30.2"]);
    check("A storm hit [Albany], [New York].", &["Albany USA 42.7 -73.8", "New York USA 43.2 -75.3 admin1"]);
    check(
        "Talks in [Odesa], [Kharkiv] and [Kyiv].",
        &["Odesa UKR 46.5 30.7", "Kharkiv UKR 50.0 36.3", "Kyiv UKR 50.5 30.5"],
    );
    check("The <Lebanese=LBN> port of [Tripoli] was calm.", &["Tripoli LBN 34.4 35.8"]);
    check("The <Libyan=LBY> capital [Tripoli] was calm.", &["Tripoli LBY 32.9 13.2"]);
    check("Troops entered [Fastiv], [Kyiv] region.", &["Fastiv UKR 50.1 29.9", "Kyiv UKR 50.5 30.5"]);
    check("In <Russia=RUS>'s [Belgorod] region, two died.", &["Belgorod Oblast RUS 50.6 36.6"]);
}

#[test]
fn words_of_kind_choose() {
    check("Four were killed in the [Kharkiv] region.", &["Kharkiv UKR 50.0 36.3 admin1"]);
    check("Four were killed in [Kharkiv].", &["Kharkiv UKR 50.0 36.3 city"]);
    check("Four were killed in [Kharkiv oblast].", &["Kharkiv UKR 50.0 36.3 admin1"]);
    check(
        "Strikes hit the [Odesa], [Chernihiv] and [Kharkiv] regions of <Ukraine=UKR>.",
        &["Odesa UKR 46.5 30.7 admin1", "Chernihiv UKR 51.5 31.3 admin1", "Kharkiv UKR 50.0 36.3 admin1"],
    );
    check("Rebels left [Hama Governorate].", &["Hama SYR 35.1 36.8 admin1"]);
    check("The {Zaporizhzhia nuclear plant} lost power.", &["Zaporizhzhia nuclear power plant UKR 47.5 34.6 site"]);
    check("A bomb went off at {Kharkiv Cathedral}, <Ukrainian=UKR> police said.", &["Kharkiv UKR 50.0 36.3 site"]);
    check("Flights to {Baghdad International Airport} stopped.", &["Baghdad International Airport IRQ 33.3 44.2 site"]);
    check("Ships passed the [Strait of Hormuz].", &["Strait of Hormuz - 26.6 56.2 natural"]);
}

#[test]
fn the_country_in_play_chooses() {
    check("In <Lebanon=LBN>, clashes broke out in [Tripoli], <Lebanese=LBN> police said.", &["Tripoli LBN 34.4 35.8"]);
    check("<Georgian=GEO> police closed roads in [Gori].", &["Gori GEO 42.0 44.1"]);
    check("[Valencia] was flooded, <Venezuelan=VEN> media said.", &["Valencia VEN 10.2 -68.0"]);
    check("[Valencia] was flooded, <Spanish=ESP> media said.", &["Valencia ESP 39.5 -0.4"]);
}

#[test]
fn the_other_places_choose() {
    check(
        "From [Mariupol] and [Kramatorsk] they went to [Lyman].",
        &["Mariupol UKR 47.1 37.5", "Kramatorsk UKR 48.7 37.6", "Lyman UKR 49.0 37.8"],
    );
}

#[test]
fn parts_of_a_land_are_the_land() {
    check("Power was cut in [western Ukraine].", &["Ukraine UKR 50.5 30.5 country"]);
    check("Aid reached the [northern Gaza Strip].", &["Gaza PSE 31.4 34.4 admin1"]);
}

#[test]
fn no_ground_no_place() {
    check("They met in [Xyzzyville].", &["-"]);
    check("<Sudanese=SDN> troops took [Soledad Abajo].", &["-"]);
    // Villages of the name lie in several oblasts.
    check("<Ukrainian=UKR> troops held [Ivanivka].", &["-"]);
    // A village of the name in Spain is no ground for a report from Mali.
    check("<Malian=MLI> troops took [Torrecilla].", &["-"]);
    check("The {Saudi Maternity Hospital} was hit.", &["-"]);
    check("They crossed the [Vienna River].", &["-"]);
}

#[test]
fn text_in_front_changes_nothing() {
    let (text, want) =
        ("Shells fell on [Bara], in [North Kordofan].", ["Bara SDN 13.7 30.4", "North Kordofan SDN 13.2 30.2"]);
    check(text, &want);
    check(&format!("A first sentence. {text}"), &want);
}

/// Each marked place of the text, in order, is at what `want` says: name, country, degrees to a tenth and, where it
/// is given, the feature; `-` for none.
#[track_caller]
fn check(marked: &str, want: &[&str]) {
    let (text, mut mentions) = unmark(marked);
    let report = Report::new(text, About::default());
    let lexicon = Lexicon::builtin().unwrap();
    let gazetteer = Gazetteer::open(GAZETTEER).unwrap();
    let analysis = sentence::split(&report, &lexicon);
    locate(&gazetteer, &lexicon, &report, &analysis, &mut mentions);
    let places = mentions.iter().filter(|mention| matches!(mention.kind, MentionKind::Place | MentionKind::Facility));
    let found: Vec<String> = places.map(|mention| shown(mention.place.as_ref())).collect();
    assert_eq!(found.len(), want.len(), "{marked}");
    for (found, want) in found.iter().zip(want) {
        assert!(
            found == want || found.strip_prefix(want).is_some_and(|rest| rest.starts_with(' ')),
            "{marked}\n found {found}\nwanted {want}"
        );
    }
}

fn shown(place: Option<&Place>) -> String {
    let Some(place) = place else { return "-".to_string() };
    let feature = match place.feature {
        Feature::Country => "country",
        Feature::Admin1 => "admin1",
        Feature::Admin2 => "admin2",
        Feature::City => "city",
        Feature::Natural => "natural",
        Feature::Site => "site",
    };
    let country = if place.country.is_empty() { "-" } else { &place.country };
    let name = gazetteer_name(&place.name);
    format!("{name} {country} {:.1} {:.1} {feature}", place.latitude, place.longitude)
}

/// Without accents, so that the lines above can be typed.
fn gazetteer_name(name: &str) -> String {
    name.chars().map(|c| if c == 'ā' { 'a' } else { c }).collect()
}

fn unmark(marked: &str) -> (String, Vec<Mention>) {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut start = 0;
    let mut code: Option<String> = None;
    for c in marked.chars() {
        match c {
            '[' | '{' | '<' => start = text.len(),
            '=' => code = Some(String::new()),
            ']' => mentions.push(mention(start, text.len(), MentionKind::Place, None)),
            '}' => mentions.push(mention(start, text.len(), MentionKind::Facility, None)),
            '>' => mentions.push(mention(start, text.len(), MentionKind::Nationality, code.take())),
            _ => match &mut code {
                Some(code) => code.push(c),
                None => text.push(c),
            },
        }
    }
    (text, mentions)
}

fn mention(start: usize, end: usize, kind: MentionKind, code: Option<String>) -> Mention {
    let span = Span::new(start as u32, end as u32);
    let actors = code.into_iter().map(|code| Actor { id: Some(code.into()), name: None }).collect();
    Mention { span, full: span, head: 0, kind, form: Form::Name, actors, antecedent: None, place: None }
}

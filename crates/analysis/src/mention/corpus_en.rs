//! Who English words stand for: value first, then the ways to say it, then what it is not.
//!
//! `[...]` marks the mention that is asked for; a second one in a text is asked for in its own line.

use std::sync::LazyLock;

use gazetteer::Gazetteer;
use jiff::civil::{Date, date};
use lexicon::Lexicon;

use super::mentions;
use super::names::Names;
use super::ner::Ner;
use crate::analyse::Resources;
use crate::analysis::{Mention, MentionKind};
use crate::model::Model;
use crate::testing::{Depth, read};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(include_bytes!("../../../../models/en.bin")).unwrap());
static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::open(include_bytes!("../../../../data/gazetteer.bin")).unwrap());
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    Names::new(&LEXICON).with(Ner::load(&include_bytes!("../../../../models/names.bin")[..]).unwrap())
});

#[test]
fn states_and_who_speaks_for_them() {
    check(
        "ARM",
        &["[Armenia] rejected the offer.", "The plan surprised [Armenia].", "[Armenian] officials left early."],
    );
    check("ARM", &["[Armenian officials] left early.", "Officials from [Armenia] left early."]);
    check("GBR", &["The [UK] sent two ships.", "[Britain]'s offer stands.", "A [British] ship turned back."]);
    check(
        "THA/MIL",
        &[
            "The [Thai army] opened fire.",
            "[Thailand's army] opened fire.",
            "[Thai forces] opened fire.",
            "[Thai troops] opened fire.",
            "The [Thai defence ministry] denied it.",
            "[Thailand's air force] denied it.",
            "The [Royal Thai Army] denied it.",
        ],
    );
    check("COD/GOV", &["[Congo's foreign ministry] denied it.", "The [Congolese government] denied it."]);
    check("TCD/GOV", &["The [government of Chad] denied it."]);
    check("ETH/CIV", &["[Ethiopian civilians] fled."]);
}

#[test]
fn bodies_and_groups() {
    check(
        "IGO:UN",
        &["The [United Nations] called for calm.", "The [UN] called for calm.", "A [UN spokesman] called for calm."],
    );
    check("IGO:NATO", &["[NATO] sent ships.", "[Nato] sent ships.", "[NATO troops] left."]);
    check("ORG:Hamas", &["[Hamas] agreed.", "A [Hamas official] agreed.", "[Hamas fighters] agreed."]);
    check("ORG:Hezbollah", &["[Hezbollah]'s leader agreed.", "The [Hezbollah-run radio station] agreed."]);
    check("ORG:Lantern Brigade", &["The [Lantern Brigade] took the village."]);
}

#[test]
fn people_with_an_office() {
    let day = date(2024, 5, 1);
    check_person(
        "KEN/GOV",
        "Amina Odhiambo",
        day,
        &[
            "Kenyan Foreign Minister [Amina Odhiambo] resigned.",
            "Kenya's foreign minister, [Amina Odhiambo], resigned.",
            "[Amina Odhiambo], the Kenyan foreign minister, resigned.",
            "[Amina Odhiambo], Kenya's foreign minister, resigned.",
        ],
    );
    check_person(
        "PER/MIL",
        "Luis Quispe",
        day,
        &["Peru's army chief, Gen [Luis Quispe], resigned.", "Peruvian army chief [Luis Quispe] resigned."],
    );
    check_person(
        "IGO:WHO",
        "Maria Lindqvist",
        day,
        &[
            "[Maria Lindqvist], head of the World Health Organization, resigned.",
            "WHO chief [Maria Lindqvist] resigned.",
        ],
    );
    check_person(
        "ORG:Hamas",
        "Yusuf Darwish",
        day,
        &[
            "Hamas spokesman [Yusuf Darwish] denied it.",
            "[Yusuf Darwish], a Hamas official, denied it.",
            "[Yusuf Darwish], a spokesman for Hamas, denied it.",
        ],
    );
}

#[test]
fn office_holders_by_their_day() {
    check_person(
        "FRA/GOV",
        "Emmanuel Macron",
        date(2023, 3, 1),
        &["[Emmanuel Macron] spoke first.", "[Macron] spoke first.", "French President [Emmanuel Macron] spoke first."],
    );
    check_person("IGO:UN", "António Guterres", date(2023, 3, 1), &["[Antonio Guterres] spoke first."]);
}

#[test]
fn short_names_are_the_full_ones() {
    let day = date(2024, 5, 1);
    check_person(
        "KEN/GOV",
        "Amina Odhiambo",
        day,
        &[
            "Kenyan Foreign Minister Amina Odhiambo resigned. [Odhiambo] left the country.",
            "Kenyan Foreign Minister Amina Odhiambo resigned. The party praised [Odhiambo].",
            "Kenyan Foreign Minister Amina Odhiambo resigned. \"It is over,\" [she] said.",
            "Kenyan Foreign Minister Amina Odhiambo said [she] would resign.",
        ],
    );
    check("ORG:Lantern Front Movement", &["The Lantern Front Movement (LFM) took the village. The [LFM] denied it."]);
}

#[test]
fn capitals_as_governments() {
    kind(
        MentionKind::State,
        &[
            "[Ankara] accused the rebels of lying.",
            "[Ankara] said it would respond.",
            "The envoy accused [Ankara] of lying.",
            "[Ankara]'s demands were refused.",
            "Talks with [Ankara] broke down.",
        ],
    );
    check("TUR", &["[Ankara] said it would respond.", "Talks with [Ankara] broke down."]);
    kind(
        MentionKind::Place,
        &[
            "Talks were held in [Ankara].",
            "A blast was heard near [Ankara].",
            "The minister flew to [Ankara].",
            "Rockets hit [Ankara] overnight.",
            "[Ankara] was hit by rockets.",
            "[Ankara]'s mayor resigned.",
        ],
    );
}

#[test]
fn both_sides() {
    check(
        "IND + PAK",
        &[
            "India and Pakistan met. [Both sides] agreed to meet again.",
            "India met Pakistan in Geneva. The two [countries] agreed to meet again.",
            "India and Pakistan met, and the two [neighbours] agreed to meet again.",
        ],
    );
    check("IND/MIL + PAK/MIL", &["India and Pakistan met. The two [armies] will pull back."]);
    check("FRA/GOV + USA/GOV", &["[US and French negotiators] met again."]);
    check("JPN + KOR", &["[Japanese and South Korean officials] met again."]);
}

#[test]
fn nouns_and_pronouns_that_refer_back() {
    check(
        "SDN/MIL",
        &[
            "Sudan's army took the bridge. The [army] said so on Friday.",
            "Sudan's army said [it] had taken the bridge.",
            "Sudan's army took the bridge. [It] said four men had died.",
        ],
    );
    check(
        "ORG:Al-Shabaab",
        &[
            "Al-Shabaab took the town. The [group] said so on Friday.",
            "Al-Shabaab took the town. The [militants] left again on Friday.",
            "Al-Shabaab said its [fighters] had left.",
        ],
    );
    check("MLI", &["Mali expelled the envoy. The [country] has three neighbours at war."]);
}

#[test]
fn kinds_of_common_nouns() {
    kind(MentionKind::Weapon, &["They fired 20 [ballistic missiles].", "A [drone] fell.", "Two [warplanes] circled."]);
    kind(MentionKind::Facility, &["They hit a [railway station].", "A [power plant] burned."]);
    kind(MentionKind::Group, &["Three [civilians] died.", "[Residents] fled.", "[Russian forces] left."]);
    kind(MentionKind::Person, &["A [soldier] died.", "The [foreign minister] left."]);
}

#[test]
fn owners_are_not_backers() {
    no_id("An [Iran-backed group] fired.");
    check("ORG:Houthis", &["The [Houthi-run health ministry] denied it."]);
}

#[test]
fn not_mentions() {
    none("The [talks] failed.");
    none("It rained on [Friday].");
    none("They signed the [Algiers Accord].");
}

fn found(text: &str, day: Option<Date>) -> (String, Vec<Mention>, (u32, u32)) {
    let plain = text.replace(['[', ']'], "");
    let start = text.find('[').unwrap();
    let end = text.find(']').unwrap() - 1;
    let (report, analysis) = read(&plain, day, Depth::Parsed);
    let resources = Resources { model: &MODEL, lexicon: &LEXICON, gazetteer: &GAZETTEER, names: &NAMES };
    (plain, mentions(&resources, &report, &analysis), (start as u32, end as u32))
}

/// The mention of that very span.
#[track_caller]
fn one(text: &str, day: Option<Date>) -> Mention {
    let (plain, mentions, span) = found(text, day);
    let exact = mentions.iter().find(|mention| (mention.span.start, mention.span.end) == span);
    let spans: Vec<&str> = mentions.iter().map(|mention| mention.span.of(&plain)).collect();
    exact.unwrap_or_else(|| panic!("in {text:?} only {spans:?}")).clone()
}

fn ids(mention: &Mention) -> String {
    let mut ids: Vec<&str> = mention.actors.iter().filter_map(|actor| actor.id.as_deref()).collect();
    ids.sort_unstable();
    ids.join(" + ")
}

#[track_caller]
fn check(want: &str, texts: &[&str]) {
    let mut sorted: Vec<&str> = want.split(" + ").collect();
    sorted.sort_unstable();
    for text in texts {
        assert_eq!(ids(&one(text, None)), sorted.join(" + "), "in {text:?}");
    }
}

#[track_caller]
fn check_person(want: &str, name: &str, day: Date, texts: &[&str]) {
    for text in texts {
        let mention = one(text, Some(day));
        let got = mention.actors.first().and_then(|actor| actor.name.as_deref());
        assert_eq!((ids(&mention).as_str(), got), (want, Some(name)), "in {text:?}");
    }
}

#[track_caller]
fn kind(want: MentionKind, texts: &[&str]) {
    for text in texts {
        assert_eq!(one(text, None).kind, want, "in {text:?}");
    }
}

#[track_caller]
fn no_id(text: &str) {
    assert_eq!(ids(&one(text, None)), "", "in {text:?}");
}

#[track_caller]
fn none(text: &str) {
    let (_, mentions, (start, end)) = found(text, None);
    let inside = mentions.iter().find(|mention| mention.span.start < end && start < mention.span.end);
    assert_eq!(inside, None, "in {text:?}");
}

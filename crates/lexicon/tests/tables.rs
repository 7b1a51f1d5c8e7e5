//! Laws of every table that ships: it parses, says where it comes from, is sorted, says nothing twice, and the
//! tables of names have ids, dates and sizes of the right form.

use std::collections::{BTreeMap, BTreeSet};

use lexicon::{BUILTIN_FILES, Lexicon, Row};

/// The tables of names, whose rows are laws' subject below.
const NAMES: &[&str] = &[
    "bodies",
    "facilities",
    "given",
    "groups",
    "holders",
    "national",
    "offices",
    "people",
    "states",
    "titles",
    "weapons",
];

/// ISO 3166-1 alpha-3, 249 codes, as the standard has them at the tables' date.
const ISO: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
    BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV \
    CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR \
    GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN \
    IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC \
    MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA \
    NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU \
    SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK \
    TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB \
    ZWE";

fn lexicon() -> Lexicon {
    Lexicon::builtin().expect("every table that ships parses")
}

fn text(path: &str) -> &'static str {
    BUILTIN_FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text).expect("the table ships")
}

fn is_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_state(id: &str, known: &BTreeSet<&str>) -> bool {
    match id.split_once('/') {
        Some((state, sector)) => known.contains(state) && is_code(sector),
        None => known.contains(id),
    }
}

/// An acronym, or the name where news writes that: "IAEA", "CJTF-OIR", "Arab League".
fn is_body(id: &str) -> bool {
    let plain = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b' '));
    id.strip_prefix("IGO:").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()) && plain(name))
}

fn is_group(id: &str) -> bool {
    id.strip_prefix("ORG:").is_some_and(|name| !name.is_empty() && !name.contains(['|', ',']))
}

fn is_date(date: &str) -> bool {
    let parts: Vec<Option<u16>> = date.split('-').map(|part| part.parse().ok()).collect();
    let range = |value: Option<u16>, low, high| value.is_some_and(|value| (low..=high).contains(&value));
    matches!(date.len(), 7 | 10)
        && parts.len() == if date.len() == 7 { 2 } else { 3 }
        && range(parts[0], 1940, 2026)
        && range(parts[1], 1, 12)
        && (parts.len() == 2 || range(parts[2], 1, 31))
}

fn codes(lexicon: &Lexicon) -> BTreeSet<&str> {
    lexicon.rows("states").map(|row| row.get("iso3")).collect()
}

fn all<'a>(lexicon: &'a Lexicon, path: &'a str, wanted: &str, right: impl Fn(Row<'a>) -> bool) {
    for row in lexicon.rows(path) {
        assert!(right(row), "{path}, line {}: no {wanted}", row.line);
    }
}

#[test]
fn heads_name_source_date_licence_and_columns() {
    for path in NAMES {
        for key in ["# source: ", "# date: ", "# licence: ", "# columns: "] {
            assert!(text(path).lines().any(|line| line.starts_with(key)), "{path}: no line `{key}`");
        }
    }
}

#[test]
fn rows_are_sorted_and_said_once() {
    for path in NAMES {
        let rows: Vec<&str> = text(path).lines().filter(|line| !line.starts_with('#')).collect();
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1], "{path}: `{}` does not stand before `{}`", pair[0], pair[1]);
        }
    }
}

#[test]
fn lists_hold_no_empty_part_and_none_twice() {
    let lexicon = lexicon();
    for path in NAMES {
        for column in ["aliases", "adjectives", "demonyms", "capital", "seats"] {
            all(&lexicon, path, "clean list", |row| {
                let cell = row.get(column);
                let parts: BTreeSet<&str> = cell.split('|').collect();
                cell.is_empty()
                    || (parts.len() == cell.split('|').count()
                        && parts.iter().all(|part| part.trim() == *part && !part.is_empty()))
            });
        }
    }
}

#[test]
fn states_cover_the_standard() {
    let lexicon = lexicon();
    let known = codes(&lexicon);
    let standard: BTreeSet<&str> = ISO.split_whitespace().collect();
    assert_eq!(standard.len(), 249);
    assert_eq!(standard.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(known.difference(&standard).collect::<Vec<_>>(), vec![&"XKX"]);
    assert_eq!(lexicon.rows("states").count(), 250);
}

#[test]
fn ids_have_their_form() {
    let lexicon = lexicon();
    let known = codes(&lexicon);
    all(&lexicon, "states", "code", |row| is_code(row.get("iso3")));
    all(&lexicon, "bodies", "id of a body", |row| is_body(row.get("id")) || is_group(row.get("id")));
    all(&lexicon, "groups", "id of a group", |row| is_group(row.get("id")));
    all(&lexicon, "groups", "home state", |row| row.get("state").is_empty() || known.contains(row.get("state")));
    all(&lexicon, "national", "id of a state", |row| is_state(row.get("id"), &known));
    all(&lexicon, "holders", "id", |row| {
        let id = row.get("id");
        is_state(id, &known) || is_body(id) || is_group(id)
    });
}

#[test]
fn a_leaders_group_or_body_is_in_the_tables() {
    let lexicon = lexicon();
    let known: BTreeSet<&str> =
        ["bodies", "groups"].iter().flat_map(|path| lexicon.rows(path)).map(|row| row.get("id")).collect();
    all(&lexicon, "holders", "body or group of the tables", |row| {
        let id = row.get("id");
        !id.contains(':') || known.contains(id)
    });
}

#[test]
fn kinds_and_sectors_are_of_the_list() {
    let lexicon = lexicon();
    let lists: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("bodies", ["igo", "court", "alliance", "agency", "ngo", "church"].as_slice()),
        ("groups", ["armed", "party", "media", "company", "ngo", "gang", "church", "union"].as_slice()),
        (
            "national",
            ["military", "government", "parliament", "intelligence", "company", "media", "police", "ngo"].as_slice(),
        ),
        ("offices", ["person", "body", "group"].as_slice()),
    ]);
    for (path, kinds) in lists {
        all(&lexicon, path, "kind of the list", |row| kinds.contains(&row.get("kind")));
    }
    all(&lexicon, "offices", "sector", |row| ["GOV", "MIL", "BUS", "CIV", "-"].contains(&row.get("sector")));
    let modes = ["aerial", "heavy-weapons", "explosives", "firearms", "chemical", ""];
    all(&lexicon, "weapons", "mode", |row| modes.contains(&row.get("mode")) && !row.get("of").is_empty());
    all(&lexicon, "facilities", "kind", |row| !row.get("kind").is_empty());
    all(&lexicon, "people", "kind", |row| !row.get("kind").is_empty());
}

#[test]
fn terms_of_office_are_dates_in_order() {
    let lexicon = lexicon();
    all(&lexicon, "holders", "date", |row| is_date(row.get("from")));
    all(&lexicon, "holders", "date after the first", |row| {
        let (from, to) = (row.get("from"), row.get("to"));
        let shared = from.len().min(to.len());
        to.is_empty() || (is_date(to) && from[..shared] <= to[..shared])
    });
}

/// An open end counts as the end of time.
fn overlap(one: (&str, &str), other: (&str, &str)) -> bool {
    let before = |to: &str, from: &str| {
        let shared = to.len().min(from.len());
        !to.is_empty() && to[..shared] <= from[..shared]
    };
    !before(one.1, other.0) && !before(other.1, one.0)
}

#[test]
fn nobody_carries_two_ids_on_one_day() {
    let lexicon = lexicon();
    let mut terms: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for row in lexicon.rows("holders") {
        terms.entry(row.get("name")).or_default().push(row);
    }
    for (name, rows) in terms {
        for (index, one) in rows.iter().enumerate() {
            for other in &rows[index + 1..] {
                let same = one.get("id") == other.get("id");
                let apart = !overlap((one.get("from"), one.get("to")), (other.get("from"), other.get("to")));
                assert!(same || apart, "{name}: {} and {} at once", one.get("id"), other.get("id"));
            }
        }
    }
}

#[test]
fn a_full_name_is_one_person() {
    let lexicon = lexicon();
    let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
    for row in lexicon.rows("holders") {
        for name in std::iter::once(row.get("name")).chain(row.list("aliases")).filter(|name| name.contains(' ')) {
            let first = *owner.entry(name).or_insert(row.get("name"));
            assert_eq!(first, row.get("name"), "`{name}` names two people");
        }
    }
}

#[test]
fn tables_have_their_sizes() {
    let lexicon = lexicon();
    let count = |path: &str| lexicon.rows(path).count();
    let least =
        [("holders", 2_500), ("weapons", 500), ("facilities", 200), ("offices", 400), ("people", 300), ("given", 800)];
    for (path, size) in least {
        assert!(count(path) >= size, "{path}: {} rows, wanted {size}", count(path));
    }
    assert!(count("bodies") + count("groups") >= 1_500);
}

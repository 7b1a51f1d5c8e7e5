//! The file that ships with the program: it is the one its card describes, and it opens at no cost.

use gazetteer::{Feature, Gazetteer};
use sha2::{Digest, Sha256};

static BYTES: &[u8] = include_bytes!("../../../data/gazetteer.bin");
static CARD: &str = include_str!("../../../data/gazetteer.toml");
/// What the release may carry.
const BYTES_MAX: usize = 25_000_000;

#[test]
fn the_file_is_the_one_of_the_card() {
    let hash: String = Sha256::digest(BYTES).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(CARD.contains(&format!("sha256 = \"{hash}\"")), "data/gazetteer.bin has hash {hash}");
    assert!(CARD.contains(&format!("bytes = {}\n", BYTES.len())));
    assert!(BYTES.len() < BYTES_MAX);
}

#[test]
fn places_of_the_world_are_there() {
    let gazetteer = Gazetteer::open(BYTES).unwrap();
    for (name, feature, country, latitude, longitude) in [
        ("London", Feature::City, "GBR", 51.51, -0.13),
        ("Deir ez-Zor", Feature::City, "SYR", 35.34, 40.14),
        ("KHARKIV", Feature::Admin1, "UKR", 49.98, 36.25),
        ("Kyiv", Feature::Admin1, "UKR", 50.45, 30.52),
        ("North Darfur", Feature::Admin1, "SDN", 13.63, 25.35),
        ("Sudan", Feature::Country, "SDN", 15.55, 32.53),
        ("Red Sea", Feature::Natural, "", 20.0, 38.0),
        ("São Paulo", Feature::City, "BRA", -23.55, -46.64),
    ] {
        let found = gazetteer.find(name);
        let place = found.iter().find(|place| place.feature == feature).unwrap_or_else(|| panic!("{name}: {found:?}"));
        let point = place.point.unwrap_or_else(|| panic!("{name} has no coordinates"));
        assert_eq!(place.country, country, "{name}");
        let far = (point.latitude - latitude).abs().max((point.longitude - longitude).abs());
        assert!(far < 0.2, "{name} lies at {point:?}");
    }
    assert!(gazetteer.find("Xyzzyville").is_empty());
    assert_eq!(gazetteer.longest(&["Deir", "ez", "-", "Zor", "fell"]), 4);
}

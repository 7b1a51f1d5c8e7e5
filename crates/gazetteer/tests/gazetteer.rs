//! A small gazetteer, written and read back; damaged files; users' files.

use gazetteer::{Feature, Gazetteer, OpenError, Source, UserFileError, write};

fn source(name: &str, country: &str, feature: Feature, population: u32) -> Source {
    Source {
        geonames: Some(population + 1),
        name: name.to_string(),
        aliases: Vec::new(),
        main_aliases: Vec::new(),
        country: country.to_string(),
        region: None,
        point: Some((10.5, -20.25)),
        feature,
        capital: false,
        well_known: false,
        population,
    }
}

fn small() -> Vec<u8> {
    let mut places = vec![
        source("Northland", "AAA", Feature::Admin1, 90_000),
        source("Port Réal", "AAA", Feature::City, 50_000),
        source("Port Real", "BBB", Feature::City, 70_000),
        source("Port", "BBB", Feature::City, 10),
        source("Hamlet", "AAA", Feature::City, 3),
    ];
    places[1].region = Some(0);
    places[1].aliases.push("El-Port".to_string());
    places[1].capital = true;
    places[4].point = None;
    places[4].geonames = None;
    for number in 0..100 {
        places.push(source(&format!("Filler {number}"), "BBB", Feature::City, 1000 + number));
    }
    let countries = [("AA", "AAA"), ("BB", "BBB")].map(|(two, three)| (two.to_string(), three.to_string()));
    write(&places, &countries)
}

fn open() -> Gazetteer {
    Gazetteer::open(small()).expect("the small gazetteer opens")
}

#[test]
fn names_are_found_in_any_form_most_populous_first() {
    let gazetteer = open();
    for form in ["Port Real", "PORT RÉAL", "port-real", " Port  Real "] {
        let found = gazetteer.find(form);
        assert_eq!(found.iter().map(|place| place.country).collect::<Vec<_>>(), ["BBB", "AAA"], "{form}");
    }
    let capital = gazetteer.find("el port")[0];
    assert_eq!((capital.name, capital.main_name, capital.capital), ("Port Réal", false, true));
    assert_eq!(gazetteer.place(capital.region.unwrap()).unwrap().name, "Northland");
    assert_eq!(capital.point.map(|point| (point.latitude, point.longitude)), Some((10.5, -20.25)));
    assert_eq!(gazetteer.find("Hamlet")[0].point, None);
    assert_eq!(gazetteer.find("Hamlet")[0].geonames, None);
    for number in 0..100 {
        assert_eq!(gazetteer.find(&format!("filler {number}")).len(), 1);
    }
    for unknown in ["", " ", "Nowhere", "Filler", "Port Rea", "zzz", "filler 100", &"x".repeat(1000)] {
        assert!(gazetteer.find(unknown).is_empty(), "{unknown}");
    }
}

#[test]
fn the_longest_name_wins() {
    let gazetteer = open();
    assert_eq!(gazetteer.longest(&["Port", "Real", "burned"]), 2);
    assert_eq!(gazetteer.longest(&["Port", "-", "Real"]), 3);
    assert_eq!(gazetteer.longest(&["Port", "Real", "."]), 2);
    assert_eq!(gazetteer.longest(&["Port", ",", "Real"]), 1);
    assert_eq!(gazetteer.longest(&["Port", "authority"]), 1);
    assert_eq!(gazetteer.longest(&["Filler"]), 0);
    assert_eq!(gazetteer.longest(&[]), 0);
}

#[test]
fn equal_places_give_equal_bytes() {
    assert_eq!(small(), small());
}

#[test]
fn a_file_of_another_kind_or_cut_short_is_an_error() {
    let bytes = small();
    assert_eq!(Gazetteer::open(Vec::new()).err(), Some(OpenError::Magic));
    assert_eq!(Gazetteer::open(b"no gazetteer at all".to_vec()).err(), Some(OpenError::Magic));
    for length in [8, 20, 48, bytes.len() / 2, bytes.len() - 1] {
        assert!(matches!(Gazetteer::open(bytes[..length].to_vec()), Err(OpenError::Short { .. })), "{length} bytes");
    }
}

/// Whatever the bytes behind a sound head, a look-up ends and does not panic.
#[test]
fn damaged_bytes_never_panic() {
    let sound = small();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut opened = 0;
    for round in 0..3000 {
        let mut bytes = sound.clone();
        let from = if round % 3 == 0 { 0 } else { 48 };
        for _ in 0..1 + round % 40 {
            let at = from + (next() as usize) % (bytes.len() - from);
            bytes[at] = next() as u8;
        }
        let Ok(gazetteer) = Gazetteer::open(bytes) else { continue };
        opened += 1;
        for name in ["Port Real", "filler 7", "Filler 99", "hamlet", "a", "zz"] {
            for place in gazetteer.find(name) {
                assert!(place.name.len() <= 255);
            }
            gazetteer.longest(&[name, "Real"]);
        }
    }
    assert!(opened > 1500, "only {opened} of the damaged files could be opened");
}

#[test]
fn a_users_places_lie_beside_the_built_in_ones() {
    let csv = "name,latitude,longitude,country,alternates,geonameid,population\n\
               \"Port Real\",1.5,2.5,bb,,70001,80000\n\n\
               New Village,3,4,AAA,Nouveau Village|NV Camp,,\n";
    let gazetteer = open().with_user_file("mine.csv", csv).unwrap();
    let found = gazetteer.find("Port Real");
    assert_eq!(found.len(), 2, "the user's Port Real stands for the built-in one of the same id");
    assert_eq!(found[0].point.map(|point| point.latitude), Some(1.5));
    assert_eq!(found[0].country, "BBB");
    assert_eq!(gazetteer.find("nouveau village")[0].name, "New Village");
    assert_eq!(gazetteer.longest(&["NV", "Camp"]), 2);
    assert_eq!(gazetteer.place(found[0].id), Some(found[0]));

    let dump = "7\tMarsa\tMarsa\tMersa,Marsah\t12.5\t-13.5\tP\tPPL\tAA\t\t\t\t\t\t500\t\t3\tAfrica/Nowhere\t2024-01-01\n\
                8\tA Road\tA Road\t\t12.5\t-13.5\tR\tRD\tAA\t\t\t\t\t\t0\t\t3\tAfrica/Nowhere\t2024-01-01\n";
    let gazetteer = open().with_user_file("dump.txt", dump).unwrap();
    let marsa = gazetteer.find("Mersa")[0];
    assert_eq!((marsa.geonames, marsa.country, marsa.population), (Some(7), "AAA", 500));
    assert!(gazetteer.find("A Road").is_empty());
}

#[test]
fn errors_in_a_users_file_name_file_and_line() {
    let error = |text: &str| open().with_user_file("mine.csv", text).unwrap_err().to_string();
    assert_eq!(
        open().with_user_file("mine.csv", "just text\nand more").err(),
        Some(UserFileError::Shape { file: "mine.csv".to_string() })
    );
    assert_eq!(
        error("name,latitude,longitude\nA,91,0"),
        "mine.csv, line 2: `91` is no latitude (degrees from -90 to 90)"
    );
    assert_eq!(error("name,latitude,longitude\nA,9"), "mine.csv, line 2: 2 columns, but 3 are needed");
    assert_eq!(
        error("name,latitude,longitude,country\n\nA,9,0,ZZZ"),
        "mine.csv, line 3: `ZZZ` is no country code (ISO 3166, two or three letters)"
    );
    assert_eq!(error("name,lat,lon\n,1,1"), "mine.csv, line 2: `` is no name");
    assert!(open().with_user_file("empty.csv", "\n").is_ok());
}

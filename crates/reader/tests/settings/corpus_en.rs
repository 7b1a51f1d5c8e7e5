//! When and where acts were: for a trigger its times and places, then sentences that tell them. Published on Saturday,
//! 6 December 2025.

/// Times and places of the claim with this trigger, as the text writes them.
pub(crate) const SETTINGS: &[(&str, &[&str], &[&str])] = &[
    (
        "killed",
        &["Mokha"],
        &["Five people were killed in Mokha, Yemen.", "Five people were killed in the port town of Mokha, in Yemen."],
    ),
    ("killed", &["Goma", "Bukavu"], &["Five people were killed in Goma and Bukavu."]),
    ("killing", &["Fada", "Monday"], &["Gunmen attacked a market in Fada on Monday, killing 20 people."]),
    ("killed", &["Monday"], &["The strike on Monday killed five people."]),
    ("condemned", &[], &["The minister condemned the overnight strikes."]),
    ("threatened", &[], &["The president ordered the operation on Saturday and threatened to use force."]),
    ("talks", &["Doha"], &["Two days of talks in Doha ended without a deal."]),
    ("attacks", &[], &["The ceasefire was holding on Sunday after four days of attacks."]),
    ("mass shooting", &["Izeh"], &["Five people were injured in a mass shooting at a market in Izeh."]),
];

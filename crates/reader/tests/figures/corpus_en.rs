//! Which figures claims have: the figures first, then sentences that tell them, each with its claim's trigger.

/// Figures as `measure low..high`, by the claim's trigger and in text order.
pub(crate) const FIGURES: &[(&[&str], &[&str])] = &[
    (
        &["outages: affected 8..8"],
        &[
            "Power outages were reported in eight provinces.",
            "The raid caused power outages in eight provinces, officials said.",
        ],
    ),
    (
        &["strikes: hit 12..12"],
        &[
            "The air force said strikes were recorded at 12 locations.",
            "Overnight strikes on 12 villages were reported.",
        ],
    ),
    (&["strikes: affected 3..3"], &["The governor said air strikes affected three districts."]),
    (&["talks: duration 2..2"], &["Two days of talks in Doha ended on Friday.", "The talks lasted two days."]),
    (&["siege: duration 90.."], &["The city fell after a siege that lasted more than 90 days."]),
    (&["meeting: duration ..3"], &["The foreign ministers held a nearly three-hour meeting in Vienna."]),
    (
        &["toll: killed 31..31"],
        &[
            "The ministry put the death toll at 31.",
            "The death toll has risen from 27 to 31.",
            "Rescuers reported a death toll of 31.",
        ],
    ),
    (
        &["wounded: injured 50..", "wounded: injured 9..9"],
        &[
            "The blast wounded at least 50 people, including nine children.",
            "At least 50 people were wounded, nine of them children.",
        ],
    ),
    (
        &["detained: count 40..40", "detained: count 3..3"],
        &["Police detained 40 protesters, including three journalists."],
    ),
    (
        &["damaged: damaged 3.."],
        &["Several houses and a school were damaged, the mayor said.", "Several houses were damaged."],
    ),
    (
        &["killed: killed 24.."],
        &["A drone strike killed dozens of civilians.", "Clashes in the border area killed dozens."],
    ),
    (&["withdraw: count 2000..2000"], &["The general said the army would withdraw 2,000 soldiers."]),
    (&["attack: launched 10..10"], &["The rebels carried out the attack using ten drones."]),
];

/// Sentences with numbers that are no figures of their claims.
pub(crate) const NONE: &[&str] = &[
    "The two sides held talks in Geneva.",
    "The two countries agreed to a ceasefire.",
    "The second blast killed nobody.",
    "11.20 The army shelled the town.",
    "Rebels captured the town of Kitshanga after days of negotiations.",
];

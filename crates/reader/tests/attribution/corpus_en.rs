//! Who tells it: the chain of sources with their cues and the manner, then sentences that say so. The words told stand
//! between bars.

use claims::Manner::{self, Direct, Indirect};

/// Sources and cues, outermost first; an empty cue is none.
pub(crate) type Chain = &'static [(&'static str, &'static str)];

pub(crate) const TOLD: &[(Chain, Manner, &[&str])] = &[
    (
        &[("defence ministry", "said")],
        Indirect,
        &[
            "The defence ministry said that two drones were |shot down|.",
            "The defence ministry said two drones were |shot down| near the port.",
            "The defence ministry said on Tuesday that two drones were |shot down|.",
            "The defence ministry said in a statement that two drones were |shot down|.",
            "The defence ministry, which rarely comments, said two drones were |shot down|.",
            "Two drones were |shot down| near the port, the defence ministry said.",
            "Two drones were |shot down| near the port, the defence ministry said on Tuesday.",
            "Two drones were |shot down| near the port, said the defence ministry.",
            "Two drones, the defence ministry said, were |shot down| near the port.",
            "The defence ministry condemned the raid and said two drones were |shot down|.",
            "The defence ministry said the raid began at dawn and that two drones were |shot down|.",
        ],
    ),
    (
        &[("defence ministry", "According to")],
        Indirect,
        &[
            "According to the defence ministry, two drones were |shot down|.",
            "According to the defence ministry of the island state, two drones were |shot down|.",
        ],
    ),
    (
        &[("defence ministry", "according to")],
        Indirect,
        &[
            "Two drones were |shot down| near the port, according to the defence ministry.",
            "Two drones were |shot down| and a third fell into the sea, according to the defence ministry.",
            "Two drones, according to the defence ministry, were |shot down|.",
        ],
    ),
    (
        &[("Maria Lund", "said")],
        Indirect,
        &[
            "Foreign Minister Maria Lund said the talks had |failed|.",
            "The foreign minister, Maria Lund, said the talks had |failed|.",
            "The talks had |failed|, Foreign Minister Maria Lund said.",
            "The talks had |failed|, said Maria Lund, the foreign minister.",
            "Maria Lund, the foreign minister, said the talks had |failed|.",
        ],
    ),
    (&[("army", "reports")], Indirect, &["The army reports that a bridge has been |destroyed|."]),
    (&[("army", "confirms")], Indirect, &["The army confirms that a bridge has been |destroyed|."]),
    (&[("army", "announced")], Indirect, &["The army announced the |withdrawal| of its troops from the town."]),
    (&[("army", "claimed")], Indirect, &["The army claimed |responsibility| for the attack."]),
    (&[("army", "told")], Indirect, &["The army told reporters on Friday that a bridge was |destroyed|."]),
    (&[("army", "told")], Indirect, &["The army told the agency a bridge was |destroyed|."]),
    (&[("army", "denied")], Indirect, &["The army denied that its guns had |shelled| the town."]),
    (&[("army", "denied")], Indirect, &["The army denied |shelling| the town."]),
    (&[("army", "denies")], Indirect, &["The army denies that its guns |shelled| the town."]),
    (&[("army", "accused")], Indirect, &["The army accused the rebels of |killing| nine farmers."]),
    (&[("It", "blamed")], Indirect, &["It blamed army |shelling| for the fire."]),
    (&[("army", "put")], Indirect, &["The army put the |toll| at 31."]),
    (&[("army", "described")], Direct, &["The army described the raid as a \"|great success|\" for its crews."]),
    (&[("army", "reported")], Direct, &["The army reported a \"massive |attack|\" on the port."]),
    (&[("army", "called")], Indirect, &["The army called the raid a |success|."]),
    (&[("army", "called")], Indirect, &["Crowds gathered after what the army called a |rebellion| in the north."]),
    (&[("authorities", "reported")], Indirect, &["Power |cuts| were reported by the authorities in the north."]),
    (&[("report", "says")], Indirect, &["A report says that nine villages were |burned|."]),
    (&[("Satellite images", "show")], Indirect, &["Satellite images show that nine villages were |burned|."]),
    (
        &[("army", "saying")],
        Indirect,
        &[
            "The army rejected the offer, saying the rebels had |attacked| a convoy.",
            "The army released a statement saying the rebels had |attacked| a convoy.",
            "The town was quiet, the army announced, saying the rebels had |attacked| a convoy.",
        ],
    ),
    (
        &[("army", "adding")],
        Indirect,
        &["The town was quiet, the army said, adding that rebels had |attacked| a convoy."],
    ),
    (
        &[("army", "said"), ("hospitals", "citing")],
        Indirect,
        &[
            "Nine people were |killed|, the army said, citing hospitals.",
            "The army said, citing hospitals, that nine people were |killed|.",
        ],
    ),
    (
        &[("army", "says"), ("rebels", "admitted")],
        Indirect,
        &["The army says the rebels have admitted that they |killed| nine people."],
    ),
    (
        &[("France and Spain", "announced")],
        Indirect,
        &["France and Spain announced that they would |evacuate| their citizens."],
    ),
    (&[("rebels", "claim")], Indirect, &["He repeated the rebels' claim that nine soldiers had been |killed|."]),
    (
        &[("He", "said")],
        Direct,
        &[
            "\"The town has been |taken|,\" he said.",
            "\"The war goes on,\" he said. \"The town has been |taken|.\"",
            "\"The war goes on. The town has been |taken|. We will not stop,\" he said.",
            "He said: \"The town has been |taken|.\"",
            "He said, \"The war goes on. The town has been |taken|.\"",
            "\"The town,\" he said, \"has been |taken|.\"",
            "“The town has been |taken|,” he said.",
        ],
    ),
    (
        &[("mayor", "criticised")],
        Direct,
        &["The mayor criticised the decision. \"The town was |abandoned| by its own army.\""],
    ),
    (&[("mayor", "wrote")], Direct, &["\"The town was |abandoned|,\" the mayor wrote on X."]),
    (
        &[("officials", "said")],
        Indirect,
        &[
            "The army, officials said on Friday, will |withdraw| from the city.",
            "The rebels fired back after soldiers, officials said, had |attacked| a convoy.",
        ],
    ),
    (
        &[("Omar Haddad", "according to")],
        Indirect,
        &[
            "The town |fell| on Monday, according to Omar Haddad, the head of the local council.",
            "The town |fell| on Monday, according to Omar Haddad, who leads the local council.",
            "The town |fell| on Monday, according to Omar Haddad (Labour), a former officer.",
        ],
    ),
    (
        &[("Omar Haddad", "According to")],
        Indirect,
        &["According to Omar Haddad, the head of the local council and a former officer, the town |fell| on Monday."],
    ),
    (&[("sources", "According to")], Indirect, &["According to sources close to the palace, the town has |fallen|."]),
    (
        &[("Ana Ruiz", "said")],
        Indirect,
        &[
            "Last week Ana Ruiz said the town had |fallen|.",
            "In an interview Ana Ruiz said the town had |fallen|.",
            "Ana Ruiz on Friday said the town had |fallen|.",
            "Ana Ruiz (Labour) said the town had |fallen|.",
            "Ana Ruiz, the mayor of the port, one of the owners, said the town had |fallen|.",
        ],
    ),
    (
        &[("Ana Ruiz", "adding")],
        Indirect,
        &[
            "The raid was a mistake, said Ana Ruiz, the mayor, adding that the army had |left|.",
            "\"It was a mistake,\" Ana Ruiz told the BBC, adding that the army had |left|.",
        ],
    ),
    (&[("mayor", "saying")], Indirect, &["The army fired for hours, with the mayor saying that the port |burned|."]),
    (&[("governor", "saying")], Indirect, &["The governor was quoted as saying that the town had |fallen|."]),
    (
        &[("State media", "quoted"), ("governor", "saying")],
        Indirect,
        &["State media quoted the governor as saying that the town had |fallen|."],
    ),
    (
        &[("state media", "quoted"), ("governor", "saying")],
        Indirect,
        &["The governor was quoted by state media as saying that the town had |fallen|."],
    ),
    (&[("ministry", "warning")], Indirect, &["The ministry is warning that the dam will be |destroyed|."]),
    (&[("ministry", "cited")], Indirect, &["The ministry cited repeated |attacks| on the dam."]),
    (&[("army", "claim")], Indirect, &["The claim of the army that the town had |fallen| was denied."]),
    (
        &[("Hezbollah", "said")],
        Indirect,
        &[
            "Israel's military said it struck 40 targets, while Hezbollah said it |fired| rockets.",
            "Israel's military said that 12 men died and Hezbollah said it |fired| rockets.",
        ],
    ),
    (&[("Hamas", "said")], Indirect, &["Hamas said that its fighters |killed| five soldiers, a claim Israel denied."]),
    (&[("minister", "described")], Indirect, &["The strike was described by the minister as a |war crime|."]),
    (
        &[("Ana Ruiz", "")],
        Direct,
        &["“The town has been |taken|.” ― Ana Ruiz", "“The town has been |taken|.”\n\n― Ana Ruiz"],
    ),
    (&[("He", "said")], Direct, &["''The war goes on,'' he said. ''The town has been |taken|.''"]),
];

/// Told in the report's own voice.
pub(crate) const UNTOLD: &[&str] = &[
    "The army |attacked| the town on Monday.",
    "The army |accused| the rebels of killing nine farmers.",
    "The army |condemned| the attack and said it would respond.",
    "The army demanded that the rebels |leave| the town.",
    "The army did not confirm that the town had been |taken|.",
    "The army declined to say whether the town was |taken|.",
    "It was reported that the town was |taken|.",
    "The town is said to have been |taken|.",
    "There were reports of |fighting| near the port.",
    "The president announced an inquiry, but the rebels |attacked| the town.",
    "The council |rejected| the claim.",
    "The president told his men to |leave| the town.",
    "The army said on Monday that the road was open. A statement on Monday |ended| the talks.",
    "Forces held off an |attack| on the ruling council by rebels of the north.",
    "The army said nothing. The rebels |attacked| the town.",
    "\"We are ready,\" he said. The rebels |attacked| the town.",
];

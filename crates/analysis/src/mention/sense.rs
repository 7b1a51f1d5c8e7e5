//! What a word or a name of the tables can mean.

/// Index into [`super::Names::ids`].
pub(crate) type IdIndex = u16;
/// Index into [`super::Names::people`].
pub(crate) type PersonIndex = u16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    State(IdIndex),
    /// "Ukrainian" before a noun.
    Adjective(IdIndex),
    /// "Ukrainians", "a Russian".
    Demonym(IdIndex),
    Capital(IdIndex),
    /// A building or street that stands for a government.
    Seat(IdIndex),
    /// An international body, `IGO:…`.
    Body(IdIndex),
    /// An armed or political group, `ORG:…`, or a region's own institutions.
    Group(IdIndex),
    /// A company, agency, force or paper of one state.
    National(IdIndex),
    /// Somebody who holds or held an office.
    Holder(PersonIndex),
    /// The family name of somebody who holds or held an office.
    Surname(PersonIndex),
    Office(Sector, OfficeKind),
    Title,
    Given,
    /// A place of several words that the gazetteer knows.
    Place,
    Weapon,
    Facility,
    /// A noun for people without an office: "residents", "fighters".
    People(Sector),
    Word(Class),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sector {
    Gov,
    Mil,
    Bus,
    Civ,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfficeKind {
    Person,
    Body,
    Group,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Classes of the table `naming`: small words by which names and their kinds are known.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Class {
            $($(#[$doc])* $variant,)*
        }

        impl Class {
            pub(crate) fn parse(name: &str) -> Option<Class> {
                match name {
                    $($name => Some(Class::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// The last word of many bodies' names: "Party", "Brigade", "Institute".
    OrgHead = "org-head",
    /// The same, where the body is a business.
    BusinessHead = "business-head",
    /// The same, where the body publishes news.
    MediaHead = "media-head",
    /// "River", "Oblast", "Strait": the last or first word of places' names.
    PlaceHead = "place-head",
    /// "city", "village": common nouns that can stand for a place named before.
    PlaceNoun = "place-noun",
    /// "country", "nation", "kingdom".
    StateNoun = "state-noun",
    /// "al", "bin", "von": small words inside people's names.
    Particle = "particle",
    /// "of", "for": join the parts of a body's name.
    Link = "link",
    /// After a hyphen: the words before it own what follows ("Houthi-run").
    Owner = "owner",
    /// "in", "near": what follows is a place.
    Locative = "locative",
    /// "to", "from", "for": a place after a verb of motion.
    Direction = "direction",
    /// Verbs of motion and nouns of ways.
    Motion = "motion",
    /// Verbs whose object, if it can be a place, is one: "hit", "enter", "leave".
    Strike = "strike",
    /// Verbs whose subject, if it can be a place, is one: "be", "lie", "suffer".
    Undergo = "undergo",
    /// "mayor", "airport": what belongs to a town, not to a state.
    Local = "local",
    /// "both", "two", "either".
    Dual = "dual",
    /// "three".
    Three = "three",
    /// "government", "state": with a noun for forces, they are no rebels'.
    OfState = "of-state",
    /// "in", "across": what follows, a state or a place, is where it happens.
    Within = "within",
    /// "side", "party", "neighbour": with a word of the class above, the two parties in play.
    Side = "side",
    /// "the", "this".
    Definite = "definite",
    Between = "between",
    /// "from", "in": after a noun for people, where they come from.
    Source = "source",
    /// "statement", "report": words that speak for who made them.
    Document = "document",
    /// "group", "company", "agency": a body named before.
    BodyNoun = "body-noun",
    /// "rebel", "insurgent", "militant": an armed group named before.
    RebelNoun = "rebel-noun",
    /// "say", "tell", "announce".
    Say = "say",
    He = "he",
    She = "she",
    /// "brother", "spokesman", "Mr": whom no "she" means.
    HeNoun = "he-noun",
    /// "mother", "spokeswoman", "Ms": whom no "he" means.
    SheNoun = "she-noun",
    It = "it",
    They = "they",
    We = "we",
    I = "i",
    /// Weekdays and months: they end a noun phrase.
    Calendar = "calendar",
    /// Words with a capital that are no names by themselves: peoples of faiths, regions of the compass.
    NoName = "no-name",
    /// "former", "late", "acting": before an office.
    Former = "former",
    /// "Accord", "Treaty", "Cup": a name that ends so is no body.
    Event = "event-head",
}

impl Sense {
    /// Starts or is a name that the tables know.
    pub(crate) const fn is_name(self) -> bool {
        matches!(
            self,
            Sense::State(_)
                | Sense::Capital(_)
                | Sense::Seat(_)
                | Sense::Body(_)
                | Sense::Group(_)
                | Sense::National(_)
                | Sense::Holder(_)
                | Sense::Place
        )
    }

    /// The canonical id that the sense carries by itself.
    pub(crate) const fn id(self) -> Option<IdIndex> {
        match self {
            Sense::State(id)
            | Sense::Adjective(id)
            | Sense::Demonym(id)
            | Sense::Capital(id)
            | Sense::Seat(id)
            | Sense::Body(id)
            | Sense::Group(id)
            | Sense::National(id) => Some(id),
            Sense::Holder(_)
            | Sense::Surname(_)
            | Sense::Office(..)
            | Sense::Title
            | Sense::Given
            | Sense::Place
            | Sense::Weapon
            | Sense::Facility
            | Sense::People(_)
            | Sense::Word(_) => None,
        }
    }
}

impl Sector {
    pub(crate) fn parse(name: &str) -> Sector {
        match name {
            "GOV" => Sector::Gov,
            "MIL" => Sector::Mil,
            "BUS" => Sector::Bus,
            "CIV" => Sector::Civ,
            _ => Sector::None,
        }
    }

    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Sector::Gov => Some("GOV"),
            Sector::Mil => Some("MIL"),
            Sector::Bus => Some("BUS"),
            Sector::Civ => Some("CIV"),
            Sector::None => None,
        }
    }
}

//! The layers of an analysis, as plain data.

use compact_str::CompactString;
use gazetteer::Feature;
use jiff::civil::Date;
use report::Span;

use crate::tagset::{Relation, Upos, Xpos};

/// Index into [`Analysis::tokens`].
pub type TokenId = usize;
/// Index into [`Analysis::mentions`].
pub type MentionId = usize;

#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// In text order, over all sentences.
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    /// Sorted by span. They do not overlap, but for a `Relative` one that ends with the date of its happening
    /// ("since the city fell in 2014" holds "2014").
    pub times: Vec<Time>,
    /// Sorted by span; they do not overlap.
    pub quantities: Vec<Quantity>,
    /// Sorted by span; may nest ("Ukraine" in "Ukraine's energy ministry").
    pub mentions: Vec<Mention>,
}

/// A word by Universal Dependencies' conventions; "don't" is two tokens whose spans touch.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub span: Span,
    /// Lower-case form with typographic quotes and dashes folded to ASCII.
    pub lower: CompactString,
    pub lemma: CompactString,
    pub upos: Upos,
    pub xpos: Xpos,
    /// None for the root of its sentence.
    pub head: Option<TokenId>,
    pub relation: Relation,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// `first..last` in [`Analysis::tokens`], `last` exclusive.
    pub first: TokenId,
    pub last: TokenId,
    /// Index of the block in the report.
    pub block: usize,
    /// Stands in a heading: it tells no claims of its own.
    pub heading: bool,
    /// For an item of a list: the sentence that leads the list in.
    pub lead_in: Option<usize>,
    /// Longer than the parser's limit: it has tokens and tags, but no tree.
    pub unparsed: bool,
}

/// An expression of time and the days it can mean, both inclusive; an end is None where the text leaves it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Without a bare on/in/at/during/over; with words that bound ("since October", "before the strikes").
    pub span: Span,
    pub first: TokenId,
    pub last: TokenId,
    /// The token of the expression that hangs highest in the tree.
    pub head: TokenId,
    pub kind: TimeKind,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day, month, year, weekday, or part of a day.
    Date,
    /// Bounded on one side or both: "since October", "by 18 August", "in recent weeks".
    Interval,
    /// Ordered by an event: "before the strikes", "within hours of the announcement".
    Relative,
}

/// A number in the text and what its words allow; an end is None where they leave it open.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with the words that move its interval ("at least eight", "about 20%"); a duration with its unit.
    pub span: Span,
    pub first: TokenId,
    pub last: TokenId,
    pub kind: QuantityKind,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approx: bool,
    /// Singular: "hour", "day", "%", "USD", "km2"; None for plain counts.
    pub unit: Option<CompactString>,
    /// The noun that is counted ("drones" in "653 drones"), where the tree shows one.
    pub counted: Option<TokenId>,
    /// The singular of that noun after the contract's table (`person` for any people, `drone` for UAVs).
    pub of: Option<CompactString>,
    /// Counts a part of what the number before it counted, or more of the same: "including two children", "50 of them".
    pub continues: bool,
    pub beside: Option<Beside>,
}

/// What a count is to those told before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beside {
    /// "including two children", "50 of them".
    Part,
    /// "another two", "two more".
    More,
}

impl Beside {
    pub const ALL: &[Beside] = &[Beside::Part, Beside::More];

    pub const fn name(self) -> &'static str {
        match self {
            Beside::Part => "part",
            Beside::More => "addition",
        }
    }

    pub fn parse(name: &str) -> Option<Beside> {
        Beside::ALL.iter().copied().find(|item| item.name() == name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    Count,
    /// "the 11th time", "a third round".
    Ordinal,
    /// "for a third day": the nth day of something.
    Day,
    /// A part of a whole, in percent: "20%", "most of which", "a third".
    Share,
    Money,
    Duration,
    Area,
    /// A distance, a weight, a temperature: never a figure of a claim by itself.
    Measure,
}

/// Words that stand for somebody or something: a name, a noun phrase, or a pronoun.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The shortest phrase that names it: no article, number, title or office ("Steve Witkoff", "energy ministry").
    pub span: Span,
    /// With title, office and apposition's noun ("US envoy Steve Witkoff").
    pub full: Span,
    pub head: TokenId,
    pub kind: MentionKind,
    pub form: Form,
    /// Who it is; two for "both sides". Empty where that is not known.
    pub actors: Vec<Actor>,
    /// What it refers back to.
    pub antecedent: Option<MentionId>,
    /// Where it is, for places, facilities and states.
    pub place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    Person,
    /// A body, ministry, company, army, armed group, party, newspaper.
    Organisation,
    /// A country, or a capital or seat of power that stands for its government.
    State,
    /// "Ukrainian", "the French": an adjective or noun of nationality.
    Nationality,
    Place,
    Facility,
    Weapon,
    /// Several people without a name: "Ukrainian officials", "residents", "Russian forces".
    Group,
    /// A pronoun whose antecedent is unknown.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Name,
    Noun,
    Pronoun,
}

/// A canonical id after the contract (`UKR/GOV`, `IGO:IAEA`, `ORG:Hamas`) and, for people, the full name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Actor {
    pub id: Option<CompactString>,
    pub name: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub geonames: Option<u32>,
    pub name: String,
    /// ISO 3166-1 alpha-3; empty for seas.
    pub country: CompactString,
    pub latitude: f64,
    pub longitude: f64,
    pub feature: Feature,
}

impl Analysis {
    /// The sentence that holds this token.
    pub fn sentence_of(&self, token: TokenId) -> &Sentence {
        let after = self.sentences.partition_point(|sentence| sentence.first <= token);
        &self.sentences[after.saturating_sub(1)]
    }

    /// The mention that this token heads, the widest where there are several; else the narrowest that holds it.
    pub fn mention_at(&self, token: TokenId) -> Option<MentionId> {
        let span = self.tokens.get(token)?.span;
        let holds = |id: &MentionId| self.mentions[*id].full.contains(span);
        let after = self.mentions.partition_point(|mention| mention.span.start <= span.end);
        let near = || (0..after).rev().take(40).filter(holds);
        let headed = near().filter(|&id| self.mentions[id].head == token);
        headed
            .max_by_key(|&id| self.mentions[id].full.len())
            .or_else(|| near().min_by_key(|&id| self.mentions[id].full.len()))
    }
}

//! `Report -> Reading`: the stages joined, with the data that ships with the program.

pub mod examples;
pub mod gather;

use analysis::mention::Names;
use analysis::mention::ner::{Ner, NerError};
use analysis::model::{Model, ModelError};
use analysis::{Analysis, Resources, analyse};
use claims::rule::{self, Found, RuleError, RuleSet};
use claims::{Attribution, Claim, attributions};
use gazetteer::{Gazetteer, OpenError, UserFileError};
use lexicon::{Lexicon, TableError};
use report::Report;

/// See `data/README.md`.
static GAZETTEER: &[u8] = include_bytes!("../../../data/gazetteer.bin");

pub struct Reader {
    pub model: Model,
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
    pub names: Names,
    pub rules: RuleSet,
}

/// What was found in one report.
pub struct Reading {
    pub analysis: Analysis,
    pub attributions: Vec<Attribution>,
    /// In the order of their triggers.
    pub claims: Vec<Claim>,
    /// What the rule of each claim matched, in the same order.
    pub found: Vec<Found>,
}

#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    #[error(transparent)]
    Model(#[from] ModelError),
    #[error(transparent)]
    Names(#[from] NerError),
    #[error(transparent)]
    Lexicon(#[from] TableError),
    #[error(transparent)]
    Gazetteer(#[from] OpenError),
    #[error(transparent)]
    UserGazetteer(#[from] UserFileError),
    #[error(transparent)]
    Rules(#[from] RuleError),
}

/// What a user adds to the data that ships with the program: names of files and their text.
#[derive(Debug, Default)]
pub struct Additions {
    /// By path below the language's folder, without ending: `words/assault`.
    pub lexicon: Vec<(String, String)>,
    pub rules: Vec<(String, String)>,
    pub gazetteer: Option<(String, String)>,
}

/// Hash of the rules, word lists and places that ship with the program.
pub const RULES_HASH: &str = env!("DATELINE_RULES");
/// Hash of the models that ship with the program.
pub const MODELS_HASH: &str = env!("DATELINE_MODELS");

/// The places that ship with the program.
pub fn gazetteer() -> Result<Gazetteer, OpenError> {
    Gazetteer::open(GAZETTEER)
}

/// The model that ships with the program; its card is `models/en.toml`.
pub fn model() -> Result<Model, ModelError> {
    Model::load(include_bytes!("../../../models/en.bin"))
}

impl Reader {
    pub fn builtin() -> Result<Reader, ReaderError> {
        Reader::with(&Additions::default())
    }

    pub fn with(additions: &Additions) -> Result<Reader, ReaderError> {
        let lexicon = lexicon::BUILTIN_FILES.iter().copied().chain(files(&additions.lexicon));
        let rules = rule::BUILTIN_FILES.iter().copied().chain(files(&additions.rules));
        Reader::new(lexicon, rules, additions.gazetteer.as_ref())
    }

    /// With these words and rules in place of those that ship with the program.
    pub fn instead(data: &Additions) -> Result<Reader, ReaderError> {
        Reader::new(files(&data.lexicon), files(&data.rules), data.gazetteer.as_ref())
    }

    fn new<'a>(
        words: impl Iterator<Item = (&'a str, &'a str)>,
        rules: impl Iterator<Item = (&'a str, &'a str)>,
        places: Option<&(String, String)>,
    ) -> Result<Reader, ReaderError> {
        let model = model()?;
        let lexicon = Lexicon::new(words)?;
        let names = Names::new(&lexicon).with(Ner::load(&include_bytes!("../../../models/names.bin")[..])?);
        let mut gazetteer = gazetteer()?;
        if let Some((file, text)) = places {
            gazetteer = gazetteer.with_user_file(file, text)?;
        }
        let rules = RuleSet::new(rules, &lexicon.words)?;
        Ok(Reader { model, lexicon, gazetteer, names, rules })
    }

    pub fn read(&self, report: &Report) -> Reading {
        let Reader { model, lexicon, gazetteer, names, rules } = self;
        let resources = Resources { model, lexicon, gazetteer, names };
        let analysis = analyse(&resources, report);
        let attributions = attributions(report, &analysis, &self.lexicon);
        let coded = claims::claims(rules, report, &analysis, lexicon, &attributions);
        let (claims, found) = coded.into_iter().map(|coded| (coded.claim, coded.found)).unzip();
        Reading { analysis, attributions, claims, found }
    }
}

fn files(added: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    added.iter().map(|(file, text)| (file.as_str(), text.as_str()))
}

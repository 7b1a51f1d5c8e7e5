//! Reports -> their claims as the record keeps them, on all cores, and what they were read with.

use std::path::Path;

use events::{Filed, Kept, Linker};
use rayon::prelude::*;
use reader::Reader;
use report::{About, Report};
use store::Made;

use crate::args::DataOptions;
use crate::error::Failure;
use crate::settings;

/// What reports are read with.
pub(crate) struct Reading {
    pub(crate) reader: Reader,
    pub(crate) linker: Linker,
    pub(crate) made: Made,
    pool: rayon::ThreadPool,
}

/// The claims of one report.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) kept: Vec<Kept>,
    /// Figures left out, because their number does not stand in their words.
    pub(crate) refused: usize,
}

impl Reading {
    /// `threads`: None is one for each core.
    pub(crate) fn new(data: &DataOptions, threads: Option<u16>) -> Result<Reading, Failure> {
        let threads = usize::from(threads.unwrap_or(0));
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| Failure::Usage(format!("cannot start {threads} threads: {error}; use --threads 1")))?;
        let reader = settings::reader(data)?;
        Ok(Reading { linker: Linker::new(&reader.lexicon), reader, made: made(data)?, pool })
    }

    /// In the order of the reports.
    pub(crate) fn all(&self, reports: &[&Filed]) -> Vec<Read> {
        match reports {
            // One report needs no pool of threads.
            [one] => vec![self.one(one)],
            many => self.pool.install(|| many.par_iter().map(|filed| self.one(filed)).collect()),
        }
    }

    fn one(&self, filed: &Filed) -> Read {
        let about = About { published: filed.published, ..About::default() };
        let report = Report::new(filed.text.clone(), about);
        let reading = self.reader.read(&report);
        let mut claims = reading.claims;
        let refused = export::refuse(&report.text, &reading.analysis, &mut claims);
        let keep = |claim| events::keep(&reading.analysis, &reading.attributions, claim);
        Read { kept: claims.into_iter().map(keep).collect(), refused }
    }
}

/// The program's own data by their hashes.
pub(crate) fn builtin() -> Made {
    Made {
        version: env!("CARGO_PKG_VERSION").to_string(),
        rules: reader::RULES_HASH.to_string(),
        models: reader::MODELS_HASH.to_string(),
    }
}

/// What a user adds stands behind a plus.
fn made(data: &DataOptions) -> Result<Made, Failure> {
    let mut made = builtin();
    let added = [("--rules", &data.rules), ("--lexicon", &data.lexicon), ("--gazetteer", &data.gazetteer)];
    let mut texts = String::new();
    for (option, path) in added {
        let Some(path) = path else { continue };
        texts.push_str(&contents(option, path)?);
    }
    if !texts.is_empty() {
        made.rules = format!("{}+{}", made.rules, &report::sha256(&texts)[..8]);
    }
    Ok(made)
}

/// Every file below the path, in the order of their names.
fn contents(option: &'static str, path: &Path) -> Result<String, Failure> {
    let fail = |error: std::io::Error| Failure::Data { option, path: path.to_path_buf(), problem: error.to_string() };
    let mut text = format!("{option}\n");
    if path.is_file() {
        text.push_str(&std::fs::read_to_string(path).map_err(fail)?);
        return Ok(text);
    }
    let entries: Result<Vec<_>, _> = std::fs::read_dir(path).map_err(fail)?.collect();
    let mut paths: Vec<_> = entries.map_err(fail)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let wanted = path.is_dir() || path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv");
        if wanted {
            text.push_str(&contents(option, &path)?);
        }
    }
    Ok(text)
}

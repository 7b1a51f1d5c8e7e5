//! `cargo xtask train`: treebanks to `models/en.bin`, and its card `models/en.toml`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use sha2::{Digest, Sha256};
use training::{Gold, Schedule};

use crate::eval_ud::{self, Scores};
use crate::raw_text;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Where the treebanks lie
    #[arg(long, default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// Where the model goes; its card goes beside it
    #[arg(long, default_value = "models/en.bin")]
    output: PathBuf,
}

const TRAIN: [&str; 2] = ["ud-english-ewt/en_ewt-ud-train.conllu", "ud-english-gum/en_gum-noNC-train.conllu"];
const DEV: [(&str, &str); 2] =
    [("ewt-dev", "ud-english-ewt/en_ewt-ud-dev.conllu"), ("gum-dev", "ud-english-gum/en_gum-noNC-dev.conllu")];

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let start = Instant::now();
    let mut sentences = Vec::new();
    for name in TRAIN {
        sentences.extend(read(&options.corpora.join(name))?);
    }
    let raw = raw_text::read(&options.corpora)?;
    let bytes = training::train(&sentences, &raw, &Schedule::default(), |done| {
        eprintln!("{:6.1} s  {done}", start.elapsed().as_secs_f64());
    });
    let model = analysis::model::Model::load(bytes.clone()).context("the trained model does not load")?;
    let mut scores = Vec::new();
    for (name, path) in DEV {
        let found = eval_ud::score_gold(&model, &read(&options.corpora.join(path))?);
        println!("{name}: {found}");
        scores.push((name, found));
    }
    if let Some(folder) = options.output.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&options.output, &bytes).with_context(|| format!("cannot write {}", options.output.display()))?;
    fs::write(options.output.with_extension("toml"), card(&bytes, &scores))?;
    println!("{} bytes in {:.0} s", bytes.len(), start.elapsed().as_secs_f64());
    Ok(())
}

pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Gold>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    training::read(&text).with_context(|| path.display().to_string())
}

fn card(bytes: &[u8], scores: &[(&str, Scores)]) -> String {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut card = format!(include_str!("card.toml"), sha256 = digest, bytes = bytes.len());
    for (name, found) in scores {
        card += &format!(
            "\n[scores.{name}]\nupos = {:.2}\nxpos = {:.2}\nlemma = {:.2}\nuas = {:.2}\nlas = {:.2}\n",
            found.upos, found.xpos, found.lemma, found.uas, found.las
        );
    }
    card
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_is_that_of_the_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
        let bytes = fs::read(folder.join("en.bin")).unwrap();
        let card: toml::Table = fs::read_to_string(folder.join("en.toml")).unwrap().parse().unwrap();
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(card["sha256"].as_str(), Some(digest.as_str()));
        assert_eq!(card["bytes"].as_integer(), Some(bytes.len() as i64));
        assert!(bytes.len() <= 16_000_000, "weights take at most 16 MB in the repository");
    }
}

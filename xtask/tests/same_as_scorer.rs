//! `eval-claims` gives the numbers of the contract's own scorer, line for line.
//!
//! The scorer is a Python program that lies beside the repository. Where it or Python is missing, the
//! test says so and compares nothing.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads the disk")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const SCORER: &str = "../../shared/contract/score.py";
const SETS: [&str; 4] = ["assault-2025-12-06", "elsewhere", "wikinews", "briefs"];

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_in(&mut self, limit: u64) -> bool {
        self.below(limit) == 0
    }
}

#[test]
fn on_answers_with_every_kind_of_fault() {
    let Some(scorer) = scorer() else { return };
    let folder = scratch("faulty-answers");
    let mut dice = Dice(7);
    let files = gold_files();
    for file in &files {
        let mut answer: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let claims = answer["claims"].as_array_mut().unwrap();
        claims.retain(|_| !dice.one_in(6));
        let twins: Vec<Value> = claims.iter().filter(|_| dice.one_in(7)).cloned().collect();
        claims.extend(twins);
        claims.iter_mut().for_each(|claim| spoil(claim, &mut dice));
        if dice.one_in(2) {
            claims.reverse();
        }
        std::fs::write(folder.join(answer_name(file)), answer.to_string()).unwrap();
    }
    assert_same(&scorer, &files, &folder, &["--answers", folder.to_str().unwrap(), "--show"]);
}

#[test]
fn on_the_program_s_own_answers() {
    let Some(scorer) = scorer() else { return };
    let folder = scratch("own-answers");
    assert_same(&scorer, &gold_files(), &folder, &["--json", folder.to_str().unwrap(), "--show"]);
}

/// Ours first, as it may write the answers that the scorer reads.
#[track_caller]
fn assert_same(scorer: &Path, files: &[PathBuf], answers: &Path, options: &[&str]) {
    for set in SETS {
        let files: Vec<&PathBuf> = files.iter().filter(|file| file.to_string_lossy().contains(set)).collect();
        let gold = files[0].parent().unwrap();
        let ours = output(Command::new(env!("CARGO_BIN_EXE_xtask")).arg("eval-claims").arg(gold).args(options));
        let mut python = Command::new("python3");
        python.arg(scorer).args(&files).arg("--answers").arg(answers).arg("--show");
        assert_eq!(ours, output(&mut python), "{set}");
    }
}

fn scorer() -> Option<PathBuf> {
    let scorer = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCORER);
    let python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if scorer.exists() && python {
        return Some(scorer);
    }
    println!("skipped: needs python3 and {}", scorer.display());
    None
}

fn gold_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for set in SETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/gold").join(set);
        let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.to_string_lossy().ends_with(".gold.json")));
    }
    files.sort();
    files
}

fn answer_name(gold: &Path) -> String {
    gold.file_name().unwrap().to_string_lossy().replace(".gold.json", ".json")
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Each part of a claim is wrong now and then: another type, a moved span, a lost field, another number.
fn spoil(claim: &mut Value, dice: &mut Dice) {
    if dice.one_in(9) {
        claim["type"] = "ASSESS".into();
    }
    if dice.one_in(8) {
        claim["status"] = "negated".into();
    }
    shift(&mut claim["trigger"], dice);
    for said in items(claim, "said_by", dice) {
        shift(&mut said["source"], dice);
    }
    for arg in items(claim, "args", dice) {
        shift(arg, dice);
        let fields = arg.as_object_mut().unwrap();
        if dice.one_in(9) {
            fields.remove("from");
        }
        if dice.one_in(9) {
            fields.insert("to".into(), Value::Null);
        }
        if dice.one_in(9) {
            fields.insert("role".into(), "object".into());
        }
        if dice.one_in(5) {
            fields.insert("id".into(), "FRA/GOV".into());
        }
    }
    for figure in items(claim, "figures", dice) {
        shift(figure, dice);
        if dice.one_in(6) {
            figure["high"] = Value::Null;
        }
        if dice.one_in(6) {
            figure["measure"] = "count".into();
        }
    }
}

/// The items of a list, after one was lost or doubled here and there.
fn items<'a>(claim: &'a mut Value, list: &str, dice: &mut Dice) -> std::slice::IterMut<'a, Value> {
    let list = claim[list].as_array_mut().unwrap();
    list.retain(|_| !dice.one_in(7));
    let twins: Vec<Value> = list.iter().filter(|_| dice.one_in(7)).cloned().collect();
    list.extend(twins);
    list.iter_mut()
}

fn shift(words: &mut Value, dice: &mut Dice) {
    if dice.one_in(6) {
        let by = dice.below(9);
        for end in ["start", "end"] {
            words[end] = (words[end].as_u64().unwrap() + by).into();
        }
    }
}

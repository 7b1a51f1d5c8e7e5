//! A small run from treebank to model: it learns its sentences, and gives the same bytes each time.
#![allow(clippy::unwrap_used, reason = "a test")]

use analysis::Relation;
use analysis::model::{Model, Sketch};
use analysis::token::folded;
use training::{ClusterPlan, ParserPlan, RawText, Schedule, TaggerPlan};

const TREEBANK: &str = "\
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tenvoys\tenvoy\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
3\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tseized\tseize\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tairport\tairport\tNOUN\tNN\t_\t2\tobj\t_\t_
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

";

fn small() -> Vec<u8> {
    let sentences = training::read(&TREEBANK.repeat(40)).unwrap();
    let mut raw = RawText::default();
    for text in ["The rebels met the envoys", "The envoys seized the airport"] {
        raw.add(text.split(' '));
    }
    let schedule = Schedule {
        clusters: ClusterPlan { clusters: 4, rounds: 3, count_min: 1 },
        tagger: TaggerPlan { bits: 12, epochs: 3, margin: 5, seed: 1 },
        jackknife_epochs: 2,
        folds: 2,
        parser: ParserPlan { action_bits: 12, label_bits: 12, epochs: 3, margin: 5, seed: 2 },
        runs: 2,
        prune: [100, 100, 100],
    };
    training::train(&sentences, &raw, &schedule, |_| ())
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(small() == small());
}

#[test]
fn what_was_shown_is_learnt() {
    let model = Model::load(small()).unwrap();
    let mut tables = model.open().unwrap();
    let mut sketch = Sketch::default();
    let forms = ["Rebels", "seized", "the", "airport", "."];
    let lowers = forms.map(folded);
    tables.tag(forms.into_iter(), lowers.iter().map(|lower| lower.as_str()), &mut sketch);
    tables.parse(&mut sketch);
    let heads: Vec<Option<usize>> = (0..forms.len()).map(|at| sketch.head(at)).collect();
    assert_eq!(heads, [Some(1), None, Some(3), Some(1), Some(1)]);
    let relations: Vec<Relation> = (0..forms.len()).map(|at| sketch.relation(at)).collect();
    assert_eq!(relations, [Relation::Nsubj, Relation::Root, Relation::Det, Relation::Obj, Relation::Punct]);
    assert_eq!(tables.lemma("seized", "seized", &sketch, 1), "seize");
}

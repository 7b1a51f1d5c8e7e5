//! The word classes that the engine itself asks for: light verbs, negations, auxiliaries. The words are data
//! (`lexicon/en/words/grammar.tsv`); their names are fixed here.

use lexicon::{ClassId, Words};

/// Ids of the engine's own classes. A class that the lexicon lacks matches no token.
#[derive(Clone, Debug)]
pub struct Grammar {
    pub agent_marker: ClassId,
    pub light_verb: ClassId,
    pub occur_verb: ClassId,
    pub impact_verb: ClassId,
    pub object_control: ClassId,
    pub accuse_verb: ClassId,
    pub quantifier: ClassId,
    pub negation: ClassId,
    pub negative_determiner: ClassId,
    pub negative_governor: ClassId,
    pub future_auxiliary: ClassId,
    pub future_governor: ClassId,
    pub future_modifier: ClassId,
    pub hedge_auxiliary: ClassId,
    pub hedge_governor: ClassId,
    pub hedge_modifier: ClassId,
    pub condition_mark: ClassId,
    pub definite: ClassId,
    pub indefinite: ClassId,
    pub as_marker: ClassId,
    pub attack_noun: ClassId,
    pub talks_noun: ClassId,
    pub topic_preposition: ClassId,
    pub non_doer_verb: ClassId,
    pub container: ClassId,
    pub personal_pronoun: ClassId,
    pub first_person: ClassId,
    pub of_marker: ClassId,
    pub place_kind: ClassId,
    pub negative_preposition: ClassId,
    pub person: ClassId,
    pub place_preposition: ClassId,
    pub area_noun: ClassId,
    pub spot_noun: ClassId,
    pub affect_verb: ClassId,
    pub target_preposition: ClassId,
    pub from_marker: ClassId,
    pub to_marker: ClassId,
    pub span_preposition: ClassId,
    pub time_noun: ClassId,
    pub such_word: ClassId,
    pub crewed: ClassId,
}

/// What a class id is where the lexicon lacks the class: no mark ever carries it.
const ABSENT: ClassId = ClassId(u16::MAX);

impl Grammar {
    pub fn new(words: &Words) -> Grammar {
        let class = |name: &str| words.class(name).unwrap_or(ABSENT);
        Grammar {
            agent_marker: class("agent-marker"),
            light_verb: class("light-verb"),
            occur_verb: class("occur-verb"),
            impact_verb: class("impact-verb"),
            object_control: class("object-control-verb"),
            accuse_verb: class("accuse-verb"),
            quantifier: class("quantifier"),
            negation: class("negation"),
            negative_determiner: class("negative-determiner"),
            negative_governor: class("negative-governor"),
            future_auxiliary: class("future-auxiliary"),
            future_governor: class("future-governor"),
            future_modifier: class("future-modifier"),
            hedge_auxiliary: class("hedge-auxiliary"),
            hedge_governor: class("hedge-governor"),
            hedge_modifier: class("hedge-modifier"),
            condition_mark: class("condition-mark"),
            definite: class("definite-determiner"),
            indefinite: class("indefinite-determiner"),
            as_marker: class("as-marker"),
            attack_noun: class("attack-noun"),
            talks_noun: class("talks-noun"),
            topic_preposition: class("topic-preposition"),
            non_doer_verb: class("non-doer-verb"),
            container: class("container"),
            personal_pronoun: class("personal-pronoun"),
            first_person: class("first-person"),
            of_marker: class("of-marker"),
            place_kind: class("place-kind"),
            negative_preposition: class("negative-preposition"),
            person: class("person"),
            place_preposition: class("place-preposition"),
            area_noun: class("area-noun"),
            spot_noun: class("spot-noun"),
            affect_verb: class("affect-verb"),
            target_preposition: class("target-preposition"),
            from_marker: class("from-marker"),
            to_marker: class("to-marker"),
            span_preposition: class("span-preposition"),
            time_noun: class("time-noun"),
            such_word: class("such-word"),
            crewed: class("crewed"),
        }
    }
}

//! Which words can show whose words a text gives, and what can follow them: the classes of `words/say` as flags.

use analysis::{Analysis, TokenId, Upos, Xpos};
use lexicon::{Lexicon, Pos};

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u64);

impl Frames {
    pub(super) const SAY: Frames = Frames(1);
    pub(super) const HEDGE: Frames = Frames(1 << 1);
    pub(super) const TELL: Frames = Frames(1 << 2);
    pub(super) const OBJECT: Frames = Frames(1 << 3);
    pub(super) const DENY: Frames = Frames(1 << 4);
    pub(super) const ACCUSE: Frames = Frames(1 << 5);
    pub(super) const DESCRIBE: Frames = Frames(1 << 6);
    pub(super) const CITE: Frames = Frames(1 << 7);
    pub(super) const SHOW: Frames = Frames(1 << 8);
    pub(super) const PUT: Frames = Frames(1 << 9);
    pub(super) const GIVE: Frames = Frames(1 << 10);
    pub(super) const REACT: Frames = Frames(1 << 11);
    pub(super) const WILL: Frames = Frames(1 << 12);
    pub(super) const WITHHOLD: Frames = Frames(1 << 13);
    pub(super) const NOUN: Frames = Frames(1 << 14);
    pub(super) const CHARGE: Frames = Frames(1 << 15);
    pub(super) const REPORT: Frames = Frames(1 << 16);
    pub(super) const DOCUMENT: Frames = Frames(1 << 17);
    pub(super) const TOLL: Frames = Frames(1 << 18);
    pub(super) const ACCORDING: Frames = Frames(1 << 19);
    pub(super) const SELF: Frames = Frames(1 << 20);
    pub(super) const NOT: Frames = Frames(1 << 21);
    pub(super) const AFTER: Frames = Frames(1 << 22);
    pub(super) const AS: Frames = Frames(1 << 23);
    pub(super) const REJECT: Frames = Frames(1 << 24);
    pub(super) const THAT: Frames = Frames(1 << 25);
    pub(super) const NAME: Frames = Frames(1 << 26);
    pub(super) const BARE: Frames = Frames(1 << 27);
    pub(super) const FROM: Frames = Frames(1 << 28);
    pub(super) const WHAT: Frames = Frames(1 << 29);
    pub(super) const REST: Frames = Frames(1 << 30);
    pub(super) const TURN: Frames = Frames(1 << 31);
    pub(super) const WITH: Frames = Frames(1 << 32);

    /// Classes that make a verb worth a look.
    pub(super) const VERBS: Frames = Frames(0x1fff | 1 << 24);

    pub(super) const fn any(self, of: Frames) -> bool {
        self.0 & of.0 != 0
    }

    pub(super) const fn without(self, less: Frames) -> Frames {
        Frames(self.0 & !less.0)
    }

    pub(super) const fn or(self, more: Frames) -> Frames {
        Frames(self.0 | more.0)
    }
}

/// The names of the classes in the lexicon.
const CLASSES: &[(&str, Frames)] = &[
    ("say-verb", Frames::SAY),
    ("say-hedge", Frames::HEDGE),
    ("say-tell", Frames::TELL),
    ("say-object", Frames::OBJECT),
    ("say-deny", Frames::DENY),
    ("say-accuse", Frames::ACCUSE),
    ("say-describe", Frames::DESCRIBE),
    ("say-cite", Frames::CITE),
    ("say-show", Frames::SHOW),
    ("say-put", Frames::PUT),
    ("say-give", Frames::GIVE),
    ("say-react", Frames::REACT),
    ("say-will", Frames::WILL),
    ("say-withhold", Frames::WITHHOLD),
    ("say-noun", Frames::NOUN),
    ("say-charge", Frames::CHARGE),
    ("say-report", Frames::REPORT),
    ("say-document", Frames::DOCUMENT),
    ("say-toll", Frames::TOLL),
    ("say-according", Frames::ACCORDING),
    ("say-self", Frames::SELF),
    ("say-not", Frames::NOT),
    ("say-after", Frames::AFTER),
    ("say-as", Frames::AS),
    ("say-reject", Frames::REJECT),
    ("say-that", Frames::THAT),
    ("say-name", Frames::NAME),
    ("say-bare", Frames::BARE),
    ("say-from", Frames::FROM),
    ("say-what", Frames::WHAT),
    ("say-rest", Frames::REST),
    ("say-turn", Frames::TURN),
    ("say-with", Frames::WITH),
];

/// What the lexicon says of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sense {
    pub(super) frames: Frames,
    /// Last token of the phrase that gave more than the token alone; the token itself otherwise.
    pub(super) last: u32,
    /// What the phrase as a whole is, where there is one.
    pub(super) phrase: Frames,
    /// What the token would be if it were a verb, where the tagger made it a noun or an adjective.
    pub(super) as_verb: Frames,
}

/// One look-up for each token that can be a cue.
pub(super) fn senses(analysis: &Analysis, lexicon: &Lexicon) -> Vec<Sense> {
    let mut flags = vec![Frames::default(); lexicon.words.len()];
    for &(name, frame) in CLASSES {
        if let Some(class) = lexicon.words.class(name) {
            flags[class.0 as usize] = frame;
        }
    }
    (0..analysis.tokens.len()).map(|token| sense(analysis, lexicon, &flags, token)).collect()
}

fn sense(analysis: &Analysis, lexicon: &Lexicon, flags: &[Frames], token: TokenId) -> Sense {
    let word = &analysis.tokens[token];
    let mut sense = Sense { last: token as u32, ..Sense::default() };
    if matches!(word.upos, Upos::Punct | Upos::Num | Upos::Cconj) && word.xpos != Xpos::Cc {
        return sense;
    }
    let pos = match word.upos {
        Upos::Verb | Upos::Aux => Pos::Verb,
        Upos::Noun | Upos::Propn => Pos::Noun,
        Upos::Adj => Pos::Adjective,
        _ => Pos::Any,
    };
    look(analysis, lexicon, flags, token, &word.lemma, pos, &mut sense);
    if word.lower != word.lemma {
        look(analysis, lexicon, flags, token, &word.lower, Pos::Any, &mut sense);
    }
    if matches!(word.upos, Upos::Noun | Upos::Adj) {
        let mut verb = Sense { last: token as u32, ..Sense::default() };
        look(analysis, lexicon, flags, token, &word.lemma, Pos::Verb, &mut verb);
        sense.as_verb = verb.frames.or(verb.phrase);
    }
    sense
}

fn look(
    analysis: &Analysis,
    lexicon: &Lexicon,
    flags: &[Frames],
    token: TokenId,
    key: &str,
    pos: Pos,
    sense: &mut Sense,
) {
    for entry in lexicon.words.entries(key) {
        let flag = flags[entry.class.0 as usize];
        if flag == Frames::default() || (entry.pos != Pos::Any && entry.pos != pos) {
            continue;
        }
        if entry.rest.is_empty() {
            sense.frames = sense.frames.or(flag);
            continue;
        }
        let last = token + entry.rest.len();
        let fits = entry.rest.iter().enumerate().all(|(index, rest)| {
            analysis.tokens.get(token + 1 + index).is_some_and(|word| word.lower == *rest || word.lemma == *rest)
        });
        if fits && last as u32 >= sense.last {
            if last as u32 > sense.last {
                sense.phrase = Frames::default();
            }
            sense.last = last as u32;
            sense.phrase = sense.phrase.or(flag);
        }
    }
}

//! Nouns in two words that the parser takes for a noun and a participle: "a mass shooting in Izeh".

use lexicon::{Lexicon, Pos};

use crate::analysis::{Token, TokenId};
use crate::repair::children;
use crate::tagset::{Relation, Upos, Xpos};

/// Makes the participle the head where the lexicon knows both words as one noun and no object follows.
pub(super) fn gerunds(tokens: &mut [Token], first: TokenId, last: TokenId, lexicon: &Lexicon) {
    for id in first + 1..last {
        let noun = id - 1;
        let participle = tokens[id].xpos == Xpos::Vbg && tokens[id].relation == Relation::Acl;
        if !participle || tokens[id].head != Some(noun) || tokens[noun].upos != Upos::Noun {
            continue;
        }
        let entries = lexicon.words.entries(&tokens[noun].lower);
        let is_noun = |entry: &lexicon::Entry| {
            entry.pos == Pos::Noun && entry.rest.len() == 1 && entry.rest[0] == tokens[id].lower.as_str()
        };
        let known = entries.iter().any(is_noun);
        if !known || children(tokens, id).any(|child| tokens[child].relation == Relation::Obj) {
            continue;
        }
        let moved: Vec<TokenId> = children(tokens, noun).filter(|&child| child != id).collect();
        (tokens[id].head, tokens[id].relation) = (tokens[noun].head, tokens[noun].relation);
        (tokens[id].upos, tokens[id].xpos, tokens[id].lemma) = (Upos::Noun, Xpos::Nn, tokens[id].lower.clone());
        (tokens[noun].head, tokens[noun].relation) = (Some(id), Relation::Compound);
        for child in moved {
            tokens[child].head = Some(id);
        }
    }
}

//! The linker with its words: makes traits of claims, joins new claims to a record.

use jiff::civil::Date;
use lexicon::Lexicon;

use crate::entry::{ClaimKey, Kept};
use crate::join::{Caps, join, regroup};
use crate::known::{Known, Newcomer, Outcome};
use crate::senses::Senses;
use crate::traits::{Traits, traits};

#[derive(Clone, Debug)]
pub struct Linker {
    senses: Senses,
    pub caps: Caps,
}

impl Linker {
    pub fn new(lexicon: &Lexicon) -> Linker {
        Linker { senses: Senses::new(lexicon), caps: Caps::default() }
    }

    /// What of a claim is compared; `published` and `text` are its report's.
    pub fn traits(&self, key: &ClaimKey, published: Option<Date>, text: &str, kept: &Kept) -> Traits {
        traits(&self.senses, key, published, text, kept)
    }

    /// Links new claims and groups what they touch. No claim that `known` holds may be among them.
    pub fn join<K: Known>(&self, known: &mut K, new: &[Newcomer<K::Id>]) -> Result<Outcome<K::Id>, K::Error> {
        join(known, self.caps, new)
    }

    /// Groups anew what verdicts touch: to be called once they are written (or taken out), with the pairs they are about.
    pub fn regroup<K: Known>(&self, known: &mut K, changed: &[(K::Id, K::Id)]) -> Result<Outcome<K::Id>, K::Error> {
        regroup(known, self.caps, changed)
    }
}

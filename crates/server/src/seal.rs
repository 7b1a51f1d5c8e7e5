//! Where a list goes on -> an opaque token, and back; a token of another list or another question is told apart.

use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Of one list with one filter.
pub(crate) struct Seal(u32);

/// Longest token that is looked at, in bytes.
const TOKEN_MAX: usize = 400;

impl Seal {
    pub(crate) fn of(question: &impl Hash) -> Seal {
        let mut hasher = DefaultHasher::new();
        question.hash(&mut hasher);
        Seal(hasher.finish() as u32)
    }

    pub(crate) fn close(&self, place: &str) -> String {
        let hex: String = place.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("{:08x}{hex}", self.0)
    }

    pub(crate) fn open(&self, token: &str) -> Option<String> {
        let is_hex = token.len() <= TOKEN_MAX && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (seal, hex) = token.split_at_checked(8).filter(|_| is_hex)?;
        if u32::from_str_radix(seal, 16).ok()? != self.0 {
            return None;
        }
        let bytes = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_only_for_its_own_question() {
        let token = Seal::of(&"events").close("14720.72");
        assert_eq!(Seal::of(&"events").open(&token).as_deref(), Some("14720.72"));
        assert_eq!(Seal::of(&"claims").open(&token), None);
        for wrong in ["", "x", "zzzzzzzz", "ééééé", &token[..7]] {
            assert_eq!(Seal::of(&"events").open(wrong), None, "{wrong}");
        }
    }
}

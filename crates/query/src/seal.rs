//! Where a list goes on -> an opaque token, and back; a token of another list or another question is told apart.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use record::Filter;

use crate::QueryError;

/// Of one list with one filter.
pub struct Seal(u32);

/// Longest token that is looked at, in bytes.
const TOKEN_MAX: usize = 400;

impl Seal {
    /// `own` is what the list is asked beside its filter, its order among it.
    pub fn of(list: &str, own: &str, filter: &Filter) -> Seal {
        let mut hasher = DefaultHasher::new();
        (list, own, format!("{filter:?}")).hash(&mut hasher);
        Seal(hasher.finish() as u32)
    }

    /// What somebody gives to go on behind this place.
    pub fn close(&self, place: &str) -> String {
        let hex: String = place.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("{:08x}{hex}", self.0)
    }

    /// The place that the token stands for.
    pub fn open(&self, token: &str) -> Result<String, QueryError> {
        let problem = "`next` is no token of this list with these filters; give it as the page before ended with it";
        self.opened(token).ok_or_else(|| QueryError::Wrong { name: "next", problem: problem.to_string() })
    }

    fn opened(&self, token: &str) -> Option<String> {
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
        let (all, of_report) = (Filter::default(), Filter { outlet: Some("wire".to_string()), ..Filter::default() });
        let events = Seal::of("events", "", &all);
        let token = events.close("14720.72");
        assert_eq!(events.open(&token).ok().as_deref(), Some("14720.72"));
        for other in
            [Seal::of("claims", "", &all), Seal::of("events", "latest", &all), Seal::of("events", "", &of_report)]
        {
            assert!(other.open(&token).is_err());
        }
        for wrong in ["", "x", "zzzzzzzz", "ééééé", "14720.72", &token[..7]] {
            assert!(events.open(wrong).is_err(), "{wrong}");
        }
    }
}

//! Tokens: 256 bits from the operating system, shown once; what is kept of one is its hash.

use sha2::{Digest as _, Sha256};
use store::TokenHash;

/// So that a token that slipped into a file is known as one.
const PREFIX: &str = "dl_";

/// A new token, as it is shown to its holder, and what the record keeps of it.
pub fn make() -> Result<(String, TokenHash), getrandom::Error> {
    let token = format!("{PREFIX}{}", random()?);
    let hash = hash(&token);
    Ok((token, hash))
}

pub(crate) fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

/// 256 bits as 43 letters, digits, `-` and `_`.
pub(super) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(letters(&bytes))
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 for addresses (RFC 4648, section 5), without padding.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let bits = part.iter().zip([16, 8, 0]).fold(0, |bits, (byte, shift)| bits | u32::from(*byte) << shift);
        for shift in [18, 12, 6, 0].into_iter().take(part.len() + 1) {
            text.push(char::from(LETTERS[(bits >> shift & 63) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, hash_of_one) = make().unwrap();
        let (other, _) = make().unwrap();
        assert_ne!(one, other);
        assert_eq!((one.len(), &one[..3]), (46, "dl_"));
        assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')));
        assert_eq!(hash(&one), hash_of_one);
    }

    #[test]
    fn letters_are_those_of_the_standard() {
        for (bytes, want) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(letters(bytes.as_bytes()), want);
        }
        assert_eq!(letters(&[0xfb, 0xff]), "-_8");
    }
}

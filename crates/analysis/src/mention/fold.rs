//! `&str -> atoms`: words as the name index compares them.
//!
//! An atom is a run of letters and digits, without case, accents and full stops, as a 64-bit hash:
//! "al-Burhan" is two atoms, "U.S." is one, "Erdoğan" equals "Erdogan". Apostrophes and dashes part atoms.

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Calls `emit` with the hash of each atom of `text`, in order.
pub(crate) fn atoms(text: &str, mut emit: impl FnMut(u64)) {
    let mut hash = SEED;
    let mut any = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            hash = step(hash, c.to_ascii_lowercase() as u8);
            any = true;
        } else if c == '.' || is_mark(c) {
        } else if c.is_alphanumeric() {
            for byte in base(c).bytes() {
                hash = step(hash, byte);
            }
            if base(c).is_empty() {
                let mut buffer = [0; 4];
                for byte in c.to_lowercase().next().unwrap_or(c).encode_utf8(&mut buffer).bytes() {
                    hash = step(hash, byte);
                }
            }
            any = true;
        } else if any {
            emit(hash);
            (hash, any) = (SEED, false);
        }
    }
    if any {
        emit(hash);
    }
}

/// The hash of the first atom; 0 where there is none.
pub(crate) fn atom(text: &str) -> u64 {
    let mut first = 0;
    atoms(text, |hash| {
        if first == 0 {
            first = hash;
        }
    });
    first
}

/// Letters and digits in ASCII where the character has a plain form, lower case.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match base(c) {
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            "" if is_mark(c) => {}
            "" => out.extend(c.to_lowercase()),
            letters => out.push_str(letters),
        }
    }
    out
}

/// A hash of the very bytes.
pub(crate) fn bytes(text: &str) -> u64 {
    text.bytes().fold(SEED, step)
}

const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

/// A combining accent, or a letter-like apostrophe of transliterations.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Latin letters without their marks; empty for characters that have no plain form here.
const fn base(c: char) -> &'static str {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'Ç' | 'Ć' | 'Č' | 'Ĉ' => "c",
        'ď' | 'đ' | 'ð' | 'Ď' | 'Đ' | 'Ð' | 'ḍ' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' | 'ế' | 'ệ' | 'ə' | 'Ə' => {
            "e"
        }
        'ğ' | 'ģ' | 'ġ' | 'Ğ' | 'Ģ' | 'Ġ' => "g",
        'ħ' | 'ḥ' | 'Ħ' | 'Ḥ' => "h",
        'ì'..='ï' | 'ī' | 'ı' | 'į' | 'Ì'..='Ï' | 'Ī' | 'İ' | 'Į' => "i",
        'ķ' | 'Ķ' => "k",
        'ł' | 'ľ' | 'ļ' | 'ĺ' | 'Ł' | 'Ľ' | 'Ļ' | 'Ĺ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' | 'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' | 'ơ' | 'ộ' => "o",
        'œ' | 'Œ' => "oe",
        'ŕ' | 'ř' | 'Ŕ' | 'Ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ṣ' | 'Ś' | 'Š' | 'Ş' | 'Ș' | 'Ṣ' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' | 'ṭ' | 'Ť' | 'Ţ' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ŭ' | 'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' | 'Ų' | 'Ŭ' | 'ư' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' | 'Ź' | 'Ż' | 'Ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut found = Vec::new();
        atoms(text, |hash| found.push(hash));
        found
    }

    #[test]
    fn spellings_that_are_one_name() {
        assert_eq!(hashes("Erdoğan"), hashes("ERDOGAN"));
        assert_eq!(hashes("U.S."), hashes("US"));
        assert_eq!(hashes("al-Burhan"), hashes("al Burhan"));
        assert_eq!(hashes("People’s Army"), hashes("People's army"));
        assert_eq!(hashes("Київ"), hashes("КИЇВ"));
        assert_ne!(hashes("Iran"), hashes("Iraq"));
        assert!(hashes(" — ").is_empty());
    }
}

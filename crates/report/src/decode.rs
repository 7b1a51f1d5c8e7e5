//! `bytes -> String`: text from a file, or the reason why it is none.
//!
//! UTF-8 unless a byte order mark or the user says otherwise. The text is kept to the character: line ends stay
//! as they are, and a byte order mark at the head of UTF-8 stays as the character U+FEFF, which offsets count
//! (as `open(…, encoding="utf-8")` in Python has it). The mark of UTF-16 is not part of the text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Larger files are no reports. Spans are 32 bits wide.
pub const BYTES_MAX: usize = 16 << 20;

/// More control characters than one in so many mean that the bytes are no text.
const CONTROL_SHARE: usize = 20;

/// Looked at before the size is, so that a large file is called what it is.
const HEAD_BYTES: usize = 8192;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    #[error("not text: {0}; give plain text, or name its encoding with --encoding")]
    NotText(&'static str),
    #[error("not UTF-8 text: byte {at} does not fit; name its encoding with --encoding")]
    Malformed { at: usize },
    #[error("not {0} text: some bytes do not fit; name its encoding with --encoding")]
    MalformedAs(&'static str),
    #[error("{bytes} bytes are more than the {BYTES_MAX} that a report may have; split it")]
    TooLarge { bytes: usize },
    #[error("`{0}` is no encoding that is known here; try utf-8, windows-1251, iso-8859-1, koi8-r, utf-16le")]
    UnknownEncoding(String),
}

/// The text of a report. `declared` names an encoding as the web does ("windows-1251", "latin1").
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, DecodeError> {
    let declared = declared.map(encoding).transpose()?;
    if declared.is_none_or(|encoding| encoding == UTF_8) && mark(bytes).is_none() && is_binary(bytes) {
        return Err(DecodeError::NotText("it holds NUL bytes"));
    }
    if bytes.len() > BYTES_MAX {
        return Err(DecodeError::TooLarge { bytes: bytes.len() });
    }
    let text = match mark(bytes) {
        Some((encoding, length)) => other(encoding, &bytes[length..])?,
        None => match declared {
            Some(encoding) if encoding != UTF_8 => other(encoding, bytes)?,
            _ => utf8(bytes)?,
        },
    };
    if text.contains('\0') {
        return Err(DecodeError::NotText("it holds NUL bytes"));
    }
    let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    if controls * CONTROL_SHARE > text.chars().count() {
        return Err(DecodeError::NotText("too much of it is control characters"));
    }
    Ok(text)
}

/// Checks a name before any file is read.
pub fn encoding(name: &str) -> Result<&'static Encoding, DecodeError> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| DecodeError::UnknownEncoding(name.to_string()))
}

/// Programs, pictures and archives have NUL bytes near their beginning.
fn is_binary(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEAD_BYTES)].contains(&0)
}

/// The encoding that a byte order mark of UTF-16 shows, and its length.
fn mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => Some((UTF_16LE, 2)),
        [0xfe, 0xff, ..] => Some((UTF_16BE, 2)),
        _ => None,
    }
}

fn utf8(bytes: &[u8]) -> Result<String, DecodeError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_string()),
        Err(_) if bytes.contains(&0) => Err(DecodeError::NotText("it holds NUL bytes")),
        Err(error) => Err(DecodeError::Malformed { at: error.valid_up_to() }),
    }
}

fn other(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, DecodeError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(|text| text.into_owned()).ok_or(DecodeError::MalformedAs(encoding.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kept_to_the_character() {
        check("Київ — “yes”\r\n", "Київ — “yes”\r\n".as_bytes(), None);
        check("\u{feff}Yes", b"\xef\xbb\xbfYes", None);
        check("Yes", b"\xff\xfeY\0e\0s\0", None);
        check("Yes", b"\xfe\xff\0Y\0e\0s", None);
        check("Київ", b"\xca\xe8\xbf\xe2", Some("windows-1251"));
        check("é", b"\xe9", Some("latin1"));
        check("", b"", None);
    }

    #[test]
    fn bytes_that_are_no_text() {
        refuse("not text: it holds NUL bytes", b"\x7fELF\0\0\0\xff", None);
        refuse("not text: it holds NUL bytes", b"a\0b", None);
        refuse("not text: too much of it is control characters", b"\x01\x02\x03", None);
        refuse("not UTF-8 text: byte 1 does not fit", b"a\xff", None);
        refuse("not UTF-16LE text", b"\xff\xfe\x00\xd8", None);
        refuse("`klingon` is no encoding", b"a", Some("klingon"));
        refuse("16777217 bytes are more", &vec![b'a'; BYTES_MAX + 1], None);
    }

    #[track_caller]
    fn check(want: &str, bytes: &[u8], declared: Option<&str>) {
        assert_eq!(decode(bytes, declared).as_deref(), Ok(want));
    }

    #[track_caller]
    fn refuse(want: &str, bytes: &[u8], declared: Option<&str>) {
        let error = decode(bytes, declared).unwrap_err().to_string();
        assert!(error.starts_with(want), "{error:?}");
    }
}

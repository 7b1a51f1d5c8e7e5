//! Numbers in as few bytes as they need: seven bits a byte, the lowest first (LEB128).

use crate::error::{Fault, Tried};

#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
}

pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl Writer {
    pub(super) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Small where `value` is near zero on either side.
    pub(super) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    /// None is 0, all else one more than itself.
    pub(super) fn maybe(&mut self, value: Option<u32>) {
        self.number(value.map_or(0, |value| u64::from(value) + 1));
    }

    /// A whole number as itself, any other as its eight bytes behind a 0.
    pub(super) fn real(&mut self, value: f64) {
        let whole = value as u64;
        if whole < WHOLE_END && (whole as f64).to_bits() == value.to_bits() {
            self.number(whole + 1);
        } else {
            self.number(0);
            self.bytes.extend(value.to_bits().to_le_bytes());
        }
    }
}

/// Whole numbers below it are told exactly by an f64.
const WHOLE_END: u64 = 1 << 53;

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn number(&mut self) -> Tried<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or_else(cut_short)?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(cut_short())
    }

    pub(super) fn small(&mut self) -> Tried<u32> {
        u32::try_from(self.number()?).map_err(|_| cut_short())
    }

    /// How many items follow: each takes a byte at least.
    pub(super) fn count(&mut self) -> Tried<usize> {
        let count = self.number()? as usize;
        if count <= self.rest.len() { Ok(count) } else { Err(cut_short()) }
    }

    pub(super) fn signed(&mut self) -> Tried<i64> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    pub(super) fn maybe(&mut self) -> Tried<Option<u32>> {
        let value = self.number()?.checked_sub(1);
        value.map(|value| u32::try_from(value).map_err(|_| cut_short())).transpose()
    }

    pub(super) fn real(&mut self) -> Tried<f64> {
        if let Some(whole) = self.number()?.checked_sub(1) {
            return Ok(whole as f64);
        }
        let (bytes, rest) = self.rest.split_first_chunk::<8>().ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(f64::from_bits(u64::from_le_bytes(*bytes)))
    }
}

fn cut_short() -> Fault {
    Fault::Damaged("the body of a claim cannot be read".to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u64, signed: i64, maybe: Option<u32>, bits: u64, whole in 0_u64..1 << 54) {
            let maybe = maybe.filter(|value| *value < u32::MAX);
            let mut writer = Writer::default();
            writer.number(number);
            writer.signed(signed);
            writer.maybe(maybe);
            writer.real(f64::from_bits(bits));
            writer.real(whole as f64);
            let mut reader = Reader::new(&writer.bytes);
            prop_assert_eq!(reader.number().ok(), Some(number));
            prop_assert_eq!(reader.signed().ok(), Some(signed));
            prop_assert_eq!(reader.maybe().ok(), Some(maybe));
            prop_assert_eq!(reader.real().ok().map(f64::to_bits), Some(bits));
            prop_assert_eq!(reader.real().ok(), Some(whole as f64));
            prop_assert!(reader.is_at_end());
        }

        #[test]
        fn any_bytes_end(bytes: Vec<u8>) {
            let mut reader = Reader::new(&bytes);
            while reader.number().is_ok() {}
            let mut reader = Reader::new(&bytes);
            while reader.real().is_ok() {}
        }
    }

    #[test]
    fn small_numbers_are_short() {
        let mut writer = Writer::default();
        writer.number(127);
        writer.signed(-64);
        writer.maybe(None);
        writer.real(0.0);
        assert_eq!(writer.bytes.len(), 4);
    }
}

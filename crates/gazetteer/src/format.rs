//! The layout of a gazetteer file, and how it is read where it lies.
//!
//! ```text
//! head       8 bytes magic, then 5 sections of (offset u32, length u32)
//! countries  5 bytes each: ISO alpha-2, ISO alpha-3
//! regions    u32 each: the place that is this first-order division
//! places     22 bytes each, most populous first (see [`Record`])
//! strings    one byte of length, then UTF-8: the names as they are shown
//! index      u32 count of blocks, u32 offset of each block, blocks of 16 folded names in order
//! ```
//!
//! A name in a block is: bytes shared with the name before (u8), bytes of its own (u8), those bytes, then
//! its places: their count, and for each the distance from the last one, doubled, plus 1 where this is the
//! place's main name; all as LEB128. All numbers are little-endian. A damaged file gives fewer
//! places or wrong ones, never a panic.

pub(crate) const MAGIC: &[u8; 8] = b"DTLNGAZ2";
pub(crate) const SECTIONS: usize = 5;
pub(crate) const HEAD: usize = 8 + SECTIONS * 8;
pub(crate) const RECORD: usize = 22;
pub(crate) const COUNTRY: usize = 5;
pub(crate) const BLOCK: usize = 16;
/// Degrees are stored in ten-thousandths: 11 metres at the equator.
pub(crate) const PER_DEGREE: f64 = 10_000.0;
/// Stands for a place whose coordinates are not known.
pub(crate) const NO_POINT: i32 = 0x7f_ffff;
pub(crate) const NO_COUNTRY: u8 = u8::MAX;
pub(crate) const NO_REGION: u16 = u16::MAX;
/// Longer names are not stored: no place of the news has one.
pub(crate) const NAME_MAX: usize = 120;
/// A bit beside the feature: the seat of a country's government.
pub(crate) const CAPITAL: u8 = 0x80;
/// A bit beside the feature: what readers of world news take its name for.
pub(crate) const WELL_KNOWN: u8 = 0x40;
/// More places than any name has: a damaged count reads no further.
const POSTINGS_MAX: u32 = 4096;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OpenError {
    #[error("the gazetteer is no gazetteer file: it does not start with `DTLNGAZ2`; build it anew")]
    Magic,
    #[error("the gazetteer is cut short: its {section} end at byte {end} of {length}; build it anew")]
    Short { section: &'static str, end: u64, length: usize },
}

/// Where the sections lie.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sections<'a> {
    pub(crate) countries: &'a [u8],
    pub(crate) regions: &'a [u8],
    pub(crate) places: &'a [u8],
    pub(crate) strings: &'a [u8],
    pub(crate) index: &'a [u8],
}

/// One place as stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    pub(crate) point: Option<(f64, f64)>,
    pub(crate) geonames: Option<u32>,
    pub(crate) country: &'a str,
    /// The place that is its first-order division.
    pub(crate) region: Option<u32>,
    /// Feature's number and flags.
    pub(crate) kind: u8,
    pub(crate) population: u32,
    pub(crate) name: &'a str,
}

/// What the index says of one name: places in order, and whether it is their main name.
pub(crate) type Posting = (u32, bool);

impl<'a> Sections<'a> {
    /// Checks the head alone: nothing is parsed.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Sections<'a>, OpenError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(OpenError::Magic);
        }
        let section = |index: usize, section: &'static str| {
            let at = MAGIC.len() + index * 8;
            let start = u32_at(bytes, at).unwrap_or(u32::MAX);
            let end = u64::from(start) + u64::from(u32_at(bytes, at + 4).unwrap_or(u32::MAX));
            bytes.get(start as usize..end as usize).ok_or(OpenError::Short { section, end, length: bytes.len() })
        };
        Ok(Sections {
            countries: section(0, "countries")?,
            regions: section(1, "regions")?,
            places: section(2, "places")?,
            strings: section(3, "strings")?,
            index: section(4, "names")?,
        })
    }

    pub(crate) fn places(self) -> u32 {
        (self.places.len() / RECORD) as u32
    }

    pub(crate) fn record(self, place: u32) -> Option<Record<'a>> {
        let at = (place as usize).checked_mul(RECORD)?;
        let bytes = self.places.get(at..at + RECORD)?;
        let (latitude, longitude) = (i24(&bytes[0..3]), i24(&bytes[3..6]));
        let point =
            (latitude != NO_POINT).then(|| (f64::from(latitude) / PER_DEGREE, f64::from(longitude) / PER_DEGREE));
        let region = u16::from_le_bytes([bytes[11], bytes[12]]);
        Some(Record {
            point,
            geonames: u32_at(bytes, 6).filter(|&id| id != 0),
            country: self.country(bytes[10]),
            region: (region != NO_REGION).then(|| u32_at(self.regions, region as usize * 4)).flatten(),
            kind: bytes[13],
            population: u32_at(bytes, 14).unwrap_or(0),
            name: self.string(u32_at(bytes, 18)?),
        })
    }

    fn country(self, index: u8) -> &'a str {
        let at = usize::from(index) * COUNTRY;
        let code = self.countries.get(at + 2..at + 5).unwrap_or_default();
        if index == NO_COUNTRY { "" } else { std::str::from_utf8(code).unwrap_or_default() }
    }

    /// ISO alpha-3 of an ISO alpha-2 code.
    pub(crate) fn alpha3(self, alpha2: &str) -> Option<&'a str> {
        let row = self.countries.chunks_exact(COUNTRY).find(|row| row[..2] == *alpha2.as_bytes())?;
        std::str::from_utf8(&row[2..]).ok()
    }

    /// True where some country has this ISO alpha-3 code.
    pub(crate) fn is_alpha3(self, code: &str) -> bool {
        self.countries.chunks_exact(COUNTRY).any(|row| row[2..] == *code.as_bytes())
    }

    fn string(self, at: u32) -> &'a str {
        let at = at as usize;
        let length = self.strings.get(at).copied().map_or(0, usize::from);
        let bytes = self.strings.get(at + 1..at + 1 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The places of a folded name, and whether a longer name starts with it and a space.
    /// About 15 comparisons of short strings.
    pub(crate) fn look_up(self, folded: &str) -> (Vec<Posting>, bool) {
        let mut found = Vec::new();
        let wanted = folded.as_bytes();
        let blocks = u32_at(self.index, 0).unwrap_or(0) as usize;
        let after = partition(blocks, |block| self.block_head(block).is_some_and(|head| head <= wanted));
        let mut name = [0; NAME_MAX];
        for block in after.saturating_sub(1)..(after + 1).min(blocks) {
            let mut cursor = self.block(block);
            for _ in 0..BLOCK {
                let Some(length) = cursor.name(&mut name) else { break };
                let here = &name[..length];
                if here == wanted {
                    found = cursor.postings();
                    continue;
                }
                if here > wanted {
                    // The space sorts before letters and digits: a longer name comes next or not at all.
                    return (found, here.starts_with(wanted) && here.get(wanted.len()) == Some(&b' '));
                }
                cursor.skip_postings();
            }
        }
        (found, false)
    }

    fn block(self, block: usize) -> Cursor<'a> {
        let start = u32_at(self.index, 4 + block * 4).unwrap_or(u32::MAX) as usize;
        Cursor { bytes: self.index.get(start..).unwrap_or_default() }
    }

    /// The first name of a block, which shares nothing.
    fn block_head(self, block: usize) -> Option<&'a [u8]> {
        let bytes = self.block(block).bytes;
        bytes.get(2..2 + usize::from(*bytes.get(1)?))
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// Reads the next name over the last one; its length.
    fn name(&mut self, name: &mut [u8; NAME_MAX]) -> Option<usize> {
        let shared = usize::from(self.byte()?);
        let own = usize::from(self.byte()?);
        let target = name.get_mut(shared..shared + own)?;
        target.copy_from_slice(self.bytes.get(..own)?);
        self.bytes = &self.bytes[own..];
        Some(shared + own)
    }

    fn postings(&mut self) -> Vec<Posting> {
        let count = self.number().unwrap_or(0).min(POSTINGS_MAX);
        let mut found = Vec::with_capacity(count as usize);
        let mut place = 0_u32;
        for _ in 0..count {
            let Some(step) = self.number() else { break };
            place = place.wrapping_add(step >> 1);
            found.push((place, step & 1 == 1));
        }
        found
    }

    fn skip_postings(&mut self) {
        let count = self.number().unwrap_or(0).min(POSTINGS_MAX);
        for _ in 0..count {
            if self.number().is_none() {
                return;
            }
        }
    }
}

/// The first of `0..length` for which `before` does not hold; it holds for all that precede.
fn partition(length: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn i24(bytes: &[u8]) -> i32 {
    i32::from_le_bytes([0, bytes[0], bytes[1], bytes[2]]) >> 8
}

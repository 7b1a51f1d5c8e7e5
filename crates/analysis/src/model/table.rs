//! Tables that are read where they lie in the file: sparse weights, and dictionaries from hashes to numbers.
//!
//! A hashed weight table has millions of rows, most of them empty. A bitmap tells which are there, and how many are
//! there before each 64 of them; the rows follow without gaps. So a miss, the common case, costs one bit.

use crate::model::file::{u16_at, u32_at, u64_at};
use crate::model::template::Rows;

/// Which of `2^bits` rows there are. `bits (4) · rows (4) · bitmap · rows before each word of the bitmap (4 each)`.
struct Occupied<'a> {
    bits: u32,
    bitmap: &'a [u8],
    before: &'a [u8],
}

impl<'a> Occupied<'a> {
    /// With what follows it.
    fn open(bytes: &'a [u8]) -> Option<(Occupied<'a>, usize, &'a [u8])> {
        let (head, body) = bytes.split_at_checked(8)?;
        let bits = u32_at(head, 0);
        if !(6..=28).contains(&bits) {
            return None;
        }
        let words = 1_usize << (bits - 6);
        let (bitmap, body) = body.split_at_checked(words * 8)?;
        let (before, body) = body.split_at_checked(words * 4)?;
        Some((Occupied { bits, bitmap, before }, u32_at(head, 1) as usize, body))
    }

    fn encode(rows: &[u32], bits: u32) -> Vec<u8> {
        let mut bitmap = vec![0_u64; 1 << (bits - 6)];
        for &row in rows {
            bitmap[row as usize / 64] |= 1 << (row % 64);
        }
        let mut bytes = bits.to_le_bytes().to_vec();
        bytes.extend((rows.len() as u32).to_le_bytes());
        bytes.extend(bitmap.iter().flat_map(|word| word.to_le_bytes()));
        let mut before = 0_u32;
        for word in bitmap {
            bytes.extend(before.to_le_bytes());
            before += word.count_ones();
        }
        bytes
    }

    /// The places of those rows that are there; how many they are.
    ///
    /// Each step goes over all rows without a branch on what it finds, which is as good as random: so the loads of
    /// all rows overlap, and the time is that of the memory's throughput, not of its latency.
    #[inline(always)]
    fn places(&self, rows: &Rows, places: &mut Places) -> usize {
        let mut count = 0_usize;
        for &row in rows.as_slice() {
            let word = u64_at(self.bitmap, row as usize / 64);
            places[count % PLACES] = row;
            count += (word >> (row % 64)) as usize & 1;
        }
        let count = count.min(PLACES);
        for place in &mut places[..count] {
            let (at, bit) = (*place as usize / 64, *place % 64);
            let below = u64_at(self.bitmap, at) & ((1_u64 << bit) - 1);
            *place = u32_at(self.before, at) + below.count_ones();
        }
        count
    }
}

/// As many as there are templates, at the most.
const PLACES: usize = 256;
type Places = [u32; PLACES];

/// Weights for three outcomes whose sum is zero in every row, so that two are kept: `first (i16) · second (i16)`.
pub struct Pairs<'a> {
    occupied: Occupied<'a>,
    weights: &'a [u8],
}

impl<'a> Pairs<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Pairs<'a>> {
        let (occupied, rows, weights) = Occupied::open(bytes)?;
        (weights.len() >= rows * 4).then_some(Pairs { occupied, weights })
    }

    /// `rows` in growing order.
    pub fn encode(bits: u32, rows: &[(u32, [i16; 2])]) -> Vec<u8> {
        let indices: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let mut bytes = Occupied::encode(&indices, bits);
        bytes.extend(rows.iter().flat_map(|row| row.1).flat_map(i16::to_le_bytes));
        bytes
    }

    pub(crate) fn bits(&self) -> u32 {
        self.occupied.bits
    }

    pub(crate) fn scores(&self, rows: &Rows) -> [i32; 3] {
        let mut places = [0; PLACES];
        let count = self.occupied.places(rows, &mut places);
        let (mut first, mut second) = (0_i32, 0_i32);
        for &place in &places[..count] {
            let pair = u32_at(self.weights, place as usize);
            first += i32::from(pair as u16 as i16);
            second += i32::from((pair >> 16) as u16 as i16);
        }
        [first, second, -(first + second)]
    }
}

/// Weights for many outcomes, few in each row. Each 64 rows' lists begin at a `start`; a row's list ends so many
/// entries after it.
/// `occupied · start for each 64 rows (4 each) · end of each row's list (2 each) · outcome (u8), weight (i16) of each`.
pub struct Lists<'a> {
    occupied: Occupied<'a>,
    starts: &'a [u8],
    ends: &'a [u8],
    entries: &'a [u8],
}

/// Rows that share a start.
const GROUP: usize = 64;
const ENTRY: usize = 3;

impl<'a> Lists<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Lists<'a>> {
        let (occupied, rows, body) = Occupied::open(bytes)?;
        let (starts, body) = body.split_at_checked(rows.div_ceil(GROUP) * 4)?;
        let (ends, entries) = body.split_at_checked(rows * 2)?;
        Some(Lists { occupied, starts, ends, entries })
    }

    /// `rows` in growing order, none of them empty.
    pub fn encode(bits: u32, rows: &[(u32, Vec<(u8, i16)>)]) -> Vec<u8> {
        let indices: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let mut bytes = Occupied::encode(&indices, bits);
        let (mut starts, mut ends, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for group in rows.chunks(GROUP) {
            let start = entries.len() / ENTRY;
            starts.extend((start as u32).to_le_bytes());
            for (_, list) in group {
                for &(outcome, weight) in list {
                    let [low, high] = weight.to_le_bytes();
                    entries.extend([outcome, low, high]);
                }
                ends.extend(((entries.len() / ENTRY - start) as u16).to_le_bytes());
            }
        }
        bytes.append(&mut starts);
        bytes.append(&mut ends);
        bytes.append(&mut entries);
        bytes
    }

    pub(crate) fn bits(&self) -> u32 {
        self.occupied.bits
    }

    /// Adds the weights of these rows to the scores.
    pub(crate) fn add_to(&self, rows: &Rows, scores: &mut [i32; OUTCOMES_MAX]) {
        let mut places = [0; PLACES];
        let count = self.occupied.places(rows, &mut places);
        let mut lists = [(0_u32, 0_u32); PLACES];
        for (list, &place) in lists.iter_mut().zip(&places[..count]) {
            *list = self.list(place as usize);
        }
        // Touches each list before any is read, so that they come into the cache side by side.
        let touched =
            lists[..count].iter().fold(0, |all, list| all ^ self.entries.get(list.0 as usize).copied().unwrap_or(0));
        std::hint::black_box(touched);
        for &(first, last) in &lists[..count] {
            for entry in self.entries.get(first as usize..last as usize).unwrap_or_default().chunks_exact(ENTRY) {
                let outcome = usize::from(entry[0]) % OUTCOMES_MAX;
                scores[outcome] += i32::from(i16::from_le_bytes([entry[1], entry[2]]));
            }
        }
    }

    /// First and last byte of a row's entries, the last exclusive.
    #[inline(always)]
    fn list(&self, place: usize) -> (u32, u32) {
        let start = u32_at(self.starts, place / GROUP);
        let before = u16_at(self.ends, place.saturating_sub(1));
        let first = if place.is_multiple_of(GROUP) { 0 } else { before };
        let byte = |entry: u16| start.saturating_add(u32::from(entry)).saturating_mul(ENTRY as u32);
        (byte(first), byte(u16_at(self.ends, place)))
    }
}

/// Tags and relations are fewer.
pub const OUTCOMES_MAX: usize = 128;

/// From a hash to a number of 32 bits: open addressing over `2^bits` slots, an empty slot's key is 0.
/// `bits (4) · zero (4) · keys (4 each) · values (4 each)`.
pub struct Dictionary<'a> {
    bits: u32,
    keys: &'a [u8],
    values: &'a [u8],
}

impl<'a> Dictionary<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Dictionary<'a>> {
        let (head, body) = bytes.split_at_checked(8)?;
        let bits = u32_at(head, 0);
        if !(1..=24).contains(&bits) {
            return None;
        }
        let (keys, values) = body.split_at_checked(4 << bits)?;
        (values.len() >= 4 << bits).then_some(Dictionary { bits, keys, values })
    }

    /// At most three quarters full. Two hashes that agree in slot and key are one: the first stays.
    pub fn encode(entries: &[(u64, u32)]) -> Vec<u8> {
        let bits = (entries.len() * 4 / 3 + 1).next_power_of_two().trailing_zeros().max(1);
        let mut keys = vec![0_u32; 1 << bits];
        let mut values = vec![0_u32; 1 << bits];
        for &(hash, value) in entries {
            let (mut slot, key) = split(hash, bits);
            while keys[slot] != 0 && keys[slot] != key {
                slot = (slot + 1) % keys.len();
            }
            if keys[slot] == 0 {
                keys[slot] = key;
                values[slot] = value;
            }
        }
        let numbers = [bits, 0].into_iter().chain(keys).chain(values);
        numbers.flat_map(u32::to_le_bytes).collect()
    }

    pub(crate) fn get(&self, hash: u64) -> Option<u32> {
        let (first, key) = split(hash, self.bits);
        let slots = 1_usize << self.bits;
        for step in 0..slots {
            let slot = (first + step) % slots;
            let there = u32_at(self.keys, slot);
            if there == key {
                return Some(u32_at(self.values, slot));
            }
            if there == 0 {
                return None;
            }
        }
        None
    }
}

fn split(hash: u64, bits: u32) -> (usize, u32) {
    let slot = crate::model::hash::row(hash, bits) as usize;
    (slot, ((hash ^ (hash >> 32)) as u32).max(1))
}

/// A list of records of four bytes: `u16 · u8 · u8`.
pub(crate) fn record(bytes: &[u8], index: usize) -> (u16, u8, u8) {
    let low = u16_at(bytes, index * 2);
    let [third, fourth] = u16_at(bytes, index * 2 + 1).to_le_bytes();
    (low, third, fourth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_finds_what_it_holds_and_nothing_else() {
        let hash = |n: u64| crate::model::hash::mix(n, 77);
        let entries: Vec<(u64, u32)> = (0..1000).map(|n| (hash(n), n as u32)).collect();
        let bytes = Dictionary::encode(&entries);
        let dictionary = Dictionary::open(&bytes).unwrap();
        assert!(entries.iter().all(|&(hash, value)| dictionary.get(hash) == Some(value)));
        assert!((1000..2000).all(|n| dictionary.get(hash(n)).is_none()));
    }

    #[test]
    fn a_table_cut_short_does_not_open() {
        let bytes = Pairs::encode(8, &[(3, [1, -2]), (200, [30000, -30000])]);
        assert!(Pairs::open(&bytes).is_some());
        assert!((0..bytes.len()).all(|length| Pairs::open(&bytes[..length]).is_none()));
    }
}

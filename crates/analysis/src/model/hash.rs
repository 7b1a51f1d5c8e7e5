//! Hashes of words and features. They are part of the model's format: change one and every trained weight is lost,
//! which the fingerprint in the model file tells at once.

/// Odd, with its bits well spread (the golden ratio in 64 bits).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const FINISH: u64 = 0xBF58_476D_1CE4_E5B9;

/// Joins two hashes; the order counts.
#[inline(always)]
pub const fn mix(left: u64, right: u64) -> u64 {
    (left.rotate_left(23) ^ right).wrapping_mul(SPREAD)
}

/// FNV-1a, with the high half folded in.
#[inline(always)]
pub(crate) fn of_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    hash ^ (hash >> 31)
}

/// The row of a table of `2^bits` rows, `1 <= bits <= 32`.
#[inline(always)]
pub const fn row(hash: u64, bits: u32) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(FINISH) >> (64 - bits)) as u32
}

/// Of a whole file: four lanes of eight bytes, so that 13 MB take a few milliseconds.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [1_u64, 2, 3, 4];
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (lane, part) in lanes.iter_mut().zip(chunk.chunks_exact(8)) {
            let value = part.try_into().map_or(0, u64::from_le_bytes);
            *lane = mix(*lane, value);
        }
    }
    let rest = of_bytes(chunks.remainder().iter().copied());
    lanes.into_iter().fold(mix(rest, bytes.len() as u64), mix)
}

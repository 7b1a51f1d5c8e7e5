//! Averaged weights to the bytes of the model's tables: the smallest left out, the others rounded to 16 bits.

use analysis::model::table::{Lists, Pairs};

use crate::perceptron::Averages;

/// The largest weight becomes this.
const LARGEST: f32 = 32_000.0;

/// Weights of three outcomes. `prune` per mille of the rows are left out: those whose largest weight is smallest.
pub(crate) fn pairs(averages: &Averages, prune: usize) -> Vec<u8> {
    let largest = |row: &[f32]| row.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    let rows = averages.weights.chunks_exact(averages.columns);
    let sizes: Vec<f32> = rows.clone().map(largest).collect();
    let scale = LARGEST / largest(&averages.weights).max(f32::MIN_POSITIVE);
    let least = threshold(sizes.iter().copied(), prune);
    let kept = rows.enumerate().filter(|(row, _)| sizes[*row] > least);
    let rounded = kept.map(|(row, weights)| (row as u32, [rounded(weights[0], scale), rounded(weights[1], scale)]));
    Pairs::encode(averages.bits, &rounded.collect::<Vec<_>>())
}

/// Weights of many outcomes. `prune` per mille of them are left out: the smallest.
pub(crate) fn lists(averages: &Averages, prune: usize) -> Vec<u8> {
    let largest = averages.weights.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    let scale = LARGEST / largest.max(f32::MIN_POSITIVE);
    let least = threshold(averages.weights.iter().map(|weight| weight.abs()), prune);
    let list = |row: &[f32]| -> Vec<(u8, i16)> {
        let kept = row.iter().enumerate().filter(|(_, weight)| weight.abs() > least);
        kept.map(|(outcome, &weight)| (outcome as u8, rounded(weight, scale))).collect()
    };
    let rows = averages.weights.chunks_exact(averages.columns).map(list).enumerate();
    let rows: Vec<_> = rows.filter(|(_, list)| !list.is_empty()).map(|(row, list)| (row as u32, list)).collect();
    Lists::encode(averages.bits, &rows)
}

fn rounded(weight: f32, scale: f32) -> i16 {
    (weight * scale).round() as i16
}

/// The size under which `prune` per mille of those that are not zero lie.
fn threshold(sizes: impl Iterator<Item = f32>, prune: usize) -> f32 {
    let mut sizes: Vec<f32> = sizes.filter(|&size| size > 0.0).collect();
    if prune == 0 || sizes.is_empty() {
        return 0.0;
    }
    let rank = (sizes.len() * prune / 1000).min(sizes.len() - 1);
    *sizes.select_nth_unstable_by(rank, f32::total_cmp).1
}

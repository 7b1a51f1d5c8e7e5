//! Averaged perceptrons over hashed rows (Freund and Schapire 1999; Collins 2002), in integers.

/// `2^bits` rows of `columns` weights, row by row.
pub(crate) struct Perceptron {
    pub(crate) columns: usize,
    pub(crate) bits: u32,
    weights: Vec<i32>,
    /// Each change times the step it was made in: subtracted, it leaves the sum over all steps.
    totals: Vec<i64>,
    steps: i64,
}

/// The mean of the weights over all steps of one or more runs.
#[derive(Default)]
pub(crate) struct Averages {
    pub(crate) columns: usize,
    pub(crate) bits: u32,
    pub(crate) weights: Vec<f32>,
}

impl Perceptron {
    pub(crate) fn new(columns: usize, bits: u32) -> Perceptron {
        let size = columns << bits;
        Perceptron { columns, bits, weights: vec![0; size], totals: vec![0; size], steps: 1 }
    }

    pub(crate) fn scores(&self, rows: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        for &row in rows {
            let start = row as usize * self.columns;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + self.columns]) {
                *score += weight;
            }
        }
    }

    /// One more decision has been made.
    pub(crate) fn step(&mut self) {
        self.steps += 1;
    }

    /// `wanted` should have scored higher than `found`.
    pub(crate) fn update(&mut self, rows: &[u32], wanted: usize, found: usize) {
        for &row in rows {
            let start = row as usize * self.columns;
            for (column, change) in [(wanted, 1), (found, -1)] {
                self.weights[start + column] += change;
                self.totals[start + column] += self.steps * i64::from(change);
            }
        }
    }

    pub(crate) fn averages(self) -> Averages {
        let steps = self.steps as f64;
        let mean = |(&weight, &total): (&i32, &i64)| (f64::from(weight) - total as f64 / steps) as f32;
        let weights = self.weights.iter().zip(&self.totals).map(mean).collect();
        Averages { columns: self.columns, bits: self.bits, weights }
    }
}

impl Averages {
    /// Sums the weights of another run of the same shape: two runs in one, at the cost of one.
    pub(crate) fn join(mut self, other: &Averages) -> Averages {
        for (weight, more) in self.weights.iter_mut().zip(&other.weights) {
            *weight += more;
        }
        self
    }
}

/// The first of the highest among those that `allowed` lets.
pub(crate) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best: Option<usize> = None;
    for index in (0..scores.len()).filter(|&index| allowed(index)) {
        if best.is_none_or(|best| scores[index] > scores[best]) {
            best = Some(index);
        }
    }
    best.unwrap_or_default()
}

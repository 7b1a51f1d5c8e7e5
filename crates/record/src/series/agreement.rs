//! `what sayers allow -> what they all allow`: values agree where their intervals overlap; nothing is averaged.

use claims::Figure;

/// What words allow of a number; an end is None where they leave it open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// "about", "nearly": the ends are round.
    pub approx: bool,
}

impl Bounds {
    pub fn of(figure: &Figure) -> Bounds {
        Bounds { low: figure.low, high: figure.high, approx: figure.approx }
    }

    /// One number, told outright.
    pub fn exact(self) -> Option<f64> {
        self.low.filter(|_| self.low == self.high && !self.approx)
    }
}

/// The meet of all; None where two of them are disjoint. Intervals that overlap two by two have a meet.
///
/// A round number allows what is rounded to it: "about 650" agrees with 653, and the meet is 653.
pub fn agreement(all: &[Bounds]) -> Option<(Option<f64>, Option<f64>)> {
    meet(all.iter().map(|bounds| (bounds.low, bounds.high)))
        .or_else(|| meet(all.iter().map(|bounds| loosened(*bounds))))
}

/// Largest sets of values that all overlap, as positions, by rising value; one set where all agree. "At least five"
/// stands with seven as with eight, though these two disagree.
pub fn camps(all: &[Bounds]) -> Vec<Vec<usize>> {
    if agreement(all).is_some() {
        return if all.is_empty() { Vec::new() } else { vec![(0..all.len()).collect()] };
    }
    let loose: Vec<_> = all.iter().map(|bounds| loosened(*bounds)).collect();
    let mut starts: Vec<f64> = loose.iter().map(|(low, _)| low.unwrap_or(f64::NEG_INFINITY)).collect();
    starts.sort_by(f64::total_cmp);
    starts.dedup();
    let holds = |&(low, high): &(Option<f64>, Option<f64>), point: f64| {
        low.is_none_or(|low| low <= point) && high.is_none_or(|high| point <= high)
    };
    let at = |point: f64| (0..all.len()).filter(|&at| holds(&loose[at], point)).collect::<Vec<usize>>();
    let mut camps: Vec<Vec<usize>> = Vec::new();
    for camp in starts.into_iter().map(at) {
        if camps.last().is_some_and(|last| last.iter().all(|value| camp.contains(value))) {
            camps.pop();
        }
        if !camps.last().is_some_and(|last| camp.iter().all(|value| last.contains(value))) {
            camps.push(camp);
        }
    }
    camps
}

fn meet(all: impl Iterator<Item = (Option<f64>, Option<f64>)>) -> Option<(Option<f64>, Option<f64>)> {
    let (mut low, mut high): (Option<f64>, Option<f64>) = (None, None);
    for (least, most) in all {
        low = [low, least].into_iter().flatten().reduce(f64::max);
        high = [high, most].into_iter().flatten().reduce(f64::min);
    }
    let is_empty = low.zip(high).is_some_and(|(low, high)| low > high);
    (!is_empty).then_some((low, high))
}

fn loosened(bounds: Bounds) -> (Option<f64>, Option<f64>) {
    if !bounds.approx {
        return (bounds.low, bounds.high);
    }
    (bounds.low.map(|low| low - grain(low) / 2.0), bounds.high.map(|high| high + grain(high) / 2.0))
}

/// The place of a number's last digit that is not zero: 10 for 650, 1 for 653, 1,000 for 42,000.
fn grain(value: f64) -> f64 {
    let mut grain = 1.0;
    while value >= grain * 10.0 && value % (grain * 10.0) == 0.0 {
        grain *= 10.0;
    }
    grain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(low: impl Into<Option<f64>>, high: impl Into<Option<f64>>, approx: bool) -> Bounds {
        Bounds { low: low.into(), high: high.into(), approx }
    }

    #[test]
    fn what_overlaps_agrees() {
        let over = bounds(640.0, None, false);
        let exact = bounds(653.0, 653.0, false);
        let about = bounds(650.0, 650.0, true);
        assert_eq!(agreement(&[over, exact]), Some((Some(653.0), Some(653.0))));
        assert_eq!(agreement(&[about]), Some((Some(650.0), Some(650.0))));
        assert_eq!(agreement(&[about, exact]), Some((Some(653.0), Some(653.0))));
        assert_eq!(agreement(&[over, bounds(None, 700.0, false)]), Some((Some(640.0), Some(700.0))));
        assert_eq!(agreement(&[]), Some((None, None)));
    }

    #[test]
    fn what_is_disjoint_does_not() {
        assert_eq!(agreement(&[bounds(7.0, 7.0, false), bounds(8.0, None, false)]), None);
        assert_eq!(agreement(&[bounds(600.0, 600.0, true), bounds(653.0, 653.0, false)]), None);
    }

    #[test]
    fn an_open_value_stands_in_every_camp_that_it_allows() {
        let (seven, eight, five) = (bounds(7.0, 7.0, false), bounds(8.0, 8.0, false), bounds(5.0, None, false));
        assert_eq!(camps(&[seven, five, eight]), [vec![0, 1], vec![1, 2]]);
        assert_eq!(camps(&[seven, five]), [vec![0, 1]]);
        assert_eq!(camps(&[eight, bounds(None, 6.0, false), seven]), [vec![1], vec![2], vec![0]]);
    }

    #[test]
    fn a_round_number_has_a_grain() {
        assert_eq!([650.0, 653.0, 42_000.0, 0.0, 0.5].map(grain), [10.0, 1.0, 1000.0, 1.0, 1.0]);
    }
}

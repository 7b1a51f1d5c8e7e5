//! `claims -> claims`: a figure whose number does not stand in its words is taken out. Nobody could check it.

use analysis::{Analysis, Quantity, QuantityKind};
use claims::{Claim, Figure};

/// How many figures were taken out.
pub fn refuse(text: &str, analysis: &Analysis, claims: &mut [Claim]) -> usize {
    let count = |claims: &[Claim]| claims.iter().map(|claim| claim.figures.len()).sum::<usize>();
    let before = count(claims);
    for claim in claims.iter_mut() {
        claim.figures.retain(|figure| stands(text, &analysis.quantities, figure));
    }
    before - count(claims)
}

/// Whether the figure's number is told by words inside its span: its digits stand there, or it was read there.
pub fn stands(text: &str, quantities: &[Quantity], figure: &Figure) -> bool {
    let numbers = numbers(figure.span.of(text));
    let written = |value: f64| numbers.iter().any(|&number| is_scaled(number, value));
    [figure.low, figure.high].into_iter().flatten().any(written) || was_read(quantities, figure)
}

fn was_read(quantities: &[Quantity], figure: &Figure) -> bool {
    let starts_before_end = quantities.partition_point(|quantity| quantity.span.start < figure.span.end);
    let near = quantities[..starts_before_end].iter().rev().take(8);
    let equal = |quantity: &&Quantity| {
        figure.span.contains(quantity.span)
            && (quantity.low, quantity.high) == (figure.low, figure.high)
            && quantity.kind != QuantityKind::Measure
    };
    near.into_iter().any(|quantity| equal(&quantity))
}

/// The numbers that are written in digits, grouping commas left out.
fn numbers(words: &str) -> Vec<f64> {
    let parts = words.split(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'));
    parts.filter_map(|part| part.trim_matches(['.', ',']).replace(',', "").parse().ok()).collect()
}

/// `value` is `number`, or "1.2 million" of it.
fn is_scaled(number: f64, value: f64) -> bool {
    [1.0, 1e2, 1e3, 1e6, 1e9, 1e12].into_iter().any(|scale| (number * scale - value).abs() <= value.abs() * 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::Span;

    /// A figure of 700 that points at "653" is left out and counted; one of 653 stays.
    #[test]
    fn a_figure_without_its_number_is_refused() {
        let text = "Russia fired 653 drones.";
        let figure = |value: f64| Figure {
            measure: claims::Measure::Launched,
            of: None,
            low: Some(value),
            high: None,
            approx: false,
            unit: None,
            beside: None,
            span: Span::new(13, 16),
        };
        let claim = Claim {
            kind: claims::ClaimType::Assault,
            mode: Vec::new(),
            status: claims::Status::Actual,
            trigger: Span::new(7, 12),
            evidence: Span::new(0, 23),
            said_by: Vec::new(),
            args: Vec::new(),
            figures: vec![figure(653.0), figure(700.0)],
            rule: String::new(),
        };
        let mut claims = [claim];
        assert_eq!(refuse(text, &Analysis::default(), &mut claims), 1);
        let left: Vec<_> = claims[0].figures.iter().map(|figure| figure.low).collect();
        assert_eq!(left, [Some(653.0)]);
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(numbers("more than 1,200 of 3.5 million."), [1200.0, 3.5]);
        assert!(numbers("at least eight").is_empty());
        assert!(is_scaled(3.6, 3_600_000.0) && is_scaled(653.0, 653.0));
        assert!(!is_scaled(65.0, 653.0));
    }
}

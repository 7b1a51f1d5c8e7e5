//! Whether a figure's number stands in its words. One that does not could not be checked by anybody.

use analysis::{Quantity, QuantityKind};

use crate::claim::Figure;

/// Whether the figure's number is told by words inside its span: its digits stand there, or it was read there.
pub fn stands(text: &str, quantities: &[Quantity], figure: &Figure) -> bool {
    let numbers = numbers(figure.span.of(text));
    let written = |value: f64| numbers.iter().any(|&number| is_scaled(number, value));
    let equal = |quantity: &Quantity| (quantity.low, quantity.high) == (figure.low, figure.high);
    [figure.low, figure.high].into_iter().flatten().any(written) || read_in(quantities, figure).any(equal)
}

/// The same for a figure that a person gives: each end that it has is told by the words in its span, and it has one.
pub fn holds(text: &str, quantities: &[Quantity], figure: &Figure) -> bool {
    let numbers = numbers(figure.span.of(text));
    let written = |value: f64| numbers.iter().any(|&number| is_scaled(number, value));
    let read = |value: f64| {
        read_in(quantities, figure).any(|quantity| quantity.low == Some(value) || quantity.high == Some(value))
    };
    let mut ends = [figure.low, figure.high].into_iter().flatten().peekable();
    ends.peek().is_some()
        && ends.all(|value| value.is_finite() && (written(value) || read(value)))
        && figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high)
}

fn read_in<'a>(quantities: &'a [Quantity], figure: &Figure) -> impl Iterator<Item = &'a Quantity> {
    let starts_before_end = quantities.partition_point(|quantity| quantity.span.start < figure.span.end);
    let span = figure.span;
    let near = quantities[..starts_before_end].iter().rev().take(8);
    near.filter(move |quantity| span.contains(quantity.span) && quantity.kind != QuantityKind::Measure)
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
    use report::Span;

    use super::*;

    #[test]
    fn numbers_in_words() {
        assert_eq!(numbers("more than 1,200 of 3.5 million."), [1200.0, 3.5]);
        assert!(numbers("at least eight").is_empty());
        assert!(is_scaled(3.6, 3_600_000.0) && is_scaled(653.0, 653.0));
        assert!(!is_scaled(65.0, 653.0));
    }

    #[test]
    fn a_person_gives_no_end_that_the_words_do_not_hold() {
        let text = "Between 430 and 500 drones were fired.";
        let figure = |low: Option<f64>, high: Option<f64>, span: Span| Figure {
            measure: crate::claim::Measure::Launched,
            of: None,
            low,
            high,
            approx: false,
            unit: None,
            beside: None,
            span,
        };
        let both = Span::new(0, 19);
        let holds = |low, high, span| holds(text, &[], &figure(low, high, span));
        assert!(holds(Some(430.0), Some(500.0), both));
        assert!(holds(Some(430.0), None, both) && holds(None, Some(500.0), both));
        assert!(!holds(Some(430.0), Some(700.0), both) && !holds(Some(43.0), None, both));
        assert!(!holds(Some(500.0), Some(430.0), both));
        assert!(!holds(Some(430.0), Some(500.0), Span::new(8, 11)));
        assert!(!holds(None, None, both) && !holds(Some(f64::NAN), None, both));
    }
}

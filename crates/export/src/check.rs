//! `claims -> claims`: a figure whose number does not stand in its words is taken out. Nobody could check it.

use analysis::Analysis;
use claims::{Claim, stands};

/// How many figures were taken out.
pub fn refuse(text: &str, analysis: &Analysis, claims: &mut [Claim]) -> usize {
    let count = |claims: &[Claim]| claims.iter().map(|claim| claim.figures.len()).sum::<usize>();
    let before = count(claims);
    for claim in claims.iter_mut() {
        claim.figures.retain(|figure| stands(text, &analysis.quantities, figure));
    }
    before - count(claims)
}

#[cfg(test)]
mod tests {
    use claims::Figure;
    use report::Span;

    use super::*;

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
}

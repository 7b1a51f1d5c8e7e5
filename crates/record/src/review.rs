//! `what people decided of claims -> how good the rules are`: precision by rule and by type, and how far two people agree.
//!
//! Counts only claims that were read, each once, by how it stands now or by a person's last word of it.

use std::collections::BTreeMap;

use claims::ClaimType;
use events::review::{Opinion, Verdict};
use events::{ClaimKey, ReviewState};

/// A claim that somebody decided about, as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub key: ClaimKey,
    pub kind: ClaimType,
    pub rule: String,
    pub state: ReviewState,
    /// Oldest first, without what was taken back.
    pub opinions: Vec<Opinion>,
}

/// How many claims of one rule or type stand, of those that were decided about.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    pub name: String,
    pub judged: u64,
    pub accepted: u64,
    /// Stand, but not as they were read.
    pub edited: u64,
    pub rejected: u64,
    /// The share that stands, as read or edited.
    pub precision: f64,
    /// Between these the share of all such claims lies in 95 of 100 cases (Wilson's interval).
    pub low: f64,
    pub high: f64,
}

/// Two people on the claims that both decided about, by the last word of each.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    pub claims: u64,
    /// The share of claims of which both say the same.
    pub observed: f64,
    /// The share that would be alike if each said the same things as often, but of claims drawn by lot.
    pub expected: f64,
    /// Cohen's kappa: 1 for full agreement, 0 for that of lots. None where no claims are shared or both always say one
    /// and the same thing.
    pub kappa: Option<f64>,
    /// How often the first said this and the second that.
    pub table: BTreeMap<(Verdict, Verdict), u64>,
}

/// The worst first; of equals the one with more claims.
pub fn by_rule(judged: &[Judged]) -> Vec<Precision> {
    grouped(judged, |claim| claim.rule.clone())
}

pub fn by_type(judged: &[Judged]) -> Vec<Precision> {
    grouped(judged, |claim| claim.kind.name().to_string())
}

/// Of all, without a name; None where nothing was decided.
pub fn overall(judged: &[Judged]) -> Option<Precision> {
    grouped(judged, |_| String::new()).pop()
}

fn grouped(judged: &[Judged], name: impl Fn(&Judged) -> String) -> Vec<Precision> {
    let mut counts: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for claim in judged {
        let at = match claim.state {
            ReviewState::Unreviewed => continue,
            ReviewState::Accepted => 0,
            ReviewState::Edited => 1,
            ReviewState::Rejected => 2,
        };
        counts.entry(name(claim)).or_default()[at] += 1;
    }
    let mut found: Vec<Precision> = counts.into_iter().map(|(name, counts)| precision(name, counts)).collect();
    found.sort_by(|a, b| a.precision.total_cmp(&b.precision).then(b.judged.cmp(&a.judged)).then(a.name.cmp(&b.name)));
    found
}

fn precision(name: String, [accepted, edited, rejected]: [u64; 3]) -> Precision {
    let judged = accepted + edited + rejected;
    let (low, high) = wilson(accepted + edited, judged);
    Precision { name, judged, accepted, edited, rejected, precision: share(accepted + edited, judged), low, high }
}

/// Of 95 of 100 cases.
const Z: f64 = 1.959_963_985;

/// Where the share of all lies, of which `hits` of `n` are known.
fn wilson(hits: u64, n: u64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (p, n) = (share(hits, n), n as f64);
    let middle = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    (((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0))
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

pub fn agreement(judged: &[Judged], one: &str, other: &str) -> Agreement {
    let mut table: BTreeMap<(Verdict, Verdict), u64> = BTreeMap::new();
    for claim in judged {
        if let Some(pair) = last_word(claim, one).zip(last_word(claim, other)) {
            *table.entry(pair).or_default() += 1;
        }
    }
    let claims: u64 = table.values().sum();
    let alike = table.iter().filter(|((a, b), _)| a == b).map(|(_, count)| count).sum();
    let said = |verdict: Verdict, of: fn(&(Verdict, Verdict)) -> Verdict| {
        share(table.iter().filter(|(pair, _)| of(pair) == verdict).map(|(_, count)| count).sum(), claims)
    };
    let expected: f64 =
        Verdict::ALL.iter().map(|verdict| said(*verdict, |pair| pair.0) * said(*verdict, |pair| pair.1)).sum();
    let observed = share(alike, claims);
    let kappa = (claims > 0 && expected < 1.0).then(|| (observed - expected) / (1.0 - expected));
    Agreement { claims, observed, expected, kappa, table }
}

fn last_word(claim: &Judged, by: &str) -> Option<Verdict> {
    let decided = claim.opinions.iter().rfind(|opinion| opinion.by == by && opinion.verdict.decides());
    decided.map(|opinion| opinion.verdict)
}

#[cfg(test)]
mod tests {
    use events::Capacity;
    use report::ReportId;

    use super::*;

    fn judged(rule: &str, words: &[(&str, Verdict)]) -> Judged {
        let opinion = |(at, (by, verdict)): (usize, &(&str, Verdict))| Opinion {
            review: at as u64,
            by: by.to_string(),
            capacity: Capacity::Coder,
            verdict: *verdict,
        };
        let opinions: Vec<Opinion> = words.iter().enumerate().map(opinion).collect();
        let state = events::review::standing(&opinions, false).reviewed.state;
        let key = ClaimKey { report: ReportId("r".to_string()), n: 1 };
        Judged { key, kind: ClaimType::Assault, rule: rule.to_string(), state, opinions }
    }

    fn times(count: usize, claim: &Judged) -> Vec<Judged> {
        vec![claim.clone(); count]
    }

    #[test]
    fn precision_counts_what_stands() {
        use Verdict::{Accept, Comment, Edit, Reject};
        let mut all = times(7, &judged("good", &[("ana", Accept)]));
        all.extend(times(1, &judged("good", &[("ana", Edit)])));
        all.extend(times(2, &judged("good", &[("ana", Accept), ("ben", Reject)])));
        all.extend(times(3, &judged("bad", &[("ana", Reject)])));
        all.extend(times(3, &judged("bad", &[("ana", Comment)])));
        let found = by_rule(&all);
        assert_eq!(
            found.iter().map(|row| (row.name.as_str(), row.judged)).collect::<Vec<_>>(),
            [("bad", 3), ("good", 10)]
        );
        let good = &found[1];
        assert_eq!((good.accepted, good.edited, good.rejected, good.precision), (7, 1, 2, 0.8));
        // Newcombe (1998): 8 of 10 gives 0.4902 to 0.9433.
        assert!((good.low - 0.4902).abs() < 1e-4 && (good.high - 0.9433).abs() < 1e-4, "{good:?}");
        assert_eq!((found[0].low, found[0].precision), (0.0, 0.0));
        assert_eq!(overall(&all).map(|row| (row.judged, row.accepted)), Some((13, 7)));
        assert_eq!(by_type(&all)[0].name, "ASSAULT");
        assert_eq!(overall(&[]), None);
    }

    /// The textbook case: 20 both yes, 15 both no, 5 and 10 apart give 0.4.
    #[test]
    fn kappa_is_cohens() {
        use Verdict::{Accept, Reject};
        let mut all = times(20, &judged("r", &[("ana", Accept), ("ben", Accept)]));
        all.extend(times(5, &judged("r", &[("ana", Accept), ("ben", Reject)])));
        all.extend(times(10, &judged("r", &[("ben", Accept), ("ana", Accept), ("ana", Reject)])));
        all.extend(times(15, &judged("r", &[("ana", Reject), ("ben", Reject)])));
        all.extend(times(9, &judged("r", &[("ana", Reject)])));
        let found = agreement(&all, "ana", "ben");
        assert_eq!((found.claims, found.table[&(Reject, Accept)]), (50, 10));
        assert!((found.observed - 0.7).abs() < 1e-12 && (found.expected - 0.5).abs() < 1e-12);
        assert!((found.kappa.unwrap() - 0.4).abs() < 1e-12);
        let swapped = agreement(&all, "ben", "ana");
        assert!((swapped.kappa.unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(agreement(&all, "ana", "eva").kappa, None);
        assert_eq!(agreement(&all[..20], "ana", "ben").kappa, None);
    }
}

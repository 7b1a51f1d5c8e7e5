//! `words -> series`: which of the series at hand a person means.

use super::id::SeriesId;

/// The series of this id; else those that begin with these words at a whole part; else those that hold a word
/// beginning with each of them. In the order of `known`; several where the words fit several.
pub fn find<'a>(known: &'a [SeriesId], words: &str) -> Vec<&'a SeriesId> {
    let wanted = words.trim().to_lowercase();
    let exact: Vec<&SeriesId> = known.iter().filter(|id| id.0.to_lowercase() == wanted).collect();
    if !exact.is_empty() {
        return exact;
    }
    let leads = |id: &&SeriesId| id.0.to_lowercase().strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('/'));
    let led: Vec<&SeriesId> = known.iter().filter(leads).collect();
    if !led.is_empty() {
        return led;
    }
    let wanted: Vec<&str> = parts(&wanted).collect();
    let holds = |id: &&SeriesId| {
        let id = id.0.to_lowercase();
        wanted.iter().all(|word| parts(&id).any(|part| fits(part, word)))
    };
    known.iter().filter(|_| !wanted.is_empty()).filter(holds).collect()
}

/// Either begins with the other: "drones" means `drone`, "ukraine" `ukr`.
fn fits(part: &str, word: &str) -> bool {
    const PART_MIN: usize = 3;
    part.starts_with(word) || (part.len() >= PART_MIN && word.starts_with(part))
}

fn parts(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// The series whose values stand beside those of this one: of what was launched, what was intercepted, and the share.
pub fn beside(id: &SeriesId) -> Vec<SeriesId> {
    const TWINS: [(&str, &[&str]); 2] =
        [("launched/", &["intercepted/", "share/intercept/"]), ("intercepted/", &["launched/", "share/intercept/"])];
    let twins = TWINS.iter().find_map(|(own, others)| id.0.strip_prefix(own).map(|scope| (scope, others)));
    let Some((scope, others)) = twins else { return Vec::new() };
    let land = scope.rsplit_once('/').map_or(scope, |(_, land)| land);
    let mut beside: Vec<SeriesId> = others.iter().map(|other| SeriesId(format!("{other}{scope}").into())).collect();
    // "Most of them": of what is not said.
    beside.push(SeriesId(format!("share/intercept/{land}").into()));
    beside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_a_series() {
        let ids = [
            "killed/person/PSE",
            "killed/person/UKR",
            "killed/person/UKR/MIL",
            "launched/drone/UKR",
            "launched/drone-boat/UKR",
        ];
        let known: Vec<SeriesId> = ids.iter().map(|id| SeriesId((*id).into())).collect();
        let found = |words| find(&known, words).into_iter().map(|id| id.0.as_str()).collect::<Vec<_>>();
        assert_eq!(found("killed/person/UKR"), ["killed/person/UKR"]);
        assert_eq!(found("launched/drone"), ["launched/drone/UKR"]);
        assert_eq!(found("killed ukr mil"), ["killed/person/UKR/MIL"]);
        assert_eq!(found("drones launched"), ["launched/drone/UKR", "launched/drone-boat/UKR"]);
        assert_eq!(found("killed palestine"), [""; 0]);
        assert_eq!(found("killed"), ["killed/person/PSE", "killed/person/UKR", "killed/person/UKR/MIL"]);
        assert!(found("").is_empty());
    }

    #[test]
    fn what_was_launched_stands_beside_what_was_intercepted() {
        let ids: Vec<String> =
            beside(&SeriesId("launched/drone/UKR".into())).into_iter().map(|id| id.0.into()).collect();
        assert_eq!(ids, ["intercepted/drone/UKR", "share/intercept/drone/UKR", "share/intercept/UKR"]);
        assert!(beside(&SeriesId("killed/person/UKR".into())).is_empty());
    }
}

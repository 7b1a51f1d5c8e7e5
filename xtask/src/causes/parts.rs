//! Why arguments, figures and sources of a claim that was found are missed or spurious.
//!
//! **Missed.** *boundary*: it stands in another sentence. A time: *time* where none, or other days, were read there;
//! *tree* where it was read and hangs elsewhere. A place: *entity* where no place was read. Other arguments: *rule
//! missing* where the words stand in another role or hang on the trigger itself; *entity* where a name is read as
//! none; *tree* otherwise. A figure: *quantity* where none, or another interval, was read; else *rule missing*. A
//! source: *attribution*. **Spurious.** *rule too wide*, but *time* where gold has other days, *quantity* where gold
//! has another interval, *attribution* for sources, *tree* where no rule of the claim names the role.

use analysis::{Time, Upos};
use report::Span;

use super::{Case, Cause, Fault};
use crate::gold::{Argument, Claim, Figure, Said};
use crate::measure::{same_args, same_sources};

impl Case<'_> {
    /// Missed parts, and spurious ones.
    pub(super) fn parts(&self) -> (Vec<Cause>, Vec<Cause>) {
        let (mut missed, mut spurious) = (Vec::new(), Vec::new());
        for &(i, j) in &self.agreement.claims {
            let (gold, found) = (&self.gold[i], &self.found[j]);
            let args = same_args(&gold.args, &found.args);
            for arg in left(&gold.args, |at| args.iter().all(|pair| pair.0 != at)) {
                missed.push(self.missed_arg(gold, found, arg));
            }
            for arg in left(&found.args, |at| args.iter().all(|pair| pair.1 != at)) {
                spurious.push(self.spurious_arg(gold, found, arg));
            }
            let layers = same_sources(&gold.said_by, &found.said_by);
            for said in left(&gold.said_by, |at| layers.iter().all(|pair| pair.0 != at)) {
                missed.push(self.missed_source(said));
            }
            for said in left(&found.said_by, |at| layers.iter().all(|pair| pair.1 != at)) {
                spurious.push(Cause::new(Fault::Attribution, "a source that gold has not", &source(said)));
            }
            let figures = &self.agreement.figures;
            for figure in left(&gold.figures, |at| figures.iter().all(|pair| pair.0 != (i, at))) {
                missed.push(self.missed_figure(found, figure));
            }
            for figure in left(&found.figures, |at| figures.iter().all(|pair| pair.1 != (j, at))) {
                spurious.push(spurious_figure(gold, found, figure));
            }
        }
        (missed, spurious)
    }

    fn missed_arg(&self, gold: &Claim, found: &Claim, arg: &Argument) -> Cause {
        let (span, words, role) = (self.span(&arg.words), &arg.words.text, &arg.role);
        let cause = |fault, how: String| Cause::new(fault, how, words);
        if !self.together(span, self.span(&gold.trigger)) {
            return cause(Fault::Boundary, format!("{role} in another sentence"));
        }
        if role == "time" {
            return self.missed_time(arg, span);
        }
        let other = found.args.iter().find(|other| other.role != *role && self.span(&other.words).overlaps(span));
        if let Some(other) = other {
            return cause(Fault::RuleMissing, format!("{role} read as {}", other.role));
        }
        let mentions = || self.reading.analysis.mentions.iter().filter(|mention| mention.span.overlaps(span));
        if role == "place" && mentions().all(|mention| mention.place.is_none()) {
            return cause(Fault::Entity, "place not known for one".to_string());
        }
        let named = self.tokens(span).any(|token| self.scene.token(token).upos == Upos::Propn);
        if named && mentions().next().is_none() {
            return cause(Fault::Entity, format!("{role} not known for a name"));
        }
        if self.hangs(span, self.span(&gold.trigger)) {
            return cause(Fault::RuleMissing, format!("{role} of `{}` on its own trigger", found.rule));
        }
        cause(Fault::Tree, format!("{role} of {} hangs elsewhere", gold.kind))
    }

    fn missed_time(&self, arg: &Argument, span: Span) -> Cause {
        let times = || self.reading.analysis.times.iter().filter(|time| time.span.overlaps(span));
        let (from, to) = (arg.first_day(), arg.last_day());
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let same = |time: &&Time| (day(time.from).as_deref(), day(time.to).as_deref()) == (from, to);
        let words = &arg.words.text;
        if times().next().is_none() {
            return Cause::new(Fault::Time, "not read", words);
        }
        if arg.from.is_some() && times().find(same).is_none() {
            return Cause::new(Fault::Time, "read as other days", words);
        }
        Cause::new(Fault::Tree, "time hangs elsewhere", words)
    }

    /// The highest word of the phrase hangs on a word of the trigger, or on the same word as it.
    fn hangs(&self, phrase: Span, trigger: Span) -> bool {
        let (phrase, trigger) = (self.tokens(phrase), self.tokens(trigger));
        let inside = |token: usize| self.scene.head(token).is_some_and(|head| phrase.contains(&head));
        let tops = phrase.clone().filter(|&token| !inside(token));
        tops.filter_map(|token| self.scene.head(token)).any(|head| trigger.contains(&head))
    }

    fn missed_source(&self, said: &Said) -> Cause {
        let span = said.source.as_ref().map(|words| self.span(words));
        let attributions = &self.reading.attributions;
        let read = |span: Span| attributions.iter().any(|told| told.sources.iter().any(|one| one.full.overlaps(span)));
        let how = if span.is_some_and(read) { "what the source says ends elsewhere" } else { "source not read" };
        Cause::new(Fault::Attribution, how, &source(said))
    }

    fn missed_figure(&self, found: &Claim, figure: &Figure) -> Cause {
        let (span, words, measure) = (self.span(&figure.words), &figure.words.text, &figure.measure);
        let quantities = self.reading.analysis.quantities.iter().filter(|quantity| quantity.span.overlaps(span));
        let read: Vec<(Option<f64>, Option<f64>)> = quantities.map(|quantity| (quantity.low, quantity.high)).collect();
        if read.is_empty() {
            return Cause::new(Fault::Quantity, "not read", words);
        }
        if !read.contains(&(figure.low, figure.high)) {
            return Cause::new(Fault::Quantity, "read as another interval", words);
        }
        let other = found.figures.iter().find(|other| self.span(&other.words).overlaps(span));
        let how = match other {
            Some(other) => format!("figure {measure} read as {}", other.measure),
            None => format!("figure {measure} not taken by `{}`", found.rule),
        };
        Cause::new(Fault::RuleMissing, how, words)
    }

    fn spurious_arg(&self, gold: &Claim, found: &Claim, arg: &Argument) -> Cause {
        let (span, words, role) = (self.span(&arg.words), &arg.words.text, &arg.role);
        let mut same = gold.args.iter().filter(|other| self.span(&other.words).overlaps(span));
        match same.next() {
            Some(other) if other.role == *role && role == "time" => {
                Cause::new(Fault::Time, "other days in gold", words)
            }
            Some(other) if other.role == *role => Cause::new(Fault::RuleTooWide, format!("{role} twice"), words),
            Some(other) => Cause::new(Fault::RuleTooWide, format!("{role} for {}", other.role), words),
            None if self.names_role(found, role) => {
                Cause::new(Fault::RuleTooWide, format!("{role} of `{}`", found.rule), words)
            }
            None => Cause::new(Fault::Tree, format!("{role} of another act"), words),
        }
    }

    fn names_role(&self, found: &Claim, role: &str) -> bool {
        self.rule(&found.rule).is_some_and(|rule| rule.roles.iter().any(|(named, _)| named.name() == role))
    }
}

fn left<T>(all: &[T], open: impl Fn(usize) -> bool) -> impl Iterator<Item = &T> {
    all.iter().enumerate().filter(move |(at, _)| open(*at)).map(|(_, item)| item)
}

fn source(said: &Said) -> String {
    said.source.as_ref().map_or(String::new(), |words| words.text.clone())
}

fn spurious_figure(gold: &Claim, found: &Claim, figure: &Figure) -> Cause {
    let words = &figure.words;
    let near = |other: &&Figure| words.start < other.words.end && other.words.start < words.end;
    let (measure, text) = (&figure.measure, &words.text);
    match gold.figures.iter().find(near) {
        Some(other) if other.measure == *measure => Cause::new(Fault::Quantity, "another interval in gold", text),
        Some(other) => Cause::new(Fault::RuleTooWide, format!("figure {measure} for {}", other.measure), text),
        None => Cause::new(Fault::RuleTooWide, format!("figure {measure} of `{}`", found.rule), text),
    }
}

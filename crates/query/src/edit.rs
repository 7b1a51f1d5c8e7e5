//! What a person wants a claim to say -> an edit, or a whole claim. Words are told by their place in the text, counted in
//! characters; who and where they stand for, and which day or number, is as the report is read today, unless the person
//! says so.

use analysis::{Actor, Analysis, Mention, MentionKind, Quantity};
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use events::Edit;
use jiff::civil::Date;
use report::Span;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::value;

/// Longest id, name or unit that a person gives, in bytes.
const WORDS_MAX: usize = 80;

/// Words of the report: characters from the beginning of its text.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ToSchema)]
pub struct At {
    pub start: u32,
    pub end: u32,
}

/// What is not named stays as it is; a list takes the place of the whole list before it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    #[serde(rename = "type", default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub mode: Option<Vec<String>>,
    #[serde(default)]
    pub status: Option<String>,
    /// Outermost first.
    #[serde(default)]
    pub said_by: Option<Vec<SaidWish>>,
    #[serde(default)]
    pub args: Option<Vec<ArgWish>>,
    #[serde(default)]
    pub figures: Option<Vec<FigureWish>>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaidWish {
    pub source: Option<At>,
    #[serde(default)]
    pub cue: Option<At>,
    /// An id such as `UKR/GOV`; what the words stand for where none is given.
    #[serde(default)]
    pub who: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArgWish {
    pub role: String,
    pub start: u32,
    pub end: u32,
    /// Of whom or what the words stand for.
    #[serde(default)]
    pub id: Option<String>,
    /// Of a time: its first and last day.
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
}

/// With neither end, the number is read from the words.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureWish {
    pub measure: String,
    pub start: u32,
    pub end: u32,
    #[serde(default)]
    pub of: Option<String>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub low: Option<f64>,
    #[serde(default)]
    pub high: Option<f64>,
    #[serde(default)]
    pub approx: Option<bool>,
}

/// A claim that nobody read.
#[derive(Clone, Debug, Deserialize, PartialEq, ToSchema)]
pub struct NewClaim {
    pub trigger: At,
    pub evidence: At,
    #[serde(flatten)]
    pub wish: ClaimWish,
}

/// `type` is needed; `status` is `actual` where it is not named.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, ToSchema)]
pub struct ClaimWish {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub mode: Vec<String>,
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub said_by: Vec<SaidWish>,
    #[serde(default)]
    pub args: Vec<ArgWish>,
    #[serde(default)]
    pub figures: Vec<FigureWish>,
}

/// Which part of a wish is at fault, and what to give instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub problem: String,
}

type Granted<T> = Result<T, Fault>;

/// A report's text, and what is read in it today.
pub struct Sheet<'a> {
    pub text: &'a str,
    pub analysis: &'a Analysis,
}

impl Sheet<'_> {
    /// `now` is the claim as it stands.
    pub fn edit(&self, wish: &Wish, now: &Claim) -> Granted<Edit> {
        let mut edit = Edit {
            kind: wish.kind.as_deref().map(kind).transpose()?.filter(|kind| *kind != now.kind),
            mode: wish.mode.as_deref().map(mode).transpose()?.filter(|mode| *mode != now.mode),
            status: wish.status.as_deref().map(status).transpose()?.filter(|status| *status != now.status),
            ..Edit::default()
        };
        if let Some(said_by) = &wish.said_by {
            edit.said_by = Some(self.said_by(said_by, &now.said_by)?).filter(|said_by| *said_by != now.said_by);
        }
        if let Some(figures) = &wish.figures {
            edit.figures = Some(self.figures(figures, &now.figures)?).filter(|figures| *figures != now.figures);
        }
        if let Some(args) = &wish.args {
            let args = self.args(args, &now.args)?;
            edit.args = changed_roles(&args, &now.args);
        }
        Ok(edit)
    }

    pub fn claim(&self, new: &NewClaim) -> Granted<Claim> {
        let ClaimWish { kind: named, mode: modes, status: told, said_by, args, figures } = &new.wish;
        Ok(Claim {
            kind: kind(named)?,
            mode: mode(modes)?,
            status: told.as_deref().map_or(Ok(Status::Actual), status)?,
            trigger: self.span(new.trigger, "trigger")?,
            evidence: self.span(new.evidence, "evidence")?,
            said_by: self.said_by(said_by, &[])?,
            args: self.args(args, &[])?,
            figures: self.figures(figures, &[])?,
            rule: String::new(),
        })
    }

    fn said_by(&self, wishes: &[SaidWish], now: &[Said]) -> Granted<Vec<Said>> {
        let said = |(at, wish): (usize, &SaidWish)| {
            let field = format!("said_by.{at}.source");
            let source = wish.source.ok_or_else(|| fault(&field, "give the words that name who says so"))?;
            let source = self.span(source, &field)?;
            let cue = wish.cue.map(|cue| self.span(cue, &format!("said_by.{at}.cue"))).transpose()?;
            let known = now.iter().find(|said| said.source == source);
            let who = match &wish.who {
                Some(id) => vec![actor(id, &format!("said_by.{at}.who"))?],
                None => known.map_or_else(|| self.actors(source), |said| said.who.clone()),
            };
            let manner = known.map_or(Manner::Indirect, |said| said.manner);
            Ok(Said { source, cue: cue.or(known.and_then(|said| said.cue)), who, manner })
        };
        wishes.iter().enumerate().map(said).collect()
    }

    fn args(&self, wishes: &[ArgWish], now: &[Argument]) -> Granted<Vec<Argument>> {
        let mut args: Vec<Argument> = Vec::new();
        for (at, wish) in wishes.iter().enumerate() {
            let field = format!("args.{at}");
            let role = Role::parse(&wish.role).ok_or_else(|| fault(&format!("{field}.role"), &roles()))?;
            let span = self.span(At { start: wish.start, end: wish.end }, &field)?;
            let same = |arg: &&Argument| (arg.role, arg.span) == (role, span);
            let mut found: Vec<Argument> = now.iter().filter(same).cloned().collect();
            if found.is_empty() {
                found = self.stands_for(role, span);
            }
            self.overrule(&mut found, wish, now, &field)?;
            found.retain(|arg| !args.contains(arg));
            args.extend(found);
        }
        Ok(args)
    }

    /// What the person says of the words goes before what is read.
    fn overrule(&self, args: &mut Vec<Argument>, wish: &ArgWish, now: &[Argument], field: &str) -> Granted<()> {
        let is_known = |args: &[Argument], id: &str| {
            let of_arg = |arg: &Argument| arg.actor.as_ref().and_then(|actor| actor.id.as_deref()) == Some(id);
            let of_place = |arg: &Argument| {
                let numbered = arg.place.as_ref().and_then(|place| place.geonames);
                numbered.is_some_and(|number| format!("geonames:{number}") == id)
                    || arg.place.as_ref().is_some_and(|place| place.country == id)
            };
            args.iter().any(|arg| of_arg(arg) || of_place(arg))
        };
        if let Some(id) = wish.id.as_deref().filter(|id| !is_known(args, id)) {
            match (id.starts_with("geonames:"), is_known(now, id)) {
                // Of the words that were there before.
                (true, true) => {}
                (true, false) => {
                    return Err(fault(
                        &format!("{field}.id"),
                        "a place is read from its words; give other words instead",
                    ));
                }
                (false, _) => {
                    let actor = actor(id, &format!("{field}.id"))?;
                    args.truncate(1);
                    args.iter_mut().for_each(|arg| arg.actor = Some(actor.clone()));
                }
            }
        }
        if wish.from.is_some() || wish.to.is_some() {
            let day = |day: &Option<String>, name: &str| -> Granted<Option<Date>> {
                let read =
                    |text: &String| value::date(text).map_err(|problem| fault(&format!("{field}.{name}"), &problem));
                day.as_ref().map(read).transpose()
            };
            let days = (day(&wish.from, "from")?, day(&wish.to, "to")?);
            args.iter_mut().for_each(|arg| arg.days = Some(days));
        }
        Ok(())
    }

    /// One argument for each whom the words stand for.
    fn stands_for(&self, role: Role, span: Span) -> Vec<Argument> {
        let bare = Argument { role, span, actor: None, place: None, days: None };
        if role == Role::Time {
            let inside = self.analysis.times.iter().filter(|time| span.overlaps(time.span));
            let widest = inside.max_by_key(|time| (time.span.len(), std::cmp::Reverse(time.span.start)));
            return vec![Argument { days: widest.map(|time| (time.from, time.to)), ..bare }];
        }
        let mention = self.mention(span);
        let place = mention.filter(|_| role != Role::Actor).and_then(|mention| mention.place.clone());
        let is_state = mention.is_some_and(|mention| mention.kind == MentionKind::State);
        let actors = if role == Role::Place && !is_state { Vec::new() } else { self.actors(span) };
        let bare = Argument { place, ..bare };
        if actors.is_empty() {
            return vec![bare];
        }
        actors.into_iter().map(|actor| Argument { actor: Some(actor), ..bare.clone() }).collect()
    }

    fn actors(&self, span: Span) -> Vec<Actor> {
        self.mention(span).map_or(Vec::new(), |mention| mention.actors.clone())
    }

    /// The mention of these very words, else the widest in them that says who or where.
    fn mention(&self, span: Span) -> Option<&Mention> {
        let all = || self.analysis.mentions.iter();
        let tells = |mention: &&Mention| !mention.actors.is_empty() || mention.place.is_some();
        let same = all().find(|mention| mention.span == span || mention.full == span).filter(tells);
        same.or_else(|| {
            all().filter(|mention| span.contains(mention.span)).filter(tells).max_by_key(|mention| mention.span.len())
        })
    }

    fn figures(&self, wishes: &[FigureWish], now: &[Figure]) -> Granted<Vec<Figure>> {
        wishes.iter().enumerate().map(|(at, wish)| self.figure(wish, now, &format!("figures.{at}"))).collect()
    }

    fn figure(&self, wish: &FigureWish, now: &[Figure], field: &str) -> Granted<Figure> {
        let measures = || Measure::ALL.iter().map(|measure| measure.name()).collect::<Vec<_>>().join(", ");
        let measure = Measure::parse(&wish.measure);
        let measure =
            measure.ok_or_else(|| fault(&format!("{field}.measure"), &format!("measures are {}", measures())))?;
        let span = self.span(At { start: wish.start, end: wish.end }, field)?;
        let known = now.iter().find(|figure| figure.span == span);
        let read = self.quantity(span);
        let (low, high) = match (wish.low, wish.high, read) {
            (None, None, None) => {
                return Err(fault(&format!("{field}.low"), "no number is read in these words; give other words"));
            }
            (None, None, Some(read)) => (read.low, read.high),
            (low, high, _) => (low, high),
        };
        let of = wish.of.clone().map(|of| short(of, &format!("{field}.of"))).transpose()?;
        let unit = wish.unit.clone().map(|unit| short(unit, &format!("{field}.unit"))).transpose()?;
        Ok(Figure {
            measure,
            of: of.map(Into::into).or(known.and_then(|figure| figure.of.clone())),
            low,
            high,
            approx: wish
                .approx
                .unwrap_or_else(|| known.map_or(read.is_some_and(|read| read.approx), |known| known.approx)),
            unit: unit.map(Into::into).or(known.and_then(|figure| figure.unit.clone())),
            beside: known.and_then(|figure| figure.beside),
            span,
        })
    }

    /// The widest that is read inside these words, else the one that holds them.
    fn quantity(&self, span: Span) -> Option<&Quantity> {
        let all = || self.analysis.quantities.iter();
        let inside = all().filter(|quantity| span.contains(quantity.span)).max_by_key(|quantity| quantity.span.len());
        inside.or_else(|| all().find(|quantity| quantity.span.contains(span)))
    }

    fn span(&self, at: At, field: &str) -> Granted<Span> {
        let found = bytes(self.text, at).filter(|span| !span.of(self.text).trim().is_empty());
        found.ok_or_else(|| fault(field, &format!("characters {} to {} are no words of the report", at.start, at.end)))
    }
}

/// Roles whose arguments are others than before.
fn changed_roles(args: &[Argument], now: &[Argument]) -> Vec<(Role, Vec<Argument>)> {
    let of = |args: &[Argument], role: Role| args.iter().filter(|arg| arg.role == role).cloned().collect::<Vec<_>>();
    let both = Role::ALL.iter().map(|role| (*role, of(args, *role), of(now, *role)));
    both.filter(|(_, then, now)| then != now).map(|(role, then, _)| (role, then)).collect()
}

/// Characters to bytes.
fn bytes(text: &str, at: At) -> Option<Span> {
    if at.start >= at.end {
        return None;
    }
    let mut edges = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let start = edges.nth(at.start as usize)?;
    let end = edges.nth((at.end - at.start) as usize - 1)?;
    Some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

fn kind(name: &str) -> Granted<ClaimType> {
    value::claim_type(name).map_err(|problem| fault("type", &problem))
}

fn status(name: &str) -> Granted<Status> {
    value::status(name).map_err(|problem| fault("status", &problem))
}

fn mode(names: &[String]) -> Granted<Vec<compact_str::CompactString>> {
    let is_mode = |name: &&String| !name.is_empty() && name.len() <= WORDS_MAX && name.chars().all(is_of_mode);
    match names.iter().find(|name| !is_mode(name)) {
        Some(_) => Err(fault("mode", "a mode is one word of small letters, such as `aerial`")),
        None => Ok(names.iter().map(Into::into).collect()),
    }
}

fn is_of_mode(c: char) -> bool {
    c.is_ascii_lowercase() || c == '-' || c == '_'
}

fn actor(id: &str, field: &str) -> Granted<Actor> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | ':' | '-' | '_' | '.' | '\'' | ' ');
    if id.is_empty() || id.len() > WORDS_MAX || !id.chars().all(plain) {
        return Err(fault(field, "an id is letters and digits, such as `UKR/GOV` or `IGO:IAEA`"));
    }
    Ok(Actor { id: Some(id.into()), name: None })
}

fn short(words: String, field: &str) -> Granted<String> {
    if words.len() > WORDS_MAX {
        Err(fault(field, "this is too long for the name of what is counted"))
    } else {
        Ok(words)
    }
}

fn roles() -> String {
    format!("roles are {}", Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>().join(", "))
}

fn fault(field: &str, problem: &str) -> Fault {
    Fault { field: field.to_string(), problem: problem.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let text = "Łódź: 12 \u{1F680} flew";
        let at = |start, end| bytes(text, At { start, end }).map(|span| span.of(text));
        assert_eq!(at(0, 4), Some("Łódź"));
        assert_eq!(at(6, 8), Some("12"));
        assert_eq!(at(9, 15), Some("\u{1F680} flew"));
        for (start, end) in [(3, 3), (4, 3), (9, 16), (99, 100), (0, u32::MAX)] {
            assert_eq!(at(start, end), None);
        }
    }

    #[test]
    fn ids_and_modes_are_plain() {
        assert!(actor("ORG:Hamas", "id").is_ok() && actor("UKR/GOV", "id").is_ok());
        assert!(actor("", "id").is_err() && actor("<b>", "id").is_err() && actor(&"A".repeat(81), "id").is_err());
        assert!(mode(&["aerial".to_string()]).is_ok() && mode(&["Aerial!".to_string()]).is_err());
    }
}

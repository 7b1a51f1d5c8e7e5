//! `dateline explain`: every layer of a reading, then each claim with the rule that made it and what it matched.

use std::io::Write as _;

use analysis::{Actor, Form, Mention, TokenId};
use anstyle::{AnsiColor, Style};
use claims::attribution::{Attribution, Source};
use claims::rule::{Found, Miss, example, nearest_misses};
use claims::{Claim, ClaimType, Grammar, Scene};
use lexicon::{ClassId, Row};
use reader::{Reader, Reading};
use report::{About, CharIndex, Report, Span, one_line};

use crate::args::ExplainOptions;
use crate::error::{Failure, exit};
use crate::input::{Input, load};
use crate::{settings, tree};

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RULE: Style = AnsiColor::Green.on_default();

/// Rules that came close, at most.
const MISSES_MAX: usize = 12;

pub(crate) fn run(options: &ExplainOptions) -> Result<u8, Failure> {
    let about = About { published: options.published, ..About::default() };
    let report = if options.text == "-" {
        let source = load(&Input::Stdin, None, options.published);
        source.map_err(|error| Failure::Usage(error.to_string()))?.report
    } else {
        Report::new(options.text.clone(), about)
    };
    let reader = settings::reader(&options.data)?;
    let reading = reader.read(&report);
    let grammar = Grammar::new(&reader.lexicon.words);
    let scene = Scene::new(&report, &reading.analysis, &reader.lexicon, &grammar, &reading.attributions);
    let index = CharIndex::new(&report.text);
    let page = Page { reader: &reader, report: &report, reading: &reading, scene, index };
    let mut out = String::new();
    page.layers(&mut out);
    page.claims(&mut out);
    if let Some(kind) = options.why_not {
        page.why_not(kind, &mut out);
    }
    anstream::stdout().lock().write_all(out.as_bytes())?;
    Ok(exit::DONE)
}

struct Page<'a> {
    reader: &'a Reader,
    report: &'a Report,
    reading: &'a Reading,
    scene: Scene<'a>,
    index: CharIndex,
}

impl Page<'_> {
    fn words(&self, span: Span) -> String {
        one_line(span.of(&self.report.text))
    }

    fn token(&self, id: TokenId) -> &str {
        self.reading.analysis.tokens[id].span.of(&self.report.text)
    }

    fn place(&self, span: Span) -> String {
        let chars = self.index.chars(span);
        format!("{DIM}{}..{}{DIM:#}", chars.start, chars.end)
    }

    fn layers(&self, out: &mut String) {
        for (number, sentence) in self.reading.analysis.sentences.iter().enumerate() {
            let kind = if sentence.heading { "  a heading: it tells no claims" } else { "" };
            let kind = if sentence.unparsed { "  too long: it has no tree" } else { kind };
            title(out, &format!("sentence {}{kind}", number + 1));
            self.tokens(sentence.first..sentence.last, out);
            out.push('\n');
            if !sentence.unparsed {
                out.push_str(&tree::draw(&self.reading.analysis, sentence, &|token| self.token(token).to_string()));
                out.push('\n');
            }
        }
        self.mentions(out);
        self.times(out);
        self.quantities(out);
        self.attributions(out);
    }

    fn tokens(&self, range: std::ops::Range<TokenId>, out: &mut String) {
        let mut rows = Vec::new();
        for id in range {
            let token = &self.reading.analysis.tokens[id];
            let head = token.head.map_or("—".to_string(), |head| format!("{} {}", head, self.token(head)));
            let classes: Vec<String> = self
                .scene
                .marks(id)
                .iter()
                .map(|mark| format!("@{}", self.reader.lexicon.words.name(mark.class)))
                .collect();
            rows.push([
                id.to_string(),
                self.token(id).to_string(),
                token.lemma.to_string(),
                token.upos.name().to_string(),
                token.xpos.name().to_string(),
                token.relation.name().to_string(),
                head,
                classes.join(" "),
            ]);
        }
        out.push_str(&aligned(&rows));
    }

    fn mentions(&self, out: &mut String) {
        let mentions = self.reading.analysis.mentions.iter().enumerate();
        let rows: Vec<[String; 6]> = mentions.map(|(id, mention)| self.mention(id, mention)).collect();
        section(out, "names and nouns", &aligned(&rows));
    }

    fn mention(&self, id: usize, mention: &Mention) -> [String; 6] {
        let form = match mention.form {
            Form::Name => "name",
            Form::Noun => "noun",
            Form::Pronoun => "pronoun",
        };
        let place = mention.place.as_ref().map_or(String::new(), |place| {
            let id = place.geonames.map_or(String::new(), |id| format!(" geonames:{id}"));
            format!("{} {} {:.2},{:.2}{id}", place.name, place.country, place.latitude, place.longitude)
        });
        let back = mention.antecedent.map_or(String::new(), |back| format!("= {back}"));
        let words = format!("{} {}", self.words(mention.span), self.place(mention.span));
        [
            id.to_string(),
            words,
            format!("{form} {:?}", mention.kind).to_lowercase(),
            actors(&mention.actors),
            place,
            back,
        ]
    }

    fn times(&self, out: &mut String) {
        let day = |day: Option<jiff::civil::Date>| day.map_or("open".to_string(), |day| day.to_string());
        let row = |time: &analysis::Time| {
            let words = format!("{} {}", self.words(time.span), self.place(time.span));
            [words, format!("{:?}", time.kind).to_lowercase(), format!("{} to {}", day(time.from), day(time.to))]
        };
        let rows: Vec<[String; 3]> = self.reading.analysis.times.iter().map(row).collect();
        section(out, "times", &aligned(&rows));
    }

    fn quantities(&self, out: &mut String) {
        let end = |end: Option<f64>| end.map_or("open".to_string(), |end| end.to_string());
        let row = |quantity: &analysis::Quantity| {
            let words = format!("{} {}", self.words(quantity.span), self.place(quantity.span));
            let about = if quantity.approx { "about " } else { "" };
            let value = format!("{about}{} to {}", end(quantity.low), end(quantity.high));
            let unit = quantity.unit.as_deref().unwrap_or_default();
            let of = quantity.of.as_ref().map_or(String::new(), |of| format!("of {of}"));
            [words, format!("{:?}", quantity.kind).to_lowercase(), format!("{value} {unit}"), of]
        };
        let rows: Vec<[String; 4]> = self.reading.analysis.quantities.iter().map(row).collect();
        section(out, "figures", &aligned(&rows));
    }

    fn attributions(&self, out: &mut String) {
        let all = self.reading.attributions.iter().enumerate();
        let rows: Vec<[String; 4]> = all.map(|(id, attribution)| self.attribution(id, attribution)).collect();
        section(out, "said by", &aligned(&rows));
    }

    fn attribution(&self, id: usize, attribution: &Attribution) -> [String; 4] {
        let source = |source: &Source| format!("{} ({})", self.words(source.full), actors(&source.who));
        let sources: Vec<String> = attribution.sources.iter().map(source).collect();
        let outer = attribution.outer.map_or(String::new(), |outer| format!(" in {outer}"));
        let cue = attribution.cue.as_ref().map_or("no cue".to_string(), |cue| {
            format!("{} {}", self.words(cue.span), format!("{:?}", cue.kind).to_lowercase())
        });
        let content: Vec<String> = attribution.content.iter().map(|&span| format!("“{}”", self.words(span))).collect();
        let cue = format!("{cue} {RULE}{}{RULE:#}", attribution.rule);
        [format!("{id}{outer}"), sources.join(", "), cue, content.join(" ")]
    }

    fn claims(&self, out: &mut String) {
        let count = self.reading.claims.len();
        title(out, &if count == 0 { "no claims".to_string() } else { format!("claims: {count}") });
        for (claim, found) in self.reading.claims.iter().zip(&self.reading.found) {
            self.claim(claim, found, out);
        }
    }

    /// The claim in one line, its rule, and what each part of the rule matched.
    fn claim(&self, claim: &Claim, found: &Found, out: &mut String) {
        let rule = &self.reader.rules.rules[found.rule];
        out.push_str(&format!("{TITLE}{}{TITLE:#}\n", example::line(self.report, claim)));
        out.push_str(&format!("  rule {RULE}{}{RULE:#}  {}:{}\n", rule.name, rule.file, rule.line));
        let mut rows = vec![[
            "trigger".to_string(),
            format!("{} {}", self.words(claim.trigger), self.place(claim.trigger)),
            self.word_lists(found.trigger, |class| rule.triggers.contains(&class)),
        ]];
        for condition in &rule.conditions {
            rows.push(["when".to_string(), condition.source.clone(), "held".to_string()]);
        }
        for part in &found.parts {
            let selectors = rule.roles.iter().find(|(role, _)| *role == part.role).map(|(_, selectors)| selectors);
            let selector = selectors.and_then(|selectors| selectors.get(part.selector));
            let source = selector.map_or("", |selector| selector.source.as_str());
            let named = |class| source.split_whitespace().any(|word| word.strip_prefix('@') == Some(self.class(class)));
            let token = self.reading.analysis.tokens[part.token].span;
            rows.push([
                part.role.name().to_string(),
                format!("{} {}", self.words(token), self.place(token)),
                format!("{source} {}", self.word_lists(part.token, named)),
            ]);
        }
        for &mode in &found.modes {
            let when = rule.modes[mode].when.as_ref().map_or("always", |when| when.source.as_str());
            rows.push(["mode".to_string(), rule.modes[mode].name.clone(), when.to_string()]);
        }
        for said in &claim.said_by {
            let words = format!("{} {}", self.words(said.source), self.place(said.source));
            rows.push(["said by".to_string(), words, format!("{} {}", actors(&said.who), said.manner.name())]);
        }
        for line in aligned(&rows).lines() {
            out.push_str(&format!("  {line}\n"));
        }
        out.push('\n');
    }

    fn class(&self, class: ClassId) -> &str {
        self.reader.lexicon.words.name(class)
    }

    /// The word classes of a token that count here, and the line of the word list that says so.
    fn word_lists(&self, token: TokenId, counts: impl Fn(ClassId) -> bool) -> String {
        let lemma = |id: TokenId| self.reading.analysis.tokens[id].lemma.to_lowercase().to_string();
        let mut shown: Vec<String> = Vec::new();
        for mark in self.scene.marks(token).iter().filter(|mark| counts(mark.class)) {
            let phrase: Vec<String> = std::iter::once(token).chain(mark.rest.iter().copied()).map(lemma).collect();
            let (class, phrase) = (self.class(mark.class), phrase.join(" "));
            let lines = self.lines_of(class, &phrase).join(" ");
            shown.push(format!("@{class} {DIM}{lines}{DIM:#}"));
        }
        shown.dedup();
        shown.join(" ")
    }

    /// "words/assault.tsv:12" for each line that puts the phrase into the class.
    fn lines_of(&self, class: &str, phrase: &str) -> Vec<String> {
        let lexicon = &self.reader.lexicon;
        let mut found = Vec::new();
        for path in lexicon.paths().filter(|path| path.starts_with("words/")) {
            let says = |row: &Row<'_>| row.get("class") == class && row.get("word") == phrase;
            found.extend(lexicon.rows(path).filter(says).map(|row| format!("{path}.tsv:{}", row.line)));
        }
        found
    }

    fn why_not(&self, kind: ClaimType, out: &mut String) {
        let misses = nearest_misses(&self.reader.rules, &self.scene, kind);
        title(out, &format!("why not {}", kind.name()));
        if misses.is_empty() {
            out.push_str("no rule for this type has a trigger among these words, or each that has one held\n");
        }
        let row = |miss: &Miss| {
            let rule = &self.reader.rules.rules[miss.rule];
            [
                format!("{RULE}{}{RULE:#}", rule.name),
                format!("{}:{}", rule.file, rule.line),
                format!("on {}", self.token(miss.trigger)),
                format!("{} of {} held, missed: {}", miss.held, rule.conditions.len(), miss.missed),
            ]
        };
        let rows: Vec<[String; 4]> = misses.iter().take(MISSES_MAX).map(row).collect();
        out.push_str(&aligned(&rows));
    }
}

fn actors(all: &[Actor]) -> String {
    all.iter().map(actor).collect::<Vec<_>>().join(" + ")
}

fn actor(actor: &Actor) -> String {
    let id = actor.id.as_deref().unwrap_or("?");
    actor.name.as_ref().map_or(id.to_string(), |name| format!("{id} {name}"))
}

fn title(out: &mut String, text: &str) {
    out.push_str(&format!("{TITLE}{text}{TITLE:#}\n"));
}

fn section(out: &mut String, name: &str, rows: &str) {
    if !rows.is_empty() {
        title(out, name);
        out.push_str(rows);
        out.push('\n');
    }
}

/// Columns of equal width, two blanks between them; colours take no room.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    use unicode_width::UnicodeWidthStr as _;
    let wide = |cell: &str| anstream::adapter::strip_str(cell).to_string().width();
    let mut widths = [0; N];
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            widths[column] = widths[column].max(wide(cell));
        }
    }
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().filter(|(column, _)| widths[*column] > 0) {
            line.push_str(cell);
            line.push_str(&" ".repeat(widths[column] - wide(cell) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

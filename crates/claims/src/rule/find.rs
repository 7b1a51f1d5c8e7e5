//! `(RuleSet, Scene) -> Vec<Found>`: which rules hold where, and what each part matched.

use std::collections::BTreeMap;

use analysis::{Form, MentionKind, Relation, TokenId, Upos, Xpos};
use lexicon::Pos;

use crate::claim::{ClaimType, Role, Status};
use crate::frame;
use crate::rule::expr::{Condition, Filter, Path, Selector, Term, Trait};
use crate::rule::parse::{Rule, RuleSet};
use crate::scene::Scene;
use crate::status;

/// A role that a rule filled, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    pub token: TokenId,
    /// Index of the selector in the rule's list for that role.
    pub selector: usize,
}

/// A rule that holds of a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index in [`RuleSet::rules`].
    pub rule: usize,
    /// The token that the rule was tried at; the trigger, unless the rule has a site.
    pub base: TokenId,
    pub trigger: TokenId,
    /// The other words of the trigger's phrase.
    pub rest: Vec<TokenId>,
    pub parts: Vec<Part>,
    /// Indices of the rule's modes that hold.
    pub modes: Vec<usize>,
}

/// Why a rule that was triggered does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    pub rule: usize,
    pub trigger: TokenId,
    /// Conditions that held before the one that did not.
    pub held: usize,
    /// The condition that did not hold, as the rule file writes it.
    pub missed: String,
}

/// At most one for each trigger: the rule of the highest priority, then the one with most conditions, then the first.
pub fn find(rules: &RuleSet, scene: &Scene<'_>) -> Vec<Found> {
    let mut best: BTreeMap<TokenId, Found> = BTreeMap::new();
    for sentence in scene.analysis.sentences.iter().filter(|sentence| !sentence.heading && !sentence.unparsed) {
        for token in sentence.first..sentence.last {
            for found in holding_at(rules, scene, token) {
                let rank = |found: &Found| {
                    let rule = &rules.rules[found.rule];
                    (rule.priority, rule.conditions.len(), std::cmp::Reverse(found.rule))
                };
                if best.get(&found.trigger).is_none_or(|other| rank(other) < rank(&found)) {
                    best.insert(found.trigger, found);
                }
            }
        }
    }
    best.into_values().collect()
}

fn holding_at(rules: &RuleSet, scene: &Scene<'_>, token: TokenId) -> Vec<Found> {
    let mut holding = Vec::new();
    for mark in scene.marks(token) {
        for &index in rules.triggered_by(mark.class) {
            holding.extend(try_rule(rules, index, scene, token, &mark.rest).unwrap_or_default());
        }
    }
    let item = scene.relation(token) == Relation::Root && scene.analysis.sentence_of(token).lead_in.is_some();
    let predicate = scene.has_child(token, Relation::Cop);
    let wordless = rules.of_items().iter().filter(|_| item).chain(rules.of_predicates().iter().filter(|_| predicate));
    for &index in wordless {
        holding.extend(try_rule(rules, index, scene, token, &[]).unwrap_or_default());
    }
    holding
}

/// Rules of a type that a word of the text triggered but that did not hold, those that came closest first.
pub fn nearest_misses(rules: &RuleSet, scene: &Scene<'_>, kind: ClaimType) -> Vec<Miss> {
    let mut misses = Vec::new();
    for token in 0..scene.analysis.tokens.len() {
        for mark in scene.marks(token) {
            let of_kind = |index: &&usize| rules.rules[**index].kind == kind;
            for &index in rules.triggered_by(mark.class).iter().filter(of_kind) {
                misses.extend(try_rule(rules, index, scene, token, &mark.rest).err());
            }
        }
    }
    misses.sort_by_key(|miss| (std::cmp::Reverse(miss.held), miss.trigger, miss.rule));
    misses
}

/// What the rule finds from this token: one find, or one for each site.
fn try_rule(
    rules: &RuleSet,
    index: usize,
    scene: &Scene<'_>,
    token: TokenId,
    rest: &[TokenId],
) -> Result<Vec<Found>, Miss> {
    let rule = &rules.rules[index];
    let miss = |held: usize, missed: &str| Miss { rule: index, trigger: token, held, missed: missed.to_string() };
    if !pos_fits(rule, scene, token) {
        return Err(miss(0, "the part of speech"));
    }
    let mut view = View { scene, trigger: token, sites: Vec::new(), parts: Vec::new() };
    for (held, condition) in rule.conditions.iter().enumerate() {
        if !view.holds(condition) {
            return Err(miss(held, &condition.source));
        }
    }
    if let Some(site) = &rule.site {
        view.sites = view.select(site);
        if view.sites.is_empty() {
            return Err(miss(rule.conditions.len(), "the site"));
        }
    }
    for (role, selectors) in &rule.roles {
        view.fill(*role, selectors);
    }
    let modes =
        rule.modes.iter().enumerate().filter(|(_, mode)| mode.when.as_ref().is_none_or(|when| view.holds(when)));
    let modes: Vec<usize> = modes.map(|(at, _)| at).collect();
    if rule.site.is_none() {
        return Ok(vec![Found {
            rule: index,
            base: token,
            trigger: token,
            rest: rest.to_vec(),
            parts: view.parts,
            modes,
        }]);
    }
    let found = |&site: &TokenId| {
        let parts = view.parts.iter().filter(|part| part.token == site || !view.sites.contains(&part.token));
        Found {
            rule: index,
            base: token,
            trigger: site,
            rest: Vec::new(),
            parts: parts.cloned().collect(),
            modes: modes.clone(),
        }
    };
    Ok(view.sites.iter().map(found).collect())
}

fn pos_fits(rule: &Rule, scene: &Scene<'_>, token: TokenId) -> bool {
    let upos = scene.token(token).upos;
    match rule.pos {
        Pos::Any => true,
        Pos::Noun => matches!(upos, Upos::Noun | Upos::Propn),
        Pos::Verb => matches!(upos, Upos::Verb | Upos::Aux),
        Pos::Adjective => matches!(upos, Upos::Adj | Upos::Verb),
        Pos::Adverb => upos == Upos::Adv,
    }
}

/// A scene seen from one trigger, with the roles found so far.
struct View<'s, 'a> {
    scene: &'s Scene<'a>,
    trigger: TokenId,
    sites: Vec<TokenId>,
    parts: Vec<Part>,
}

impl View<'_, '_> {
    /// Each selector adds what it finds; a token fills one role only.
    fn fill(&mut self, role: Role, selectors: &[Selector]) {
        for (selector, source) in selectors.iter().enumerate() {
            for token in self.select(source) {
                let own = token == self.trigger && source.paths != [Path::Trigger];
                if !own && !self.parts.iter().any(|part| part.token == token) {
                    self.parts.push(Part { role, token, selector });
                }
            }
        }
    }

    fn holds(&self, condition: &Condition) -> bool {
        condition.terms.iter().any(|term| self.term(term))
    }

    fn term(&self, term: &Term) -> bool {
        match term {
            Term::Some(selector) => !self.select(selector).is_empty(),
            Term::Is(feature) => self.has(*feature),
            Term::Not(inner) => !self.term(inner),
        }
    }

    fn select(&self, selector: &Selector) -> Vec<TokenId> {
        let mut all = Vec::new();
        for path in &selector.paths {
            let mut found = self.walk(path);
            found.retain(|&token| selector.filters.iter().all(|filter| self.passes(filter, token)));
            if !found.is_empty() && !selector.union {
                return found;
            }
            all.extend(found);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn walk(&self, path: &Path) -> Vec<TokenId> {
        const MODIFIERS: &[Relation] =
            &[Relation::Amod, Relation::Compound, Relation::NmodUnmarked, Relation::NmodDesc, Relation::Nummod];
        let (scene, trigger) = (self.scene, self.trigger);
        let expanded = |relations| frame::expand_all(scene, scene.children_by(trigger, relations).collect());
        match path {
            Path::Trigger => vec![trigger],
            Path::Agent => frame::agents(scene, trigger),
            Path::Patient => frame::patients(scene, trigger),
            Path::Indirect => expanded(&[Relation::Iobj]),
            Path::Content => frame::contents(scene, trigger),
            Path::Owner => expanded(&[Relation::NmodPoss]),
            Path::Modifier => expanded(MODIFIERS),
            Path::Governor => self.governors(),
            Path::Subject => self.governors().iter().flat_map(|&verb| frame::agents(scene, verb)).collect(),
            Path::Predicate => self.predicates(),
            Path::Maker => frame::makers(scene, trigger),
            Path::Aim => frame::aims(scene, trigger),
            Path::Lead => self.lead(),
            Path::Speaker => scene.speakers(trigger),
            Path::Case => scene.children_by(trigger, &[Relation::Case]).collect(),
            Path::Auxiliary => scene.children_by(trigger, &[Relation::Aux, Relation::AuxPass]).collect(),
            Path::Adverbial => scene.children_by(trigger, &[Relation::Advcl]).collect(),
            Path::Preposition(word) => frame::obliques(scene, trigger, std::slice::from_ref(word)),
            Path::Role(name) => {
                self.parts.iter().filter(|part| part.role.name() == name).map(|part| part.token).collect()
            }
            Path::Chain(first, next) => {
                self.walk(first).iter().flat_map(|&token| self.seen_from(token).walk(next)).collect()
            }
        }
    }

    fn seen_from(&self, token: TokenId) -> Self {
        View { scene: self.scene, trigger: token, sites: Vec::new(), parts: self.parts.clone() }
    }

    fn lead(&self) -> Vec<TokenId> {
        let lead = self.scene.analysis.sentence_of(self.trigger).lead_in;
        lead.map_or(Vec::new(), |lead| {
            let sentence = &self.scene.analysis.sentences[lead];
            (sentence.first..sentence.last).collect()
        })
    }

    fn governors(&self) -> Vec<TokenId> {
        let first = frame::first_conjunct(self.scene, self.trigger);
        let mut found: Vec<TokenId> = self.scene.head(first).into_iter().collect();
        found.extend(frame::support(self.scene, self.trigger));
        found.dedup();
        found
    }

    fn predicates(&self) -> Vec<TokenId> {
        let scene = self.scene;
        let named = scene.children_by(self.trigger, &[Relation::Xcomp]);
        let second_object = scene.children_by(self.trigger, &[Relation::Obj]).skip(1);
        let objects: Vec<TokenId> = scene.children_by(self.trigger, &[Relation::Obj]).collect();
        let is_as = |child: &TokenId| {
            scene.children(*child).any(|mark| {
                matches!(scene.relation(mark), Relation::Case | Relation::Mark)
                    && scene.is(mark, scene.grammar.as_marker)
            })
        };
        let under =
            |seat: TokenId| scene.children_by(seat, &[Relation::Obl, Relation::Advcl, Relation::Nmod, Relation::Acl]);
        let as_phrases: Vec<TokenId> =
            std::iter::once(self.trigger).chain(objects).flat_map(under).filter(is_as).collect();
        named.chain(second_object).chain(as_phrases).collect()
    }

    fn passes(&self, filter: &Filter, token: TokenId) -> bool {
        let scene = self.scene;
        let mention = scene.mention(token);
        match filter {
            Filter::Class(class) => scene.is(token, *class),
            Filter::Kind(kinds) => mention.is_some_and(|mention| kinds.contains(&mention.kind)),
            Filter::Form(form) => match mention {
                Some(mention) => mention.form == *form,
                None => *form == Form::Pronoun && scene.token(token).upos == Upos::Pron,
            },
            Filter::Actor => self.is_actor(token),
            Filter::People => match mention.map(|mention| mention.kind) {
                Some(MentionKind::Person | MentionKind::Group) => true,
                Some(MentionKind::Weapon | MentionKind::Facility | MentionKind::Place | MentionKind::State) => false,
                Some(MentionKind::Nationality) => scene.is_nominal(token),
                Some(MentionKind::Organisation | MentionKind::Unknown) | None => scene.is(token, scene.grammar.person),
            },
            Filter::Nominal => scene.is_nominal(token),
            Filter::Verbal => scene.is_verbal(token),
            Filter::Number => {
                scene.analysis.quantities.iter().any(|quantity| (quantity.first..quantity.last).contains(&token))
            }
            Filter::Infinitive => scene.token(token).xpos == Xpos::Vb,
            Filter::Own => scene.is_own(self.trigger, token),
            Filter::Not(inner) => !self.passes(inner, token),
            Filter::Any(filters) => filters.iter().any(|filter| self.passes(filter, token)),
        }
    }

    fn is_actor(&self, token: TokenId) -> bool {
        use MentionKind::{Group, Nationality, Organisation, Person, State};
        let scene = self.scene;
        let named = scene.mention(token).is_some_and(|mention| {
            matches!(mention.kind, Group | Nationality | Organisation | Person | State) || !mention.actors.is_empty()
        });
        named
            || scene.is(token, scene.grammar.person)
            || scene.is(token, scene.grammar.personal_pronoun)
            || scene.is_own(self.trigger, token)
    }

    fn has(&self, feature: Trait) -> bool {
        const BEFORE_NOUN: &[Relation] = &[Relation::Compound, Relation::Amod, Relation::NmodPoss, Relation::NmodDesc];
        let (scene, trigger) = (self.scene, self.trigger);
        let determined = |class| scene.children(trigger).any(|child| scene.is(child, class));
        match feature {
            Trait::Active => !frame::is_passive(scene, trigger),
            Trait::Passive => frame::is_passive(scene, trigger),
            Trait::Definite => determined(scene.grammar.definite) || scene.has_child(trigger, Relation::NmodPoss),
            Trait::Indefinite => !determined(scene.grammar.definite),
            Trait::Plural => matches!(scene.token(trigger).xpos, Xpos::Nns | Xpos::Nnps),
            Trait::Modifier => BEFORE_NOUN.contains(&scene.relation(trigger)),
            Trait::Quoted => self.quoted(),
            Trait::Negated => {
                let grammar = scene.grammar;
                scene
                    .children(trigger)
                    .any(|child| scene.is(child, grammar.negation) || scene.is(child, grammar.negative_determiner))
            }
            Trait::Carried => frame::support(scene, trigger).is_some(),
            Trait::Dated => crate::setting::is_dated(scene, trigger),
            Trait::Timed => crate::setting::times(scene, trigger).next().is_some(),
            Trait::Placed => !crate::setting::own_places(scene, trigger).is_empty(),
            Trait::Counted => scene.analysis.quantities.iter().any(|quantity| quantity.counted == Some(trigger)),
            Trait::Copular => scene.has_child(trigger, Relation::Cop),
            Trait::Told => scene.is_told(trigger),
            Trait::Oblique => matches!(scene.relation(trigger), Relation::Obl | Relation::Nmod),
            Trait::Root => scene.relation(trigger) == Relation::Root,
            Trait::Future => status::status(scene, trigger, None) == Status::Future,
            Trait::Imperative => frame::is_imperative(scene, trigger),
        }
    }

    /// A quotation mark opens the trigger's phrase.
    fn quoted(&self) -> bool {
        let scene = self.scene;
        let before = |id: TokenId| id.checked_sub(1).is_some_and(|before| scene.token(before).lower == "\"");
        let marked = scene.children_by(self.trigger, &[Relation::Punct]);
        scene.is_quoted(self.trigger)
            || before(self.trigger)
            || marked.into_iter().any(|mark| mark < self.trigger && scene.token(mark).lower == "\"")
    }
}

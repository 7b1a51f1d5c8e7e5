// One event as its claims tell it: each part in every version with whoever tells it, who says that it was not so, its
// values by series, and which events lie near. No version is preferred: they stand in the order in which they were told.
import type { Names } from '../../lib/names';
import type { Answer, ClaimRow, EventRow, LogRow, ValueRow } from '../../lib/types';
import { day, days, speaker, typeWords } from '../../lib/words';

/** `claims` holds those that a person rejected, too; `values` those of all series, each with its rivals. */
export type OneEvent = Answer<'OneEvent'>;
export type Claim = ClaimRow;
type Placed = Pick<EventRow, 'place' | 'precision'>;

export interface Version {
  /** `null` where these claims do not state it. */
  words: string | null;
  claims: Claim[];
}

export interface Part {
  label: string;
  versions: Version[];
}

const PARTS: readonly { label: string; of: (claim: Claim) => string | null }[] = [
  { label: 'Who', of: (claim) => claim.actor },
  { label: 'To whom', of: (claim) => claim.recipient },
  { label: 'What', of: (claim) => claim.object },
  { label: 'With what', of: (claim) => claim.instrument },
  { label: 'About what', of: (claim) => claim.topic },
  { label: 'How', of: (claim) => (claim.mode.length > 0 ? claim.mode.join(', ') : null) },
  { label: 'Where', of: (claim) => (claim.place === null ? null : placeWords(claim)) },
  { label: 'When', of: (claim) => (claim.from === null && claim.to === null ? null : days(claim.from, claim.to)) },
];

/** Who tells a version, claim by claim: what goes by one name stands together, told apart by the day. Those who are not
    named need not be one. */
export function tellers(claims: readonly Claim[], names: Names): { claim: Claim; words: string }[] {
  const found = new Map<string, Claim[]>();
  for (const claim of claims) {
    const name = speaker(claim.speaker, sideWords(claim, names));
    found.set(name, [...(found.get(name) ?? []), claim]);
  }
  return [...found].flatMap(([name, own]) =>
    own.map((claim, at) => {
      const published = day(claim.published);
      return { claim, words: at > 0 ? published : own.length > 1 ? `${name}, ${published}` : name };
    }),
  );
}

/** Whom a speaker speaks for, by name; `null` where that is the speaker. */
export function sideWords(told: { who: string | null; speaker: string | null }, names: Names): string | null {
  const side = told.who === null ? null : told.who.split(',').map(names).join(' and ');
  return side === told.speaker ? null : side;
}

/** The parts that some claim states, each in all its versions; claims that do not state it come last. */
export function partsTold(claims: readonly Claim[]): Part[] {
  return PARTS.map(({ label, of }) => ({ label, versions: versionsOf(claims, of) })).filter(
    ({ label, versions }) => ALWAYS.has(label) || versions.some((version) => version.words !== null),
  );
}

/** Told of even where nobody states them. */
const ALWAYS: ReadonlySet<string> = new Set(['Who', 'Where', 'When']);

function versionsOf(claims: readonly Claim[], of: (claim: Claim) => string | null): Version[] {
  const found = new Map<string, Version>();
  for (const claim of claims) {
    const words = of(claim);
    const key = words === null ? '' : words.toLowerCase();
    const known = found.get(key);
    if (known) known.claims.push(claim);
    else found.set(key, { words, claims: [claim] });
  }
  const all = [...found.values()];
  return [...all.filter((version) => version.words !== null), ...all.filter((version) => version.words === null)];
}

const PRECISION: Record<string, string> = {
  site: 'a site',
  settlement: 'a town or village: anywhere in it',
  district: 'a district: somewhere in it',
  region: 'a region: somewhere in it',
  area: 'a sea or a range: somewhere there',
  country: 'a country: somewhere in it',
};

/** A place with how exactly it is told; never narrower than its words. */
export function placeWords(row: Placed): string {
  if (row.place === null) return 'place not stated';
  const precision = row.precision ? (PRECISION[row.precision] ?? row.precision) : 'known by name only';
  return `${row.place} (${precision})`;
}

export function titleOf(event: EventRow): string {
  return [typeWords(event.type), event.place ?? 'place not stated', days(event.from, event.to)].join(' · ');
}

/** Claims that count: of an event whose every claim was rejected, all. */
export function counted(claims: readonly Claim[]): Claim[] {
  const kept = claims.filter((claim) => claim.review !== 'rejected');
  return kept.length > 0 ? kept : [...claims];
}

/** Claims that tell it as not so. */
export function denials(claims: readonly Claim[]): Claim[] {
  return counted(claims).filter((claim) => claim.status === 'negated');
}

/** Values by series, in the order in which the server lists them; earlier values of one speaker stand apart. */
export interface ValueGroup {
  series: string;
  standing: ValueRow[];
  superseded: ValueRow[];
  /** Some value here cannot be right together with another. */
  differs: boolean;
}

export function bySeries(values: readonly ValueRow[]): ValueGroup[] {
  const groups = new Map<string, ValueGroup>();
  for (const value of values) {
    const group = groups.get(value.series) ?? { series: value.series, standing: [], superseded: [], differs: false };
    groups.set(value.series, group);
    (value.evidence === 'superseded' ? group.superseded : group.standing).push(value);
    if (value.evidence === 'disputed') group.differs = true;
  }
  return [...groups.values()];
}

/** Ways in which another event lies near. */
export const NEAR = ['place', 'type', 'denied', 'rejected'] as const;
export type Near = (typeof NEAR)[number];

export const NEAR_WORDS: Record<Near, string> = {
  place: 'same days and place',
  type: 'same days and type',
  denied: 'told as not so, same days',
  rejected: 'denials by anybody, same days',
};

/** The ways that an event leaves: without a place, no other can be at the same. */
export function waysOf(event: EventRow): Near[] {
  return NEAR.filter((way) => way !== 'place' || event.place !== null);
}

export function nearOf(query: URLSearchParams, event: EventRow): Near {
  const ways = waysOf(event);
  return ways.find((way) => way === query.get('near')) ?? (ways[0] as Near);
}

/** The filters of `events` for those near; the event itself is among them. */
export function nearQuery(event: EventRow, way: Near): Record<string, string | null> {
  const at = { from: event.from, to: event.to };
  if (way === 'type') return { ...at, type: event.type };
  if (way === 'rejected') return { ...at, type: 'REJECT' };
  const place = event.place_id ?? event.place;
  if (way === 'place') return { ...at, place };
  return { ...at, status: 'negated', place, type: place === null ? event.type : null };
}

/** The chosen claims that the address names and the event holds. */
export function chosenOf(query: URLSearchParams, claims: readonly Claim[]): string[] {
  const named = new Set(query.getAll('claim'));
  return claims.filter((claim) => named.has(claim.id)).map((claim) => claim.id);
}

/** Why these claims cannot be split off; `null` where they can. */
export function splitFault(chosen: number, all: number): string | null {
  if (all < 2) return 'An event of one claim cannot be split.';
  if (chosen === 0) return 'Choose the claims that are about another happening.';
  return chosen === all ? 'At least one claim must stay.' : null;
}

/** The ids that its claims would have as events of their own: the log tells of claims by these. */
export function idsOf(claims: readonly Claim[]): Set<string> {
  return new Set(claims.map((claim) => claim.id.replace(/^(.{10}).*:(\d+)$/, '$1-$2')));
}

/** Its own lines and those of others that name it or a claim of it, each once, the latest first. */
export function linesOf(own: readonly LogRow[], others: readonly LogRow[], ids: ReadonlySet<string>): LogRow[] {
  const found = new Map(own.map((line) => [line.cursor, line]));
  for (const line of others) if (namedIn(line).some((id) => ids.has(id))) found.set(line.cursor, line);
  return [...found.values()].sort((one, other) => other.cursor - one.cursor);
}

function namedIn(line: LogRow): string[] {
  return [line.id ?? '', ...(line.detail ?? '').split(' ')].filter((word) => word !== '');
}

/** What else a line names beside the event: others that were joined or split. */
export function othersIn(line: LogRow, own: string): { words: string; event: boolean }[] {
  return namedIn(line)
    .filter((word) => word !== own)
    .map((words) => ({ words, event: /^[0-9a-f]{8,}-\d+$/.test(words) }));
}

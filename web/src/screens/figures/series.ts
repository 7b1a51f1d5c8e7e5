// The id of a series, `measure/what/scope` -> its parts and a line of English.
import type { Names } from '../../lib/names';

export interface SeriesParts {
  measure: string;
  /** What is counted or done: `drone`, `region`, `outage-electricity`. */
  of: string[];
  /** Whose it is, or where: `UKR`, `RUS/MIL`, `ORG:Name`, `RUS-UKR`. */
  scope: string;
}

const WORDS: Record<string, string> = {
  launched: 'launched at',
  intercepted: 'intercepted by',
  hit: 'hit in',
  killed: 'killed in',
  injured: 'injured in',
  missing: 'missing in',
  captured: 'captured in',
  displaced: 'displaced in',
  affected: 'affected in',
  destroyed: 'destroyed in',
  damaged: 'damaged in',
};

/** A sector (`/MIL`) belongs to the scope; what stands before it is what is counted. */
export function partsOf(id: string): SeriesParts {
  const parts = id.split('/');
  const measure = parts[0] ?? '';
  const isSector = (part: string) => /^[A-Z]{3}$/.test(part);
  let at = parts.length - 1;
  while (at > 1 && isSector(parts[at] ?? '') && isScope(parts[at - 1] ?? '')) at -= 1;
  return { measure, of: parts.slice(1, Math.max(at, 1)), scope: parts.slice(Math.max(at, 1)).join('/') };
}

function isScope(part: string): boolean {
  return /^[A-Z]{3}$/.test(part) || /^(ORG|IGO):/.test(part);
}

export function isOrdinal(id: string): boolean {
  return id.startsWith('ordinal/');
}

/** "drone launched at Ukraine", "outage offsite power, again and again: PLACE". */
export function title(id: string, names: Names): string {
  const { measure, of, scope } = partsOf(id);
  const where = scopeName(scope, names);
  const [first = '', ...rest] = of;
  const further = rest.map(plain).join(', ');
  if (where === '') return [...of.map(plain), measure].join(' ');
  if (measure === 'ordinal') return `${of.map(plain).join(', ')}, again and again: ${where}`;
  if (measure === 'count' && further !== '') return `${rest.map(many).join(', ')}: ${plain(first)}, ${where}`;
  const verb = WORDS[measure];
  if (verb === undefined || first === '') return `${measure}: ${[...of.map(plain), where].join(', ')}`;
  return `${many(first)} ${verb} ${where}${further === '' ? '' : ` (${further})`}`;
}

function plain(part: string): string {
  return part.replaceAll('-', ' ');
}

/** Things counted, as more than one: `person` -> people. Acts and units that are no plain word stay. */
function many(word: string): string {
  const odd: Record<string, string> = { person: 'people', child: 'children', man: 'men', woman: 'women' };
  if (odd[word] !== undefined) return odd[word];
  if (!/^[a-z]+$/.test(word) || word.endsWith('s') || UNCOUNTED.has(word)) return plain(word);
  return word.endsWith('y') && !/[aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

const UNCOUNTED = new Set(['territory', 'land', 'aircraft', 'police', 'power', 'tariff']);

function scopeName(scope: string, names: Names): string {
  const pair = /^([A-Z]{3})-([A-Z]{3})$/.exec(scope);
  if (pair) return `${names(pair[1] ?? '')} and ${names(pair[2] ?? '')}`;
  return names(scope);
}

/** Series that differ from this one in one part alone, for the switch from weapon to weapon. */
export function siblings(id: string, all: string[]): string[] {
  const own = partsOf(id);
  const differs = (other: string) => {
    const parts = partsOf(other);
    return (
      other !== id && parts.measure === own.measure && parts.scope === own.scope && parts.of.length === own.of.length
    );
  };
  return all.filter(differs).sort();
}

/** What a measure means, from `docs/figures.md` and `docs/claims.md`. */
export const DEFINITIONS: Record<string, string> = {
  launched: 'Weapons fired at a state, as told for one night or day.',
  intercepted: 'Weapons that the state they were fired at shot down or stopped, as told for one night or day.',
  hit: 'Targets hit: what was struck, in the count of whoever tells it.',
  killed: 'People killed, where they were; armed people under their own army or group.',
  injured: 'People injured, where they were; armed people under their own army or group.',
  missing: 'People missing, where they were.',
  captured: 'People or things captured.',
  displaced: 'People who were moved or had to leave.',
  affected: 'What an act affects: regions, customers, settlements. The act is part of the series.',
  destroyed: 'Things destroyed.',
  damaged: 'Things damaged.',
  duration: 'How long something lasted or shall last.',
  ordinal: 'What happens again and again at one spot, or between the same parties: "the 11th time".',
  day: 'The nth day of something.',
  share: 'A share told in words or percent: of land, of what was launched, of people.',
  area: 'Land: who holds it, whose it is, or what is affected.',
  money: 'Sums of money, in the unit told.',
  count: 'Anything else that an act counts.',
};

export const RULES: string[] = [
  'Compared are values about one event, of one day and town, and, for weapons launched and intercepted, of one night and country.',
  'Never compared are a town and its country, a count since some day and a day’s own, people as such and a kind of them, and numbers more than tenfold apart.',
  'Values agree where their intervals overlap. Nothing is averaged and no value is preferred.',
  'A later value of the same speaker stands above the earlier one. A toll that rose is no dispute.',
];

export const MEASURES: string[] = Object.keys(DEFINITIONS);

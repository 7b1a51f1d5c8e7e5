// The id of a series, `measure/what/scope` -> its parts and a line of English.
import type { Names } from './names';

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

// The id of a series, `measure/what/scope` -> its parts and a line of English.
import { actName } from './acts';
import type { Names } from './names';
import { plural } from './words';

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

/** "drones launched at Ukraine", "outages (electricity), again and again: PLACE". */
export function title(id: string, names: Names): string {
  const { measure, of, scope } = partsOf(id);
  const where = scopeName(scope, names);
  const told = titled(measure, of);
  if (where === '') return told;
  const verb = isLand(scope) ? WORDS[measure] : undefined;
  const [first, ...rest] = of;
  return verb !== undefined && first !== undefined && rest.length === 0 ? `${plural(first)} ${verb} ${where}` : `${told}: ${where}`;
}

/** What is measured, without where. */
function titled(measure: string, of: string[]): string {
  const [first = '', ...rest] = of;
  switch (measure) {
    case 'ordinal':
      return `${of.map(actName).join(', ')}, again and again`;
    case 'day':
      return `days of ${actName(first)}`;
    case 'affected':
      return [...of.slice(0, -1).map(plural), `affected by ${actName(of.at(-1) ?? '')}`].join(' ');
    case 'count':
      return counted(first, rest);
    case 'area':
    case 'duration':
    case 'money':
    case 'share':
      return `${measure}, ${counted(first, rest)}`;
    default:
      return [...of.map(plural), measure].join(' ');
  }
}

/** "arrests (people)": an act, and what is counted of it. */
function counted(act: string, of: string[]): string {
  return of.length === 0 ? actName(act) : `${actName(act)} (${of.map(plural).join(', ')})`;
}

/** A sector or body is nowhere: its people are killed, but not "in" it. */
function isLand(scope: string): boolean {
  return !/^[A-Z]+:|\//.test(scope);
}

function scopeName(scope: string, names: Names): string {
  const pair = /^([A-Z]{3})-([A-Z]{3})$/.exec(scope);
  if (pair) return `${names(pair[1] ?? '')} and ${names(pair[2] ?? '')}`;
  const name = names(scope);
  return name === scope && isSlug(scope) ? name.split('-').map(capital).join(' ') : name;
}

/** A place that no table knows stands by its folded name: `khan-yunis`. */
const isSlug = (scope: string) => /^[a-z-]+$/.test(scope);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

// A claim in plain words: how surely it is told, by whom, how many, and how well its place is known. What the report
// leaves open is said to be open; nothing is filled in.
import { UNNAMED, amount } from '../../lib/words';
import type { Argument, Claim, Figure, Said } from './types';

/** How a claim is told where it is not told as having happened; `null` where it is. */
export function statusWords(status: string): string | null {
  switch (status) {
    case 'actual':
      return null;
    case 'negated':
      return 'Negated: told as not so';
    case 'future':
      return 'Future: told as still to come';
    case 'hypothetical':
      return 'Hypothetical: told as only possible';
    default:
      return status;
  }
}

export function mannerWords(manner: string): string {
  switch (manner) {
    case 'direct':
      return 'quoted';
    case 'mixed':
      return 'partly quoted';
    case 'indirect':
      return 'not quoted';
    default:
      return manner;
  }
}

/** Name and id of one speaker of the chain. */
export function speakerWords(said: Said): string {
  const name = said.name ?? said.source?.text ?? null;
  if (name === null) return said.who ?? UNNAMED;
  return said.who === null || said.who === name ? name : `${name} (${said.who})`;
}

/** The whole chain, outermost first, in one line. */
export function speakersWords(claim: Claim): string {
  return claim.said_by.length === 0 ? UNNAMED : claim.said_by.map(speakerWords).join(' › ');
}

/** `430 or more (drone)`, `about 20 (%)`; that no number is stated where the words give none. */
export function figureWords(figure: Figure): string {
  const value = amount(figure.low, figure.high);
  if (value === null) return 'no number stated';
  const what = [figure.unit, figure.of].filter(Boolean).join(', ');
  return `${figure.approx ? 'about ' : ''}${value}${what === '' ? '' : ` (${what})`}`;
}

/** How finely the gazetteer knows the place that words name. */
export function placeWords(place: Argument): string {
  if (place.id === undefined) return 'not found in the gazetteer';
  if (place.id.startsWith('geonames:')) return `one place, GeoNames ${place.id.slice('geonames:'.length)}`;
  return `the whole of ${place.id}, no point`;
}

/** Roles in a steady order: who, to whom, what, with what, where, when, about what. */
export const ROLES = ['actor', 'recipient', 'object', 'instrument', 'place', 'time', 'topic', 'party'] as const;

export interface RoleGroup {
  role: string;
  args: Argument[];
}

/** Arguments by role, roles in their order, unknown ones last. */
export function byRole(claim: Claim): RoleGroup[] {
  const groups = new Map<string, Argument[]>(ROLES.map((role) => [role, []]));
  for (const arg of claim.args) {
    const group = groups.get(arg.role);
    if (group) group.push(arg);
    else groups.set(arg.role, [arg]);
  }
  return [...groups].map(([role, args]) => ({ role, args })).filter((group) => group.args.length > 0);
}

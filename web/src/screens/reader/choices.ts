// What the fields of a claim can be: the closed sets of docs/claims.md.

/** On the keys 1 to 9: what reports of a war tell most. */
export const TYPES_ON_KEYS = [
  'ASSAULT',
  'INTERCEPT',
  'DAMAGE',
  'CASUALTY',
  'OUTAGE',
  'CONTROL',
  'CONSULT',
  'POSITION',
  'ACCUSE',
] as const;

export const OTHER_TYPES = [
  'AGREE',
  'AID',
  'ASSESS',
  'COERCE',
  'CONCEDE',
  'COOPERATE',
  'DISPLACE',
  'ISSUE',
  'MOBILIZE',
  'PROTEST',
  'REJECT',
  'REQUEST',
  'RETREAT',
  'SANCTION',
  'SUPPORT',
  'THREATEN',
] as const;

export const STATUSES = [
  ['actual', 'told as having happened, or being so'],
  ['negated', 'told as not so, or denied'],
  ['future', 'planned, promised, threatened, forecast'],
  ['hypothetical', 'possible, hedged, or on a condition'],
] as const;

export const MEASURES = [
  'launched',
  'intercepted',
  'hit',
  'killed',
  'injured',
  'missing',
  'captured',
  'displaced',
  'affected',
  'destroyed',
  'damaged',
  'duration',
  'ordinal',
  'day',
  'share',
  'area',
  'money',
  'count',
] as const;

/** Modes that have a meaning with a type; others are kept as they were read. */
export const MODES: Readonly<Record<string, readonly string[]>> = {
  ASSAULT: ['aerial'],
  DAMAGE: ['damaged', 'destroyed', 'burned'],
  CASUALTY: ['killed', 'injured', 'missing', 'captured'],
  OUTAGE: ['electricity', 'heating', 'water', 'gas', 'communications', 'transport', 'offsite_power', 'restored'],
  CONTROL: ['held', 'captured', 'lost', 'contested'],
  POSITION: ['supports', 'opposes', 'insists', 'open', 'conditions'],
  ISSUE: ['agenda', 'agreed', 'unresolved'],
};

// Kinds of happening as the map and the timeline tell them apart: by shape first, by colour as well. A type of the record
// belongs to one kind; a type that is not listed is "other", never dropped.

export interface Kind {
  id: string;
  label: string;
  types: readonly string[];
  /** A path around (0, 0) that fits a circle of radius 6. */
  shape: string;
  /** A variable of theme.css. */
  colour: string;
}

export const KINDS: readonly Kind[] = [
  { id: 'attack', label: 'Attack', types: ['ASSAULT'], shape: 'M0-6 5.6 4.4H-5.6z', colour: '--series-2' },
  { id: 'intercept', label: 'Interception', types: ['INTERCEPT'], shape: 'M0 6 5.6-4.4H-5.6z', colour: '--series-1' },
  {
    id: 'harm',
    label: 'People hurt or killed',
    types: ['CASUALTY'],
    shape: 'M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2z',
    colour: '--series-6',
  },
  { id: 'damage', label: 'Damage or outage', types: ['DAMAGE', 'OUTAGE'], shape: 'M-5-5H5V5H-5z', colour: '--series-5' },
  {
    id: 'ground',
    label: 'Control of ground, forces',
    types: ['CONTROL', 'RETREAT', 'MOBILIZE'],
    shape: 'M0-6.4 6.4 0 0 6.4-6.4 0z',
    colour: '--series-4',
  },
  {
    id: 'coerce',
    label: 'Coercion, threat, protest',
    types: ['COERCE', 'PROTEST', 'THREATEN', 'SANCTION'],
    shape: 'M-3-5.6H3L6 0 3 5.6H-3L-6 0z',
    colour: '--series-2',
  },
  {
    id: 'people',
    label: 'Displacement or aid',
    types: ['DISPLACE', 'AID'],
    shape: 'M-5.6 5.2V-1L0-6 5.6-1V5.2z',
    colour: '--series-3',
  },
  {
    id: 'words',
    label: 'Talks and statements',
    types: [
      'ACCUSE',
      'AGREE',
      'ASSESS',
      'CONCEDE',
      'CONSULT',
      'COOPERATE',
      'ISSUE',
      'POSITION',
      'REJECT',
      'REQUEST',
      'SUPPORT',
    ],
    shape: 'M0-5.4A5.4 5.4 0 1 1 0 5.4 5.4 5.4 0 1 1 0-5.4z',
    colour: '--series-1',
  },
  { id: 'other', label: 'Other', types: [], shape: 'M-6-2H6V2H-6z', colour: '--series-3' },
];

const OTHER = KINDS.length - 1;
const BY_TYPE = new Map(KINDS.flatMap((kind, at) => kind.types.map((type) => [type, at] as const)));

/** The number of a type's kind in `KINDS`. */
export function kindOf(type: string): number {
  return BY_TYPE.get(type) ?? OTHER;
}

export function kind(at: number): Kind {
  return KINDS[at] ?? (KINDS[OTHER] as Kind);
}

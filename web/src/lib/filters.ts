// The filters of lists, by the names that the API, the address and the command line share.

export type FilterName =
  | 'type'
  | 'status'
  | 'place'
  | 'actor'
  | 'speaker'
  | 'side'
  | 'outlet'
  | 'from'
  | 'to'
  | 'published-from'
  | 'published-to'
  | 'report'
  | 'event'
  | 'series'
  | 'rule'
  | 'review'
  | 'text';

export interface FilterField {
  name: FilterName;
  label: string;
  kind: 'text' | 'day' | 'choice';
  choices?: string[];
  hint?: string;
}

export const FIELDS: Record<FilterName, FilterField> = {
  type: { name: 'type', label: 'Type', kind: 'text', hint: 'ASSAULT' },
  status: { name: 'status', label: 'Status', kind: 'choice', choices: ['actual', 'negated', 'future', 'hypothetical'] },
  place: { name: 'place', label: 'Place', kind: 'text' },
  actor: { name: 'actor', label: 'Actor', kind: 'text' },
  speaker: { name: 'speaker', label: 'Speaker', kind: 'text' },
  side: { name: 'side', label: 'Side', kind: 'text', hint: 'UKR' },
  outlet: { name: 'outlet', label: 'Outlet', kind: 'text' },
  from: { name: 'from', label: 'From', kind: 'day' },
  to: { name: 'to', label: 'To', kind: 'day' },
  'published-from': { name: 'published-from', label: 'Published from', kind: 'day' },
  'published-to': { name: 'published-to', label: 'Published to', kind: 'day' },
  report: { name: 'report', label: 'Report', kind: 'text' },
  event: { name: 'event', label: 'Event', kind: 'text' },
  series: { name: 'series', label: 'Series', kind: 'text' },
  rule: { name: 'rule', label: 'Rule', kind: 'text', hint: 'kill-*' },
  review: {
    name: 'review',
    label: 'Review',
    kind: 'choice',
    choices: ['unreviewed', 'accepted', 'rejected', 'edited'],
  },
  text: { name: 'text', label: 'Words', kind: 'text' },
};

export const FILTER_NAMES = Object.keys(FIELDS) as FilterName[];

/** The filters of an address, and nothing else of it: what a list is asked with. */
export function filtersOf(query: URLSearchParams, names: readonly FilterName[] = FILTER_NAMES): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of names) {
    for (const value of query.getAll(name)) if (value !== '') kept.append(name, value);
  }
  return kept;
}

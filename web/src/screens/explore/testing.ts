// Rows for the tests of this screen.
import type { Row } from './events';

export function row(about: Partial<Row> = {}): Row {
  return {
    id: 'r-1',
    unreviewed: 1,
    accepted: 0,
    rejected: 0,
    edited: 0,
    type: 'ASSAULT',
    types: ['ASSAULT'],
    from: null,
    to: null,
    place: null,
    place_id: null,
    lat: null,
    lon: null,
    precision: null,
    country: null,
    who: null,
    speaker: null,
    status: 'actual',
    words: '',
    claims: 1,
    reports: 1,
    outlets: 1,
    origins: 1,
    claim: 'r:1',
    ...about,
  };
}

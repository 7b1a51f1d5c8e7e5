// An event's parts in all versions, who denies, values by series, and what may be split.
import { expect, it } from 'vitest';
import { namesFrom } from '../../lib/names';
import {
  bySeries,
  chosenOf,
  counted,
  denials,
  idsOf,
  linesOf,
  othersIn,
  nearOf,
  nearQuery,
  partsTold,
  placeWords,
  sideWords,
  splitFault,
  tellers,
  waysOf,
  type Claim,
} from './event';
import type { EventRow, LogRow, ValueRow } from '../../lib/types';

function claim(change: Partial<Claim>): Claim {
  return {
    id: 'aa:1',
    event: 'aa-1',
    type: 'ASSAULT',
    mode: [],
    status: 'actual',
    from: null,
    to: null,
    who: null,
    speaker: null,
    actor: null,
    recipient: null,
    object: null,
    instrument: null,
    topic: null,
    place: null,
    figures: [],
    published: '2025-12-06',
    review: 'unreviewed',
    words: 'words',
    ...change,
  } as Claim;
}

const event = { id: 'aa-1', type: 'ASSAULT', from: '2025-12-05', to: '2025-12-06', place: 'Town', place_id: 'geonames:1' } as EventRow;

it('shows each part in every version, in the order told, and last in how many claims it is not stated', () => {
  const claims = [
    claim({ id: 'aa:1' }),
    claim({ id: 'bb:1', actor: 'the army' }),
    claim({ id: 'cc:1', actor: 'The army' }),
    claim({ id: 'dd:1', actor: 'rebels' }),
  ];
  const who = partsTold(claims).find((part) => part.label === 'Who');
  expect(who?.versions.map((version) => [version.words, version.claims.length])).toEqual([
    ['the army', 2],
    ['rebels', 1],
    [null, 1],
  ]);
});

it('says that who, where and when are not stated, and leaves out other parts that nobody states', () => {
  expect(partsTold([claim({})]).map((part) => part.label)).toEqual(['Who', 'Where', 'When']);
});

it('keeps apart places of one name that are told more or less exactly', () => {
  const claims = [claim({ place: 'Town', precision: 'region' }), claim({ id: 'bb:1', place: 'Town', precision: 'settlement' })];
  expect(partsTold(claims).find((part) => part.label === 'Where')?.versions).toHaveLength(2);
  expect(placeWords({ place: 'Town', precision: null })).toBe('Town (known by name only)');
  expect(placeWords({ place: null, precision: null })).toBe('place not stated');
});

it('names each teller once, with the days where there are several claims', () => {
  const words = tellers([
    claim({ speaker: 'mayor', who: 'UKR' }),
    claim({ id: 'bb:1' }),
    claim({ id: 'cc:1', speaker: 'mayor', who: 'UKR', published: '2025-12-07' }),
  ], namesFrom({ UKR: 'Ukraine' })).map((one) => one.words);
  expect(words).toEqual(['mayor (Ukraine), 6 Dec 2025', '7 Dec 2025', 'no speaker named']);
});

it('finds who denies, but not by rejected claims, unless all were rejected', () => {
  const [yes, no] = [claim({}), claim({ id: 'bb:1', status: 'negated' })];
  expect(denials([yes, no])).toEqual([no]);
  const rejected = { ...no, review: 'rejected' as const };
  expect(denials([yes, rejected])).toEqual([]);
  expect(counted([rejected])).toEqual([rejected]);
});

it('puts rival values of a series side by side and earlier ones apart', () => {
  const value = (figure_id: string, evidence: string, series = 'injured/person/UKR') => ({ figure_id, evidence, series }) as ValueRow;
  const groups = bySeries([value('aa:1.1', 'disputed'), value('bb:1.1', 'superseded'), value('cc:1.1', 'claimed', 'other'), value('dd:1.1', 'disputed')]);
  expect(groups.map((group) => [group.series, group.standing.length, group.superseded.length, group.differs])).toEqual([
    ['injured/person/UKR', 2, 1, true],
    ['other', 1, 0, false],
  ]);
});

it('looks near by place, by type, or for denials; an event without a place has none at the same', () => {
  expect(nearQuery(event, 'place')).toEqual({ from: '2025-12-05', to: '2025-12-06', place: 'geonames:1' });
  const nowhere = { ...event, place: null, place_id: null };
  expect(waysOf(nowhere)).toEqual(['type', 'denied', 'rejected']);
  expect(nearOf(new URLSearchParams('near=place'), nowhere)).toBe('type');
  expect(nearQuery(nowhere, 'denied')).toMatchObject({ status: 'negated', type: 'ASSAULT', place: null });
});

it('splits some claims, never none and never all', () => {
  const claims = [claim({}), claim({ id: 'bb:1' })];
  expect(chosenOf(new URLSearchParams('claim=bb:1&claim=zz:9'), claims)).toEqual(['bb:1']);
  expect(splitFault(1, 2)).toBeNull();
  for (const [chosen, all] of [[0, 2], [2, 2], [1, 1]] as const) expect(splitFault(chosen, all)).not.toBeNull();
});

it('finds the lines of the log that name the event or a claim of it, each once, the latest first', () => {
  const line = (cursor: number, id: string, detail: string) => ({ cursor, what: 'split', id, detail }) as LogRow;
  const claims = [claim({ id: '5b99054dd04f1fab:3' }), claim({ id: '619ab7332690be80:4' })];
  expect([...idsOf(claims)]).toEqual(['5b99054dd0-3', '619ab73326-4']);
  const own = [line(4, '5b99054dd0-3', 'aa00000000-1')];
  const others = [line(9, 'cc00000000-1', 'dd00000000-1'), line(7, 'bb00000000-1', 'aa00000000-1 619ab73326-4'), ...own];
  expect(linesOf(own, others, idsOf(claims)).map((one) => one.cursor)).toEqual([7, 4]);
});

it('does not say of a body that it speaks for itself', () => {
  const names = namesFrom({ 'IGO:Body': 'The Body', UKR: 'Ukraine', RUS: 'Russia' });
  expect(sideWords({ speaker: 'The Body', who: 'IGO:Body' }, names)).toBeNull();
  expect(sideWords({ speaker: 'envoys', who: 'UKR,RUS' }, names)).toBe('Ukraine and Russia');
  expect(sideWords({ speaker: null, who: null }, names)).toBeNull();
});

it('names what else a line is about', () => {
  const line = { id: '5b99054dd0-3', detail: '5b99054dd0-3 bf913e6616-4' } as LogRow;
  expect(othersIn(line, '5b99054dd0-3')).toEqual([{ words: 'bf913e6616-4', event: true }]);
  expect(othersIn({ ...line, detail: '5b99054dd04f1fab:3' }, 'x')).toEqual([
    { words: '5b99054dd0-3', event: true },
    { words: '5b99054dd04f1fab:3', event: false },
  ]);
});

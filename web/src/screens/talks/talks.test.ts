// The matrix and its words: the latest stance first, what moved since a round, and silence told as silence.
import { describe, expect, it } from 'vitest';
import { fitting, lastRoundDay, matrix, move, movedCount, NO_ISSUE } from './matrix';
import { answerOf, cellText, envoysOf, hedge, roundDays, roundTitle, stanceText } from './stance';
import type { PositionRow, Round } from './types';

function position(change: Partial<PositionRow> = {}): PositionRow {
  return {
    position_id: 'aa:1/A',
    process: 'talks/A-B',
    round: null,
    round_date: null,
    place: null,
    party: 'A',
    envoy: null,
    envoy_role: null,
    issue: 'ceasefire',
    stance: 'demands',
    modality: 'stated',
    doc_id: 'aa',
    char_start: 0,
    char_end: 5,
    quote: 'words',
    evidence: 'reported',
    review: 'unreviewed',
    release: 'candidate',
    speaker: null,
    speaker_side: null,
    said_on: '2025-03-01',
    claim: 'aa:1',
    ...change,
  };
}

function round(change: Partial<Round> = {}): Round {
  return {
    process: 'talks/A-B',
    number: 1,
    told_as: null,
    standing: 'held',
    from: '2025-02-01',
    to: '2025-02-02',
    dated: true,
    days_counted: null,
    places: [],
    negotiation: true,
    indirect: false,
    envoys: [],
    mediators: [],
    hosts: [],
    lengths: [],
    told: 1,
    reports: 1,
    origins: 1,
    claims: [],
    denied: [],
    said: [],
    outcomes: [],
    ...change,
  };
}

describe('the matrix', () => {
  it('has the latest stance in front and the older ones behind', () => {
    const rows = [
      position({ said_on: '2025-01-01', stance: 'rejects' }),
      position(),
      position({ issue: null, party: 'B' }),
    ];
    const lines = matrix(rows, ['A', 'B'], null);
    expect(lines.map((line) => line.issue)).toEqual(['ceasefire', NO_ISSUE]);
    const [ours, theirs] = lines[0]?.cells ?? [];
    expect([ours?.latest?.stance, ours?.older.map((row) => row.stance)]).toEqual(['demands', ['rejects']]);
    expect([theirs?.latest, theirs?.older]).toEqual([null, []]);
  });

  it('has a line for an issue on which nobody’s stance is on record', () => {
    const lines = matrix([position()], ['A', 'B'], null, ['borders', 'ceasefire']);
    expect(lines.map((line) => [line.issue, line.cells.filter((cell) => cell.latest).length])).toEqual([
      ['ceasefire', 1],
      ['borders', 0],
    ]);
  });

  it('does not depend on the order of rows', () => {
    const rows = [
      position({ claim: 'aa:2' }),
      position({ claim: 'aa:1' }),
      position({ issue: 'border' }),
      position({ issue: 'arms' }),
    ];
    expect(matrix([...rows].reverse(), ['A'], null)).toEqual(matrix(rows, ['A'], null));
  });

  it('marks what moved since a day, and only that', () => {
    const rows = [
      position({ said_on: '2025-03-01', stance: 'open' }),
      position({ said_on: '2025-01-01', stance: 'rejects' }),
      position({ party: 'B', said_on: '2025-03-01' }),
      position({ party: 'B', said_on: '2025-01-01' }),
      position({ issue: 'border', said_on: '2025-03-02' }),
    ];
    const lines = matrix(rows, ['A', 'B'], '2025-02-01');
    expect(lines[0]?.cells.map((cell) => cell.moved)).toEqual([{ from: 'rejects', to: 'open' }, null]);
    expect(lines[1]?.cells[0]?.moved).toEqual({ from: null, to: 'demands' });
    expect(movedCount(lines)).toBe(2);
    expect(movedCount(matrix(rows, ['A', 'B'], null))).toBe(0);
  });

  it('counts the last round that came to pass, not a plan', () => {
    const rounds = [
      round(),
      round({ standing: 'planned', from: '2025-09-01' }),
      round({ standing: 'going_on', from: '2025-04-01' }),
    ];
    expect(lastRoundDay(rounds)).toBe('2025-04-01');
    expect(lastRoundDay([])).toBeNull();
  });

  it('is filtered by days, envoy and issue', () => {
    const rows = [position(), position({ envoy: 'Ann Example', said_on: null }), position({ issue: 'border' })];
    const all = { from: null, to: null, envoy: null, issue: null };
    expect(fitting(rows, all).length).toBe(3);
    expect(fitting(rows, { ...all, envoy: 'Ann Example' }).length).toBe(1);
    expect(fitting(rows, { ...all, issue: 'BORD' }).length).toBe(1);
    expect(fitting(rows, { ...all, from: '2025-02-01', to: '2025-03-01' }).length).toBe(2);
  });

  it('is walked by arrows and held at its edges', () => {
    expect([move('ArrowUp', [0, 0], 3, 2), move('ArrowDown', [2, 1], 3, 2), move('End', [1, 0], 3, 2)]).toEqual([
      [0, 0],
      [2, 1],
      [1, 1],
    ]);
    expect(move('x', [0, 0], 3, 2)).toBeNull();
  });
});

describe('words', () => {
  it('says silence as silence', () => {
    expect(cellText('ceasefire', 'A', null, 0)).toBe('ceasefire, A: no statement found');
    expect(cellText('ceasefire', 'A', position({ modality: 'possible' }), 2)).toBe(
      'ceasefire, A: demands, possible, hedged, 1 Mar 2025, 2 older',
    );
  });

  it('marks what is hedged and what is denied', () => {
    expect([stanceText(position()), stanceText(position({ modality: 'planned' }))]).toEqual(['demands', 'demands?']);
    expect([hedge(position()), hedge(position({ modality: 'denied' }))]).toEqual(['', 'told as not so']);
  });

  it('numbers a round only where a report does, and marks a day that no report tells', () => {
    expect([roundTitle(round()), roundTitle(round({ told_as: 3 })), roundTitle(round({ negotiation: false }))]).toEqual(
      ['Talks', 'Round 3', 'Meeting'],
    );
    expect(roundDays(round({ dated: false, to: '2025-02-01' }))).toBe('about 1 Feb 2025');
    expect(roundDays(round({ from: null, to: null }))).toBe('no day told');
  });

  it('finds who spoke in a round, and the parts of an answer', () => {
    const told = [{ round: 1, envoys: [{ side: 'A', name: 'Ann Example', claims: ['aa:1'] }] }];
    expect(envoysOf(round(), told).map((envoy) => envoy.name)).toEqual(['Ann Example']);
    expect(envoysOf(round({ number: 2 }), told)).toEqual([]);
    expect(answerOf('rejected ORG:Some Front aa:12')).toEqual({
      what: 'rejected',
      by: 'ORG:Some Front',
      claim: 'aa:12',
    });
    expect(answerOf('?')).toBeNull();
  });
});

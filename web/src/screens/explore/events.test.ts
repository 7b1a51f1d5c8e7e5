import { describe, expect, it } from 'vitest';
import { dayNumber } from './days';
import { chosen, counted, eventsOf, overlaps, type Interval } from './events';
import { kindOf, KINDS } from './kinds';
import { precisionWords, trayOf } from './places';
import { row } from './testing';

const none = () => null;
const days = (from: string, to: string): Interval => ({ from: dayNumber(from) as number, to: dayNumber(to) as number });

describe('an event in an interval', () => {
  const events = eventsOf(
    [
      row({ id: 'whole', from: '2025-11-14', to: '2025-11-15' }),
      row({ id: 'since', from: '2025-11-14', to: null }),
      row({ id: 'until', from: null, to: '2025-11-15' }),
      row({ id: 'undated' }),
      row({ id: 'old', from: '0899-12-31', to: '0899-12-31' }),
    ],
    none,
  );
  const within = (from: string, to: string) => events.rows.filter((_, at) => overlaps(events, at, days(from, to))).map((one) => one.id);

  it('counts with both its days', () => {
    expect(within('2025-11-15', '2025-11-15')).toEqual(['whole', 'since', 'until']);
    expect(within('2025-11-14', '2025-11-14')).toEqual(['whole', 'since', 'until']);
  });

  it('reaches on where its end is open', () => {
    expect(within('2026-06-01', '2026-06-02')).toEqual(['since']);
    expect(within('2001-01-01', '2001-01-02')).toEqual(['until']);
  });

  it('of an early year is found there', () => {
    expect(within('0899-01-01', '0900-01-01')).toEqual(['until', 'old']);
  });

  it('without a day is in no interval, yet among all', () => {
    expect(within('0001-01-01', '9999-12-31')).not.toContain('undated');
    expect([...chosen(events, { interval: null })]).toContain(3);
  });

  it('stands in the order of days, open beginnings first, those without a day last', () => {
    const order = chosen(events, { interval: null });
    expect([...order].map((at) => events.rows[at]?.id)).toEqual(['until', 'old', 'whole', 'since', 'undated']);
  });

  it('spans from the first told day to the last', () => {
    expect(events.span).toEqual(days('0899-12-31', '2025-11-15'));
  });
});

describe('a place', () => {
  const at = { place: 'Somewhere', lat: 10, lon: 20 };

  it('is a point only where a settlement or a site was told', () => {
    expect(trayOf({ ...at, precision: 'settlement' }, false)).toBe('point');
    expect(trayOf({ ...at, precision: 'site' }, true)).toBe('point');
    for (const precision of ['district', 'region', 'area', null, 'unheard of']) {
      expect(trayOf({ ...at, precision }, false)).toBe('ring');
    }
  });

  it('is an outline where one is known, but for a district', () => {
    expect(trayOf({ ...at, precision: 'region' }, true)).toBe('region');
    expect(trayOf({ ...at, precision: 'district' }, true)).toBe('ring');
  });

  it('is never drawn for a country alone, or for none', () => {
    expect(trayOf({ ...at, precision: 'country' }, true)).toBe('country');
    expect(trayOf({ place: null, lat: null, lon: null }, false)).toBe('unplaced');
    expect(trayOf({ place: 'By name only', lat: null, lon: null, precision: 'settlement' }, false)).toBe('unlocated');
    const events = eventsOf([row({ ...at, precision: 'country' }), row()], () => 0);
    expect(events.spots).toEqual([]);
    expect([...events.spot]).toEqual([-1, -1]);
  });

  it('says the radius of its ring', () => {
    expect(precisionWords({ ...at, precision: 'district' }, 'ring')).toContain('25 km');
  });

  it('is counted in one tray', () => {
    const rows = [
      row({ ...at, precision: 'settlement' }),
      row({ ...at, precision: 'settlement' }),
      row({ ...at, precision: 'region' }),
      row({ ...at, precision: 'country' }),
      row(),
    ];
    const events = eventsOf(rows, () => 7);
    expect(counted(events, chosen(events, { interval: null }))).toEqual({
      point: 2,
      region: 1,
      ring: 0,
      country: 1,
      unlocated: 0,
      unplaced: 1,
    });
    expect(events.spots.map((spot) => [spot.tray, spot.outline])).toEqual([
      ['point', null],
      ['region', 7],
    ]);
  });
});

describe('a kind', () => {
  it('has a shape of its own', () => {
    expect(new Set(KINDS.map((kind) => kind.shape)).size).toBe(KINDS.length);
  });

  it('takes each type once, and others as other', () => {
    const types = KINDS.flatMap((kind) => kind.types);
    expect(new Set(types).size).toBe(types.length);
    expect(KINDS[kindOf('UNHEARD_OF')]?.id).toBe('other');
  });

  it('can be left out', () => {
    const events = eventsOf([row({ type: 'ASSAULT' }), row({ type: 'AGREE' })], none);
    expect([...chosen(events, { interval: null, hidden: 1 << kindOf('AGREE') })]).toEqual([0]);
  });
});

import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from './days';
import { chosen, eventsOf } from './events';
import { KINDS } from './kinds';
import { row } from './testing';
import { bars, binDays, bins, dragged, gripAt, played, showing, stepped, ticks, toDay, toPx, whole, zoomed } from './timeline';

const day = (text: string) => dayNumber(text) as number;
const lane = new Int8Array(KINDS.length);
const all = { interval: null };

describe('bins', () => {
  const rows = [
    row({ from: '2025-11-01', to: '2025-11-03' }),
    row({ from: '2025-11-03', to: '2025-11-03' }),
    row({ from: '2025-11-03', to: null }),
    row({ from: null, to: '2025-11-01' }),
    row(),
  ];
  const events = eventsOf(rows, () => null);
  const view = { from: day('2025-11-01'), to: day('2025-11-06') };

  it('count what can have been in them, open ends to the edge', () => {
    const found = bins(events, chosen(events, all), lane, 1, view, 1);
    expect([...(found.lanes[0] ?? [])]).toEqual([2, 1, 3, 1, 1]);
    expect(found.most).toBe(3);
  });

  it('count an event once in each, however wide they are', () => {
    const found = bins(events, chosen(events, all), lane, 1, { from: 0, to: 30_000 }, 30_000);
    expect([...(found.lanes[0] ?? [])]).toEqual([4]);
  });

  it('are the same wherever the view begins', () => {
    const one = bins(events, chosen(events, all), lane, 1, { from: view.from, to: view.to }, 2);
    const other = bins(events, chosen(events, all), lane, 1, { from: view.from + 1, to: view.to }, 2);
    expect(other.start % 2).toBe(0);
    expect(other.lanes[0]?.[other.lanes[0].length - 1]).toBe(one.lanes[0]?.[one.lanes[0].length - 1]);
  });

  it('agree with counting one by one', () => {
    const many = Array.from({ length: 500 }, (_, n) => {
      const from = day('2025-01-01') + ((n * 37) % 300);
      return row({ from: dayText(from), to: dayText(from + (n % 11)) });
    });
    const made = eventsOf(many, () => null);
    const sight = { from: day('2025-02-01'), to: day('2025-09-01') };
    const found = bins(made, chosen(made, all), lane, 1, sight, 7);
    found.lanes[0]?.forEach((count, at) => {
      const start = found.start + at * 7;
      const interval = { from: start, to: start + 6 };
      expect(count).toBe(chosen(made, { interval }).length);
    });
  });

  it('are as wide as some pixels', () => {
    expect(binDays({ from: 0, to: 100 }, 1000)).toBe(1);
    expect(binDays({ from: 0, to: 9000 }, 1000)).toBe(30);
    expect(binDays({ from: 0, to: 420_000 }, 1000) % 365).toBe(0);
  });
});

describe('bars', () => {
  it('of one row do not cover each other, and open ends say so', () => {
    const rows = [
      row({ from: '2025-11-01', to: '2025-11-04' }),
      row({ from: '2025-11-04', to: '2025-11-05' }),
      row({ from: '2025-11-05', to: null }),
    ];
    const events = eventsOf(rows, () => null);
    const view = { from: day('2025-11-01'), to: day('2025-11-11') };
    const found = bars(events, chosen(events, all), view, 1000);
    expect(found?.bars.map((bar) => [bar.event, bar.row])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(found?.bars[2]).toMatchObject({ openTo: true, openFrom: false });
  });

  it('are none where a day is narrow or too many are at once', () => {
    const events = eventsOf(Array.from({ length: 30 }, () => row({ from: '2025-11-01', to: '2025-11-01' })), () => null);
    const view = { from: day('2025-11-01'), to: day('2025-11-11') };
    expect(bars(events, chosen(events, all), view, 1000)).toBeNull();
    expect(bars(events, chosen(events, all), { from: 0, to: 30_000 }, 1000)).toBeNull();
  });
});

describe('the brush', () => {
  const view = { from: 0, to: 100 };
  const brush = { from: 20, to: 29 };

  it('is taken by an edge, by the middle, or made anew', () => {
    expect(gripAt(brush, view, 1000, 203)).toBe('from');
    expect(gripAt(brush, view, 1000, 298)).toBe('to');
    expect(gripAt(brush, view, 1000, 250)).toBe('middle');
    expect(gripAt(brush, view, 1000, 500)).toBe('new');
    expect(gripAt(null, view, 1000, 250)).toBe('new');
  });

  it('follows the drag in whole days', () => {
    expect(dragged('new', brush, 50.2, 53.9)).toEqual({ from: 50, to: 53 });
    expect(dragged('new', brush, 53.9, 50.2)).toEqual({ from: 50, to: 53 });
    expect(dragged('middle', brush, 25, 30)).toEqual({ from: 25, to: 34 });
    expect(dragged('from', brush, 20, 15)).toEqual({ from: 15, to: 29 });
    expect(dragged('to', brush, 30, 41)).toEqual({ from: 20, to: 40 });
  });

  it('keeps at least a day', () => {
    expect(dragged('from', brush, 20, 60)).toEqual({ from: 29, to: 29 });
    expect(dragged('to', brush, 30, 0)).toEqual({ from: 20, to: 20 });
  });

  it('steps and plays, sliding or growing, to the last day', () => {
    expect(stepped(brush, -1)).toEqual({ from: 19, to: 28 });
    expect(played(brush, 5, false, 100)).toEqual({ interval: { from: 25, to: 34 }, over: false });
    expect(played(brush, 5, true, 100)).toEqual({ interval: { from: 20, to: 34 }, over: false });
    expect(played(brush, 5, false, 31)).toEqual({ interval: { from: 22, to: 31 }, over: true });
    expect(played({ from: 40, to: 50 }, 5, true, 31)).toEqual({ interval: { from: 40, to: 50 }, over: true });
  });
});

describe('the view', () => {
  it('goes from days to pixels and back', () => {
    const view = { from: 10, to: 60 };
    expect(toDay(view, 500, toPx(view, 500, 33))).toBeCloseTo(33);
  });

  it('zooms about a day and stays within what there is', () => {
    const limits = { from: 0, to: 1000 };
    const view = zoomed({ from: 100, to: 200 }, 0.5, 150, limits);
    expect(view).toEqual({ from: 125, to: 175 });
    expect(zoomed(view, 1000, 150, limits)).toEqual(limits);
    const least = zoomed(view, 0.0001, 150, limits);
    expect(least.to - least.from).toBeCloseTo(4);
  });

  it('moves to show a brush', () => {
    const limits = { from: 0, to: 1000 };
    expect(showing({ from: 100, to: 200 }, { from: 120, to: 130 }, limits)).toEqual({ from: 100, to: 200 });
    const moved = showing({ from: 100, to: 200 }, { from: 400, to: 410 }, limits);
    expect(moved.from).toBeLessThanOrEqual(400);
    expect(moved.to).toBeGreaterThanOrEqual(411);
  });

  it('has room where there is nothing', () => {
    expect(whole(null).to).toBeGreaterThan(whole(null).from);
    expect(whole({ from: 5, to: 5 }).to - whole({ from: 5, to: 5 }).from).toBeGreaterThanOrEqual(3);
  });
});

describe('ticks', () => {
  it('stand on days, months or years and not too near each other', () => {
    for (const days of [5, 20, 90, 400, 2000, 9000, 80_000, 450_000]) {
      const view = { from: day('2026-11-23') - days, to: day('2026-11-23') };
      const found = ticks(view, 1000);
      expect(found.length, `${days} days`).toBeGreaterThan(1);
      expect(found.length, `${days} days`).toBeLessThan(22);
      for (const tick of found) expect(tick.day).toBeGreaterThanOrEqual(view.from);
    }
  });

  it('name years before 1000 as they are', () => {
    const found = ticks({ from: day('0800-06-01'), to: day('0900-06-01') }, 1000);
    expect(found.map((tick) => tick.label)).toContain('850');
  });
});

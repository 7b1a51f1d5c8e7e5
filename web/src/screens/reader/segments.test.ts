import { describe, expect, it } from 'vitest';
import type { Mark } from './marks';
import { indexPoints } from './points';
import { COVERS_MAX, piecesBetween, runsOf } from './segments';

function mark(start: number, end: number): Mark {
  return { start, end, kind: 'argument', claim: 0, label: 'object' };
}

/** Runs written as `start-end:covers`. */
function told(text: string, ...marks: Mark[]): string[] {
  return runsOf(marks, indexPoints(text)).map((run) => `${run.start}-${run.end}:${run.covers.join('+')}`);
}

describe('runs', () => {
  const text = 'a missile struck a substation';

  it('of one mark are the mark', () => {
    expect(told(text, mark(2, 9))).toEqual(['2-9:0']);
  });

  it('of nested marks know both, the outer first', () => {
    expect(told(text, mark(10, 16), mark(0, 29))).toEqual(['0-10:1', '10-16:1+0', '16-29:1']);
  });

  it('of crossing marks know both where they cross', () => {
    expect(told(text, mark(0, 16), mark(10, 29))).toEqual(['0-10:0', '10-16:0+1', '16-29:1']);
  });

  it('of the same stretch are one run', () => {
    expect(told(text, mark(2, 9), mark(2, 9))).toEqual(['2-9:0+1']);
  });

  it('of marks that touch do not overlap', () => {
    expect(told(text, mark(0, 9), mark(9, 16))).toEqual(['0-9:0', '9-16:1']);
  });

  it('leave out empty marks and those outside the text', () => {
    expect(told(text, mark(4, 4), mark(90, 99), mark(9, 4))).toEqual([]);
    expect(told(text, mark(20, 99))).toEqual(['20-29:0']);
  });

  it('stand in units where characters lie beyond U+FFFF', () => {
    expect(told('🚀🚀 hit', mark(1, 2), mark(3, 6))).toEqual(['2-4:0', '5-8:1']);
  });

  it('name no more marks than they may, and count the rest', () => {
    const deep = Array.from({ length: COVERS_MAX + 5 }, () => mark(0, 5));
    const [run] = runsOf(deep, indexPoints(text));
    expect(run?.covers.length).toBe(COVERS_MAX);
    expect(run?.unnamed).toBe(5);
  });

  it('agree with counting character by character, whatever the marks', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const marks = Array.from({ length: random(12) }, () => {
        const start = random(29);
        return mark(start, start + random(29 - start + 1));
      });
      const runs = runsOf(marks, indexPoints(text));
      for (let unit = 0; unit < text.length; unit += 1) {
        const covering = marks.flatMap((mark, place) => (mark.start <= unit && unit < mark.end ? [place] : []));
        const run = runs.find((run) => run.start <= unit && unit < run.end);
        expect([...(run?.covers ?? [])].sort((a, b) => a - b)).toEqual(covering);
      }
    }
  });
});

describe('pieces', () => {
  const text = 'a missile struck a substation';
  const runs = runsOf([mark(2, 9), mark(10, 16)], indexPoints(text));

  it('give back the text, marked and bare', () => {
    const pieces = piecesBetween(text, runs, 0, text.length);
    expect(pieces.map((piece) => piece.text)).toEqual(['a ', 'missile', ' ', 'struck', ' a substation']);
    expect(pieces.map((piece) => piece.covers)).toEqual([[], [0], [], [1], []]);
  });

  it('are cut at the ends of the stretch', () => {
    const pieces = piecesBetween(text, runs, 5, 12);
    expect(pieces.map((piece) => piece.text)).toEqual(['sile', ' ', 'st']);
  });
});

describe('many marks', () => {
  it('100,000 marks over a megabyte are cut up in seconds', () => {
    const text = 'word '.repeat(200_000);
    const marks = Array.from({ length: 100_000 }, (_, at) => mark(at * 9, at * 9 + 4 + (at % 60)));
    const begun = performance.now();
    const runs = runsOf(marks, indexPoints(text));
    expect(runs.length).toBeGreaterThan(100_000);
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it('10,000 marks within each other do not multiply', () => {
    const text = 'x'.repeat(30_000);
    const marks = Array.from({ length: 10_000 }, (_, at) => mark(at, 30_000 - at));
    const begun = performance.now();
    const runs = runsOf(marks, indexPoints(text));
    expect(runs.length).toBe(19_999);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

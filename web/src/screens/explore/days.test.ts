import { describe, expect, it } from 'vitest';
import { civil, dayNumber, dayOf, dayText, dayWords } from './days';

describe('days', () => {
  it('count from 1970 in both directions', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect(dayNumber('2025-11-14')).toBe(20_406);
  });

  it('of years before 1000 keep their digits and are not taken for the 20th century', () => {
    const day = dayNumber('0099-12-31') as number;
    expect(civil(day)).toEqual({ year: 99, month: 12, day: 31 });
    expect(dayText(day)).toBe('0099-12-31');
    expect(dayText((dayNumber('0899-12-31') as number) + 1)).toBe('0900-01-01');
    expect(dayWords(dayNumber('0899-12-31') as number)).toBe('31 Dec 899');
  });

  it('agree with the calendar of the platform wherever it can be trusted', () => {
    for (let day = -800_000; day < 800_000; day += 997) expect(dayText(day)).toBe(platform(day));
  });

  it('know leap years', () => {
    expect(dayNumber('2024-02-29')).not.toBeNull();
    expect(dayNumber('1900-02-29')).toBeNull();
    expect(dayNumber('2000-02-29')).not.toBeNull();
  });

  it('refuse what is no day', () => {
    for (const text of ['', '2025', '2025-13-01', '2025-00-01', '2025-04-31', '2025-11-14T00:00', 'x', null, undefined]) {
      expect(dayNumber(text)).toBeNull();
    }
  });

  it('run on into the next years by months', () => {
    expect(dayText(dayOf(2025, 13, 1))).toBe('2026-01-01');
    expect(dayText(dayOf(2025, 0, 1))).toBe('2024-12-01');
  });
});

function platform(day: number): string {
  const text = new Date(day * 86_400_000).toISOString().slice(0, -14);
  return text.startsWith('-') || text.startsWith('+') ? text.replace(/^([+-])00(\d{4})/, (_, sign, year) => (sign === '-' ? `-${year}` : year)) : text;
}

// Days and values -> pixels, with the ticks of their axes. A log scale has no zero: what is zero lies at its foot.
import { number } from '../../lib/words';

export interface Tick {
  at: number;
  label: string;
}

export interface Scale {
  /** Place in pixels, held within the plot. */
  place: (value: number) => number;
  ticks: Tick[];
}

export interface DayScale extends Scale {
  from: number;
  to: number;
  /** The day at a place in pixels. */
  day: (at: number) => string;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01; null where the text is no day. */
export function dayNumber(day: string): number | null {
  const ms = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? null : Math.round(ms / DAY_MS);
}

export function dayText(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** One day alone gets room on both sides. */
export function dayScale(from: number, to: number, left: number, right: number): DayScale {
  const pad = Math.max(1, (to - from) * 0.02);
  const [start, end] = [from - pad, to + pad];
  const place = (day: number) => clamp(left + ((day - start) / (end - start)) * (right - left), left, right);
  const day = (at: number) => dayText(Math.round(start + ((at - left) / (right - left)) * (end - start)));
  return {
    place,
    day,
    from: start,
    to: end,
    ticks: dayTicks(start, end, Math.max(2, Math.floor((right - left) / 90))),
  };
}

/** Years, months or days, whatever leaves at most `most` of them; first of January, of the month. */
function dayTicks(start: number, end: number, most: number): Tick[] {
  const years = (end - start) / 365.25;
  if (years / most > 0.9) return yearTicks(start, end, niceStep(years / most, [1, 2, 5, 10]));
  const months = years * 12;
  if (months > 2) return monthTicks(start, end, niceStep(months / most, [1, 2, 3, 6, 12]));
  const step = niceStep((end - start) / most, [1, 2, 7, 14]);
  const ticks: Tick[] = [];
  for (let day = Math.ceil(start); day <= end; day += step) ticks.push({ at: day, label: dayText(day) });
  return ticks;
}

function yearTicks(start: number, end: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  const first = Number(dayText(Math.ceil(start)).slice(0, 4));
  for (let year = Math.ceil(first / step) * step; ; year += step) {
    const at = Date.UTC(year, 0, 1) / DAY_MS;
    if (at > end) return ticks;
    if (at >= start) ticks.push({ at, label: String(year) });
  }
}

function monthTicks(start: number, end: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  const first = dayText(Math.ceil(start));
  let month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1;
  for (month = Math.ceil(month / step) * step; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
    if (at > end) return ticks;
    if (at >= start) ticks.push({ at, label: dayText(at).slice(0, 7) });
  }
}

/** The smallest of `steps` that is as large as is wanted; beyond the last, multiples of it. */
function niceStep(wanted: number, steps: number[]): number {
  const last = steps[steps.length - 1] ?? 1;
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / last) * last;
}

/** From zero (or below, where values are) to the largest, in steps of 1, 2 or 5. */
export function linearScale(values: number[], bottom: number, top: number): Scale {
  const least = Math.min(0, ...bounded(values));
  const most = Math.max(0, ...bounded(values));
  const span = most - least || 1;
  const step = roundStep(span / Math.max(2, Math.floor((bottom - top) / 44)));
  const [start, end] = [Math.floor(least / step) * step, Math.ceil((least + span) / step) * step];
  const place = (value: number) => clamp(bottom - ((value - start) / (end - start)) * (bottom - top), top, bottom);
  const ticks: Tick[] = [];
  for (let count = 0; start + count * step <= end + step / 2; count += 1) {
    const at = start + count * step;
    ticks.push({ at, label: short(at) });
  }
  return { place, ticks };
}

/** Decades; `0` at the foot stands for what is zero or less. */
export function logScale(values: number[], bottom: number, top: number): Scale {
  const positive = bounded(values.filter((value) => value > 0));
  const least = Math.floor(Math.log10(Math.min(...positive, 1e12)));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...positive, Number.MIN_VALUE))));
  const [start, end] = positive.length === 0 ? [0, 1] : [least, most];
  const foot = bottom - 14;
  const place = (value: number) => {
    if (value <= 0) return bottom;
    return clamp(foot - ((Math.log10(value) - start) / (end - start)) * (foot - top), top, foot);
  };
  const every = Math.max(1, Math.ceil((end - start) / 8));
  const ticks: Tick[] = values.some((value) => value <= 0) ? [{ at: 0, label: '0' }] : [];
  for (let power = start; power <= end; power += every) ticks.push({ at: 10 ** power, label: short(10 ** power) });
  return { place, ticks };
}

/** Spreading a long array into Math.max overflows the stack: its two ends are enough. */
function bounded(values: number[]): number[] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : [];
}

function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].find((step) => step * power >= wanted * 0.999) ?? 10;
  return step * power;
}

/** Whole up to six digits; millions beyond. */
function short(value: number): string {
  const round = Number(value.toPrecision(12));
  return Math.abs(round) >= 1e6 ? `${number(round / 1e6)}M` : number(round);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

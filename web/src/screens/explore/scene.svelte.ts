// What the screen Explore shows: the loaded events, what filters, days, kinds and trays leave of them, and the brush while
// it moves. Made once while the screen is set up; read as properties.
import { untrack } from 'svelte';
import { live } from '../../lib/live.svelte';
import { record } from '../../lib/record.svelte';
import { resource } from '../../lib/resource.svelte';
import { setQuery } from '../../lib/route';
import { filterText, hiddenOf, intervalOf, intervalText, trayIn } from './address';
import { decode, finder, type Basemap } from './basemap';
import packed from './basemap.bin?url';
import { dayNumber } from './days';
import { chosen, counted, eventsOf, type Interval } from './events';
import { KINDS } from './kinds';
import { load, type Loaded } from './load';

const CALM_MS = 150;

export type Scene = ReturnType<typeof scene>;

export function scene(query: () => URLSearchParams) {
  const filters = $derived(filterText(query()));
  const hidden = $derived(hiddenOf(query()));
  const tray = $derived(trayIn(query()));

  // The brush, while it moves, is not the address yet.
  let moving = $state.raw<Interval | null>(null);
  const interval = $derived(moving ?? intervalOf(query()));

  // Where not all fits, days are asked for; they change when the brush leaves them.
  let asked = $state.raw<Interval | null>(untrack(() => intervalOf(query())));
  const lastDay = $derived(record.state?.last_day ?? null);
  const isKnown = $derived(record.state !== null || record.problem !== null);
  const answer = resource<Loaded>((signal) => {
    void live.stamp;
    return isKnown ? load(new URLSearchParams(filters), asked, dayNumber(lastDay), signal) : null;
  });
  $effect(() => {
    const window = answer.data?.window;
    const wanted = intervalOf(query());
    if (window && wanted && (wanted.from < window.from || wanted.to > window.to)) untrack(() => (asked = wanted));
  });

  let base = $state.raw<Basemap | null>(null);
  let baseFailed = $state(false);
  $effect(() => {
    fetch(packed)
      .then((got) => (got.ok ? got.arrayBuffer() : Promise.reject(new Error(String(got.status)))))
      .then((bytes) => (base = decode(bytes)))
      .catch(() => (baseFailed = true));
  });

  const find = $derived(base ? finder(base.regions) : () => null);
  const events = $derived(answer.data && (base || baseFailed) ? eventsOf(answer.data.rows, find) : null);
  const anyDay = $derived(events ? chosen(events, { interval: null, tray, hidden }) : new Int32Array());
  const these = $derived(events ? chosen(events, { interval, tray, hidden }) : new Int32Array());

  // While the brush moves, the table follows it a few times a second: nobody reads rows that fly past.
  let calm = $state.raw<Int32Array>(new Int32Array());
  let due: ReturnType<typeof setTimeout> | undefined;
  $effect(() => {
    const now = these;
    if (moving === null) {
      clearTimeout(due);
      due = undefined;
      calm = now;
    } else due ??= setTimeout(() => ((due = undefined), (calm = these)), CALM_MS);
  });
  const rows = $derived(events ? Array.from(calm, (at) => events.rows[at]).filter((row) => row !== undefined) : []);
  const inDays = $derived(events ? chosen(events, { interval }) : new Int32Array());
  const trays = $derived(events ? counted(events, inDays) : null);
  const kinds = $derived.by(() => {
    const counts = KINDS.map(() => 0);
    for (const at of inDays) {
      const kind = events?.kind[at] ?? 0;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  });

  return {
    get answer() {
      return answer;
    },
    get base() {
      return base;
    },
    /** `null` until rows and basemap are there. */
    get events() {
      return events;
    },
    /** Numbers of the events of any day, and of those of the brushed days. */
    get anyDay() {
      return anyDay;
    },
    get these() {
      return these;
    },
    /** The same by day. */
    get rows() {
      return rows;
    },
    get interval() {
      return interval;
    },
    get hidden() {
      return hidden;
    },
    get tray() {
      return tray;
    },
    /** Events in each tray and of each kind, in the brushed days. */
    get trays() {
      return trays;
    },
    get kinds() {
      return kinds;
    },
    /** The filters and days as the API takes them. */
    get exported() {
      const asked = new URLSearchParams(filters);
      for (const [name, day] of Object.entries(intervalText(interval))) if (day !== null) asked.set(name, day);
      return asked;
    },
    brush(next: Interval | null) {
      moving = next;
    },
    set(next: Interval | null) {
      moving = null;
      setQuery(intervalText(next));
    },
    /** Loads other days; `null`: the latest. */
    ask(days: Interval | null) {
      moving = null;
      asked = days;
      setQuery({ from: null, to: null });
    },
    get asked() {
      return asked;
    },
  };
}

// What a person decides of events on this page: split, join, and taking either back. What was done last can be taken back
// from whatever event is shown, as long as the page is open; every decision stays in the log.
import { get, post, problem, type Problem } from '../../lib/api';
import { record } from '../../lib/record.svelte';
import { count } from '../../lib/words';
import type { OneEvent } from './event';

interface Done {
  what: string;
  undo: () => Promise<string[]>;
}

/** The events that the claims are of now. */
interface Parted {
  events: string[];
}

const UNDONE = 'taken back';

class Deeds {
  /** What was done last, and the events that came of it. */
  told = $state.raw<{ words: string; events: string[] } | null>(null);
  failed = $state.raw<Problem | null>(null);
  sending = $state(false);
  #done = $state.raw<Done[]>([]);

  get last(): string | null {
    return this.#done.at(-1)?.what ?? null;
  }

  clear(): void {
    this.told = null;
    this.failed = null;
  }

  /** Answers the events that came of it; `null` where it was refused. */
  split(event: string, claims: string[], why: string): Promise<string[] | null> {
    const what = `${count(claims.length, 'claim')} split off`;
    return this.#send(what, async () => {
      const { events } = await post<Parted>(path(event, 'split'), { claims, by: record.by, why });
      this.#keep({ what, undo: () => joined(events) });
      return events;
    });
  }

  join(event: string, other: string, why: string): Promise<string[] | null> {
    const what = 'Two events joined';
    return this.#send(what, async () => {
      const theirs = await get<OneEvent>(`events/${encodeURIComponent(other)}`);
      const { events } = await post<Parted>(path(event, 'join'), { other: theirs.event.id, by: record.by, why });
      const claims = theirs.claims.map((claim) => claim.id);
      this.#keep({ what, undo: () => parted(events[0] ?? event, claims) });
      return events;
    });
  }

  undo(): Promise<string[] | null> {
    const last = this.#done.at(-1);
    if (!last) return Promise.resolve(null);
    return this.#send(`Taken back: ${last.what.toLowerCase()}`, async () => {
      const events = await last.undo();
      this.#done = this.#done.filter((done) => done !== last);
      return events;
    });
  }

  #keep(done: Done): void {
    this.#done = [...this.#done, done];
  }

  async #send(what: string, work: () => Promise<string[]>): Promise<string[] | null> {
    if (this.sending) return null;
    this.sending = true;
    this.clear();
    try {
      const events = await work();
      this.told = { words: `${what}. Saved.`, events };
      return events;
    } catch (error) {
      this.failed = problem(error);
      return null;
    } finally {
      this.sending = false;
    }
  }
}

/** Joins all of them into one again. */
async function joined(events: string[]): Promise<string[]> {
  let one = events.slice(0, 1);
  for (const other of events.slice(1)) {
    one = (await post<Parted>(path(one[0] as string, 'join'), { other, by: record.by, why: UNDONE })).events;
  }
  return one;
}

async function parted(event: string, claims: string[]): Promise<string[]> {
  return (await post<Parted>(path(event, 'split'), { claims, by: record.by, why: UNDONE })).events;
}

function path(event: string, deed: string): string {
  return `events/${encodeURIComponent(event)}/${deed}`;
}

export const deeds = new Deeds();

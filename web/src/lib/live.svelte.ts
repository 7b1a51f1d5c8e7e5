// What changed in the record while the page is open. A screen that reads `live.stamp` in its question is asked anew
// when there is something new: at once, or when the reader says so (`live.auto`). A screen whose reader must not be
// disturbed calls `live.hold()` while it is shown; then only the count grows, and the frame offers to show what is new.
import { untrack } from 'svelte';
import { ROOT } from './api';

interface Told {
  cursor: number;
  kinds: string[];
  reports?: number;
  events?: number;
}

const RETRY_MS = 5_000;
const RETRY_MAX_MS = 60_000;

class Live {
  /** Grows when what is shown should be asked for again. */
  stamp = $state(0);
  /** The record's latest change known here. */
  cursor = $state(0);
  /** Changes that are not shown yet. */
  pending = $state(0);
  /** Reports among them. */
  reports = $state(0);
  connected = $state(false);
  auto = $state(true);
  #held = $state(0);
  #source: EventSource | null = null;
  #wait = RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows what came in. */
  show(): void {
    this.pending = 0;
    this.reports = 0;
    untrack(() => (this.stamp += 1));
  }

  /** While held, nothing is shown by itself: `$effect(() => live.hold())`. */
  hold(): () => void {
    untrack(() => (this.#held += 1));
    return () => untrack(() => (this.#held -= 1));
  }

  /** Listens until what it answers is called; rests while the page is out of sight. */
  start(): () => void {
    const seen = () => (document.hidden ? this.#stop() : this.#open());
    document.addEventListener('visibilitychange', seen);
    seen();
    return () => {
      document.removeEventListener('visibilitychange', seen);
      this.#stop();
    };
  }

  #open(): void {
    if (this.#source) return;
    const source = new EventSource(`${ROOT}/stream`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.connected = true;
      this.#wait = RETRY_MS;
    });
    source.addEventListener('change', (event) => this.#take(event.data));
    source.addEventListener('error', () => {
      this.connected = false;
      if (source.readyState === EventSource.CLOSED) this.#retry();
    });
  }

  #retry(): void {
    this.#stop();
    this.#timer = setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, RETRY_MAX_MS);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.connected = false;
  }

  #take(data: unknown): void {
    const told = read(data);
    if (!told || told.cursor <= this.cursor) return;
    this.pending += this.cursor === 0 ? 1 : told.cursor - this.cursor;
    this.cursor = told.cursor;
    this.reports += told.reports ?? 0;
    if (this.auto && this.#held === 0) this.show();
  }
}

function read(data: unknown): Told | null {
  try {
    const told: unknown = JSON.parse(String(data));
    const isTold = typeof told === 'object' && told !== null && 'cursor' in told && typeof told.cursor === 'number';
    return isTold ? (told as Told) : null;
  } catch {
    return null;
  }
}

export const live = new Live();

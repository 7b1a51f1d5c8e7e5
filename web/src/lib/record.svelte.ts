// The record behind the page, and who works at it: shared by the frame and all screens.
import { get, isAbort, problem, type Problem } from './api';
import { live } from './live.svelte';
import type { RecordState } from './types';

const NAME_KEY = 'dateline.reviewer';

class Shared {
  state = $state.raw<RecordState | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The name under which this browser reviews; empty until it is given. */
  reviewer = $state(localStorage.getItem(NAME_KEY) ?? '');

  /** Opens the box that asks for the name: set it where somebody without a name wants to decide something. */
  asking = $state(false);

  /** The name to sign with: the token's, where the server knows one. */
  get by(): string {
    return this.state?.who?.name || this.reviewer;
  }

  /** Whether nothing may be changed here: the server is read-only, or the token may only read. */
  get readOnly(): boolean {
    return this.state?.read_only === true || this.state?.who?.scope === 'read';
  }

  call(name: string): void {
    this.reviewer = name.trim();
    localStorage.setItem(NAME_KEY, this.reviewer);
  }

  /** Asks for the record's state; again with each change that is shown. Call in an effect. */
  follow(): () => void {
    void live.stamp;
    const stop = new AbortController();
    get<RecordState>('record', {}, stop.signal).then(
      (state) => {
        this.state = state;
        this.problem = null;
        live.cursor = Math.max(live.cursor, state.cursor);
      },
      (error: unknown) => {
        if (!isAbort(error)) this.problem = problem(error);
      },
    );
    return () => stop.abort();
  }
}

export const record = new Shared();

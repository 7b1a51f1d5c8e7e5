// What a screen asks the server for: asked again when anything that the question reads changes; the question before it
// is abandoned. What was there stays shown while the new answer is on its way.
import { isAbort, problem, type Problem } from './api';
import { untrack } from 'svelte';

export interface Resource<T> {
  readonly data: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** Asks again, as it was asked last. */
  reload(): void;
}

/** Call while a component is set up. `ask` answers `null` where there is nothing to ask. */
export function resource<T>(ask: (signal: AbortSignal) => Promise<T> | null): Resource<T> {
  let data = $state.raw<T | null>(null);
  let failed = $state.raw<Problem | null>(null);
  let loading = $state(true);
  let again = $state(0);

  $effect(() => {
    void again;
    const stop = new AbortController();
    const asked = ask(stop.signal);
    untrack(() => {
      loading = asked !== null;
      if (asked === null) data = null;
    });
    asked?.then(
      (answer) => {
        if (stop.signal.aborted) return;
        data = answer;
        failed = null;
        loading = false;
      },
      (error: unknown) => {
        if (stop.signal.aborted || isAbort(error)) return;
        failed = problem(error);
        loading = false;
      },
    );
    return () => stop.abort();
  });

  return {
    get data() {
      return data;
    },
    get problem() {
      return failed;
    },
    get loading() {
      return loading;
    },
    reload() {
      again += 1;
    },
  };
}

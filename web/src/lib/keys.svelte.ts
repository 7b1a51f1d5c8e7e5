// The page's keys, in one register, so that `?` can list all that work now. A screen registers its keys while it is shown:
// `$effect(() => keys('Desk', [{ key: 'j', does: 'next item', run: next }]))`. A later registration wins over an earlier.
// Keys rest while one types, while Ctrl, Alt or Meta is held, and behind an open dialog.
import { untrack } from 'svelte';

export interface Key {
  /** As `KeyboardEvent.key`, so `J` is shift and j; two keys with a blank between are pressed one after the other. */
  key: string;
  /** What it does, in a few words, for the list. */
  does: string;
  /** Answer `false` to let the key do what it does anyway. */
  run: (event: KeyboardEvent) => void | boolean;
  /** Works also while one types or behind a dialog. */
  always?: boolean;
}

export interface Scope {
  name: string;
  keys: Key[];
}

/** Milliseconds between the two keys of a pair. */
const PAIR_MS = 1200;

let scopes = $state.raw<Scope[]>([]);
let first: { key: string; at: number } | null = null;

/** Registers; what it answers takes the keys out again. */
export function keys(name: string, list: Key[]): () => void {
  const scope: Scope = { name, keys: list };
  untrack(() => (scopes = [...scopes, scope]));
  return () => untrack(() => (scopes = scopes.filter((one) => one !== scope)));
}

/** All that work now, the screen's before the page's. Reactive. */
export function listed(): Scope[] {
  return [...scopes].reverse();
}

/** For the window's `keydown`. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const resting = isTyping(event.target, event.key) || document.querySelector('dialog[open]') !== null;
  const pair = first && event.timeStamp - first.at < PAIR_MS ? `${first.key} ${event.key}` : null;
  first = null;
  const found = (pair === null ? null : find(pair, resting)) ?? find(event.key, resting);
  if (found) {
    if (isPressed(event)) return;
    if (found.run(event) !== false) event.preventDefault();
    return;
  }
  const begins = scopes.some((scope) => scope.keys.some((key) => key.key.startsWith(`${event.key} `)));
  if (begins && !resting) first = { key: event.key, at: event.timeStamp };
}

function find(key: string, resting: boolean): Key | null {
  for (const scope of listed()) {
    const found = scope.keys.find((one) => one.key === key && (!resting || one.always));
    if (found) return found;
  }
  return null;
}

/** Enter and the space bar belong to the button or link that has the focus. */
function isPressed(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  return event.target instanceof Element && event.target.closest('a[href], button, summary, [role="option"]') !== null;
}

/** A field for a day takes digits and arrows, no letters. */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement && target.type === 'date') return !/^[a-z?]$/i.test(key);
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

/** A key as it is drawn. */
export function drawn(key: string): string[] {
  const names: Record<string, string> = {
    ' ': 'space',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  };
  return key === ' ' ? ['space'] : key.split(' ').map((one) => names[one] ?? one);
}

// Address <-> state. The path names the screen and what it shows; the query holds filters under the names that the API
// and the command line use. `here()` is reactive inside components. Nothing else touches `history`.
import { createSubscriber } from 'svelte/reactivity';

export type Screen = 'desk' | 'explore' | 'reader' | 'figures' | 'talks' | 'log';

export interface Route {
  /** `null` where the path names no screen. */
  screen: Screen | null;
  /** An event, a report, a series or a process of talks; `null` where the path names none. */
  id: string | null;
  query: URLSearchParams;
}

/** `null` and the empty text take a parameter out; an array gives it several times. */
export type Change = Record<string, string | number | string[] | null | undefined>;

const PATHS: Record<Screen, string> = {
  desk: '/',
  explore: '/explore',
  reader: '/doc',
  figures: '/figures',
  talks: '/talks',
  log: '/log',
};

const TAKES_ID: ReadonlySet<Screen> = new Set<Screen>(['explore', 'reader', 'figures', 'talks']);

export function parse(path: string, search: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  const query = new URLSearchParams(search);
  const head = `/${parts[0] ?? ''}`;
  const screen = (Object.keys(PATHS) as Screen[]).find((name) => PATHS[name] === head) ?? null;
  const rest = parts.slice(1);
  if (screen === null || (rest.length > 0 && !TAKES_ID.has(screen))) return { screen: null, id: null, query };
  return { screen, id: rest.length > 0 ? rest.map(decoded).join('/') : null, query };
}

/** The address of a screen. Slashes of an id stay slashes, so that a series reads as it is written. */
export function address(screen: Screen, id: string | null = null, query: Change = {}): string {
  const tail = id === null ? '' : `/${id.split('/').map(encodeURIComponent).join('/')}`;
  const text = changed(new URLSearchParams(), query).toString();
  return PATHS[screen] + tail + (text === '' ? '' : `?${text}`);
}

export function changed(query: URLSearchParams, change: Change): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (one !== null && one !== undefined && one !== '') next.append(name, String(one));
    }
  }
  return next;
}

let update: (() => void) | null = null;

const subscribe = createSubscriber((tell) => {
  update = tell;
  window.addEventListener('popstate', tell);
  return () => {
    update = null;
    window.removeEventListener('popstate', tell);
  };
});

/** Where the page is now. Read inside a component, an effect or a `$derived`, it is read again when the address changes. */
export function here(): Route {
  subscribe();
  return parse(location.pathname, location.search);
}

/** Goes to an address of this page. `replace` leaves no step for the back button: for what changes as one types. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const now = location.pathname + location.search + location.hash;
  if (to !== now) {
    if (options.replace) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
  }
  update?.();
}

/** Changes parameters and stays on the screen. */
export function setQuery(change: Change, options: { replace?: boolean } = { replace: true }): void {
  const text = changed(new URLSearchParams(location.search), change).toString();
  navigate(location.pathname + (text === '' ? '' : `?${text}`), options);
}

/** Lets plain links of this page change the address without loading it anew. For the document's click. */
export function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || !link.hasAttribute('href')) return;
  const to = new URL(link.href, location.href);
  const leaves = to.origin !== location.origin || to.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#');
  if (leaves) return;
  event.preventDefault();
  navigate(to.pathname + to.search + to.hash);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

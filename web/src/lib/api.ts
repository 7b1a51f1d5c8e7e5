// Questions to `/api/v1` and what a failure says in words. Entity tags and caching are the browser's work.
// A list is asked for by its name and the parameters of docs/openapi.json; the caller names the rows it expects.
import type { List, Lists, ListName } from './types';

export const ROOT = '/api/v1';

export type Query = URLSearchParams | Record<string, string | number | boolean | string[] | null | undefined>;

/** A question that was refused, or never arrived. `message` is for people. */
export class Problem extends Error {
  constructor(
    message: string,
    /** The HTTP status; 0 where the server was not reached. */
    readonly status: number,
    readonly title: string,
    readonly kind: string = 'about:blank',
    /** Whatever else the server told: which field was wrong. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }
}

export function url(path: string, query: Query = {}): string {
  const text = params(query).toString();
  return `${ROOT}/${path}${text === '' ? '' : `?${text}`}`;
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>(url(path, query), { signal: signal ?? null });
}

/** One page of a list. `next` of the answer, given as `next`, asks for the page after it. */
export function list<N extends ListName>(name: N, query: Query = {}, signal?: AbortSignal): Promise<List<Lists[N]>> {
  return get(name, query, signal);
}

/** Rows of one answer, at most; of an answer with picked `fields`, `PICKED_MAX`. */
const PAGE_MAX = 1_000;
const PICKED_MAX = 20_000;

/** Pages of a list, one after the other, until `max` rows are there: `truncated` says whether more were left out. */
export async function listAll<N extends ListName>(
  name: N,
  query: Query,
  max: number,
  signal?: AbortSignal,
): Promise<List<Lists[N]>> {
  const asked = params(query);
  asked.set('limit', String(Math.min(max, asked.has('fields') ? PICKED_MAX : PAGE_MAX)));
  const first = await list(name, asked, signal);
  let page = first;
  while (page.next && first.rows.length < max) {
    asked.set('next', page.next);
    page = await list(name, asked, signal);
    first.rows.push(...page.rows);
  }
  const rows = first.rows.slice(0, max);
  return { ...first, rows, truncated: first.total > rows.length, next: page.next };
}

export function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return ask<T>(url(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

export function remove(path: string): Promise<unknown> {
  return ask(url(path), { method: 'DELETE', headers: { 'content-type': 'application/json' } });
}

let denied = () => {};

/** Called when the server wants a token. */
export function whenDenied(then: () => void): void {
  denied = then;
}

/** True of the error that an abandoned question ends in: nothing to tell anybody. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any error as a problem with words for people. */
export function problem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(error instanceof Error ? error.message : String(error), 0, 'Something failed on this page');
}

async function ask<T>(address: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      credentials: 'same-origin',
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Problem('The server does not answer. Is `dateline serve` still running?', 0, 'No answer');
  }
  const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
  if (answer.status === 401 && !address.endsWith('/session')) denied();
  if (!answer.ok) throw await refused(answer, isJson);
  if (answer.status === 204) return undefined as T;
  if (!isJson) throw new Problem(`${address} did not answer with data.`, answer.status, 'No such data');
  return (await answer.json()) as T;
}

async function refused(answer: Response, isJson: boolean): Promise<Problem> {
  const told = isJson ? ((await answer.json().catch(() => ({}))) as Record<string, unknown>) : {};
  const title = typeof told.title === 'string' ? told.title : words(answer.status);
  const detail = typeof told.detail === 'string' ? told.detail : title;
  return new Problem(detail, answer.status, title, typeof told.type === 'string' ? told.type : 'about:blank', told);
}

function words(status: number): string {
  switch (status) {
    case 400:
      return 'The question was not understood';
    case 401:
      return 'A token is needed';
    case 403:
      return 'Not allowed';
    case 404:
      return 'Not in the record';
    case 409:
      return 'Somebody else changed this meanwhile';
    case 422:
      return 'Refused';
    case 429:
      return 'Too many questions: wait a moment';
    default:
      return status >= 500 ? 'The server failed' : `The server answered ${status}`;
  }
}

function params(query: Query): URLSearchParams {
  if (query instanceof URLSearchParams) return new URLSearchParams(query);
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (one !== null && one !== undefined && one !== '') made.append(name, String(one));
    }
  }
  return made;
}

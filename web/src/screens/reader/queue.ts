// The review queue: reports with claims that wait, one after the other, as the filters of the address want them.
import { list } from '../../lib/api';
import { claimId } from '../../lib/claim';
import { address } from '../../lib/route';

/** Filters that the queue shares with the list of claims. */
const NAMES = ['type', 'rule', 'speaker', 'side', 'outlet', 'place', 'from', 'to', 'published-from', 'published-to', 'status'];
const PAGE = 200;
/** Pages looked through for a report that was not seen yet. */
const PAGES_MAX = 25;

export interface Stop {
  report: string;
  claim: number;
  /** Claims that wait in the whole queue. */
  total: number;
}

/** Reports walked through in this sitting, by the queue's question. */
const seen = new Map<string, Set<string>>();

export function question(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams({ review: query.get('queue') ?? query.get('review') ?? 'unreviewed' });
  for (const name of NAMES) for (const value of query.getAll(name)) asked.append(name, value);
  return asked;
}

/** The first claim that waits in a report that was not walked through yet; `null` where none is left. */
export async function nextStop(query: URLSearchParams, leaving: string | null, signal?: AbortSignal): Promise<Stop | null> {
  const asked = question(query);
  const key = asked.toString();
  const walked = seen.get(key) ?? new Set<string>();
  seen.set(key, walked);
  if (leaving !== null) walked.add(leaving);
  asked.set('limit', String(PAGE));
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const found = await list('claims', asked, signal);
    for (const row of found.rows) {
      const id = claimId(row.id);
      if (id && !walked.has(id.report)) return { report: id.report, claim: id.n, total: found.total };
    }
    if (!found.next) return null;
    asked.set('next', found.next);
  }
  return null;
}

/** Starts from the first report again. */
export function forget(query: URLSearchParams): void {
  seen.delete(question(query).toString());
}

/** The address of a stop, the queue's filters kept. */
export function stopAddress(query: URLSearchParams, stop: Stop): string {
  const kept = Object.fromEntries(query);
  return address('reader', stop.report, { ...kept, queue: query.get('queue') ?? query.get('review') ?? 'unreviewed', review: null, claim: stop.claim, figure: null });
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forget, nextStop, question, stopAddress } from './queue';

const query = new URLSearchParams('queue=unreviewed&type=ASSAULT&claim=4');
let rows: string[] = [];
let asked: string[] = [];

/** Pages of two rows each. */
function answer(address: string): Response {
  asked.push(address);
  const from = Number(new URL(address, 'http://here').searchParams.get('next') ?? 0);
  const page = rows.slice(from, from + 2).map((id) => ({ id }));
  const next = from + 2 < rows.length ? String(from + 2) : null;
  const told = { rows: page, total: rows.length, truncated: next !== null, next, cursor: 1 };
  return new Response(JSON.stringify(told), { headers: { 'content-type': 'application/json' } });
}

beforeEach(() => {
  rows = ['aa:2', 'aa:3', 'bb:1', 'cc:7'];
  asked = [];
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(answer(address)));
});

afterEach(() => {
  vi.unstubAllGlobals();
  forget(query);
});

describe('the review queue', () => {
  it('asks for claims that wait, under the filters of the address alone', () => {
    expect(question(query).toString()).toBe('review=unreviewed&type=ASSAULT');
  });

  it('leaves it to the server which claims a rule read', async () => {
    const byRule = new URLSearchParams('queue=unreviewed&rule=strike-*');
    await nextStop(byRule, null);
    expect(asked.at(-1)).toContain('rule=strike-*');
    forget(byRule);
  });

  it('opens the first claim that waits', async () => {
    expect(await nextStop(query, null)).toEqual({ report: 'aa', claim: 2, total: 4 });
  });

  it('goes on over pages to the next report, and never back to one that was left', async () => {
    expect((await nextStop(query, 'aa'))?.report).toBe('bb');
    expect((await nextStop(query, 'bb'))?.report).toBe('cc');
    expect(asked.some((address) => address.includes('next=2'))).toBe(true);
    expect(await nextStop(query, 'cc')).toBeNull();
    forget(query);
    expect((await nextStop(query, null))?.report).toBe('aa');
  });

  it('keeps its filters in the address of each stop', () => {
    const to = stopAddress(query, { report: 'bb', claim: 1, total: 4 });
    expect(to).toBe('/doc/bb?queue=unreviewed&type=ASSAULT&claim=1');
  });
});

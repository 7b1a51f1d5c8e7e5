import { expect, test } from 'vitest';
import { address, changed, parse } from './route';

test('paths name screens and what they show', () => {
  expect(parse('/', '').screen).toBe('desk');
  expect(parse('/doc/5b99054dd04f1fab', '?claim=2')).toMatchObject({ screen: 'reader', id: '5b99054dd04f1fab' });
  expect(parse('/figures/launched/drone/UKR', '').id).toBe('launched/drone/UKR');
  expect(parse('/figures', '').id).toBeNull();
  expect(parse('/log/', '').screen).toBe('log');
});

test('a path that names no screen is said to be none', () => {
  for (const path of ['/nothing', '/log/x', '/doc2']) expect(parse(path, '').screen).toBeNull();
});

test('a broken percent sign is kept as it is', () => {
  expect(parse('/talks/50%', '').id).toBe('50%');
});

test('an address leads back to what it was made of', () => {
  for (const id of ['launched/drone/UKR', 'ORG:Some Group', 'a?b#c%d', 'Ä/ö ü']) {
    const to = new URL(address('figures', id, { from: '2025-11-14', type: ['A', 'B'] }), 'http://localhost');
    const route = parse(to.pathname, to.search);
    expect(route.id).toBe(id);
    expect(route.query.getAll('type')).toEqual(['A', 'B']);
  }
});

test('empty values take a parameter out', () => {
  const query = new URLSearchParams('place=X&type=A&type=B');
  expect(changed(query, { type: null }).toString()).toBe('place=X');
  expect(changed(query, { place: '', type: 'C' }).toString()).toBe('type=C');
  expect(query.toString()).toBe('place=X&type=A&type=B');
});

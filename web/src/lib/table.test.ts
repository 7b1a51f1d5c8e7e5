import { expect, test } from 'vitest';
import { inSight, orderOf, orderText, sorted, type Column } from './table';

interface Row {
  id: string;
  n: number | null;
}

const columns: Column<Row>[] = [
  { key: 'id', label: 'Id', value: (row) => row.id },
  { key: 'n', label: 'N', value: (row) => row.n, numeric: true },
];
const rows: Row[] = [
  { id: 'b', n: 10 },
  { id: 'a', n: null },
  { id: 'c', n: 9 },
];
const ids = (list: readonly Row[]) => list.map((row) => row.id).join('');

test('numbers sort as numbers, and what is not stated comes last both ways', () => {
  expect(ids(sorted(rows, columns, { key: 'n', descending: false }))).toBe('cba');
  expect(ids(sorted(rows, columns, { key: 'n', descending: true }))).toBe('bca');
});

test('without an order rows stay as they came', () => {
  expect(ids(sorted(rows, columns, null))).toBe('bac');
  expect(ids(sorted(rows, columns, { key: 'gone', descending: false }))).toBe('bac');
});

test('an order goes through the address and back', () => {
  for (const text of ['n', '-n']) expect(orderText(orderOf(text))).toBe(text);
  expect(orderOf(null)).toBeNull();
});

test('the rows in sight are few, and never beyond the ends', () => {
  for (const top of [0, 29, 3000, 599_999, 1_000_000]) {
    const [first, last] = inSight(20_000, 30, top, 600);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(last).toBeLessThanOrEqual(20_000);
    expect(last - first).toBeLessThanOrEqual(46);
    expect(last).toBeGreaterThanOrEqual(first);
  }
  expect(inSight(0, 30, 0, 600)).toEqual([0, 0]);
});

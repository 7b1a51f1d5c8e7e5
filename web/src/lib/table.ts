// What a table shows of its rows: their order, and which of them lie in sight.

export interface Column<Row> {
  key: string;
  label: string;
  /** What is shown and sorted by; `null` shows as nothing and sorts last. */
  value: (row: Row) => string | number | null;
  /** In place of the value, where more than words is shown: see DataTable's `cell`. */
  rich?: boolean;
  numeric?: boolean;
  /** A width in CSS; the rest is shared. */
  width?: string;
  sortable?: boolean;
  /** Left out where there is little room. */
  minor?: boolean;
}

export interface Order {
  key: string;
  descending: boolean;
}

/** Rows in an order; rows that are equal in it stay as they came. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | null): readonly Row[] {
  const column = columns.find((one) => one.key === order?.key);
  if (!order || !column) return rows;
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((one, other) => compared(column.value(one), column.value(other), sign));
}

/** `type` up, `-type` down: as the address has it. */
export function orderOf(text: string | null): Order | null {
  if (!text) return null;
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

export function orderText(order: Order | null): string | null {
  return order && `${order.descending ? '-' : ''}${order.key}`;
}

/** The rows `[first, last)` in sight, with some more on each side. */
export function inSight(count: number, rowHeight: number, top: number, height: number, extra = 12): [number, number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - extra);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + extra);
  return [Math.min(first, count), Math.max(last, Math.min(first, count))];
}

function compared(one: string | number | null, other: string | number | null, sign: number): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  const [left, right] = [String(one), String(other)];
  return left === right ? 0 : sign * (left < right ? -1 : 1);
}

// What the server says of a refused change -> words beside the fields they are about.
import type { Problem } from '../../lib/api';

/** By the field's path (`figures.0.low`); empty where the refusal names no field. */
export function fieldProblems(refused: Problem | null): Map<string, string> {
  const found = new Map<string, string>();
  if (!refused) return found;
  const { field, errors } = refused.more as { field?: unknown; errors?: unknown };
  if (typeof field === 'string') found.set(field, refused.message);
  for (const error of Array.isArray(errors) ? (errors as unknown[]) : []) {
    if (typeof error !== 'object' || error === null) continue;
    const { field, detail } = error as { field?: unknown; detail?: unknown };
    if (typeof field === 'string' && typeof detail === 'string') found.set(field, detail);
  }
  return found;
}

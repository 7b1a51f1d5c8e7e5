// Moments of the log and of reviews, in UTC, to the minute.
import { day } from './words';

/** `2026-11-23T15:57:07Z` -> `23 Nov 2026 15:57 UTC`; anything else as it is. */
export function moment(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
  return match?.[1] && match[2] ? `${day(match[1])} ${match[2]} UTC` : text;
}

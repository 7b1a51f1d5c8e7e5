// A question to the person before something is sent.

export interface Asked {
  title: string;
  /** What the words are for; without it only a missing name is asked for. */
  label: string | null;
  needsWhy: boolean;
  button: string;
  /** Words that are often wanted. */
  offers?: readonly string[];
  then: (why: string) => void;
}

export const REJECT_REASONS = [
  'the words do not say this',
  'no claim of its own: background',
  'told twice in this report',
  'wrong speaker',
  'wrong number',
] as const;

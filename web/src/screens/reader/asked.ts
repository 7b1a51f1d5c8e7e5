// Reasons for which claims are often rejected.

export const REJECT_REASONS = [
  'the words do not say this',
  'no claim of its own: background',
  'told twice in this report',
  'wrong speaker',
  'wrong number',
] as const;

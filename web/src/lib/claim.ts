// Ids of claims and figures -> addresses of the words they came from.
import { address } from './route';

export interface ClaimId {
  report: string;
  n: number;
  /** Which of its numbers, from 1; absent where the claim as a whole is meant. */
  figure?: number;
}

/** `REPORT:n`, or a figure's `REPORT:n.at`; `null` for anything else. */
export function claimId(text: string): ClaimId | null {
  const match = /^(.+):(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match || match[1] === undefined) return null;
  const id = { report: match[1], n: Number(match[2]) };
  return match[3] === undefined ? id : { ...id, figure: Number(match[3]) };
}

/** The address of a claim's words in its report. */
export function claimAddress(text: string): string {
  const id = claimId(text);
  return id ? address('reader', id.report, { claim: id.n, figure: id.figure }) : address('reader', text);
}

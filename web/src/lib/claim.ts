// Ids of claims and figures -> addresses of the words they came from.
import { address } from './route';

export interface ClaimId {
  report: string;
  n: number;
}

/** `REPORT:n`, or a figure's `REPORT:n.at`; `null` for anything else. */
export function claimId(text: string): ClaimId | null {
  const match = /^(.+):(\d+)(?:\.\d+)?$/.exec(text);
  if (!match || match[1] === undefined) return null;
  return { report: match[1], n: Number(match[2]) };
}

/** The address of a claim's words in its report. */
export function claimAddress(text: string): string {
  const id = claimId(text);
  return id ? address('reader', id.report, { claim: id.n }) : address('reader', text);
}

// Claims -> marks: every stretch of text that a claim points at, with what it is to that claim. A mark keeps the claim's
// place in the list, so that words lead to cards and cards to words.
import type { Claim, Span } from './types';

export type MarkKind = 'evidence' | 'trigger' | 'speaker' | 'cue' | 'argument' | 'figure';

export interface Mark extends Span {
  kind: MarkKind;
  /** Place of the claim in the list that the marks were made of. */
  claim: number;
  /** What the words are to the claim, in a word: `actor`, `speaker`, `launched`; empty where the line says enough. */
  label: string;
}

/** Marks of all claims, in the order of claims; empty spans make none. */
export function marksOf(claims: readonly Claim[]): Mark[] {
  return claims.flatMap((claim, at) => marksOfClaim(claim, at)).filter((mark) => mark.end > mark.start);
}

function marksOfClaim(claim: Claim, at: number): Mark[] {
  const mark = (span: Span, kind: MarkKind, label: string): Mark => ({
    start: span.start,
    end: span.end,
    kind,
    claim: at,
    label,
  });
  const speakers = claim.said_by.flatMap((said) => [
    ...(said.source ? [mark(said.source, 'speaker', 'speaker')] : []),
    ...(said.cue ? [mark(said.cue, 'cue', '')] : []),
  ]);
  return [
    mark(claim.evidence, 'evidence', 'words of the claim'),
    mark(claim.trigger, 'trigger', claim.type.toLowerCase()),
    ...speakers,
    ...claim.args.map((arg) => mark(arg, 'argument', arg.role)),
    ...claim.figures.map((figure) => mark(figure, 'figure', figure.measure)),
  ];
}

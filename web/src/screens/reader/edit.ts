// A claim as a form, and the form as what is sent: only what a person changed. Words are given by their place in the
// text, numbers as they were typed; whether the words hold the numbers is for the server to say.
import type { Argument, Claim, Figure, Said, Words } from './types';

export interface SaidDraft {
  source: Words | null;
  cue: Words | null;
  who: string;
  /** The id as it was: sent only where a person changed it, so that what the words stand for is kept. */
  was: string;
}

export interface ArgumentDraft {
  role: string;
  words: Words | null;
  id: string;
  from: string;
  to: string;
}

export interface FigureDraft {
  measure: string;
  words: Words | null;
  low: string;
  high: string;
  approx: boolean;
  of: string;
  unit: string;
}

export interface Draft {
  type: string;
  mode: string;
  status: string;
  trigger: Words | null;
  evidence: Words | null;
  said_by: SaidDraft[];
  args: ArgumentDraft[];
  figures: FigureDraft[];
}

export type Field = 'type' | 'mode' | 'status' | 'said_by' | 'args' | 'figures';

export const FIELDS: readonly Field[] = ['type', 'mode', 'status', 'said_by', 'args', 'figures'];

export function draftOf(claim: Claim): Draft {
  return {
    type: claim.type,
    mode: claim.mode.join(' '),
    status: claim.status,
    trigger: claim.trigger,
    evidence: claim.evidence,
    said_by: claim.said_by.map(saidDraft),
    args: claim.args.map(argumentDraft),
    figures: claim.figures.map(figureDraft),
  };
}

export function emptyDraft(type: string, trigger: Words, evidence: Words): Draft {
  return { type, mode: '', status: 'actual', trigger, evidence, said_by: [], args: [], figures: [] };
}

export function emptyArgument(role: string, words: Words | null): ArgumentDraft {
  return { role, words, id: '', from: '', to: '' };
}

export function emptyFigure(words: Words | null): FigureDraft {
  return { measure: 'count', words, low: '', high: '', approx: false, of: '', unit: '' };
}

function saidDraft(said: Said): SaidDraft {
  return { source: said.source, cue: said.cue, who: said.who ?? '', was: said.who ?? '' };
}

function argumentDraft(arg: Argument): ArgumentDraft {
  return { role: arg.role, words: span(arg), id: arg.id ?? '', from: arg.from ?? '', to: arg.to ?? '' };
}

function figureDraft(figure: Figure): FigureDraft {
  const { measure, approx } = figure;
  const [low, high] = [typed(figure.low), typed(figure.high)];
  return { measure, words: span(figure), low, high, approx, of: figure.of ?? '', unit: figure.unit ?? '' };
}

function span({ start, end, text }: Words): Words {
  return { start, end, text };
}

function typed(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A number as people type it: `1,200` or `2.5`; `null` for nothing, `undefined` for what is no number. */
export function parsed(text: string): number | null | undefined {
  const bare = text.trim().replace(/[\s,\u00a0\u202f]/g, '');
  if (bare === '') return null;
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}

/** What stands in the way of sending, by the field's path. */
export function problemsOf(draft: Draft): Map<string, string> {
  const found = new Map<string, string>();
  draft.said_by.forEach((said, at) => {
    if (said.source === null) found.set(`said_by.${at}.source`, 'Select the words that name the speaker.');
  });
  draft.args.forEach((arg, at) => {
    if (arg.words === null) found.set(`args.${at}.words`, 'Select its words in the text.');
  });
  draft.figures.forEach((figure, at) => {
    if (figure.words === null) found.set(`figures.${at}.words`, 'Select the words of the number.');
    const [low, high] = [parsed(figure.low), parsed(figure.high)];
    if (low === undefined) found.set(`figures.${at}.low`, 'This is no number.');
    if (high === undefined) found.set(`figures.${at}.high`, 'This is no number.');
  });
  return found;
}

/** Fields in which two claims or forms differ, with what is sent for them. */
export function changes(before: Draft, after: Draft): Partial<Record<Field, unknown>> {
  const [old, now] = [sent(before), sent(after)];
  const differ = FIELDS.filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]));
  return Object.fromEntries(differ.map((field) => [field, now[field]]));
}

/** The form as the server takes it: lists whole, words as spans. */
export function sent(draft: Draft): Record<Field, unknown> {
  return {
    type: draft.type,
    mode: draft.mode.split(/[\s,]+/).filter((mode) => mode !== ''),
    status: draft.status,
    said_by: draft.said_by.map((said) => ({ source: place(said.source), cue: place(said.cue), who: changedId(said) })),
    args: draft.args.map(sentArgument),
    figures: draft.figures.map(sentFigure),
  };
}

function changedId(said: SaidDraft): string | null {
  return said.who === said.was ? null : said.who || null;
}

function sentArgument(arg: ArgumentDraft): Record<string, unknown> {
  const days = arg.role === 'time' ? { from: arg.from || null, to: arg.to || null } : {};
  return { role: arg.role, ...place(arg.words), id: arg.id || null, ...days };
}

/** With neither end the server reads the number from the words, and whether they mean "about". */
function sentFigure(figure: FigureDraft): Record<string, unknown> {
  const [low, high] = [parsed(figure.low) ?? null, parsed(figure.high) ?? null];
  return {
    measure: figure.measure,
    ...place(figure.words),
    low,
    high,
    approx: low === null && high === null && !figure.approx ? null : figure.approx,
    of: figure.of || null,
    unit: figure.unit || null,
  };
}

export function place(words: Words | null): { start: number; end: number } | null {
  return words === null ? null : { start: words.start, end: words.end };
}

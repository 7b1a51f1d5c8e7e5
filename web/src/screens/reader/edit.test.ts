import { describe, expect, it } from 'vitest';
import { changes, draftOf, parsed, problemsOf } from './edit';
import { claim, words } from './sample';

const figure = { ...words, measure: 'launched', of: 'drone', low: 430, high: null, approx: false, unit: null };
const whole = claim({
  mode: ['aerial'],
  said_by: [{ source: words, cue: null, who: 'UKR/MIL', name: 'air force', manner: 'indirect' }],
  args: [{ ...words, role: 'time', from: '2025-11-14', to: null }],
  figures: [figure],
});

describe('the form of a claim', () => {
  it('that nobody touched changes nothing', () => {
    expect(changes(draftOf(whole), draftOf(whole))).toEqual({});
    expect(problemsOf(draftOf(whole)).size).toBe(0);
  });

  it('sends only what was changed, lists whole, words as places', () => {
    const draft = draftOf(whole);
    draft.status = 'negated';
    (draft.figures[0] as { low: string }).low = '1,430';
    expect(changes(draftOf(whole), draft)).toEqual({
      status: 'negated',
      figures: [{ measure: 'launched', start: 0, end: 1, low: 1430, high: null, approx: false, of: 'drone', unit: null }],
    });
  });

  it('keeps what is open open', () => {
    const draft = draftOf(whole);
    draft.mode = '';
    expect(changes(draftOf(whole), draft)).toEqual({ mode: [] });
    expect(parsed('')).toBeNull();
    expect(parsed(' ')).toBeNull();
  });

  it('leaves the number to the words where no end is given', () => {
    const draft = draftOf(whole);
    Object.assign(draft.figures[0] as object, { low: '', high: '' });
    expect(problemsOf(draft).size).toBe(0);
    expect(changes(draftOf(whole), draft).figures).toMatchObject([{ low: null, high: null, approx: null }]);
  });

  it('sends the id of a speaker only where a person gave another', () => {
    const draft = draftOf(whole);
    draft.said_by.push({ source: words, cue: null, who: '', was: '' });
    expect(changes(draftOf(whole), draft).said_by).toMatchObject([{ who: null }, { who: null }]);
    (draft.said_by[0] as { who: string }).who = 'UKR/GOV';
    expect(changes(draftOf(whole), draft).said_by).toMatchObject([{ who: 'UKR/GOV' }, { who: null }]);
  });

  it('says beside the field what cannot be sent', () => {
    const draft = draftOf(whole);
    draft.args.push({ role: 'place', words: null, id: '', from: '', to: '' });
    Object.assign(draft.figures[0] as object, { low: 'many', high: '' });
    expect([...problemsOf(draft).keys()]).toEqual(['args.1.words', 'figures.0.low']);
    expect(parsed('12 drones')).toBeUndefined();
    expect(parsed('1 200')).toBe(1200);
  });
});

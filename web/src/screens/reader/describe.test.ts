import { describe, expect, it } from 'vitest';
import { byRole, figureWords, placeWords, speakersWords, statusWords } from './describe';
import type { Argument } from './types';
import { claim, words } from './sample';

describe('words for a claim', () => {
  it('say that no speaker is named, and keep the chain outermost first', () => {
    expect(speakersWords(claim())).toBe('no speaker named');
    const said = { source: null, cue: null, manner: 'indirect' };
    const chain = [
      { ...said, who: null, name: 'the paper' },
      { ...said, who: 'UKR/MIL', name: 'air force' },
      { ...said, who: 'RUS', name: null },
    ];
    expect(speakersWords(claim({ said_by: chain }))).toBe('the paper › air force (UKR/MIL) › RUS');
  });

  it('say plainly what is not told as having happened', () => {
    expect(statusWords('actual')).toBeNull();
    expect(statusWords('negated')).toContain('not so');
    expect(statusWords('future')).toContain('to come');
    expect(statusWords('hypothetical')).toContain('possible');
  });

  it('never turn what is open into a number', () => {
    const figure = { ...words, measure: 'launched', of: 'drone', low: 430, high: null, approx: false, unit: null };
    expect(figureWords(figure)).toBe('430 or more (drone)');
    expect(figureWords({ ...figure, low: null })).toBe('no number stated');
    expect(figureWords({ ...figure, low: 0, high: 0 })).toBe('0 (drone)');
    expect(figureWords({ ...figure, of: null, unit: '%', low: 20, high: 20, approx: true })).toBe('about 20 (%)');
  });

  it('tell places as finely as they are known', () => {
    const place: Argument = { ...words, role: 'place' };
    expect(placeWords(place)).toBe('not found in the gazetteer');
    expect(placeWords({ ...place, id: 'geonames:710735' })).toContain('GeoNames 710735');
    expect(placeWords({ ...place, id: 'UKR' })).toContain('no point');
  });

  it('order roles in one way, unknown ones last', () => {
    const args = ['zeal', 'place', 'actor', 'place'].map((role) => ({ ...words, role }));
    const groups = byRole(claim({ args })).map((group) => `${group.role} ${group.args.length}`);
    expect(groups).toEqual(['actor 1', 'place 2', 'zeal 1']);
  });
});

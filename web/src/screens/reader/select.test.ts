import { describe, expect, it } from 'vitest';
import { indexPoints } from './points';
import { sentenceAround, trimmed, wordBefore, wordFrom, wordsAt } from './select';

const text = '🚀 Two missiles struck a plant, the mayor said. “It burned,” he added.\n\nTrains stopped at 4.30 p.m.';
const of = (units: { start: number; end: number } | null): string | null =>
  units && text.slice(units.start, units.end);
const find = (words: string): { start: number; end: number } => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

describe('selected words', () => {
  it('lose the white space at their ends', () => {
    expect(of(trimmed(text, find(' missiles ')))).toBe('missiles');
    expect(trimmed(text, find('\n\n'))).toBeNull();
  });

  it('are told in code points', () => {
    expect(wordsAt(text, indexPoints(text), find('Two'))).toEqual({ start: 2, end: 5, text: 'Two' });
  });
});

describe('from word to word', () => {
  it('goes forwards and back over marks and blanks', () => {
    const struck = find('struck');
    expect(of(wordFrom(text, struck.end))).toBe('a');
    expect(of(wordBefore(text, struck.start))).toBe('missiles');
    expect(of(wordFrom(text, find('4.30').start))).toBe('4.30');
    expect(of(wordFrom(text, 0))).toBe('🚀');
    expect(wordBefore(text, 0)).toBeNull();
    expect(wordFrom(text, text.length)).toBeNull();
  });
});

describe('the sentence around words', () => {
  it('ends at stops and at the ends of paragraphs', () => {
    expect(of(sentenceAround(text, find('struck')))).toBe('🚀 Two missiles struck a plant, the mayor said');
    expect(of(sentenceAround(text, find('burned')))).toBe('“It burned,” he added');
    expect(of(sentenceAround(text, find('stopped')))).toBe('Trains stopped at 4.30 p.m');
  });
});

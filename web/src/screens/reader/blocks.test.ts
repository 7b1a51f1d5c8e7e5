import { describe, expect, it } from 'vitest';
import { BLOCK_UNITS_MAX, BLOCKS_MAX, blockAt, blocksOf } from './blocks';

function words(text: string): string[] {
  return blocksOf(text).map((block) => text.slice(block.start, block.end));
}

describe('blocks', () => {
  it('are paragraphs with the ends of their lines', () => {
    expect(words('Title\n\nOne line\nmore\n\n\nLast')).toEqual(['Title\n\n', 'One line\nmore\n\n\n', 'Last']);
  });

  it('of an empty text are none', () => {
    expect(words('')).toEqual([]);
  });

  it('give back the whole text, whatever it is', () => {
    const texts = ['\n\n\n', 'x'.repeat(9001), '😀'.repeat(5000), 'a\n\n'.repeat(50_000), `${'word '.repeat(3000)}\n\nend`];
    for (const text of texts) {
      const blocks = words(text);
      expect(blocks.join('')).toBe(text);
      expect(Math.max(...blocks.map((block) => block.length))).toBeLessThanOrEqual(BLOCK_UNITS_MAX);
      expect(blocks.some((block) => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(block))).toBe(false);
    }
  });

  it('are not many more than they may be, however a text is broken', () => {
    for (const text of ['\n'.repeat(1_000_000), 'a\n\n'.repeat(333_333), 'x'.repeat(1_000_000)]) {
      expect(blocksOf(text).length).toBeLessThanOrEqual(BLOCKS_MAX + 1);
    }
  });

  it('are found by a unit of the text', () => {
    const blocks = blocksOf('Title\n\nOne\n\nTwo');
    expect([0, 6, 7, 11, 12, 99].map((unit) => blockAt(blocks, unit))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

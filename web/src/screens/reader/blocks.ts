// A text -> blocks that are drawn one by one: paragraphs, put together where there are very many and cut where they are
// very long. Blocks follow each other without a gap, so nothing of the text is lost; offsets are UTF-16 units.

/** Blocks that a text may have, about: the page stays light however a text is broken. */
export const BLOCKS_MAX = 1000;
/** Units of one block. */
export const BLOCK_UNITS_MAX = 4000;

export interface Block {
  start: number;
  /** Where its ends of lines begin: they are kept, and not drawn. */
  shown: number;
  end: number;
}

export function blocksOf(text: string): Block[] {
  const least = Math.floor(text.length / BLOCKS_MAX);
  const blocks: Block[] = [];
  let start = 0;
  while (start < text.length) {
    const end = blockEnd(text, start, least);
    blocks.push({ start, shown: shownEnd(text, start, end), end });
    start = end;
  }
  return blocks;
}

/** Before the ends of lines at its end; all of a block that is nothing else. */
function shownEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text[at - 1] === '\n') at -= 1;
  return at > start ? at : end;
}

/** Place of the block that holds a unit. */
export function blockAt(blocks: readonly Block[], unit: number): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as Block).end <= unit) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, blocks.length - 1);
}

/** Looks no further than a block may reach, so that the whole takes linear time. */
function blockEnd(text: string, start: number, least: number): number {
  const reach = text.slice(start, start + BLOCK_UNITS_MAX);
  const blank = reach.indexOf('\n\n', least);
  if (blank >= 0) return start + afterLines(reach, blank);
  return start + reach.length === text.length ? text.length : start + cut(reach);
}

/** Behind the ends of lines from here on. */
function afterLines(reach: string, from: number): number {
  let at = from;
  while (reach[at] === '\n') at += 1;
  return at;
}

/** Behind the last end of a line or a word; never within a character. */
function cut(reach: string): number {
  const at = Math.max(reach.lastIndexOf('\n'), reach.lastIndexOf(' ')) + 1;
  if (at > 0) return at;
  const code = reach.charCodeAt(reach.length - 1);
  return code >= 0xd800 && code <= 0xdbff ? reach.length - 1 : reach.length;
}

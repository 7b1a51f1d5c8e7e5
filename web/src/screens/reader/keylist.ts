// The keys of the screen Read: those that walk, and those that write.
import type { Key } from '../../lib/keys.svelte';
import { TYPES_ON_KEYS } from './choices';
import type { Walk } from './walk.svelte';

export function walkingKeys(walk: Walk): Key[] {
  return [
    { key: 's', does: 'skip: leave it, go to the next unreviewed', run: () => void walk.go(1) },
    { key: 'J', does: 'next unreviewed claim', run: () => void walk.go(1) },
    { key: 'K', does: 'previous unreviewed claim', run: () => void walk.go(-1) },
    { key: 'j', does: 'next claim', run: () => walk.step(1) },
    { key: 'k', does: 'previous claim', run: () => walk.step(-1) },
    { key: 'Escape', does: 'close the form; forget the selected words', run: () => escape(walk) },
  ];
}

export function writingKeys(walk: Walk): Key[] {
  const retype = (type: string) => (walk.work.draft ? walk.work.setType(type) : walk.edit(type));
  return [
    { key: 'a', does: 'accept the claim, then the next', run: walk.accept },
    { key: 'x', does: 'reject the claim, then the next', run: walk.reject },
    { key: 'e', does: 'edit the claim', run: () => walk.edit() },
    { key: 'u', does: 'undo the last decision', run: () => void walk.undo() },
    { key: 'c', does: 'comment on the claim', run: walk.comment },
    { key: 'n', does: 'new claim from the selected words', run: walk.add },
    { key: 'V', does: 'speak as coder or as reviewer', run: walk.speakOtherwise },
    ...TYPES_ON_KEYS.map((type, at) => ({ key: String(at + 1), does: `type ${type}`, run: () => retype(type) })),
  ];
}

function escape(walk: Walk): void | boolean {
  if (walk.work.draft) return walk.work.close();
  if (!walk.sitting.words) return false;
  walk.sitting.words = null;
  document.getSelection()?.removeAllRanges();
}

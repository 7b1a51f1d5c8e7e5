// The keys of an event's page: through its claims, and for whoever may write, what is decided of them.
import type { Key } from '../../lib/keys.svelte';
import { navigate } from '../../lib/route';

interface Writing {
  choose: (claim: string) => void;
  split: () => void;
  undo: () => void;
}

function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main [data-item]')];
}

function current(): HTMLElement | null {
  return items().find((item) => item.contains(document.activeElement)) ?? null;
}

function step(by: number): void {
  const all = items();
  const now = current();
  const at = now ? all.indexOf(now) + by : by > 0 ? 0 : all.length - 1;
  const next = all[Math.min(all.length - 1, Math.max(0, at))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function open(): void {
  const to = current()?.dataset.open;
  if (to) navigate(to);
}

function toJoin(): void {
  document.getElementById('join-id')?.focus();
}

export const eventKeys = {
  reading(): Key[] {
    return [
      { key: 'j', does: 'next claim or event', run: () => step(1) },
      { key: 'k', does: 'claim or event before', run: () => step(-1) },
      { key: 'o', does: 'open it: a claim its words, an event its page', run: open },
    ];
  },

  writing({ choose, split, undo }: Writing): Key[] {
    return [
      {
        key: 'c',
        does: 'choose the claim, or leave it',
        run: () => {
          const claim = current()?.dataset.claim;
          if (claim) choose(claim);
        },
      },
      { key: 'p', does: 'split the chosen claims off', run: split },
      { key: 'm', does: 'join with another event', run: toJoin },
      { key: 'u', does: 'take back what was done last', run: undo },
    ];
  },
};

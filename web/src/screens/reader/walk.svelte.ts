// From claim to claim: choosing, deciding, going on to the next, asking first what must be asked. Nothing is decided about
// a claim that is not in sight.
import { tick } from 'svelte';
import { record } from '../../lib/record.svelte';
import { address, navigate, setQuery } from '../../lib/route';
import { count } from '../../lib/words';
import type { Asked } from '../../lib/asked';
import { REJECT_REASONS } from './asked';
import { bringIntoSight, isInSight } from './near';
import { narrowOf, nextOpen, passes, type Narrow } from './order';
import { nextStop, stopAddress } from './queue';
import type { Sitting } from './sitting.svelte';
import type { Item } from './types';
import type { Work } from './work.svelte';

const NAME_ONLY = { title: 'Who are you?', label: null, needsWhy: false, button: 'Go on' } as const;

export class Walk {
  readonly sitting: Sitting;
  readonly work: Work;
  readonly #query: () => URLSearchParams;
  /** What the person is being asked before something is sent. */
  asked = $state.raw<Asked | null>(null);
  /** Which half small screens show. */
  tab = $state<'text' | 'claims'>('claims');

  constructor(sitting: Sitting, work: Work, query: () => URLSearchParams) {
    this.sitting = sitting;
    this.work = work;
    this.#query = query;
  }

  readonly query = $derived.by(() => this.#query());
  readonly claim = $derived(whole(this.query.get('claim')));
  /** `figure=2`, or a figure's whole id. */
  readonly figure = $derived(whole(this.query.get('figure')?.split('.').at(-1) ?? null));
  readonly item = $derived.by(() => this.sitting.item(this.claim));
  /** As text, so that lists are made anew only where a filter changed. */
  readonly #filters = $derived(JSON.stringify(narrowOf(this.query)));
  readonly narrow: Narrow = $derived(JSON.parse(this.#filters));
  readonly passing = $derived.by(() => this.sitting.items.filter((item) => passes(item, this.narrow)));
  /** What the filters let through, and the chosen claim. */
  readonly shown = $derived.by(() => {
    const { item, passing } = this;
    const isThere = item === null || passes(item, this.narrow);
    return isThere ? passing : this.sitting.items.filter((one) => one === item || passes(one, this.narrow));
  });
  readonly place = $derived.by(() => this.item ? this.shown.indexOf(this.item) : -1);
  readonly queued = $derived(this.query.has('queue'));

  /** Puts the claim into the address and into sight. */
  async choose(next: number | null): Promise<void> {
    if (next !== this.claim) {
      this.work.close();
      setQuery({ claim: next, figure: null });
    }
    await tick();
    const card = document.getElementById(`claim-${next}`);
    if (!card) return;
    if (!isInSight(card, true)) bringIntoSight(card.querySelector('h3') ?? card, 'start');
    const isAmongCards = document.activeElement?.closest('article[id^="claim-"]');
    if (isAmongCards) card.querySelector('a')?.focus({ preventScroll: true });
  }

  /** A click in the text chooses, but not while a form is open: words are selected for it there. */
  async point(next: number): Promise<void> {
    if (this.work.draft === null) await this.choose(next);
  }

  accept = (): void => {
    const now = this.#ready();
    if (now) this.#ask(NAME_ONLY, () => this.#decide(now, 'accept', ''));
  };

  reject = (): void => {
    const now = this.#ready();
    if (!now) return;
    const title = `Reject claim ${now.claim.id}`;
    const wanted = { title, label: 'Why', needsWhy: true, button: 'Reject', offers: REJECT_REASONS };
    this.#ask(wanted, (why) => this.#decide(now, 'reject', why));
  };

  comment = (): void => {
    const now = this.#ready();
    if (!now) return;
    const title = `Comment on claim ${now.claim.id}`;
    const wanted = { title, label: 'Comment', needsWhy: true, button: 'Keep the comment' };
    this.#ask(wanted, (why) => void this.sitting.decide([now], 'comment', why));
  };

  /** All that the filters let through, with one undo. */
  bulk = (verdict: 'accept' | 'reject'): void => {
    const items = this.passing;
    const title = `${verdict === 'accept' ? 'Accept' : 'Reject'} the ${count(items.length, 'claim')} shown`;
    const needsWhy = verdict === 'reject';
    const wanted = { title, label: 'Why', needsWhy, button: title, ...(needsWhy ? { offers: REJECT_REASONS } : {}) };
    this.#ask(wanted, (why) => void this.sitting.decide(items, verdict, why));
  };

  /** The claim is about another happening than the others of its event. */
  part = (item: Item): void => {
    const title = `Claim ${item.claim.id} is about another happening`;
    this.#ask({ title, label: 'Why', needsWhy: true, button: 'Take it out of the event' }, (why) => void this.sitting.part(item, why));
  };

  undo = async (): Promise<void> => {
    if (record.readOnly) return;
    const undone = await this.sitting.undo(this.item);
    if (!undone) return;
    if (undone.report === this.sitting.id) await this.choose(undone.claim);
    else navigate(address('reader', undone.report, { ...Object.fromEntries(this.query), claim: undone.claim, figure: null }));
  };

  edit = (type?: string): void => {
    const now = this.#ready();
    if (!now) return;
    this.#ask(NAME_ONLY, () => {
      this.work.edit(now, type);
      this.tab = 'claims';
    });
  };

  /** A new claim from the selected words. */
  add = (): void => {
    if (record.readOnly || !this.sitting.words) {
      this.sitting.told = record.readOnly ? 'This record is read-only.' : 'Select words in the text first.';
      return;
    }
    this.#ask(NAME_ONLY, () => {
      this.work.add();
      this.tab = 'claims';
      void tick().then(() => {
        const form = document.getElementById('new-claim');
        if (form) bringIntoSight(form, 'start');
      });
    });
  };

  async keep(...form: Parameters<Work['keep']>): Promise<void> {
    const kept = await this.work.keep(...form);
    if (kept !== null) await this.choose(kept);
  }

  speakOtherwise = (): void => {
    this.sitting.speakAs(this.sitting.capacity === 'coder' ? 'reviewer' : 'coder');
  };

  /** To the next claim, or the one before, that waits; in the queue on to the next report behind the last. */
  go = async (step: 1 | -1): Promise<void> => {
    const from = this.place < 0 && step < 0 ? 0 : this.place;
    const next = nextOpen(this.shown, from, step, this.sitting.capacity);
    const isRound = next !== null && step > 0 && next <= this.place;
    if (this.queued && step > 0 && (next === null || isRound)) return this.leave();
    if (next === null) this.sitting.told = 'Every claim here was looked at.';
    else await this.choose(this.shown[next]?.claim.id ?? null);
  };

  /** To the claim beside this one, whatever was said of it. */
  step = (by: 1 | -1): void => {
    const next = this.shown[this.place + by];
    if (next) void this.choose(next.claim.id);
  };

  /** On to the next report of the queue. */
  leave = async (): Promise<void> => {
    const stop = await nextStop(this.query, this.sitting.id).catch(() => null);
    if (stop) navigate(stopAddress(this.query, stop));
    else this.sitting.told = 'No further report waits in this queue.';
  };

  /** The chosen claim, where it may be decided about and is in sight; else it is brought into sight, and no more. */
  #ready(): Item | null {
    const { item, sitting } = this;
    if (record.readOnly || !item) {
      sitting.told = record.readOnly ? 'This record is read-only: nothing was changed.' : 'Choose a claim first: press J.';
      return null;
    }
    const card = document.getElementById(`claim-${item.claim.id}`);
    if (isInSight(card) || [...document.querySelectorAll('#report-text mark.chosen')].some((mark) => isInSight(mark))) return item;
    if (card) bringIntoSight(card, 'start');
    sitting.told = 'The claim is shown now. Press again to decide.';
    return null;
  }

  #ask(wanted: Omit<Asked, 'then'>, then: (why: string) => void): void {
    if (record.by !== '' && wanted.label === null) then('');
    else this.asked = { ...wanted, then };
  }

  #decide(item: Item, verdict: 'accept' | 'reject', why: string): void {
    const next = nextOpen(this.shown, this.place, 1, this.sitting.capacity);
    const other = next === null ? null : (this.shown[next] ?? null);
    const isOver = other === null || other === item || (this.queued && (next as number) < this.place);
    void this.sitting.decide([item], verdict, why).then((saved) => {
      if (!saved) void this.choose(item.claim.id);
      else if (isOver && this.queued) void this.leave();
    });
    if (!isOver && other) void this.choose(other.claim.id);
  }
}

function whole(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

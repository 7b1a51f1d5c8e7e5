// The form that is open: an edit of one claim, or a new claim from selected words. At most one is open at a time.
import type { Problem } from '../../lib/api';
import { TYPES_ON_KEYS } from './choices';
import { changes, draftOf, emptyDraft, place, sent, type Draft, type Field } from './edit';
import { sentenceAround, wordsAt } from './select';
import type { Sitting } from './sitting.svelte';
import type { Item } from './types';

export class Work {
  draft = $state<Draft | null>(null);
  /** The form as it was opened; null for a new claim. */
  before = $state.raw<Draft | null>(null);
  refused = $state.raw<Problem | null>(null);
  #item = $state.raw<Item | null>(null);
  readonly #sitting: Sitting;

  constructor(sitting: Sitting) {
    this.#sitting = sitting;
  }

  get editing(): number | null {
    return this.draft && this.#item ? this.#item.claim.id : null;
  }

  get adding(): boolean {
    return this.draft !== null && this.#item === null;
  }

  edit(item: Item, type?: string): void {
    this.#item = item;
    this.before = draftOf(item.claim);
    this.draft = { ...draftOf(item.claim), ...(type === undefined ? {} : { type }) };
    this.refused = null;
  }

  /** A new claim: the selected words are what is claimed, its sentence is the words of the claim. */
  add(): void {
    const words = this.#sitting.words;
    if (!words) return;
    const { text, index } = this.#sitting;
    const units = { start: this.#sitting.unit(words.start), end: this.#sitting.unit(words.end) };
    this.#item = null;
    this.before = null;
    this.draft = emptyDraft(TYPES_ON_KEYS[0], words, wordsAt(text, index, sentenceAround(text, units)));
    this.refused = null;
  }

  setType(type: string): void {
    if (this.draft) this.draft.type = type;
  }

  /** Who set a field of the claim as it stands. */
  setBy(field: Field): string {
    const item = this.#item;
    if (!item) return 'set by you';
    const isChanged = item.was ? field in changes(draftOf(item.was), draftOf(item.claim)) : false;
    const editor = item.reviews.findLast((review) => review.verdict === 'edit' && !review.undone_by)?.by;
    return isChanged ? `set by ${editor ?? 'a person'}` : `read by rule ${item.claim.rule}`;
  }

  /** Sends the form; answers the claim where it was saved, and keeps the form open where it was refused. */
  async keep(draft: Draft, why: string): Promise<number | null> {
    const item = this.#item;
    const sitting = this.#sitting;
    let made: number | null = null;
    if (item && this.before) {
      const saved = await sitting.decide([item], 'edit', why, changes(this.before, draft));
      made = saved ? item.claim.id : null;
    } else {
      made = await sitting.add({ ...sent(draft), trigger: place(draft.trigger), evidence: place(draft.evidence) }, why);
    }
    // Told in the form, and there alone.
    this.refused = made === null ? sitting.failed : null;
    sitting.failed = null;
    if (made !== null) this.close();
    return made;
  }

  close(): void {
    this.draft = null;
    this.before = null;
    this.#item = null;
    this.refused = null;
  }
}

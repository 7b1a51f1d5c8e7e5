// One person at one report: its claims, which is chosen, what was decided and can be taken back. Decisions show at once
// and are sent one after the other; one that the server refuses is put back as it was, and said to be.
import { get, post, problem, type Problem } from '../../lib/api';
import { record } from '../../lib/record.svelte';
import type { ClaimRow } from '../../lib/types';
import { blocksOf } from './blocks';
import { marksOf } from './marks';
import { inTextOrder } from './order';
import { indexPoints, toUnit } from './points';
import { firstEndingAfter, runsOf, type Run } from './segments';
import type { Capacity, Claim, Item, ReportDetail, Words } from './types';

export type Verdict = 'accept' | 'reject' | 'edit' | 'comment';

/** Something decided, and how it is taken back. */
interface Done {
  what: string;
  report: string;
  claim: number;
  undo: (sitting: Sitting) => Promise<void>;
  /** The report is to be asked for again after that. */
  moves: boolean;
}

interface Said {
  id: number;
  claim: number;
}

/** What was decided on this page, over all reports: the last can always be taken back. */
const decided: Done[] = [];
/** As many are remembered. */
const DECIDED_MAX = 500;

function remember(done: Done): void {
  decided.push(done);
  if (decided.length > DECIDED_MAX) decided.shift();
}

const SAID: Record<Verdict, string> = {
  accept: 'accepted',
  reject: 'rejected',
  edit: 'changed',
  comment: 'commented on',
};

const CAPACITY_KEY = 'dateline.capacity';

export class Sitting {
  readonly id: string;
  detail = $state.raw<ReportDetail>() as ReportDetail;
  capacity = $state<Capacity>(localStorage.getItem(CAPACITY_KEY) === 'reviewer' ? 'reviewer' : 'coder');
  /** The claim under the pointer. */
  hovered = $state<number | null>(null);
  /** Words of the text that are selected now. */
  words = $state.raw<Words | null>(null);
  /** What was done last, for the live region. */
  told = $state('');
  failed = $state.raw<Problem | null>(null);
  sending = $state(0);
  #chain: Promise<unknown> = Promise.resolve();
  #last: Claim[] = [];

  readonly items = $derived(inTextOrder(this.detail.claims));
  readonly text = $derived(this.detail.text);
  readonly index = $derived(indexPoints(this.text));
  readonly blocks = $derived(blocksOf(this.text));
  /** The same list as long as no claim changed: marks are made anew only then. */
  readonly #claims: Claim[] = $derived.by(() => {
    const now = this.items.map((item) => item.claim);
    const isSame = now.length === this.#last.length && now.every((claim, at) => claim === this.#last[at]);
    if (!isSame) this.#last = now;
    return this.#last;
  });
  readonly marks = $derived(marksOf(this.#claims));
  readonly runs = $derived(runsOf(this.marks, this.index));

  constructor(detail: ReportDetail) {
    this.id = detail.report.id;
    this.detail = detail;
  }

  item(claim: number | null): Item | null {
    return this.items.find((item) => item.claim.id === claim) ?? null;
  }

  /** The UTF-16 unit of a code point of the text. */
  unit(point: number): number {
    return toUnit(this.index, point);
  }

  /** The marked run that holds a unit. */
  runAt(unit: number): Run | null {
    const run = this.runs[firstEndingAfter(this.runs, unit)];
    return run && run.start <= unit ? run : null;
  }

  speakAs(capacity: Capacity): void {
    this.capacity = capacity;
    localStorage.setItem(CAPACITY_KEY, capacity);
    this.told = `You speak as ${capacity} now.`;
  }

  /** Shows it at once, sends it behind what is on its way; resolves when all of it is answered. */
  decide(items: readonly Item[], verdict: Verdict, why: string, edit?: object): Promise<boolean> {
    const words = { verdict, role: this.capacity, by: record.by, why, ...(edit ? { edit } : {}) };
    const what = items.length === 1 ? `Claim ${items[0]?.claim.id} ${SAID[verdict]}` : `${items.length} claims ${SAID[verdict]}`;
    const state = verdict === 'accept' ? 'accepted' : verdict === 'reject' ? 'rejected' : null;
    const at = new Date().toISOString();
    if (state) {
      for (const item of items) {
        const word = { verdict: words.verdict, by: words.by, at, why };
        this.#put({ ...item, review: { ...item.review, state, [this.capacity]: word, by: words.by, at, why } });
      }
    }
    return this.#send(async () => {
      const reviews: Said[] = [];
      try {
        for (const item of items) reviews.push(await this.#review(item, words));
      } catch (error) {
        for (const item of items.slice(reviews.length)) this.#put(item);
        throw error;
      } finally {
        if (reviews.length > 0) remember(this.#done(what, reviews));
      }
      this.told = `${what}. Saved.`;
    });
  }

  async #review(item: Item, words: { by: string }): Promise<Said> {
    const claim = item.claim.id;
    const answer = await post<Item>(`claims/${this.id}:${claim}/reviews`, words);
    this.#put(answer);
    // The last of them is the new one.
    return { id: answer.reviews.at(-1)?.id ?? 0, claim };
  }

  /** A claim that the machine did not read; answers its number. */
  async add(claim: object, why: string): Promise<number | null> {
    let made: number | null = null;
    await this.#send(async () => {
      const answer = await post<Item>(`reports/${this.id}/claims`, { ...claim, role: this.capacity, by: record.by, why });
      made = answer.claim.id;
      this.detail = { ...this.detail, claims: [...this.detail.claims, answer] };
      const last = answer.reviews.at(-1);
      if (last) remember(this.#done('Claim added', [{ id: last.id, claim: made }]));
      this.told = `Claim ${made} added. Saved.`;
    });
    return made;
  }

  /** Takes back what was decided last on this page, else the last word of this person on `item`; answers whose claim. */
  async undo(item: Item | null): Promise<{ report: string; claim: number } | null> {
    await this.#chain;
    const last = decided.at(-1) ?? this.#earlier(item);
    if (!last) {
      this.told = 'Nothing of yours to take back here.';
      return null;
    }
    const saved = await this.#send(async () => {
      await last.undo(this);
      if (decided.includes(last)) decided.splice(decided.indexOf(last), 1);
      this.told = `Taken back: ${last.what.toLowerCase()}. Saved.`;
    });
    if (saved && last.moves) await this.refresh();
    return saved ? { report: last.report, claim: last.claim } : null;
  }

  /** Says that the claim is about another happening than the other claims of its event. */
  async part(item: Item, why: string): Promise<void> {
    const [id, by] = [item.row.id, record.by];
    const saved = await this.#send(async () => {
      const answer = await post<{ events: string[] }>(`events/${encodeURIComponent(item.row.event)}/split`, { claims: [id], by, why });
      const own = (await get<{ row: ClaimRow }>(`claims/${encodeURIComponent(id)}`)).row.event;
      const what = `Claim ${item.claim.id} parted from its event`;
      const other = answer.events.find((event) => event !== own) ?? item.row.event;
      const undo = async (): Promise<void> => {
        await post(`events/${encodeURIComponent(own)}/join`, { other, by, why: 'taken back' });
      };
      remember({ what, report: this.id, claim: item.claim.id, undo, moves: true });
      this.told = `${what}: it is ${own} now. Saved.`;
    });
    if (saved) await this.refresh();
  }

  /** Asks for the report again, as others may have changed it. */
  async refresh(): Promise<void> {
    await this.#chain;
    const fresh = await get<ReportDetail>(`reports/${this.id}`).catch(() => null);
    if (fresh && this.sending === 0 && fresh.sha256 === this.detail.sha256) this.detail = fresh;
  }

  #earlier(item: Item | null): Done | null {
    const own = item?.reviews.findLast((review) => review.by === record.by && !review.undone_by && review.verdict !== 'undo');
    return item && own ? this.#done(`${own.verdict} of claim ${item.claim.id}`, [{ id: own.id, claim: item.claim.id }]) : null;
  }

  /** Reviews that are taken back together: one that fails leaves those behind it to be tried again. */
  #done(what: string, reviews: Said[]): Done {
    const report = this.id;
    const left = [...reviews];
    const undo = async (sitting: Sitting): Promise<void> => {
      for (let review = left[0]; review; review = left[0]) {
        const answer = await post<Item>(`reviews/${review.id}/undo`, { role: sitting.capacity, by: record.by });
        if (report === sitting.id) sitting.#put(answer, review.claim);
        left.shift();
      }
    };
    return { what, report, claim: reviews[0]?.claim ?? 0, undo, moves: false };
  }

  /** A claim added and taken back is no claim any more: then the answer holds none, and it is left out. */
  #put(fresh: Item | null, claim: number | undefined = fresh?.claim?.id): void {
    const rest = (item: Item): Item[] => (item.claim.id !== claim ? [item] : fresh?.claim ? [merged(item, fresh)] : []);
    this.detail = { ...this.detail, claims: this.detail.claims.flatMap(rest) };
  }

  #send(work: () => Promise<void>): Promise<boolean> {
    this.sending += 1;
    const sent = this.#chain.then(work).then(
      () => {
        this.failed = null;
        return true;
      },
      (error: unknown) => {
        this.failed = problem(error);
        this.told = `Not saved. ${this.failed.message}`;
        return false;
      },
    );
    this.#chain = sent;
    void sent.then(() => (this.sending -= 1));
    return sent;
  }
}

/** The fresh item; its claim stays the same object where nothing of it changed. */
function merged(item: Item, fresh: Item): Item {
  return JSON.stringify(item.claim) === JSON.stringify(fresh.claim) ? { ...fresh, claim: item.claim } : fresh;
}

// A question to the person before something is sent.

export interface Asked {
  title: string;
  /** What it is about, where the title cannot say it: words of a report, as text. */
  about?: string;
  /** What the words are for; without it only a missing name is asked for. */
  label: string | null;
  needsWhy: boolean;
  button: string;
  /** Words that are often wanted. */
  offers?: readonly string[];
  then: (why: string) => void;
}

// The theme's colours for what is drawn on a canvas, read anew when the theme changes.
import { createSubscriber } from 'svelte/reactivity';

const NAMES = [
  'ground',
  'raised',
  'sunk',
  'line',
  'line-strong',
  'text',
  'muted',
  'accent',
  'mark-strong',
  'water',
  'land',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
] as const;

export type ColourName = (typeof NAMES)[number];
export type Colours = Record<ColourName, string>;

const subscribe = createSubscriber((tell) => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const watch = new MutationObserver(tell);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', tell);
  return () => {
    watch.disconnect();
    dark.removeEventListener('change', tell);
  };
});

/** Read inside a component, it is read again with the theme. */
export function colours(): Colours {
  subscribe();
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

/** The colour of a kind's variable, `--series-2`. */
export function colourOf(all: Colours, variable: string): string {
  return all[variable.slice(2) as ColourName] ?? all.text;
}

// The page's colours and type -> what the canvas draws with; and when they change.
import type { Palette } from './draw';

/** Of the element's own style, so that both themes hold. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: read('--text'),
    quiet: read('--line-strong'),
    grid: read('--line'),
    ground: read('--ground'),
    warn: read('--warn'),
    words: read('--muted'),
    groups: [read('--muted'), ...[1, 2, 3, 4, 5, 6].map((at) => read(`--series-${at}`))],
  };
}

/** Calls when the theme changes, by the system or by hand; what it answers ends that. */
export function onTheme(tell: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const seen = new MutationObserver(tell);
  seen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  dark.addEventListener('change', tell);
  return () => {
    seen.disconnect();
    dark.removeEventListener('change', tell);
  };
}

// Tells when an element comes near what is in sight, so that costly parts are drawn only then. One observer for all.

type Tell = () => void;

const waiting = new WeakMap<Element, Tell>();
let observer: IntersectionObserver | null = null;

function watch(entries: IntersectionObserverEntry[]): void {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    waiting.get(entry.target)?.();
    waiting.delete(entry.target);
    observer?.unobserve(entry.target);
  }
}

/** An attachment: tells once, the first time the element is near. */
export function whenNear(tell: Tell): (element: Element) => () => void {
  return (element) => {
    const far = { rootMargin: '600px', scrollMargin: '600px' } as IntersectionObserverInit;
    observer ??= new IntersectionObserver(watch, far);
    waiting.set(element, tell);
    observer.observe(element);
    return () => {
      waiting.delete(element);
      observer?.unobserve(element);
    };
  };
}

/** Whether an element can be seen: any part of it, or `whole`. What scrolls around it and the bar below may hide it. */
export function isInSight(element: Element | null, whole = false): boolean {
  if (!element || !element.checkVisibility()) return false;
  const own = element.getBoundingClientRect();
  let [top, bottom] = [0, window.innerHeight];
  const bar = document.getElementById('review-bar')?.getBoundingClientRect();
  if (bar && bar.height > 0) bottom = Math.min(bottom, bar.top);
  for (let box = scroller(element); box; box = scroller(box)) {
    const frame = box.getBoundingClientRect();
    [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  }
  return whole ? own.top >= top && own.bottom <= bottom : Math.max(own.top, top) < Math.min(own.bottom, bottom);
}

/** Pixels kept above what was brought into sight. */
const MARGIN = 8;

/** Scrolls what scrolls around an element until all of it can be seen; again once parts that were not drawn have grown. */
export function bringIntoSight(element: Element, block: 'start' | 'center'): void {
  const scroll = () => {
    if (isInSight(element, true)) return;
    const box = scroller(element);
    if (!box || !isInSight(box)) return element.scrollIntoView({ block });
    const [own, frame] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    const above = block === 'start' ? MARGIN : Math.max(MARGIN, (box.clientHeight - own.height) / 2);
    box.scrollTop += own.top - frame.top - above;
  };
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}

function scroller(element: Element): Element | null {
  for (let box = element.parentElement; box; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return null;
}

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

/** Whether any part of an element can be seen in the window and in the parts that scroll around it. */
export function isInSight(element: Element | null): boolean {
  if (!element || !element.checkVisibility()) return false;
  let { top, bottom } = element.getBoundingClientRect();
  for (let box = element.parentElement; box; box = box.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
    const frame = box.getBoundingClientRect();
    [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  }
  return Math.max(top, 0) < Math.min(bottom, window.innerHeight);
}

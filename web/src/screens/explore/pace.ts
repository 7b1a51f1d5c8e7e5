// How sharp the map is drawn while it moves. Without a graphics card, or where frames came too slowly, half as many pixels
// each way are drawn until it rests; then all of them again. What is drawn, and what is told over it, is the same.
import type { Map as MapLibre } from 'maplibre-gl';

/** Milliseconds between frames, above which a frame is slow. */
const SLOW_MS = 40;
/** A longer break is none of the map's: the page was hidden. */
const BREAK_MS = 1000;
/** So many slow frames in succession say that the machine is slow, not that something happened once. */
const SLOW_FRAMES = 2;
/** For so long it is held to be slow; then a move is tried sharp again. */
const HELD_MS = 60_000;
/** A move that follows another at once begins as that ended. */
const REST_MS = 120;
/** Of the screen's pixels each way. */
export const COARSE = 0.5;

export interface Pace {
  /** Slow frames in succession. */
  slow: number;
  /** Until when moves are drawn coarse, on the clock of `performance.now`. */
  coarseUntil: number;
}

export const QUICK: Pace = { slow: 0, coarseUntil: 0 };

/** A frame of the moving map took `gap` milliseconds until the next one, and ended at `now`. */
export function framed(pace: Pace, gap: number, now: number): Pace {
  const slow = gap > SLOW_MS && gap < BREAK_MS ? pace.slow + 1 : 0;
  return { slow, coarseUntil: slow >= SLOW_FRAMES ? now + HELD_MS : pace.coarseUntil };
}

/** The share of the screen's pixels that a moving map is to be drawn with, each way. */
export function sharpness(pace: Pace, now: number): number {
  return now < pace.coarseUntil ? COARSE : 1;
}

/** Keeps the map as sharp as the machine can, until the answer is called. */
export function keepPace(map: MapLibre): () => void {
  let pace = isSoftware(map.getCanvas()) ? { ...QUICK, coarseUntil: Infinity } : QUICK;
  let isHeld = false;
  let frame = 0;
  let due: ReturnType<typeof setTimeout> | undefined;

  const draw = (share: number) => {
    // MapLibre takes `null` for the screen's own ratio, which may change; its types do not say so.
    const ratio = share === 1 ? (null as unknown as number) : window.devicePixelRatio * share;
    if (map.getPixelRatio() !== (ratio ?? window.devicePixelRatio)) map.setPixelRatio(ratio);
  };
  // Only before a gesture and after it: MapLibre ends a gesture when its canvas changes its size.
  const begin = () => {
    clearTimeout(due);
    if (!map.isMoving()) draw(sharpness(pace, performance.now()));
  };
  const end = () => {
    clearTimeout(due);
    due = setTimeout(() => !isHeld && !map.isMoving() && draw(1), REST_MS);
  };
  const press = () => ((isHeld = true), begin());
  const release = () => ((isHeld = false), end());
  const gauge = () => {
    if (!map.isMoving()) return;
    const drawn = performance.now();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => (pace = framed(pace, performance.now() - drawn, performance.now())));
  };
  const box = map.getCanvasContainer();
  const early = { capture: true, passive: true };
  box.addEventListener('pointerdown', press, early);
  box.addEventListener('wheel', begin, early);
  window.addEventListener('pointerup', release, early);
  window.addEventListener('pointercancel', release, early);
  map.on('render', gauge);
  map.on('moveend', end);
  return () => {
    clearTimeout(due);
    cancelAnimationFrame(frame);
    window.removeEventListener('pointerup', release, early);
    window.removeEventListener('pointercancel', release, early);
  };
}

/** Whether a map's context is known to be drawn without a graphics card. */
export function isSoftware(canvas: HTMLCanvasElement): boolean {
  const context = canvas.getContext('webgl2');
  const about = context?.getExtension('WEBGL_debug_renderer_info');
  return !!about && /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(context?.getParameter(about.UNMASKED_RENDERER_WEBGL)));
}

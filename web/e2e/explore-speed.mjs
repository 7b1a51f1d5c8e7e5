// How long a frame of Explore takes with 20,000 events, while the map is dragged and while the brush is.
//
//   dateline --record FILE serve --bind 127.0.0.1:8080
//   node web/e2e/explore-speed.mjs http://127.0.0.1:8080 [PICTURE]
//
// The events are made here (the same ones each time), so any record will do. The browser runs as on a machine without a
// graphics card; with CARD=swiftshader, all of the page is drawn by SwiftShader as well. Told are, in milliseconds: the
// time between frames as the browser shows them, of all frames and of those in which the map or its events were drawn;
// what the page itself took of each (scripts, styles and layout: the main thread's time on a processor, from a trace);
// and what all the browser's processes took of the processors for each frame drawn, which other load changes little.
import { chromium } from '@playwright/test';
import { CHROMIUM, NO_CARD, QUIET, SWIFTSHADER_AS_CARD } from './chromium.mjs';

const [base = 'http://127.0.0.1:8080', picture] = process.argv.slice(2);
const COUNT = 20_000;
const TYPES = ['CASUALTY', 'ASSAULT', 'COERCE', 'PROTEST', 'DAMAGE', 'OUTAGE', 'CONTROL', 'AGREE', 'AID', 'INTERCEPT'];
const card = process.env.CARD === 'swiftshader' ? SWIFTSHADER_AS_CARD : NO_CARD;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...card] });
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
const system = await browser.newBrowserCDPSession();
const rows = made();
await page.addInitScript(() => {
  window.drawings_ = 0;
  for (const [kind, call] of [
    [WebGL2RenderingContext, 'drawElements'],
    [CanvasRenderingContext2D, 'clearRect'],
  ]) {
    const plain = kind.prototype[call];
    kind.prototype[call] = function (...words) {
      window.drawings_++;
      return plain.apply(this, words);
    };
  }
});
await page.route('**/api/v1/events?*', (route) => {
  const limit = Number(new URL(route.request().url()).searchParams.get('limit'));
  const some = rows.slice(0, limit);
  return route.fulfill({ json: { rows: some, total: COUNT, truncated: some.length < COUNT, next: null, cursor: 1 } });
});
await page.goto(`${base}/explore?map=4/48/30&from=2024-03-01&to=2024-08-31`);
await page.waitForSelector('.map canvas.maplibregl-canvas');
await page.waitForTimeout(6000);

const map = await page.locator('.map .sheet').boundingBox();
const line = await page.locator('.days canvas').boundingBox();
const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };
const brush = await page.locator('.brush').boundingBox();
const far = { x: line.x + line.width * 0.9, y: line.y + 40 };
await told('rest', async () => page.waitForTimeout(2000));
await told('map: drag', () => drag(middle, { x: middle.x - 300, y: middle.y + 120 }));
await told('map: wheel', async () => {
  await page.mouse.move(middle.x, middle.y);
  for (let n = 0; n < 20; n++) await page.mouse.wheel(0, n < 10 ? -120 : 120).then(() => page.waitForTimeout(50));
});
await told('brush: drag all of it', () => drag({ x: brush.x + brush.width / 2, y: brush.y + 40 }, far));
if (picture) await page.screenshot({ path: picture });
await browser.close();

/** A drag of two seconds in small steps. */
async function drag(from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let n = 1; n <= 60; n++) {
    await page.mouse.move(from.x + ((to.x - from.x) * n) / 60, from.y + ((to.y - from.y) * n) / 60);
    await page.waitForTimeout(25);
  }
  await page.mouse.up();
}

async function told(name, act) {
  await still();
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await page.evaluate(() => {
    window.frames_ = [];
    let before = window.drawings_;
    const go = (time) => {
      window.frames_.push({ time, drew: window.drawings_ !== before });
      before = window.drawings_;
      window.frame_ = requestAnimationFrame(go);
    };
    window.frame_ = requestAnimationFrame(go);
  });
  const before = await taken();
  await act();
  const spent = (await taken()) - before;
  const frames = await page.evaluate(() => (cancelAnimationFrame(window.frame_), window.frames_));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const between = frames.slice(1).map(({ time, drew }, at) => ({ ms: time - frames[at].time, drew }));
  const drawn = between.filter(({ drew }) => drew);
  console.log(name);
  console.log(`  ${between.length} frames, between them ${spread(between.map(({ ms }) => ms))}`);
  if (drawn.length > 0) console.log(`  ${drawn.length} of them drawn, before these ${spread(drawn.map(({ ms }) => ms))}`);
  console.log(`  the page's own time of a frame ${spread(own(traceEvents))}`);
  if (drawn.length > 0) console.log(`  of the processors for a frame drawn ${(spent / drawn.length).toFixed(1)} ms`);
}

/** Until nothing is drawn for half a second: what one act left is not the next one's. */
async function still() {
  const drawings = () => page.evaluate(() => window.drawings_);
  for (let [before, n] = [-1, 0]; n < 20; n++) {
    const now = await drawings();
    if (now === before) return;
    before = now;
    await page.waitForTimeout(500);
  }
}

/** Milliseconds of processors that all processes of the browser took until now. */
async function taken() {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
}

/** Milliseconds of a processor that the page's main thread took for each frame; what others took of the processor is not counted. */
function own(events) {
  const threads = new Set(events.filter((one) => one.name === 'FireAnimationFrame').map((one) => `${one.pid} ${one.tid}`));
  const mine = events.filter((one) => threads.has(`${one.pid} ${one.tid}`)).sort((one, other) => one.ts - other.ts);
  const starts = [];
  for (const one of mine) if (one.name === 'FireAnimationFrame' && one.ts - (starts.at(-1) ?? 0) > 4000) starts.push(one.ts);
  const tasks = mine.filter((one) => /RunTask$/.test(one.name) && one.dur);
  let at = 0;
  return starts.slice(1).map((end, n) => {
    let sum = 0;
    while (at < tasks.length && tasks[at].ts + tasks[at].dur <= starts[n]) at++;
    for (let next = at; next < tasks.length && tasks[next].ts < end; next++) {
      const task = tasks[next];
      const part = Math.max(0, Math.min(task.ts + task.dur, end) - Math.max(task.ts, starts[n])) / task.dur;
      sum += part * (task.tdur ?? task.dur);
    }
    return sum / 1000;
  });
}

function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const part = (share) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${part(0.5)}, p95 ${part(0.95)}, most ${part(1)} ms`;
}

function made() {
  let seed = 12_345;
  const random = () => ((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647);
  const day = (n) => new Date(Date.UTC(2023, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
  const spots = Array.from({ length: 3000 }, (_, n) => ({
    place: `Place ${n}`,
    lat: 30 + random() * 30,
    lon: -5 + random() * 70,
    precision: n % 10 === 0 ? 'district' : 'settlement',
  }));
  return Array.from({ length: COUNT }, (_, n) => {
    const from = Math.floor(random() * 1000);
    const spot = random() < 0.75 ? spots[Math.floor(random() * spots.length)] : { place: null, lat: null, lon: null, precision: null };
    const type = TYPES[Math.floor(random() * TYPES.length)];
    return {
      id: `e-${n}`,
      type,
      types: [type],
      from: day(from),
      to: day(from + Math.floor(random() * 3)),
      place_id: null,
      ...spot,
      who: null,
      speaker: null,
      status: 'actual',
      words: `what was told of event ${n}`,
      claims: 1,
      reports: 1,
      outlets: 1,
      origins: 1,
      claim: `r${n}:1`,
      review: 'unreviewed',
    };
  });
}

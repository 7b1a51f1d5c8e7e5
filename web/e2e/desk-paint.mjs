// How soon the desk of a running server is there: node e2e/desk-paint.mjs http://127.0.0.1:8080 [LOADS]
// Each load is a new browser profile without a cache. Milliseconds from the start of the navigation: the first contentful
// paint, and the moment at which the figures or events stand on the screen. And the bytes that came, as they were sent.
import { chromium } from '@playwright/test';
import { CHROMIUM, QUIET } from './chromium.mjs';

const [url = 'http://127.0.0.1:8080', loads = '10'] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
const paints = [];
const shown = [];
let bytes = 0;
for (let n = 0; n < Number(loads); n += 1) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  bytes = 0;
  session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('main section h2').first().waitFor();
  shown.push(await page.evaluate(() => performance.now()));
  paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
  await context.close();
}
await browser.close();
const told = (times) => {
  const sorted = [...times].sort((a, b) => a - b);
  return `median ${Math.round(sorted[sorted.length >> 1])}, most ${Math.round(sorted.at(-1))}`;
};
console.log(`first contentful paint: ${told(paints)} ms; figures or events shown: ${told(shown)} ms; ${bytes} bytes in a load`);

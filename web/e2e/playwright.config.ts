// How the page is tried as its users use it: Debian's Chromium over a record made of the sample reports.
// DATELINE_BIN names the program (target/debug/dateline by default).
import { defineConfig } from '@playwright/test';
import { CHROMIUM, NO_CARD, QUIET } from './chromium.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../target/e2e/results',
  // Software rendering on two cores: a second browser beside would only slow both.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    launchOptions: { executablePath: CHROMIUM, args: [...QUIET, ...NO_CARD] },
    colorScheme: 'light',
    timezoneId: 'UTC',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  },
  projects: [
    { name: 'desk', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});

// A running `dateline serve` over a record of the sample reports, fresh for each test, and a browser that may do nothing
// wrong there: an error on the console, an error of a script or a request to any other place fails the test.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { expect, test as base, type Page } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = process.env.DATELINE_BIN ?? path.join(ROOT, 'target/debug/dateline');
const SAMPLES = path.join(ROOT, 'samples/one-night.jsonl');
const PICTURES = path.join(ROOT, 'target/e2e/pictures');
const START_MS = 20_000;

export class Site {
  url = '';
  /** By the name of their holder. */
  readonly tokens = new Map<string, string>();
  private server: ChildProcess | null = null;

  constructor(private readonly folder: string) {}

  /** Adds a token and answers it. */
  token(name: string, scope: 'read' | 'write'): string {
    const token = /dl_\S+/.exec(this.command('token', 'add', name, '--scope', scope))?.[0];
    if (!token) throw new Error('no token was shown');
    this.tokens.set(name, token);
    return token;
  }

  /** Runs a command over the record, as a user beside the page would. */
  command(...words: string[]): string {
    const done = spawnSync(PROGRAM, ['--record', this.folder, ...words], { encoding: 'utf8' });
    if (done.error || (done.status ?? 2) > 1) throw new Error(`dateline ${words.join(' ')}: ${done.error ?? done.stderr}`);
    return done.stdout;
  }

  addSamples(): void {
    this.command('add', SAMPLES);
  }

  async serve(...options: string[]): Promise<void> {
    const server = spawn(PROGRAM, ['--record', this.folder, 'serve', '--bind', '127.0.0.1:0', ...options]);
    this.server = server;
    this.url = await new Promise((found, failed) => {
      let told = '';
      const hear = (chunk: Buffer) => {
        told += chunk.toString();
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(told);
        if (address) found(address[0]);
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('exit', () => failed(new Error(`serve ended: ${told}`)));
      setTimeout(() => failed(new Error(`serve told no address: ${told}`)), START_MS);
    });
  }

  async end(): Promise<void> {
    const server = this.server;
    if (!server || server.exitCode !== null) return;
    await new Promise((ended) => {
      server.on('exit', ended);
      server.kill('SIGTERM');
    });
  }
}

interface Options {
  /** Reports in the record; without, it is empty. */
  samples: boolean;
  /** Further words for `serve`. */
  serveWith: string[];
  /** Who gets a token before the program starts. */
  holders: Record<string, 'read' | 'write'>;
  /** Addresses that may answer with a refusal: such an answer is what the test is about. */
  refusals: RegExp[];
}

export const test = base.extend<Options & { site: Site; watched: void }>({
  samples: [true, { option: true }],
  serveWith: [[], { option: true }],
  holders: [{}, { option: true }],
  refusals: [[], { option: true }],

  site: async ({ samples, serveWith, holders }, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dateline-e2e-'));
    const site = new Site(folder);
    try {
      site.command('init', folder);
      if (samples) site.addSamples();
      for (const [name, scope] of Object.entries(holders)) site.token(name, scope);
      await site.serve(...serveWith);
      await use(site);
    } finally {
      await site.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },

  baseURL: async ({ site }, use) => use(site.url),

  watched: [
    async ({ page, site, refusals }, use) => {
      const wrong: string[] = [];
      page.on('console', (line) => {
        const isAnswer = line.text().startsWith('Failed to load resource');
        if (line.type() === 'error' && !isAnswer) wrong.push(`console: ${line.text()}`);
      });
      page.on('response', (answer) => {
        if (answer.status() >= 400 && !refusals.some((address) => address.test(answer.url()))) wrong.push(`${answer.status()} ${answer.url()}`);
      });
      page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
      page.on('request', (request) => {
        const isOwn = request.url().startsWith(site.url) || /^(data|blob):/.test(request.url());
        if (!isOwn) wrong.push(`request to ${request.url()}`);
      });
      await use();
      expect(wrong, 'the page did something wrong').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What axe finds that is serious or critical; it is run from outside the page, so the page's policy stands. */
export async function axeIsClean(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n  ')}`);
  });
  expect(found, 'axe finds something serious').toEqual([]);
}

/** A picture to look at, under target/e2e/pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  const project = test.info().project.name;
  await page.screenshot({ path: path.join(PICTURES, `${name}-${project}.png`) });
}

/** Nothing is wider than the screen. */
export async function fitsTheWidth(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}

/** Nothing is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.spinner')).toHaveCount(0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

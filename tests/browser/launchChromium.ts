// A Chromium that playwright-core drives, which has a lockfile of its own.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from '#tests/support/findChromium.ts';

export type BrowserPage = {
  goto(url: string): Promise<{ status(): number } | null>;
  /** The value that an expression's promise has in the page. */
  evaluate<Value>(expression: string): Promise<Value>;
};

export type Browser = { newPage(): Promise<BrowserPage>; close(): Promise<void> };

type Playwright = {
  chromium: { launch(options: { executablePath: string | undefined; args: string[] }): Promise<Browser> };
};

export const launchChromium = (args: string[]): Promise<Browser> => {
  const load = createRequire(join(import.meta.dirname, 'driver/package.json'));
  const { chromium } = load('playwright-core') as Playwright;
  return chromium.launch({ executablePath: findChromium(), args });
};

// A Chromium that playwright-core drives, which has a lockfile of its own.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from '#tests/support/findChromium.ts';

export type BrowserPage = {
  goto(url: string): Promise<{ status(): number } | null>;
  /** Clicks on what a selector of CSS or text finds, once it is there. */
  click(selector: string): Promise<void>;
  /** Resolves when it is there. */
  waitForSelector(selector: string): Promise<unknown>;
  fill(selector: string, text: string): Promise<void>;
  innerText(selector: string): Promise<string>;
  keyboard: { press(key: string): Promise<void> };
  url(): string;
  screenshot(options: { path: string }): Promise<unknown>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  /** The value that an expression's promise has in the page. */
  evaluate<Value>(expression: string): Promise<Value>;
};

export type PageOptions = { viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark' };

export type Browser = { newPage(options?: PageOptions): Promise<BrowserPage>; close(): Promise<void> };

type Playwright = {
  chromium: { launch(options: { executablePath: string | undefined; args: string[] }): Promise<Browser> };
};

export const launchChromium = (args: string[]): Promise<Browser> => {
  const load = createRequire(join(import.meta.dirname, 'driver/package.json'));
  const { chromium } = load('playwright-core') as Playwright;
  return chromium.launch({ executablePath: findChromium(), args });
};

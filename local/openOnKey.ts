// Opens a page when its letter and Enter are typed in the terminal.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Part } from '#offline-cloud/server/part.ts';
import { log } from '#tools/command.ts';

/** What opens a URL in the browser of whoever is logged in. */
const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Where no browser can be opened, as over SSH, the URL is printed. */
const open = (url: string): void => {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => log(url));
  child.unref();
};

/** Line by line: a terminal in raw mode would have to be repaired after a kill. Nothing without a terminal. */
export const openOnKey = (key: string, url: string): Part => {
  if (!process.stdin.isTTY) return { stop: async () => {} };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line.trim() === key) open(url);
  });
  return { stop: async () => lines.close() };
};

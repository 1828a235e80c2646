// The installation, in a folder of its own and with a stand-in for npm.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

/** Fails like `npm ci` beside another one of the same folder, and takes a while. */
const npm = `
  const { appendFileSync, mkdirSync, rmSync } = require('node:fs');
  mkdirSync('busy');
  appendFileSync('runs', 'x');
  appendFileSync('options', process.argv.slice(2).join(' '));
  mkdirSync('node_modules', { recursive: true });
  setTimeout(() => rmSync('busy', { recursive: true }), 300);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-install-'));
  mkdirSync(join(folder, 'tools'));
  for (const path of ['install.mjs', 'install'])
    cpSync(join(import.meta.dirname, path), join(folder, 'tools', path), { recursive: true });
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: {} }));
  writeFileSync(join(folder, 'npm.cjs'), npm);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const install = async (): Promise<string> => {
  const env = { ...process.env, npm_execpath: join(folder, 'npm.cjs') };
  return (await promisify(execFile)(process.execPath, ['tools/install.mjs'], { cwd: folder, env })).stderr;
};
const countRuns = (): number => readFileSync(join(folder, 'runs'), 'utf8').length;

test('installs once for one lockfile, and again for another', async () => {
  expect(await install()).toContain('Installed');
  expect(await install()).toBe('');
  expect(countRuns()).toBe(1);
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: {}, changed: true }));
  await install();
  expect(countRuns()).toBe(2);
});

test('lets no package run a script of its own', async () => {
  await install();
  expect(readFileSync(join(folder, 'options'), 'utf8')).toMatch(/^ci --ignore-scripts /);
});

test('waits for another command that installs, and installs nothing again', async () => {
  const outputs = await Promise.all([install(), install(), install()]);
  expect(outputs.filter((output) => output.includes('Installed'))).toHaveLength(1);
  expect(countRuns()).toBe(1);
});

test('goes on when the command that installed was killed', async () => {
  mkdirSync(join(folder, '.local'));
  // No process has this id: it is beyond the greatest that Linux gives.
  writeFileSync(join(folder, '.local/install.lock'), '4194305');
  expect(await install()).toContain('Installed');
});

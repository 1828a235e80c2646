// docs/tables.md, step by step in a copy of the repository: a table and a function that writes it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { root } from '#tools/paths.ts';

let checkout: Checkout;
let started: Started;

const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'] as const;

/** The fenced blocks of the page, in their order: the language, the path of a whole file, and the text. */
const blocks = [
  ...readFileSync(join(root, 'docs/tables.md'), 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm),
].map(([, language = '', path, text = '']) => ({ language, path, text }));

/** Runs `npm run new -- …` or `npm run api` by its module, since the copy has no npm of its own. */
const runCommands = async (text: string): Promise<void> => {
  for (const [, name = '', line = ''] of text.matchAll(/^npm run (\w+)(?: -- (.+))?$/gm)) {
    const args = [...line.matchAll(/'([^']+)'|(\S+)/g)].map(([, quoted, word]) => (quoted ?? word) as string);
    if (name === 'new') await checkout.run('tools/new/main.ts', ...args);
    if (name === 'generate') await checkout.run('tools/generate/main.ts');
    if (name === 'api') await checkout.run('api/generate/main.ts');
    if (name === 'cost') await checkout.run('cloud/cost/main.ts', ...args);
  }
};

const take = async ({ language, path, text }: (typeof blocks)[number]): Promise<void> => {
  if (path) {
    mkdirSync(dirname(join(checkout.folder, path)), { recursive: true });
    writeFileSync(join(checkout.folder, path), text);
  } else if (language === 'diff') {
    const apply = spawnSync('git', ['apply', '-'], { cwd: checkout.folder, input: text, encoding: 'utf8' });
    expect(apply.stderr).toBe('');
  } else if (language === 'sh') {
    await runCommands(text);
  }
};

beforeAll(async () => {
  checkout = await copyCheckout();
  execFileSync('git', ['init', '--quiet'], { cwd: checkout.folder });
  for (const block of blocks) await take(block);
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

test.each([
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  ['types', ['node_modules/typescript/bin/tsc']],
  [
    'the function’s tests and the rules',
    [
      ...jest,
      'functions/nameTeam',
      'tests/rules/(?!commandLines)',
      'layers/schema',
      'local/mysql',
      'operate/queues',
    ],
  ],
])('the result passes %s', async (_check, [module = '', ...args]) => {
  await expect(checkout.run(module, ...args)).resolves.toEqual(expect.any(String));
});

const nameTeam = async (name: string): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${started.port}/teams/isotopes`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  return response.status;
};

test('the function writes the table, again after npm run db:reset', async () => {
  expect(await nameTeam('Isotopes')).toBe(200);
  await checkout.run('local/reset.ts');
  expect(await nameTeam('Shelbyville')).toBe(200);
  expect(await nameTeam('')).toBe(400);
});

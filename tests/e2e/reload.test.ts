// A saved source file answers with the next request, whichever way it was saved.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';

let checkout: Checkout;
let started: Started;

const path = (name: string): string => join(checkout.folder, name);

const replyFile = 'layers/base/reply.ts';
const handlerFile = 'functions/searchUser/handler.ts';

const reply = (text: string): string => `export const reply = '${text}';\n`;
const handler = (from: string): string =>
  `import { reply } from '${from}';\n\nexport const handler = async () => reply;\n`;

const git = (...options: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...options], {
    cwd: checkout.folder,
  });

beforeAll(async () => {
  checkout = await copyCheckout();
  writeFileSync(path(replyFile), reply('first'));
  writeFileSync(path(handlerFile), handler('#layers/base/reply.ts'));
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

const ask = async (): Promise<string> => (await fetch(`http://127.0.0.1:${started.port}/search`)).text();

/** Ways to give a file another text. */
const saves: Record<string, (file: string, text: string) => void> = {
  'in place': (file, text) => writeFileSync(file, text),
  'by a rename over the file': (file, text) => {
    writeFileSync(`${file}.tmp`, text);
    renameSync(`${file}.tmp`, file);
  },
  'by mv from elsewhere': (file, text) => {
    writeFileSync(path('elsewhere.ts'), text);
    execFileSync('mv', [path('elsewhere.ts'), file]);
  },
  'by deletion and creation': (file, text) => {
    unlinkSync(file);
    writeFileSync(file, text);
  },
  'by sed -i': (file, text) => {
    execFileSync('sed', ['-i', `1c ${text.trim()}`, file]);
  },
  'in two writes': (file, text) => {
    writeFileSync(file, text.slice(0, 10));
    appendFileSync(file, text.slice(10));
  },
};

test.each(Object.entries(saves))('saved %s, three times', async (how, save) => {
  for (const round of [1, 2, 3]) {
    save(path(replyFile), reply(`${how} ${round}`));
    expect(await ask()).toBe(`${how} ${round}`);
  }
});

test('saved in every way after every other', async () => {
  const ways = Object.entries(saves);
  for (const [index, [how, save]] of [...ways.toReversed(), ...ways].entries()) {
    save(path(replyFile), reply(`${how} ${index}`));
    expect(await ask()).toBe(`${how} ${index}`);
  }
});

test('changed by git checkout, back and forth', async () => {
  git('init', '--quiet');
  for (const branch of ['one', 'two']) {
    writeFileSync(path(replyFile), reply(branch));
    git('checkout', '--quiet', '-b', branch);
    git('add', 'functions', 'layers');
    git('commit', '--quiet', '-m', branch);
  }
  for (const branch of ['one', 'two', 'one', 'two']) {
    git('checkout', '--quiet', branch);
    expect(await ask()).toBe(branch);
  }
});

test('the last of two hundred files', async () => {
  const files = Array.from({ length: 200 }, (_, index) => path(`layers/base/burst${index}.ts`));
  for (const file of files) writeFileSync(file, reply('burst'));
  writeFileSync(path(replyFile), reply('after the burst'));
  expect(await ask()).toBe('after the burst');
  for (const file of files) rmSync(file);
  writeFileSync(path(replyFile), reply('after the deletions'));
  expect(await ask()).toBe('after the deletions');
});

test('in a new folder, and in a folder that was renamed', async () => {
  mkdirSync(path('layers/fresh/deep'), { recursive: true });
  writeFileSync(path('layers/fresh/deep/reply.ts'), reply('fresh'));
  writeFileSync(path(handlerFile), handler('#layers/fresh/deep/reply.ts'));
  expect(await ask()).toBe('fresh');
  writeFileSync(path('layers/fresh/deep/reply.ts'), reply('fresher'));
  expect(await ask()).toBe('fresher');

  renameSync(path('layers/fresh'), path('layers/renamed'));
  writeFileSync(path(handlerFile), handler('#layers/renamed/deep/reply.ts'));
  expect(await ask()).toBe('fresher');
  writeFileSync(path('layers/renamed/deep/reply.ts'), reply('renamed'));
  expect(await ask()).toBe('renamed');
});

test('after a save that does not load', async () => {
  writeFileSync(path(handlerFile), 'export const handler = (');
  expect(await ask()).toBe('{"message":"Internal Server Error"}');
  writeFileSync(path(handlerFile), "export const handler = async () => 'mended';\n");
  expect(await ask()).toBe('mended');
});

test('a request that runs while a file is saved ends with the source that it began with', async () => {
  const source = (text: string) =>
    `export const handler = () => new Promise((resolve) => setTimeout(resolve, 1000, '${text}'));\n`;
  writeFileSync(path(handlerFile), source('old'));
  await ask();
  const running = ask();
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeFileSync(path(handlerFile), source('new'));
  expect(await ask()).toBe('new');
  expect(await running).toBe('old');
});

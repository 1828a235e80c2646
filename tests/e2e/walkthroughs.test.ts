// README and the tutorial from top to bottom in a copy of the repository: what each command prints.
// `npm run test:docs` runs the commands that take minutes, too, and needs Docker for them.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { holdsLines, readTranscript, type Step } from '#tests/support/transcript.ts';
import { root } from '#tools/paths.ts';

const isLongForm = process.env.DOCUMENTS === 'long';

const read = (path: string): Step[] => readTranscript(readFileSync(join(root, path), 'utf8'));

let checkout: Checkout;
let started: Started | undefined;

type Ended = { status: number; output: string };

const runInShell = (command: string): Promise<Ended> =>
  new Promise((resolve) => {
    const { NODE_OPTIONS: _, DATABASE_URL: __, NO_COLOR: ___, ...env } = process.env;
    const options = { cwd: checkout.folder, env, maxBuffer: 2 ** 26 };
    execFile('bash', ['-c', command], options, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, output: `${stdout}\n${stderr}` }),
    );
  });

/** A reader starts the cloud at port 8123, which may be taken here. */
const atPort = (text: string): string => text.replaceAll('localhost:8123', `localhost:${started?.port}`);

/** An event takes up to two seconds, and more on a busy machine: what only asks is asked again. */
const asksAgain = /^(curl|npm run (logs|trace|queues)) /;
const attempts = 30;

const follow = async (step: Step): Promise<void> => {
  if (step.kind === 'diff') {
    const { stderr } = await applyDiff(step.text);
    expect(stderr).toBe('');
    return;
  }
  if (step.isLong && !isLongForm) return;
  if (step.command === 'npm start') return start(step.printed);
  const command = atPort(step.command);
  let ended: Ended | undefined;
  for (let attempt = 0; attempt < (asksAgain.test(`${command} `) ? attempts : 1); attempt += 1) {
    ended = await runInShell(command);
    if (isAsSaid(ended, step)) return;
    await wait(1000);
  }
  throw new Error(
    `${command} ended with ${ended?.status} and printed:\n${ended?.output}\ninstead of:\n${step.printed.join('\n')}`,
  );
};

const isAsSaid = ({ status, output }: Ended, { fails, printed }: Step & { kind: 'command' }): boolean =>
  (status !== 0) === fails && holdsLines(output, printed.map(atPort));

const applyDiff = (text: string): Promise<{ stderr: string }> =>
  new Promise((resolve) => {
    const child = execFile('git', ['apply', '-'], { cwd: checkout.folder }, (_error, _stdout, stderr) =>
      resolve({ stderr }),
    );
    child.stdin?.end(text);
  });

const start = async (printed: readonly string[]): Promise<void> => {
  // The second document finds it running.
  if (started) return;
  started = await npmStart(checkout.folder);
  await started.until(/Ctrl-C ends everything/);
  expect(holdsLines(started.output(), printed.map(atPort))).toBe(true);
};

beforeAll(async () => {
  checkout = await copyCheckout();
  const identity = '-c user.name=reader -c user.email=reader@example.com';
  await runInShell(`git init -q && git add -A && git ${identity} commit -q -m Cloned`);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

test.each(['README.md', 'docs/tutorial/README.md'])(
  'every command of %s prints what it says',
  async (document) => {
    for (const step of read(document)) await follow(step);
  },
);

test.each([
  ['README.zh-CN.md', 'README.md'],
  ['docs/tutorial/README.zh-CN.md', 'docs/tutorial/README.md'],
])('%s has no command that %s has not', (chinese, english) => {
  const known = read(english).map((step) => JSON.stringify(step));
  expect(read(chinese).filter((step) => !known.includes(JSON.stringify(step)))).toEqual([]);
});

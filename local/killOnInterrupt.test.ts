import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';

const module = join(import.meta.dirname, 'killOnInterrupt.ts');

let child: ChildProcess;

/** A process in a group of its own, as a terminal makes one, that Ctrl-C alone does not end. */
const start = async (limitS: number, then: string): Promise<void> => {
  const script = `import { killOnInterrupt } from ${JSON.stringify(module)};
    process.on('SIGINT', () => console.log('interrupted'));
    killOnInterrupt(${limitS});
    setTimeout(() => { console.log('up'); ${then} }, 200);`;
  child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
};

const pressCtrlC = () => process.kill(-(child.pid as number), 'SIGINT');

const isGroupThere = (): boolean => {
  try {
    return process.kill(-(child.pid as number), 0);
  } catch {
    return false;
  }
};

afterEach(async () => {
  // Whatever ended the process, nothing stays beside it.
  while (isGroupThere()) await sleep(10);
});

const endsBy = async (): Promise<unknown> => (await once(child, 'exit'))[1];

/** Waits until the shell has its trap: it runs `cat`, or waits for it. */
const untilReady = async (): Promise<void> => {
  const commands = () => execFileSync('ps', ['-o', 'args=', '-g', String(child.pid)], { encoding: 'utf8' });
  while (!/^cat$/m.test(commands())) await sleep(10);
};

const block = 'for (;;);';
const wait = 'setInterval(() => {}, 1000);';

test('the second Ctrl-C kills a process whose event loop is blocked', async () => {
  await start(1_000, block);
  await untilReady();
  const ended = endsBy();
  pressCtrlC();
  await sleep(100);
  pressCtrlC();
  expect(await ended).toBe('SIGKILL');
});

test('the limit kills a process that the first Ctrl-C does not end', async () => {
  await start(0.1, wait);
  await untilReady();
  const ended = endsBy();
  pressCtrlC();
  expect(await ended).toBe('SIGKILL');
});

test('a process ends by itself, before or after Ctrl-C, without being killed', async () => {
  await start(1_000, "process.on('SIGINT', () => process.exit(0)); setInterval(() => {}, 1000);");
  await untilReady();
  const ended = endsBy();
  pressCtrlC();
  expect(await ended).toBeNull();
  await start(1_000, '');
  await once(child, 'exit');
});

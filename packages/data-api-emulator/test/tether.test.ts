import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { tether } from 'data-api-emulator';

const node = (script: string): string[] => [process.execPath, '--eval', script];

test('tells the exit status of the command', async () => {
  expect(await tether(node('process.exit(7)')).ended).toBe(7);
});

test('ends the command with SIGTERM', async () => {
  const command = node(
    "process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('up')",
  );
  const { child, ended, stop } = tether(command, { stdout: 'pipe' });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  await stop();
  expect(await ended).toBe(5);
});

test('sends messages through the channel, also before the command listens', async () => {
  const command = node("process.once('message', ({ status }) => process.exit(status))");
  const { child, ended } = tether(command, { channel: true });
  child.send({ status: 6 });
  expect(await ended).toBe(6);
});

test('ends a command that waits for a message', async () => {
  const command = node("process.once('message', () => {}); console.log('up')");
  const { child, ended, stop } = tether(command, { stdout: 'pipe', channel: true });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  await stop();
  expect(await ended).toBe(143);
});

test('kills a command that does not end when it is told to', async () => {
  const command = node("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')");
  const { child, ended, stop } = tether(command, { stdout: 'pipe' });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  await stop();
  expect(await ended).toBe(137);
});

test('kills a command whose guard was killed', async () => {
  const { child, ended, stop } = tether(node("setInterval(() => {}, 1000); console.log('up')"), {
    stdout: 'pipe',
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  // The shell's children: the command, and the guard, which has a child of its own.
  const guard = execFileSync('pgrep', ['-P', String(child.pid), '-x', 'sh'], { encoding: 'utf8' });
  process.kill(Number(guard), 'SIGKILL');
  await stop();
  expect(await ended).toBe(1);
});

test('leaves no process behind', async () => {
  const { child, ended } = tether(node(''));
  await ended;
  const group = -Number(child.pid);
  const isThere = () => {
    try {
      return process.kill(group, 0);
    } catch {
      return false;
    }
  };
  // Those that are told to end need a moment.
  while (isThere()) await sleep(10);
});

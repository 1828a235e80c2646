import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from 'data-api-emulator';
import { listen } from '#tests/support/listen.ts';
import { readPort, refuseReadOnly, refuseTakenPort } from './checkEnvironment.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-service-environment-'));
});

afterAll(() => rm(folder, { recursive: true }));

test.each([
  [undefined, 8_123],
  ['1', 1],
  ['65533', 65_533],
])('%j is the port %i', (text, port) => {
  expect(readPort(text)).toBe(port);
});

test.each(['', '0', '65534', '80.5', 'http'])('%j is no port', (text) => {
  expect(() => readPort(text)).toThrow(`from 1 to 65533, not "${text}"`);
});

test('a free port is taken, and one that is in use refused', async () => {
  const server = createServer();
  const port = await listen(server);
  await expect(refuseTakenPort(port)).rejects.toThrow(`Port ${port} is taken; choose another`);
  server.close();
  await expect(refuseTakenPort(await freePort())).resolves.toBeUndefined();
});

test('a folder that is missing is made', () => {
  refuseReadOnly(join(folder, 'state'));
  expect(existsSync(join(folder, 'state'))).toBe(true);
});

test('a folder that cannot be made is refused in one sentence', async () => {
  await writeFile(join(folder, 'file'), '');
  expect(() => refuseReadOnly(join(folder, 'file', 'state'))).toThrow(
    /file\/state cannot be written, and npm start/,
  );
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkTarget } from './checkTarget.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-service-target-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file in a folder can be written', async () => {
  await expect(checkTarget(join(folder, 'people.csv'))).resolves.toBeUndefined();
});

test('a folder is not a file', async () => {
  await expect(checkTarget(folder)).rejects.toThrow(`${folder} is a folder, not a file.`);
});

test('a folder that is missing is named', async () => {
  await expect(checkTarget(join(folder, 'no', 'people.csv'))).rejects.toThrow(
    `There is no folder ${join(folder, 'no')}.`,
  );
});

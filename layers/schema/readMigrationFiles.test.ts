import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';
import { readMigrationFiles } from './readMigrationFiles.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-service-migrations-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('reads the SQL files in the order of their names, with their checksums', async () => {
  await writeFile(join(folder, '0002_b.sql'), 'SELECT "é"');
  await writeFile(join(folder, '0001_a.sql'), '');
  await writeFile(join(folder, 'README.md'), 'no migration');
  await writeFile(join(folder, 'sql'), 'no migration');
  expect(await readMigrationFiles(pathToFileURL(`${folder}/`))).toEqual([
    {
      name: '0001_a.sql',
      checksum: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      sql: '',
    },
    {
      name: '0002_b.sql',
      checksum: '92e6eb8be05e809d0b55e33d44acd4ba4cfc16c731f787d093213dc99e62df72',
      sql: 'SELECT "é"',
    },
  ]);
});

test('sorts the files by name, whatever the order of the folder', async () => {
  const names = ['0007', '0003', '0011', '0001', '0009', '0005', '0010', '0002', '0008', '0004', '0006'].map(
    (number) => `${number}.sql`,
  );
  for (const name of names) await writeFile(join(folder, name), name);
  const files = await readMigrationFiles(pathToFileURL(`${folder}/`));
  expect(files.map(({ name }) => name)).toEqual(names.sort());
});

test('reads db/migrations by default', async () => {
  const names = await readdir(join(root, 'db/migrations'));
  expect((await readMigrationFiles()).map(({ name }) => name)).toEqual(names.sort());
});

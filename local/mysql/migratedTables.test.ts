import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findMigrated } from './migratedTables.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('finds the tables and views of this service', () => {
  const ours = [
    'directory',
    'directory_live',
    'directory_settings',
    'export_lease',
    'import_job',
    'import_lease',
    'migration_lease',
    'people',
    'people_empty',
    'schema_migrations',
  ];
  expect(findMigrated()).toEqual(expect.arrayContaining(ours));
});

test.each([
  ['CREATE TABLE team (id INT)', ['team']],
  ['create table if not exists `team` (id INT)', ['team']],
  ['-- Teams. CREATE TABLE other\nCREATE OR REPLACE VIEW teams AS SELECT 1', ['teams']],
  ['RENAME TABLE a TO b, b TO c', ['b', 'c']],
  ['CREATE TABLE\n  team (id INT)', ['team']],
  ['CREATE  TABLE  `my-team` (id INT)', ['my-team']],
  ['CREATE ALGORITHM=MERGE VIEW teams AS SELECT 1', ['teams']],
  ['ALTER TABLE people RENAME COLUMN email TO address', []],
  ['ALTER TABLE people RENAME INDEX `a` TO b', []],
  ['ALTER TABLE team RENAME TO club', ['club']],
  ['INSERT INTO team VALUES (1)', []],
])('finds what %j makes', (sql, names) => {
  writeFileSync(join(folder, '0001_a.sql'), sql);
  expect(findMigrated(folder).slice(2)).toEqual(names);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findDataApi } from './findDataApi.ts';

let servicePath: string;
beforeEach(() => {
  servicePath = mkdtempSync(join(tmpdir(), 'serverless-offline-cloud-rds-'));
});
afterEach(() => rmSync(servicePath, { recursive: true }));

/** A package that answers with what it was asked for. */
const installEmulator = (): void => {
  const folder = join(servicePath, 'node_modules/data-api-emulator');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"exports":{".":{"default":"./index.mjs"}}}');
  const module = 'export const startDataApi = async (options) => ({ url: JSON.stringify(options) });';
  writeFileSync(join(folder, 'index.mjs'), module);
};

const cluster = (Properties: object) => ({ Type: 'AWS::RDS::DBCluster', Properties });
const aurora = cluster({ Engine: 'aurora-mysql', EnableHttpEndpoint: 'true', DatabaseName: 'shop' });

const find = (resources: Record<string, ReturnType<typeof cluster>>, endpoint?: string) =>
  findDataApi(resources, { servicePath, endpoint, schema: 'db/schema.sql', log: () => {} });

test('starts the emulator that the service has installed, with its database and tables', async () => {
  installEmulator();
  const { url, notes } = await find({ Database: aurora });
  expect(JSON.parse(url as string)).toEqual({ database: 'shop', schema: join(servicePath, 'db/schema.sql') });
  expect(notes).toEqual([]);
});

test('uses a Data API that runs already', async () => {
  expect(await find({ Database: aurora }, 'http://localhost:1')).toEqual({
    url: 'http://localhost:1',
    notes: [],
  });
});

test('says how to install the emulator', async () => {
  expect(await find({ Database: aurora })).toEqual({
    url: undefined,
    notes: ['Database has no Data API here: npm install --save-dev data-api-emulator brings one.'],
  });
});

test.each([
  [{ Engine: 'aurora-postgresql', EnableHttpEndpoint: true }, 'it is not Aurora MySQL'],
  [{ Engine: 'aurora-mysql' }, 'EnableHttpEndpoint is off'],
])('names a cluster that is %j', async (properties, reason) => {
  installEmulator();
  const { url, notes } = await find({ Database: cluster(properties) });
  expect(url).toBeUndefined();
  expect(notes).toEqual([expect.stringContaining(reason)]);
});

test('names a second cluster, which has no database of its own', async () => {
  installEmulator();
  const { notes } = await find({ Database: aurora, Other: aurora });
  expect(notes).toEqual(['Other has no database of its own here: Database has one.']);
});

test('starts nothing for a stack without a cluster', async () => {
  installEmulator();
  expect(await find({})).toEqual({ url: undefined, notes: [] });
});

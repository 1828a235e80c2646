import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPluginOptions } from './pluginOptions.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serverless-offline-cloud-options-'));
  for (const name of ['src', '.git', 'node_modules/loader'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'src/first.mjs'), '');
  writeFileSync(join(folder, 'node_modules/loader/package.json'), '{"exports":{"./esm":"./esm.mjs"}}');
  writeFileSync(join(folder, 'node_modules/loader/esm.mjs'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (own: object, offline: object = {}, commandLine: object = {}) =>
  readPluginOptions({ 'serverless-offline': offline, 'serverless-offline-cloud': own }, commandLine, folder);

test('watches the folders of the service where no others are named', () => {
  expect(read({})).toMatchObject({ eventsPort: 4566, maxEnvironments: 4, watch: ['src'] });
  expect(read({ watch: ['lib'] }).watch).toEqual(['lib']);
});

test('takes a port from the command line before that of serverless.yml', () => {
  expect(read({}, { httpPort: 3010, lambdaPort: 3012 }, { httpPort: '4000' })).toMatchObject({
    httpPort: 4000,
    lambdaPort: 3012,
  });
});

test('finds modules among files and packages of the service', () => {
  const urls = ['src/first.mjs', 'node_modules/loader/esm.mjs'].map(
    (path) => pathToFileURL(join(folder, path)).href,
  );
  expect(read({ imports: ['src/first.mjs', 'loader/esm'] }).imports).toEqual(urls);
});

test('names a module that is not there', () => {
  expect(() => read({ imports: ['missing/esm'] })).toThrow('missing/esm');
});

test('names an option that it does not know', () => {
  expect(() => read({ port: 1 })).toThrow(/custom\.serverless-offline-cloud: .*"port"/s);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle } from './bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-service-bundle-'));
const home = join(folder, 'functions/searchUser');
const cache = join(home, 'bundle.cache');

beforeAll(async () => {
  await bundle('searchUser', { folder });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Loads the bundle in a process of its own and returns whether V8 rejected the code cache. */
const rejected = (...nodeOptions: string[]): boolean | null => {
  const program = `
    const { handler, script } = await import(${JSON.stringify(join(home, 'handler.mjs'))});
    console.log(JSON.stringify([typeof handler, script.cachedDataRejected]));`;
  const options = [...nodeOptions, '--input-type=module', '--eval', program];
  const [type, verdict] = JSON.parse(execFileSync(process.execPath, options, { encoding: 'utf8' }));
  expect(type).toBe('function');
  return verdict;
};

describe('the code cache', () => {
  test('is accepted by the Node that took it', () => {
    expect(rejected()).toBe(false);
  });

  test('is passed over by a Node with other options, and the function loads', () => {
    expect(rejected('--expose-gc')).toBe(true);
  });

  test('is passed over when it is of another bundle, and the function loads', () => {
    const bundled = join(home, 'bundle.cjs');
    const script = readFileSync(bundled, 'utf8');
    writeFileSync(bundled, script.replace('(function(', ' (function('));
    expect(rejected()).toBe(true);
    writeFileSync(bundled, script);
  });

  test('may be missing', () => {
    rmSync(cache);
    expect(rejected()).toBeNull();
  });
});

test('the bundle is ASCII, which V8 keeps in one byte a character', () => {
  expect(readFileSync(join(home, 'bundle.cjs')).every((byte) => byte < 128)).toBe(true);
});

test('primes the functions behind routes, and never migrate', async () => {
  const loaderOf = async (name: string) => {
    await bundle(name, { folder, without: 'codeCache' });
    return readFileSync(join(folder, 'functions', name, 'handler.mjs'), 'utf8');
  };
  expect(await loaderOf('searchUser')).toContain('AWS_LAMBDA_INITIALIZATION_TYPE');
  expect(await loaderOf('migrate')).not.toContain('AWS_LAMBDA_INITIALIZATION_TYPE');
}, 60_000);

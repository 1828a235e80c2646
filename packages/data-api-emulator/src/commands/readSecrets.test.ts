import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSecrets } from './readSecrets.ts';

const secrets = { 'arn:reader': { username: 'reader', password: 'p' } };

describe('readSecrets', () => {
  test('reads JSON', () => {
    expect(readSecrets(JSON.stringify(secrets))).toEqual(secrets);
  });

  test('reads a JSON file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-secrets-'));
    const file = join(folder, 'secrets.json');
    writeFileSync(file, JSON.stringify(secrets));
    expect(readSecrets(file)).toEqual(secrets);
    rmSync(folder, { recursive: true });
  });

  test.each([undefined, ''])('reads no secrets from %j', (text) => {
    expect(readSecrets(text)).toEqual({});
  });

  test.each([
    '{"arn:a": "hunter2"',
    '{"arn:a": {"username": "hunter2"}}',
    '/nonexistent/hunter2',
    '{"arn:a": null}',
  ])('refuses %s without showing it', (text) => {
    expect(() => readSecrets(text)).toThrow(/^DATA_API_SECRETS must be JSON(?!.*hunter2)/);
  });
});

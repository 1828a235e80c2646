import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { createOpenDirectory, Subjects } from './directory.ts';

const secret = 'a secret of 32 characters or more';

test('names a person by HMAC-SHA-256 in base64url', () => {
  const subject = createHmac('sha256', secret).update('homer@x').digest('base64url');
  expect(new Subjects(secret).of('homer@x')).toBe(subject);
  expect(subject).toMatch(/^[\w-]{43}$/);
});

test('has another check value for another secret, which is nobody’s subject', () => {
  const { checkValue } = new Subjects(secret);
  expect(new Subjects(secret).checkValue).toBe(checkValue);
  expect(new Subjects(`${secret}.`).checkValue).not.toBe(checkValue);
  expect(checkValue).toMatch(/^[\w-]{43}$/);
  expect(checkValue).not.toBe(new Subjects(secret).of(''));
});

test('refuses a secret of fewer than 32 characters', () => {
  expect(() => new Subjects('x'.repeat(31))).toThrow(
    new TypeError('The secret of the directory is shorter than 32 characters.'),
  );
  expect(new Subjects('x'.repeat(32))).toBeInstanceOf(Subjects);
});

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const settings = { order: 'time', secretCheck: new Subjects(secret).checkValue, subjects: 'complete' };

/** Opens a directory of the given settings; `reads` counts what was read. */
const prepare = (stored: Record<string, string>, read: () => Promise<string> = async () => secret) => {
  const reads = { secrets: 0, settings: 0 };
  const database: Database = {
    query: async (sql) => {
      expect(sql).toContain(' FROM directory_settings');
      reads.settings += 1;
      return Object.entries(stored).map(([name, value]) => ({ name, value }));
    },
    execute: () => Promise.reject(new Error('must not write')),
  };
  const readSecret = () => {
    reads.secrets += 1;
    return read();
  };
  return { open: createOpenDirectory({ database, readSecret, order: 'time' }), reads };
};

test('reads the secret and the settings once', async () => {
  const { open, reads } = prepare(settings);
  expect((await open(call)).of('a')).toBe(new Subjects(secret).of('a'));
  await open(call);
  expect(reads).toEqual({ secrets: 1, settings: 1 });
});

test.each([
  ['another secret', { ...settings, secretCheck: 'x' }, 'DirectorySettingDiffers secretCheck'],
  ['another order', { ...settings, order: 'version' }, 'DirectorySettingDiffers order'],
  ['no settings', {}, 'DirectorySettingDiffers order'],
  ['people without subjects', { order: 'time', secretCheck: settings.secretCheck }, 'DirectoryNotMigrated'],
])('refuses %s, and looks again with the next call', async (_case, stored, message) => {
  const { open, reads } = prepare(stored);
  await expect(open(call)).rejects.toMatchObject({ kind: 'misconfigured', message });
  await expect(open(call)).rejects.toMatchObject({ kind: 'misconfigured' });
  expect(reads.settings).toBe(2);
});

test('an unreadable secret counts as a database failure', async () => {
  const denied = Object.assign(new Error('arn is not yours'), { name: 'AccessDeniedException' });
  const { open } = prepare(settings, () => Promise.reject(denied));
  await expect(open(call)).rejects.toMatchObject({ kind: 'misconfigured', message: 'AccessDeniedException' });
});

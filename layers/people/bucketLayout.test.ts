import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  exportFormOf,
  exportKey,
  exportOfManifest,
  exportStartMs,
  isDryRun,
  isExport,
  isImported,
  jobId,
  manifestKey,
} from './bucketLayout.ts';

const modifiedMs = Date.UTC(2026, 0, 31, 12);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

test.each([0, 999])('an id is half the SHA-256 of key, ETag and second, at %d ms of it', (ms) => {
  const upload = { etag: 'abc-2', modifiedMs: modifiedMs + ms, metadata: {} };
  expect(jobId('incoming/ü.csv', upload)).toBe(sha256('incoming/ü.csv\nabc-2\n2026-01-31T12:00:00'));
});

test('an as-of time is one more line of the hashed text, and other metadata is not', () => {
  const metadata = { 'as-of': '2026-01-31T12:00:00.000Z', owner: 'homer' };
  expect(jobId('incoming/a.csv', { etag: 'abc', modifiedMs, metadata })).toBe(
    sha256('incoming/a.csv\nabc\n2026-01-31T12:00:00\nas-of=2026-01-31T12:00:00.000Z'),
  );
});

test('choices are lines in the order of their names, whatever the order of the metadata', () => {
  const metadata = { phone: 'Tel', 'first-email': 'true', other: 'x', country: 'DE' };
  expect(jobId('incoming/a.csv', { etag: 'abc', modifiedMs, metadata })).toBe(
    sha256('incoming/a.csv\nabc\n2026-01-31T12:00:00\ncountry=DE\nfirst-email=true\nphone=Tel'),
  );
});

test.each([
  ['incoming/a.csv', true, false],
  ['dry-run/a.csv', true, true],
  ['rejects/incoming/a.csv', false, false],
  ['incoming', false, false],
])('whether %s is imported is %j, and whether as a dry run %j', (key, imported, dryRun) => {
  expect([isImported(key), isDryRun(key)]).toEqual([imported, dryRun]);
});

test.each([
  ['csv', '.csv', '.json'],
  ['semicolon', '.semicolon.csv', '.semicolon.json'],
  ['plain', '.plain.csv', '.plain.json'],
  ['xlsx', '.xlsx', '.xlsx.json'],
] as const)(
  'an export in the form %s has the time of its start and a manifest that leads back to it',
  (form, end, manifestEnd) => {
    const time = '2026-01-31T12:00:00.000Z';
    const key = exportKey(time, form);
    expect(key).toBe(`exports/${time}${end}`);
    expect(exportStartMs(key)).toBe(modifiedMs);
    expect(exportFormOf(key)).toBe(form);
    expect(manifestKey(key)).toBe(`exports/${time}${manifestEnd}`);
    expect(exportOfManifest(manifestKey(key))).toBe(key);
  },
);

test.each(['exports/2026-01-31T12:00:00.000Z.json', 'incoming/2026-01-31T12:00:00.000Z.csv'])(
  '%s is not an export',
  (key) => {
    expect(isExport(key)).toBe(false);
    expect(exportFormOf(key)).toBeUndefined();
    expect(exportStartMs(key)).toBeNaN();
  },
);

test.each(['exports/a.csv', 'results/a.json'])('%s is not a manifest', (key) => {
  expect(exportOfManifest(key)).toBeUndefined();
});

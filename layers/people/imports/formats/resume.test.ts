// Imports of each format whose every run is killed, and goes on where the last one stopped.
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { makeTable } from '#tests/support/makeZip.ts';
import { importFile } from '../importFile.ts';

const count = 3_500;
const rows = [
  ['Name', 'E-Mail', 'Handy'],
  ...Array.from({ length: count }, (_, index) =>
    index % 500 === 7
      ? [`Frau ${index}`, 'no address', '1']
      : [index === 2_345 ? 'Jürgen' : 'x', `user${index % 900}@x.example`, `+49 30 ${index}`],
  ),
];
const text = rows.map((cells) => `${cells.join(';')}\r\n`).join('');

const formats: [string, Buffer][] = [
  ['UTF-8', Buffer.from(text)],
  ['Windows-1252', Buffer.from(text, 'latin1')],
  ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['gzip', gzipSync(text)],
  ['gzip of Windows-1252', gzipSync(Buffer.from(text, 'latin1'))],
  ['a workbook', makeTable(rows)],
];

test.each(formats)('%s is applied once, whichever of its runs are killed', async (_format, bytes) => {
  const imports = createInMemoryImports();
  const version = imports.store.put('incoming/a', bytes);
  const job = imports.jobOf(version.key);
  const killed = new Error('killed');
  const kill = async () => Promise.reject(killed);
  let outcome: Awaited<ReturnType<typeof importFile>> | undefined;
  for (let run = 0; outcome?.state !== 'done'; run += 1) {
    // After its chunk was written, a run dies before or after it has counted it.
    const jobs = run % 2 === 0 ? { ...imports.services.jobs, advance: kill } : imports.services.jobs;
    const call = { deadlineMs: 0 };
    outcome = await importFile({ ...imports.services, jobs }, { ...version, job }, call).catch((error) => {
      expect(error).toBe(killed);
      return undefined;
    });
  }
  expect(outcome.progress).toMatchObject({ rejected: 7, violations: { 'email must contain an @': 7 } });
  const { violations, bytes: read } = JSON.parse(imports.read(`results/${job}.json`) ?? '');
  expect(violations).toEqual(outcome.progress.violations);
  expect(read).toEqual({ read: bytes.length, total: bytes.length });
  const { applied, unchanged, rejected } = outcome.progress;
  expect(applied + unchanged + rejected).toBe(count);
  const users = new Map((await imports.readAll()).map(({ email, phoneNumber }) => [email, phoneNumber]));
  const last = new Map(rows.slice(1).map(([, email = '', phone = '']) => [email, phone]));
  last.delete('no address');
  expect(users).toEqual(last);
  const parts = [...imports.store.objects]
    .filter(([key]) => key.startsWith('rejects/'))
    .map(([, { body }]) => String(body));
  expect(parts.join('').match(/Frau \d+/g)).toEqual(
    [7, 507, 1_007, 1_507, 2_007, 2_507, 3_007].map((index) => `Frau ${index}`),
  );
});

test.each(formats)(
  '%s is reported by its own bytes, ever more, and all only at its last row',
  async (_format, bytes) => {
    const read: number[] = [];
    // Each report is five seconds after the last.
    let nowMs = 0;
    const imports = createInMemoryImports({}, () => {
      nowMs += 2_000;
      return nowMs;
    });
    const { store } = imports;
    const write: typeof store.write = async (key, body, ...rest) => {
      if (key.startsWith('results/')) read.push(JSON.parse(String(body)).bytes.read);
      return store.write(key, body, ...rest);
    };
    await importFile({ ...imports.services, store: { ...store, write } }, store.put('incoming/a', bytes), {
      deadlineMs: Number.POSITIVE_INFINITY,
    });
    expect(read.length).toBeGreaterThan(3);
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    // The report of its last chunk, and that of its end.
    expect(read.indexOf(bytes.length)).toBeGreaterThanOrEqual(read.length - 2);
  },
);

// Exports that LibreOffice has opened and saved hold the same people when they are imported.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExportForm } from '#layers/people/bucketLayout.ts';
import { createExporter } from '#layers/people/exports/exporter.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { toCell } from '#layers/people/imports/toCell.ts';
import type { User } from '#layers/people/user.ts';
import { hostilePerson } from '#tests/support/hostilePeople.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { resave } from './spreadsheet.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

const importBytes = async (bytes: Buffer) => {
  const imports = createInMemoryImports();
  const { state, progress } = await importFile(
    imports.services,
    imports.store.put('incoming/a', bytes),
    call,
  );
  expect(state).toBe('done');
  return { imports, progress, users: await imports.readAll() };
};

/** People whom an import lets in, each as it lets them in. */
const createPeople = async (): Promise<readonly User[]> => {
  const sample = fc.sample(hostilePerson, { numRuns: 400, seed: 37 });
  const lines = sample.map(({ email, phoneNumber }) => `${toCell(email)},${toCell(phoneNumber)}\n`);
  return (await importBytes(Buffer.from(`email,phoneNumber\n${lines.join('')}`))).users;
};

const exportPeople = async (users: readonly User[], form: ExportForm): Promise<Buffer> => {
  const { directory, store, leases } = createInMemoryImports({ users });
  const options = {
    users: directory.users,
    store,
    leases: leases.exports,
    order: 'time',
    now: Date.now,
  } as const;
  const { key } = await createExporter(options).export({ form }, call);
  return store.objects.get(key)?.body ?? Buffer.alloc(0);
};

const csv: Partial<Record<ExportForm, { separator: string }>> = {
  csv: { separator: ',' },
  plain: { separator: ',' },
  semicolon: { separator: ';' },
};

const forms = ['csv', 'semicolon', 'xlsx'] as const;
const formats = ['csv', 'xlsx'] as const;
const ways = forms.flatMap((form) => formats.map((format) => [form, format] as const));

test.each(ways)('an export as %s, saved as %s, holds the same people', async (form, format) => {
  const users = await createPeople();
  expect(users.length).toBeGreaterThan(200);
  const saved = await resave({ bytes: await exportPeople(users, form), csv: csv[form] }, format);
  const again = await importBytes(saved);
  expect(again.progress.violations).toEqual({});
  expect(again.users).toEqual(users);
});

test.each(['csv', 'semicolon'] as const)(
  'an export as %s holds the same people however often it is saved',
  async (form) => {
    const users = await createPeople();
    let bytes = await exportPeople(users, form);
    for (let times = 0; times < 3; times += 1) bytes = await resave({ bytes, csv: csv[form] }, 'csv');
    expect((await importBytes(bytes)).users).toEqual(users);
  },
);

test('an export without the guard does not hold the same people', async () => {
  const users = await createPeople();
  const saved = await resave({ bytes: await exportPeople(users, 'plain'), csv: csv.plain }, 'csv');
  expect((await importBytes(saved)).users).not.toEqual(users);
});

test.each(['csv', 'xlsx'] as const)(
  'rejected rows, saved as %s and mended, hold the same numbers',
  async (format) => {
    const users = await createPeople();
    const rows = (address: (place: number) => string) =>
      users.map(({ phoneNumber }, place) => `${address(place)};${toCell(phoneNumber)}\n`).join('');
    const broken = await importBytes(Buffer.from(`email;Telefon\n${rows((place) => `person${place}-at-x`)}`));
    expect(broken.progress.rejected).toBe(users.length);
    const [key = ''] = [...broken.imports.store.objects.keys()].filter((name) => name.startsWith('rejects/'));
    const bytes = broken.imports.store.objects.get(key)?.body ?? Buffer.alloc(0);
    const saved = await resave({ bytes, csv: { separator: ';' } }, 'csv');
    const mended = Buffer.from(saved.toString().replaceAll('-at-x', '@x.example'));
    const again = await importBytes(
      format === 'csv' ? mended : await resave({ bytes: mended, csv: { separator: ';' } }, 'xlsx'),
    );
    expect(again.progress.violations).toEqual({});
    expect(again.users).toEqual(
      users.map(({ phoneNumber }, place) => ({ email: `person${place}@x.example`, phoneNumber })),
    );
  },
);

// What is exported and imported into an empty directory is equal.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExportForm, exportForms } from '#layers/people/bucketLayout.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { toCell } from '#layers/people/imports/toCell.ts';
import { type OrderKind, toRevision } from '#layers/people/revision.ts';
import type { User } from '#layers/people/user.ts';
import { hostilePerson } from '#tests/support/hostilePeople.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { createExporter } from './exporter.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

type Directory = { order: OrderKind; users?: readonly User[] };

const importText = async (directory: Directory, text: string | Buffer) => {
  const imports = createInMemoryImports(directory);
  const version = imports.store.put('incoming/a.csv', text);
  const { state, progress } = await importFile(imports.services, version, call);
  return { imports, state, progress, users: await imports.readAll() };
};

const exportText = async (
  { directory, store }: ReturnType<typeof createInMemoryImports>,
  order: OrderKind,
  form: ExportForm,
) => {
  const exporter = createExporter({
    users: directory.users,
    store,
    leases: createInMemoryLeases().exports,
    order,
    now: Date.now,
  });
  const { key } = await exporter.export({ form }, call);
  return store.objects.get(key)?.body ?? '';
};

const cases = (['time', 'version'] as const).flatMap((order) =>
  exportForms.map((form) => [order, form] as const),
);

test.each(cases)('people of a file, in a directory by %s, as %s', async (order, form) => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostilePerson, { maxLength: 8 }), async (people) => {
      const lines = people.map(({ email, phoneNumber }) => `${toCell(email)},${toCell(phoneNumber)},7\n`);
      const header = `email,phoneNumber,${order === 'version' ? 'version' : 'line'}\n`;
      const { imports, users } = await importText({ order }, header + lines.join(''));
      const again = await importText({ order }, await exportText(imports, order, form));
      expect(again).toMatchObject({
        state: 'done',
        progress: { applied: users.length, rejected: 0 },
        users,
      });
    }),
    { numRuns: 100 },
  );
});

test.each(cases)('hostile people, in a directory by %s, as %s', async (order, form) => {
  const users = [
    { email: '"=cmd|\' /C calc\'!A0"@x', phoneNumber: '+1 888' },
    { email: "'@x", phoneNumber: "'123" },
    { email: '"@SUM(A1,A2)"@x', phoneNumber: '(123)' },
    { email: '"\\""@x', phoneNumber: '"1","2" 34' },
    { email: '+a@x', phoneNumber: '-123' },
  ];
  const imports = createInMemoryImports({ order, users });
  expect((await importText({ order }, await exportText(imports, order, form))).users).toEqual(users);
});

test('a version is lower than any other, so that a directory keeps what it knows', async () => {
  const before = 'email,phoneNumber,version\na@x,111,3\n';
  const { imports } = await importText({ order: 'version' }, before);
  const text = await exportText(imports, 'version', 'plain');
  const version = imports.store.put('incoming/b.csv', 'email,phoneNumber,version\na@x,222,4\n');
  await importFile(imports.services, version, call);
  await importFile(imports.services, imports.store.put('incoming/c.csv', text), call);
  expect(await imports.readAll()).toEqual([{ email: 'a@x', phoneNumber: '222' }]);
});

test('a version is 0, so that even the first event about a person wins over an older export', async () => {
  const { imports } = await importText({ order: 'version' }, 'email,phoneNumber,version\na@x,111,0\n');
  const text = await exportText(imports, 'version', 'plain');
  expect(String(text)).toBe('email,phoneNumber,version\r\na@x,111,0\r\n');
  const revision = toRevision({ rank: 1, deleted: false, source: 'test', id: '1' });
  await imports.directory.people.apply(
    [{ email: 'a@x', spelling: 'a@x', phoneNumber: '222', revision }],
    call,
  );
  await importFile(imports.services, imports.store.put('incoming/c.csv', text), call);
  expect(await imports.readAll()).toEqual([{ email: 'a@x', phoneNumber: '222' }]);
});

test('people under a name with an address are in every directory by the address alone, once', async () => {
  const users = [
    { email: 'Ann <ann@x>', phoneNumber: '+1 888' },
    { email: 'bob@x', phoneNumber: '+1 889' },
  ];
  const imports = createInMemoryImports({ users });
  const text = await exportText(imports, 'time', 'csv');
  const named = users.map((user) => ({ ...user, email: user.email.replace('Ann <ann@x>', 'ann@x') }));
  expect((await importText({ order: 'time' }, text)).users).toEqual(named);
  const again = await importFile(imports.services, imports.store.put('incoming/b.csv', text), call);
  expect(again.progress.violations).toEqual({});
  expect(new Set(await imports.readAll())).toEqual(new Set(named));
});

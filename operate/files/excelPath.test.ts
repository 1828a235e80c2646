// The files of docs/excel.md are those that its steps make.
import { expect, test } from '@jest/globals';
import { createExporter } from '#layers/people/exports/exporter.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { readExcelPage } from '#tests/support/excelPage.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

test('the files of docs/excel.md are those of an import, its rejected rows and an export', async () => {
  const { sheet, rejects, exported } = await readExcelPage();
  const { services, store, directory, leases, read } = createInMemoryImports();
  await importFile(services, store.put('incoming/a', Buffer.from(sheet, 'latin1')), call);
  const [key = ''] = [...store.objects.keys()].filter((name) => name.startsWith('rejects/'));
  expect(read(key)).toBe(`\ufeff${rejects}`);
  const mended = `${read(key)}`.replace(';anne;', ';anne@example.com;');
  await importFile(services, store.put('incoming/b', mended), call);
  const options = {
    users: directory.users,
    store,
    leases: leases.exports,
    order: 'time',
    now: Date.now,
  } as const;
  const written = await createExporter(options).export({ form: 'semicolon' }, call);
  expect(read(written.key)).toBe(`\ufeff${exported}`);
});

// What a file of rejected rows shows, and the addresses that are found in it.
import { expect, test } from '@jest/globals';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { readColumns } from './columns/columns.ts';
import { importFile } from './importFile.ts';
import { findAddresses, formatRejects, type RejectedRow, withholdErased } from './rejects.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const row = (line: number, ...cells: string[]) => ({
  row: { cells: cells.map((cell) => Buffer.from(cell)), line, end: { offsetBytes: 0, lines: 0 } },
  reason: 'phoneNumber must not be empty',
});
const textOf = ({ row: { cells } }: RejectedRow) => cells.map(String);

const createErased = async (...emails: string[]) => {
  const { erasures, erased } = createInMemoryDirectory([]);
  for (const email of emails) await erasures.erase(email, call);
  return erased;
};

test('leaves line and reason of a row of somebody who is erased, in any letter case', async () => {
  const erased = await createErased('homer@x.co');
  const rows = [row(2, 'Homer@x.co', ''), row(3, 'marge@x.co', ''), row(4, 'x', 'homer@x.co')];
  const kept = await withholdErased(erased, rows, call);
  expect(kept.map(({ row: { line }, reason }) => [line, reason])).toEqual(
    rows.map(({ row: { line }, reason }) => [line, reason]),
  );
  expect(kept.map((rejected) => rejected.row.cells.map(String))).toEqual([
    ['', ''],
    ['marge@x.co', ''],
    ['', ''],
  ]);
});

test('asks for nobody where no row has an address', async () => {
  const findNobody = () => Promise.reject(new Error('asked'));
  const rows = [row(2, 'x', '')];
  expect((await withholdErased({ find: findNobody }, rows, call)).map(textOf)).toEqual([['x', '']]);
});

test.each([
  [20, false],
  [21, true],
])('withholds a row of %i addresses: %s', async (count, isWithheld) => {
  const addresses = Array.from({ length: count }, (_, index) => `a${index}@x`);
  const [kept] = await withholdErased(await createErased(), [row(2, ...addresses)], call);
  expect(kept?.row.cells.every((cell) => cell.length === 0)).toBe(isWithheld);
});

const find = (...cells: string[]) => findAddresses(cells.map((cell) => Buffer.from(cell)));

test.each([
  'homer@x.co',
  ' homer@x.co ',
  "'homer@x.co",
  '"homer@x.co"',
  'Homer <homer@x.co>',
  'mailto:homer@x.co',
  'SMTP:homer@x.co',
  'mail=homer@x.co',
  'homer@x.co/marge@x.co',
  'homer@x.co|marge@x.co',
  'marge@x.co, homer@x.co',
  'marge@x.co;homer@x.co',
  'marge@x.co ::: homer@x.co',
  '\u201chomer@x.co\u201d',
  '\u200bhomer@x.co\u00a0',
  'homer@x.co.',
  '<a href="mailto:homer@x.co">',
  'homer@x.co\u0001',
])('finds the address of %j', (cell) => {
  expect(find('1', cell, 'x')).toContain('homer@x.co');
});

test.each(['Homer', '', '@', '@x', 'a@', '+49 30 1', 'a'.repeat(255).concat('@', 'x'.repeat(254))])(
  'finds none in %j',
  (cell) => {
    expect(find(cell)).toEqual([]);
  },
);

test('finds an address with its quotes, and with the letters that a delimiter may be', () => {
  expect(find('"john doe"@x.co')).toContain('"john doe"@x.co');
  expect(find("o'brien@x.co")).toContain("o'brien@x.co");
  expect(find('a=b/c@x.co')).toContain('a=b/c@x.co');
});

test('finds an address in bytes that are not UTF-8', () => {
  expect(findAddresses([Buffer.from('jürgen@x.co', 'latin1')])).toContain('jürgen@x.co');
});

const format = (names: string[], cells: (string | Buffer)[], separator = ',') => {
  const columns = readColumns(names, { map: {}, firstEmail: false }, 'time');
  const bytes = cells.map((cell) => (typeof cell === 'string' ? Buffer.from(cell) : cell));
  const rejected = [{ row: { cells: bytes, line: 2, end: { offsetBytes: 0, lines: 2 } }, reason: 'why' }];
  return formatRejects(columns, separator, rejected);
};

test('a file of rejected rows keeps the apostrophe that guards a column', () => {
  expect(String(format(["'email", 'deleted'], ["'a"]))).toBe(
    '\ufeff"\t\'email",deleted,line,reason\r\n"\t\'a",,2,why\r\n',
  );
});

test('a row that is longer than the header keeps its cells before the line and the reason', () => {
  expect(String(format(['email', 'deleted'], ['a', '', 'b', 'c']))).toMatch(/\r\na,,b,c,2,why\r\n$/);
});

test('a row of a file that was rejected before has one line and one reason', () => {
  expect(String(format(['email', 'deleted', 'line', 'reason'], ['a', 'q', '7', 'old']))).toBe(
    '\ufeffemail,deleted,line,reason\r\na,q,2,why\r\n',
  );
});

test('cells are separated as in the file, and quoted for it', () => {
  expect(String(format(['email', 'deleted'], ['a;b', '=1+1'], ';'))).toBe(
    '\ufeffemail;deleted;line;reason\r\n"a;b";"\t=1+1";2;why\r\n',
  );
});

test('bytes that are not UTF-8 are kept', () => {
  const bytes = format(['email', 'deleted'], [Buffer.from('j\xfc', 'latin1')]);
  expect(bytes.includes(Buffer.from('j\xfc,', 'latin1'))).toBe(true);
});

const importText = async (text: string) => {
  const imports = createInMemoryImports();
  const { progress } = await importFile(imports.services, imports.store.put('incoming/a.csv', text), call);
  const keys = [...imports.store.objects.keys()].filter((key) => key.startsWith('rejects/'));
  return { progress, users: await imports.readAll(), rejects: keys.map((key) => imports.read(key)).join('') };
};

test.each([',', ';', '\t', '|'])(
  'rejected rows with the separator %j go back in as they are',
  async (separator) => {
    const rows = [
      ['Name', 'E-Mail', 'Phone 1 - Type', 'Phone 1 - Value', 'deleted'],
      ['=1+1', 'a@@x', '* Mobile', '0301234567', ''],
      ['', 'b@x', 'Work', '=HYPERLINK("x";"1234")', 'no'],
      ['a;b,c', 'c@x', 'Mobile', '+49 30 1', 'perhaps'],
    ];
    const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const text = rows.map((cells) => cells.map(quote).join(separator)).join('\n');
    const first = await importText(text);
    expect(first.progress.rejected).toBe(3);
    const second = await importText(first.rejects);
    expect(second.progress.violations).toEqual(first.progress.violations);
    expect(second.rejects).toBe(first.rejects);
    const mended = first.rejects.replace('a@@x', 'a@x').replace('perhaps', '');
    expect((await importText(mended)).users).toEqual([
      { email: 'a@x', phoneNumber: '0301234567' },
      { email: 'c@x', phoneNumber: '+49 30 1' },
    ]);
  },
);

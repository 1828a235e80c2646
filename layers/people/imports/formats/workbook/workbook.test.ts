// Workbooks as Excel and other programs write them, and such as nobody should send.
import { describe, expect, test } from '@jest/globals';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { makeTable, makeWorkbook, makeZip, type WorkbookParts } from '#tests/support/makeZip.ts';
import { importFile } from '../../importFile.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

const importBytes = async (bytes: Buffer, metadata: Record<string, string> = {}) => {
  const imports = createInMemoryImports();
  const version = imports.store.put('incoming/a.xlsx', bytes, metadata);
  const { reason, progress, job } = await importFile(imports.services, version, call);
  const users = await imports.readAll();
  const { file } = JSON.parse(imports.read(`results/${job}.json`) ?? '{}');
  return {
    reason,
    violations: progress.violations,
    file,
    people: users.map(({ email, phoneNumber }) => `${email} ${phoneNumber}`),
  };
};

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const header = `<row r="1">${text('E-Mail')}${text('Handy')}</row>`;
const importRows = (rows: string, more: Partial<WorkbookParts> = {}) =>
  importBytes(makeWorkbook({ sheets: { Tabelle1: `${header}${rows}` }, ...more }));

test('lets in the people of its first visible sheet', async () => {
  const sheets = {
    '.hidden': `${header}<row>${text('a@x')}${text('+49 301')}</row>`,
    People: `${header}<row>${text('b@x')}${text('+49 302')}</row>`,
    Others: `${header}<row>${text('c@x')}${text('+49 303')}</row>`,
  };
  const bytes = makeWorkbook({ sheets });
  expect(await importBytes(bytes)).toMatchObject({
    people: ['b@x +49 302'],
    file: { format: 'xlsx', sheet: 'People', columns: { email: ['E-Mail'], phoneNumber: ['Handy'] } },
  });
  expect((await importBytes(bytes, { sheet: 'Others' })).people).toEqual(['c@x +49 303']);
  expect((await importBytes(bytes, { sheet: 'X' })).reason).toBe(
    'The workbook has no sheet of the chosen name; it has ".hidden", "People", "Others".',
  );
});

describe('a cell', () => {
  test.each<[string, string, Partial<WorkbookParts>]>([
    ['of a shared string', '<c t="s"><v>0</v></c>', { strings: '<si><t>a@x</t></si>' }],
    [
      'of rich text',
      '<c t="s"><v>1</v></c>',
      {
        strings: '<si><t/></si><si><r><rPr><b/></rPr><t>a</t></r><r><t xml:space="preserve">@x</t></r></si>',
      },
    ],
    [
      'with furigana',
      '<c t="s"><v>0</v></c>',
      { strings: '<si><t>a@x</t><rPh sb="0" eb="1"><t>エイ</t></rPh></si>' },
    ],
    ['of a formula', '<c t="str"><f>A1</f><v>a@x</v></c>', {}],
    ['with entities', '<c t="inlineStr"><is><t>&#97;&#x40;x</t></is></c>', {}],
    ['with an escaped line end', '<c t="inlineStr"><is><t>a@x_x000D_</t></is></c>', {}],
    ['in CDATA', '<c t="inlineStr"><is><t><![CDATA[a@x]]></t></is></c>', {}],
    ['by its reference', '<c r="A2" t="str"><v>a@x</v></c>', {}],
  ])('%s is its text', async (_name, cell, parts) => {
    expect(
      (await importRows(`<row>${cell}<c r="B2" t="str"><v>+49 301</v></c></row>`, parts)).people,
    ).toEqual(['a@x +49 301']);
  });

  test.each([
    ['4915112345678', '4915112345678'],
    ['4.915112345678E12', '4915112345678'],
    ['301234567', '000301234567', '<numFmts><numFmt numFmtId="164" formatCode="000000000000"/></numFmts>'],
  ])('of the number %s is %s', async (value, number, formats = '') => {
    const styles = `${formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`;
    const row = `<row>${text('a@x')}<c s="1"><v>${value}</v></c></row>`;
    expect((await importRows(row, { styles })).people).toEqual([`a@x ${number}`]);
  });

  test.each([
    ['a date', '<c s="1"><v>2</v></c>', 'phoneNumber must not be the error of a spreadsheet'],
    [
      'a date as text',
      '<c t="d"><v>2026-12-01T00:00:00</v></c>',
      'phoneNumber must not be the error of a spreadsheet',
    ],
    ['an error', '<c t="e"><v>#N/A</v></c>', 'phoneNumber must have at least 3 digits'],
    ['a truth', '<c t="b"><v>1</v></c>', 'phoneNumber must have at least 3 digits'],
    ['nothing', '<c/>', 'phoneNumber must not be empty'],
  ])('of %s is no number', async (_name, cell, violation) => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    expect((await importRows(`<row>${text('a@x')}${cell}</row>`, { styles })).violations).toEqual({
      [violation]: 1,
    });
  });
});

test('names may have prefixes, and rows may be missing or empty', async () => {
  const cell = (value: string) => `<x:c t="str"><x:v>${value}</x:v></x:c>`;
  const rows = `<x:row r="3">${cell('email')}${cell('phone')}</x:row><x:row r="4"/><x:row r="9">${cell('a@x')}${cell('+49 301')}</x:row>`;
  expect((await importBytes(makeWorkbook({ sheets: { A: rows }, prefix: 'x:' }))).people).toEqual([
    'a@x +49 301',
  ]);
});

test('refused rows have the numbers of the sheet', async () => {
  const imports = createInMemoryImports();
  const bytes = makeWorkbook({ sheets: { A: `${header}<row r="7">${text('ä')}${text('+49 301')}</row>` } });
  await importFile(imports.services, imports.store.put('incoming/a.xlsx', bytes), call);
  const [rejects] = [...imports.store.objects].filter(([key]) => key.startsWith('rejects/'));
  expect(String(rejects?.[1].body)).toBe(
    '\ufeffE-Mail,Handy,line,reason\r\nä,"\t+49 301",7,email must contain an @\r\n',
  );
});

const damaged = /^The workbook is damaged or larger than 1 GiB/;

describe('refuses', () => {
  test.each<[string, Buffer, RegExp]>([
    ['a workbook without its list of sheets', makeZip({ 'xl/sharedStrings.xml': '<sst/>' }), damaged],
    ['the beginning of a workbook', makeTable([['email', 'phone']]).subarray(0, 300), damaged],
    ['a binary workbook', makeZip({ 'xl/workbook.bin': 'x' }), /^The file looks like a binary workbook/],
    [
      'an OpenDocument table',
      makeZip({ mimetype: 'x', 'content.xml': '<x/>' }),
      /^The file looks like an OpenDocument table/,
    ],
    [
      'a table of Numbers',
      makeZip({ 'Index/Document.iwa': 'x' }),
      /^The file looks like a table of Apple Numbers/,
    ],
    ['a Word document', makeZip({ 'word/document.xml': '<x/>' }), /^The file looks like a Word document/],
    ['another archive', makeZip({ 'people.csv': 'email' }), /^The file looks like a ZIP archive\. Unpack it/],
    ['an empty sheet', makeWorkbook({ sheets: { A: '' } }), /^The sheet is empty/],
    [
      'a row without an end',
      makeWorkbook({ sheets: { A: `${header}<row>${' '.repeat(1_100_000)}` } }),
      damaged,
    ],
    [
      'a string of a megabyte',
      makeTable([
        ['email', 'phone'],
        ['a'.repeat(1_000_000), '1'],
      ]),
      damaged,
    ],
    [
      'a column beyond the last',
      makeWorkbook({ sheets: { A: `${header}<row><c r="XFE2"><v>1</v></c></row>` } }),
      damaged,
    ],
  ])('%s', async (_name, bytes, reason) => {
    const { people, reason: told } = await importBytes(bytes);
    expect({ people, told }).toEqual({ people: [], told: expect.stringMatching(reason) });
  });
});

test('strings that unpack to more than 128 MiB are refused', async () => {
  const strings = `<si><t>${' '.repeat(1_000)}</t></si>`.repeat(135_000);
  const bytes = makeWorkbook({ sheets: { A: header }, strings });
  expect(bytes.length).toBeLessThan(2_000_000);
  expect((await importBytes(bytes)).reason).toMatch(damaged);
}, 60_000);

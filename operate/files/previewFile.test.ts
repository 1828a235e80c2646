// What a person is shown of a file before it is uploaded.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeTable } from '#tests/support/makeZip.ts';
import { previewFile } from './previewFile.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-service-preview-'));
});
afterAll(() => rm(folder, { recursive: true }));

const preview = async (bytes: string | Buffer, metadata = {}) => {
  const file = join(folder, 'people');
  await writeFile(file, bytes);
  return previewFile(file, metadata);
};

test('shows how a file is read, masked people, and what is refused by which rule', async () => {
  const text =
    'Vorname;E-Mail;Handy\nJürgen;ann@example.com, bob@example.com;+49 151 1\n;nobody;1234\n;;\n;c@x;4.9E+11\n';
  expect(await preview(Buffer.from(text, 'latin1'))).toEqual([
    'people: CSV, windows-1252, separated by ;',
    'E-mail:    E-Mail',
    'Number:    Handy',
    'Left out:  Vorname',
    '  a**@e**********  +4* 1** 1',
    '  b**@e**********  +4* 1** 1',
    '1 rows have several addresses: each is a person (--first-email takes one).',
    'Of 3 rows 2 would be rejected:',
    '  1  email must contain an @',
    '  1  phoneNumber must be as it is dialled, not 4.9E+11 or 49.0: format the column in the spreadsheet as a number without decimals',
  ]);
});

test('reads workbooks, and follows choices', async () => {
  const lines = await preview(
    makeTable([
      ['email', 'Tel', 'Mobile'],
      ['ann@x', '030 1234567', '1'],
    ]),
    { phone: 'Tel', country: 'DE' },
  );
  expect(lines).toEqual([
    'people: xlsx, sheet "Sheet1"',
    'E-mail:    email',
    'Number:    Tel',
    'Left out:  Mobile',
    '  a**@x  +4**********',
    'Of 1 rows 0 would be rejected.',
  ]);
});

test('a file that an import would refuse is refused before it is uploaded', async () => {
  await expect(preview('%PDF-1.7')).rejects.toThrow('The file looks like a PDF.');
});

import { expect, test } from '@jest/globals';
import { readForm } from './exportForm.ts';

const none = { plain: false, semicolon: false, xlsx: false };

test.each([
  ['people.csv', {}, 'csv'],
  ['people', {}, 'csv'],
  ['people.xlsx', {}, 'xlsx'],
  ['PEOPLE.XLSX', {}, 'xlsx'],
  ['people.xlsx', { xlsx: true }, 'xlsx'],
  ['people.csv', { plain: true }, 'plain'],
  ['people.csv', { semicolon: true }, 'semicolon'],
] as const)('%s with %j is in the form %s', (file, asked, form) => {
  expect(readForm(file, { ...none, ...asked })).toBe(form);
});

test.each([
  ['people.csv', { plain: true, xlsx: true }, 'Choose one of --plain, --xlsx.'],
  ['people.xlsx', { plain: true }, 'people.xlsx would be no workbook: name it .csv.'],
  ['people.csv', { xlsx: true }, 'people.csv would be a workbook: name it .xlsx.'],
])('refuses %s with %j', (file, asked, message) => {
  expect(() => readForm(file, { ...none, ...asked })).toThrow(message);
});

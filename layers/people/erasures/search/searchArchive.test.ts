// Workbooks and archives that hold an address, or may.
import { expect, test } from '@jest/globals';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { makeTable, makeWorkbook, makeZip } from '#tests/support/makeZip.ts';
import { searchArchive } from './searchArchive.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

const search = (bytes: Buffer, email = 'homer@x.co') => {
  const store = createInMemoryObjectStore();
  store.put('incoming/a.xlsx', bytes);
  return searchArchive(store, 'incoming/a.xlsx', [email], call);
};

const inRuns = '<r><rPr><b/></rPr><t>homer</t></r><r><t>@x.co</t></r>';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000ff00ff00ff0102030405060708', 'hex');

test.each<[string, Buffer]>([
  ['a shared string', makeTable([['email'], ['Homer@x.co']])],
  ['a string in runs', makeWorkbook({ sheets: { A: '' }, strings: `<si>${inRuns}</si>` })],
  [
    'an inline string in runs',
    makeWorkbook({ sheets: { A: `<row><c t="inlineStr"><is>${inRuns}</is></c></row>` } }),
  ],
  [
    'a hidden sheet',
    makeWorkbook({ sheets: { A: '', '.B': '<row><c t="str"><v>homer@x.co</v></c></row>' } }),
  ],
  [
    'a comment in runs',
    makeZip({ 'xl/comments1.xml': `<comments><comment><text>${inRuns}</text></comment></comments>` }),
  ],
  [
    'a link',
    makeZip({ 'xl/worksheets/_rels/sheet1.xml.rels': '<Relationship Target="mailto:homer@x.co"/>' }),
  ],
  ['a file in an archive', makeZip({ 'a.csv': 'x', 'b.csv': 'email\nhomer@x.co\n' })],
])('finds the address in %s', async (_name, bytes) => {
  expect(await search(bytes)).toBe('held');
});

test.each<[string, Buffer, string]>([
  ['a workbook without the address', makeTable([['email'], ['marge@x.co']]), 'absent'],
  ['a workbook of neighbours', makeTable([['ahomer@x.co', 'homer@x.com']]), 'absent'],
  ['a workbook with a picture', makeZip({ 'xl/media/image1.png': png }), 'absent'],
  ['an archive in an archive', makeZip({ 'a.zip': makeZip({ 'b.csv': 'x' }) }), 'unreadable'],
  ['the beginning of an archive', makeTable([['email']]).subarray(0, 200), 'unreadable'],
  ['another file', Buffer.from('email'), 'unreadable'],
])('takes %s for what it is', async (_name, bytes, state) => {
  expect(await search(bytes)).toBe(state);
});

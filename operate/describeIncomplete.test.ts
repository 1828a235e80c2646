// What a person is told about a result that is incomplete.
import { expect, test } from '@jest/globals';
import { describeIncomplete } from './describeIncomplete.ts';

test('names who may still write, and until when', () => {
  const until = '2026-01-01T00:00:00.000Z';
  expect(describeIncomplete({ complete: false, pending: { writers: 2, until }, rows: 1 })).toBe(
    `This is not complete: 2 that began before may still write a file, until ${until}. Run the same command again then.`,
  );
});

test('says that the time was short when nobody may write', () => {
  const pending = { writers: 0, until: '2026-01-01T00:00:00.000Z' };
  expect(describeIncomplete({ complete: false, pending })).toMatch(/the time was short/);
});

test('names files that cannot be read, and what deletes them', () => {
  expect(describeIncomplete({ complete: false, files: { unreadable: ['incoming/a.xlsx'] } })).toBe(
    'This is not complete: incoming/a.xlsx cannot be read, and so may hold the person. With "unreadable": "delete" the same command deletes what cannot be read.',
  );
});

test.each([{}, { files: {} }, { files: { unreadable: [] } }])(
  'says that a result with %j is incomplete for another reason',
  (result) => {
    expect(describeIncomplete({ complete: false, ...result })).toBe('This is not complete.');
  },
);

test.each([
  ['a complete result', { complete: true, rows: 1 }],
  ['a result without the member', { users: [] }],
  ['null', null],
  ['a text', 'complete'],
])('says nothing of %s', (_name, result) => {
  expect(describeIncomplete(result)).toBeUndefined();
});

import { expect, test } from '@jest/globals';
import type { CheckOutcome } from '../runChecks.ts';
import { updateReport } from './parityReport.ts';

const outcome = (what: string, more: Partial<CheckOutcome> = {}): CheckOutcome => ({
  what,
  result: 'passed',
  met: 3,
  ms: 12,
  ...more,
});
const rows = (report: string): string[] => report.match(/^\| (?!what).*\|$/gm) ?? [];

test('has "not run" for the place that was never verified', () => {
  expect(rows(updateReport('', 'local cloud', [outcome('a'), outcome('b')]))).toEqual([
    '| a | passed (3) | not run |',
    '| b | passed (3) | not run |',
  ]);
});

test('keeps the column of the other place, and leaves out a check that is no more', () => {
  const before = updateReport('', 'local cloud', [outcome('a'), outcome('gone')]);
  const failed = outcome('a', { result: 'failed', reason: 'x is 1 | 2.\nThen' });
  const after = updateReport(before, 'AWS', [failed, outcome('new')]);
  expect(rows(after)).toEqual([
    '| a | passed (3) | failed: x is 1   2. Then |',
    '| new | not run | passed (3) |',
  ]);
});

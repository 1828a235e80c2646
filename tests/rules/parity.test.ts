// The checked-in report of `npm run verify` is that of the checks there are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';
import { checks } from '#verify/checks/checks.ts';
import { parityFile, updateReport } from '#verify/report/parityReport.ts';
import { removal } from '#verify/verifySystem.ts';

const report = readFileSync(join(root, parityFile), 'utf8');
const rows = [...report.matchAll(/^\| (?!what )([^|]+) \| ([^|]+) \| [^|]+ \|$/gm)];

test('docs/reports/parity.md has a row for each check', () => {
  expect(rows.map(([, what]) => what)).toEqual([...checks.map(({ what }) => what), removal]);
});

test('docs/reports/parity.md shows a local cloud that keeps every promise', () => {
  expect(rows.filter(([, , local]) => !local?.startsWith('passed ('))).toEqual([]);
});

test('docs/reports/parity.md has the text that the command writes', () => {
  expect(report.startsWith(updateReport('', 'AWS', []))).toBe(true);
});

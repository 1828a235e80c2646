import { beforeEach, expect, test } from '@jest/globals';
import { FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import type { Severity } from './deployment.ts';
import { showFindings } from './provideImages.ts';

const images = { getUsers: { tag: 't', uri: 'u' } };

let fake: FakeCloud;
let lines: string[];
beforeEach(() => {
  fake = new FakeCloud();
  lines = [];
});

const show = (failOn?: Severity) =>
  showFindings(fake.deployment({ failOn }), images, (line) => lines.push(line));

test('findings are shown by severity, and stop nothing by themselves', async () => {
  fake.findings = { CRITICAL: 1, LOW: 3 };
  await show();
  expect(lines).toEqual(['users-dev/get-users has findings: 1 critical, 3 low']);
});

test.each([
  ['critical', { CRITICAL: 1 }],
  ['high', { CRITICAL: 1 }],
  ['high', { HIGH: 1 }],
] as const)('--fail-on %s stops a deployment with %j', async (failOn, findings) => {
  fake.findings = findings;
  await expect(show(failOn)).rejects.toThrow('users-dev/get-users');
});

test('--fail-on critical passes what is less severe', async () => {
  fake.findings = { HIGH: 1 };
  await show('critical');
});

test('a scan without a result is told, and passes', async () => {
  fake.findings = undefined;
  await show('critical');
  expect(lines).toEqual(['users-dev/get-users has no result of its scan yet']);
});

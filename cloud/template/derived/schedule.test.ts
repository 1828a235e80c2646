import { expect, test } from '@jest/globals';
import { isDaily } from './schedule.ts';

test.each([
  ['rate(1 day)', true],
  ['rate(2 days)', false],
  ['rate(24 hours)', true],
  ['rate(25 hours)', false],
  ['rate(30 minutes)', true],
  ['cron(0 3 * * ? *)', true],
  ['cron(0 3 ? * * *)', true],
  ['cron(0 3 ? * SUN *)', false],
  ['cron(0 3 1 * ? *)', false],
])('%s comes each day: %s', (expression, expected) => {
  expect(isDaily(expression)).toBe(expected);
});

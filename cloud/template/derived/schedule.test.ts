import { expect, test } from '@jest/globals';
import { declareFunction } from '#tests/support/declareFunction.ts';
import { isDaily, resolveSchedule } from './schedule.ts';

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

const declare = (expression: string) =>
  declareFunction('exportUsers', {
    schedule: { expression, timezone: 'UTC', flexibleWindowMinutes: 15, input: {} },
  });
const resolve = (variable: string) => ({ 'param:on': 'rate(1 day)', 'param:none': 'off' })[variable];

test.each(['rate(1 day)', '${param:on}'])('a function with the expression %s is scheduled', (given) => {
  const { schedule } = resolveSchedule(declare(given), resolve);
  expect(schedule).toMatchObject({ expression: 'rate(1 day)', timezone: 'UTC' });
});

test.each(['off', '${param:none}'])('a function with the expression %s is not scheduled', (given) => {
  expect(resolveSchedule(declare(given), resolve)).toEqual(declareFunction('exportUsers'));
});

test('a function without a schedule stays as it is', () => {
  expect(resolveSchedule(declareFunction('getUsers'), resolve)).toEqual(declareFunction('getUsers'));
});

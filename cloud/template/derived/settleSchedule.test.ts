import { expect, test } from '@jest/globals';
import { declareFunction } from '#tests/support/declareFunction.ts';
import { settleSchedule } from './settleSchedule.ts';

const declare = (expression: string) =>
  declareFunction('exportUsers', {
    schedule: { expression, timezone: 'UTC', flexibleWindowMinutes: 15, input: {} },
  });
const resolve = (variable: string) => ({ 'param:on': 'rate(1 day)', 'param:none': 'off' })[variable];

test.each(['rate(1 day)', '${param:on}'])('a function with the expression %s is scheduled', (given) => {
  const { schedule } = settleSchedule(declare(given), resolve);
  expect(schedule).toMatchObject({ expression: 'rate(1 day)', timezone: 'UTC' });
});

test.each(['off', '${param:none}'])('a function with the expression %s is not scheduled', (given) => {
  expect(settleSchedule(declare(given), resolve)).toEqual(declareFunction('exportUsers'));
});

test('a function without a schedule stays as it is', () => {
  expect(settleSchedule(declareFunction('getUsers'), resolve)).toEqual(declareFunction('getUsers'));
});

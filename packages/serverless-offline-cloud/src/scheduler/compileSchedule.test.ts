import { describe, expect, test } from '@jest/globals';
import { compileSchedule } from './compileSchedule.ts';

const time = (text: string) => new Date(`${text}:00Z`);

describe('a rate', () => {
  test.each([
    ['rate(1 minute)', 1, true],
    ['rate(5 minutes)', 0, false],
    ['rate(5 minutes)', 4, false],
    ['rate(5 minutes)', 10, true],
    ['rate(2 hours)', 120, true],
    ['rate(1 day)', 1440, true],
  ])('of %s after %d minutes is due: %s', (expression, minutes, expected) => {
    expect(compileSchedule(expression)(time('2026-12-01T13:00'), minutes)).toBe(expected);
  });
});

// 1 December 2026 is a Tuesday.
describe('a cron expression', () => {
  test.each([
    ['cron(0 12 * * ? *)', '2026-12-01T12:00', true],
    ['cron(0 12 * * ? *)', '2026-12-01T12:01', false],
    ['cron(15 10 ? * TUE *)', '2026-12-01T10:15', true],
    ['cron(15 10 ? * mon-fri *)', '2026-12-05T10:15', false],
    ['cron(15 10 ? * 3 2026)', '2026-12-01T10:15', true],
    ['cron(0/15 * * * ? *)', '2026-12-01T10:45', true],
    ['cron(*/20 * * * ? *)', '2026-12-01T10:45', false],
    ['cron(5 8-17/2 1,15 JAN,DEC ? *)', '2026-12-15T10:05', true],
    ['cron(5 8-17/2 1,15 JAN,DEC ? *)', '2026-12-15T11:05', false],
  ])('of %s at %s is due: %s', (expression, at, expected) => {
    expect(compileSchedule(expression)(time(at), 0)).toBe(expected);
  });
});

test.each([
  'rate(0 minutes)',
  'rate(1 week)',
  'at(2026-12-01T13:00:00)',
  'cron(0 12 * * ?)',
  'cron(0 12 L * ? *)',
  'cron(0 12 ? * 2#1 *)',
  'cron(60 12 * * ? *)',
  'cron(0/0 12 * * ? *)',
])('refuses %s', (expression) => {
  expect(() => compileSchedule(expression)).toThrow('is no schedule that is emulated');
});

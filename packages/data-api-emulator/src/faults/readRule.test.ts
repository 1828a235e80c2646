// Rules that came as JSON.
import { describe, expect, test } from '@jest/globals';
import { readRule } from './readRule.ts';

describe('readRule', () => {
  test('returns a valid rule', () => {
    const rule = {
      fault: 'slow',
      operation: 'ExecuteStatement',
      times: 2,
      probability: 0.5,
      seed: 0,
      delayMs: 0,
    };
    expect(readRule(rule)).toEqual(rule);
  });

  test.each([
    [{}, 'fault must be one of throttling'],
    [null, 'fault must be one of'],
    [{ fault: 'none' }, 'fault must be one of'],
    [{ fault: 'hang', operation: 'Execute' }, 'operation must be one of ExecuteStatement'],
    [{ fault: 'hang', times: 0 }, 'times must be an integer from 1'],
    [{ fault: 'hang', times: null }, 'times must be an integer from 1'],
    [{ fault: 'hang', probability: 1.1 }, 'probability must be a number from 0 to 1'],
    [{ fault: 'hang', often: true }, 'often is not a member of a fault rule'],
    [{ fault: 'hang', constructor: 1 }, 'constructor is not a member of a fault rule'],
  ])('refuses %j', (rule, message) => {
    expect(() => readRule(rule)).toThrow(message);
  });
});

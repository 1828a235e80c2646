// Which calls a rule meets.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FaultRule, Faults } from './faults.ts';

const faultsOf = (rule: FaultRule, calls: number): boolean[] => {
  const faults = new Faults();
  faults.add(rule);
  return Array.from({ length: calls }, () => faults.next('ExecuteStatement') !== undefined);
};

describe('Faults', () => {
  test('a rule with neither times nor probability meets the next call alone', () => {
    expect(faultsOf({ fault: 'hang' }, 3)).toEqual([true, false, false]);
  });

  test('times counts calls, and the rule is gone after the last', () => {
    const faults = new Faults();
    faults.add({ fault: 'slow', times: 2 });
    faults.next('ExecuteStatement');
    expect(faults.list()).toEqual([{ fault: 'slow', times: 2, applied: 1 }]);
    faults.next('ExecuteStatement');
    expect(faults.list()).toEqual([]);
  });

  test('a rule for an operation leaves the others alone', () => {
    const faults = new Faults();
    faults.add({ fault: 'reset-after', operation: 'CommitTransaction' });
    expect(faults.next('ExecuteStatement')).toBeUndefined();
    expect(faults.next('CommitTransaction')).toMatchObject({ fault: 'reset-after' });
  });

  test('a seed repeats the same calls, whatever the probability', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(), probability, (seed, probability) => {
        const rule: FaultRule = { fault: 'throttling', seed, probability };
        expect(faultsOf(rule, 50)).toEqual(faultsOf(rule, 50));
      }),
    );
  });

  test('a probability is met in the long run', () => {
    const met = faultsOf({ fault: 'throttling', probability: 0.3 }, 10_000).filter(Boolean).length;
    expect(Math.abs(met / 10_000 - 0.3)).toBeLessThan(0.02);
    expect(faultsOf({ fault: 'throttling', probability: 0 }, 100)).not.toContain(true);
    expect(faultsOf({ fault: 'throttling', probability: 1 }, 100)).not.toContain(false);
  });

  test('clear ends every rule', () => {
    const faults = new Faults();
    faults.add({ fault: 'hang', times: 9 });
    faults.clear();
    expect(faults.next('BeginTransaction')).toBeUndefined();
  });
});

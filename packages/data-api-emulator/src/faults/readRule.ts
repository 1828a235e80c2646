// Checks a fault rule that came as JSON.
import { operationNames } from '../operations/operationNames.ts';
import { type FaultRule, faultNames } from './faults.ts';

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const checks: Record<keyof FaultRule, { isValid: (value: unknown) => boolean; rule: string }> = {
  fault: { isValid: (value) => faultNames.includes(value as never), rule: `one of ${faultNames.join(', ')}` },
  operation: {
    isValid: (value) => operationNames.includes(value as never),
    rule: `one of ${operationNames.join(', ')}`,
  },
  times: { isValid: (value) => isCount(value) && value !== 0, rule: 'an integer from 1' },
  probability: {
    isValid: (value) => typeof value === 'number' && value >= 0 && value <= 1,
    rule: 'a number from 0 to 1',
  },
  seed: { isValid: isCount, rule: 'an integer from 0' },
  delayMs: { isValid: isCount, rule: 'an integer from 0' },
};

/** Throws an Error that names the first member at fault. */
export const readRule = (body: unknown): FaultRule => {
  const rule = { fault: undefined, ...(body as object) };
  for (const [name, value] of Object.entries(rule)) {
    if (!Object.hasOwn(checks, name)) throw new Error(`${name} is not a member of a fault rule.`);
    const check = checks[name as keyof FaultRule];
    if (!check.isValid(value)) throw new Error(`${name} must be ${check.rule}.`);
  }
  return rule as unknown as FaultRule;
};

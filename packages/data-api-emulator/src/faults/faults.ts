// The fault rules in force, and which call each applies to.
import type { OperationName } from '../operations/operationNames.ts';
import { seededRandom } from './seededRandom.ts';

export const faultNames = [
  'throttling',
  'internal-error',
  'service-unavailable',
  'database-unavailable',
  'statement-timeout',
  'too-many-connections',
  'hang',
  'reset-before',
  'reset-after',
  'slow',
] as const;

export type FaultName = (typeof faultNames)[number];

/** With neither `times` nor `probability` a rule applies to one call. */
export type FaultRule = {
  fault: FaultName;
  /** Defaults to every operation. */
  operation?: OperationName;
  /** How many calls it applies to before it is gone; without it a rule with a probability stays. */
  times?: number;
  /** From 0 to 1, drawn for each call that it could apply to. */
  probability?: number;
  /** Repeats the draws. Default 1. */
  seed?: number;
  /** How long a `slow` answer is held back. Default 1,000. */
  delayMs?: number;
};

type ActiveRule = FaultRule & { applied: number; random: () => number };

export class Faults {
  #rules: ActiveRule[] = [];

  add(rule: FaultRule): void {
    const once = rule.probability === undefined && { times: 1 };
    this.#rules.push({ ...once, ...rule, applied: 0, random: seededRandom(rule.seed ?? 1) });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rules in force, with the number of calls that each has met. */
  list(): (FaultRule & { applied: number })[] {
    return this.#rules.map(({ random: _random, ...rule }) => rule);
  }

  /** The fault for the next call of an operation: that of the first rule that applies. */
  next(operation: OperationName): FaultRule | undefined {
    const rule = this.#rules.find(
      (candidate) =>
        (candidate.operation === undefined || candidate.operation === operation) &&
        (candidate.probability === undefined || candidate.random() < candidate.probability),
    );
    if (!rule) return undefined;
    rule.applied += 1;
    if (rule.applied === rule.times) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }
}

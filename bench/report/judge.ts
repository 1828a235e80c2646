// Holds measurements against limits.

import type { Ratio } from '#bench/harness/statistics.ts';
import type { Limit } from '#bench/limits.ts';
import { UserError } from '#tools/userError.ts';

export type Verdict = Limit & { name: string; subject: string; measured: Ratio; holds: boolean };

/** A limit is broken when even the lower bound is above it, so that noise alone breaks none. */
export const judge = <Limits extends Readonly<Record<string, Limit>>>(
  limits: Limits,
  name: keyof Limits & string,
  subject: string,
  measured: Ratio,
): Verdict => {
  const limit = limits[name] as Limit;
  return { ...limit, name, subject, measured, holds: measured.low <= limit.limit };
};

/** A measurement without noise. */
export const exactly = (value: number): Ratio => ({ median: value, low: value, high: value });

/** Throws UserError with a line for each limit that is broken. */
export const refuseBroken = (verdicts: readonly Verdict[]): void => {
  const broken = verdicts.filter(({ holds }) => !holds);
  if (broken.length === 0) return;
  const lines = broken.map(
    ({ name, subject, measured, limit, unit }) =>
      `${name} of ${subject}: ${measured.median.toFixed(2)} ${unit}, at least ${measured.low.toFixed(2)}; limit ${limit}.`,
  );
  throw new UserError(`Broken limits:\n${lines.join('\n')}`);
};

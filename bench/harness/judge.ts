// Holds measurements against limits.
import type { Limit } from '#bench/limits.ts';
import type { Ratio } from './statistics.ts';

export type Verdict = Limit & { name: string; subject: string; measured: Ratio; holds: boolean };

/** A limit holds by the median: `measured` is at most the limit, or at least the limit where it is a `floor`. */
export const judge = <Limits extends Readonly<Record<string, Limit>>>(
  limits: Limits,
  name: keyof Limits & string,
  subject: string,
  measured: Ratio,
): Verdict => {
  const limit = limits[name] as Limit;
  const beyond = limit.isFloor ? limit.limit - measured.median : measured.median - limit.limit;
  return { ...limit, name, subject, measured, holds: beyond <= 0 };
};

/** A measurement without noise. */
export const exactly = (value: number): Ratio => ({ median: value, low: value, high: value });

/** A line for each broken limit; an empty text when all hold. */
export const describeBroken = (verdicts: readonly Verdict[]): string =>
  verdicts
    .filter(({ holds }) => !holds)
    .map(
      ({ name, subject, measured, limit, unit }) =>
        `Broken: ${name} of ${subject} is ${measured.median.toFixed(2)} ${unit}; limit ${limit}.`,
    )
    .join('\n');

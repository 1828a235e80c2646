// What `npm run bench` measures, and how its parts compare.
import type { ColdStart, ColdStarts } from '#bench/cold/measureColdStarts.ts';
import type { FunctionSizes } from '#bench/cold/measureSizes.ts';
import { pairedRatio, type Ratio } from '#bench/harness/statistics.ts';
import type { RowBatches } from '#bench/warm/measureRows.ts';
import type { WarmRequests } from '#bench/warm/measureWarm.ts';

export type PerformanceMeasurements = {
  /** Cold starts of each candidate. */
  rounds: number;
  /** By the function's name. */
  sizes: ReadonlyMap<string, FunctionSizes>;
  cold: ColdStarts;
  warm: WarmRequests;
  /** By the number of rows. */
  rows: ReadonlyMap<number, RowBatches>;
};

/** The value of a name that must be there. */
export const getMeasured = <Key, Value>(values: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = values.get(key);
  if (value === undefined) throw new Error(`Nothing was measured of ${key}.`);
  return value;
};

export const selectCold = (cold: ColdStarts, name: string, part: keyof ColdStart): number[] =>
  getMeasured(cold, name).map((start) => start[part]);

export const compareCold = (cold: ColdStarts, part: keyof ColdStart, name: string, floor: string): Ratio =>
  pairedRatio(selectCold(cold, name, part), selectCold(cold, floor, part));

/** What both have above a runtime that does nothing: starting that takes twice as long on one machine as on another. */
export const compareColdAboveNoop = (cold: ColdStarts, name: string, peer: string): Ratio => {
  const noop = selectCold(cold, 'no-op', 'coldMs');
  const aboveNoop = (of: string) =>
    selectCold(cold, of, 'coldMs').map((ms, round) => ms - (noop[round] as number));
  return pairedRatio(aboveNoop(name), aboveNoop(peer));
};

export const compareWarm = (warm: WarmRequests, name: string, floor: string): Ratio =>
  pairedRatio(getMeasured(warm, name), getMeasured(warm, floor));

export const compareRows = (batches: RowBatches): Ratio =>
  pairedRatio(
    batches.map(({ serviceMs }) => serviceMs),
    batches.map(({ bareMs }) => bareMs),
  );

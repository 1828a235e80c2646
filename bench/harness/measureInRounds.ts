// Measures several things in rounds, in an order that changes at random.
import { startPhase } from './bench.ts';
import { median } from './statistics.ts';

const shuffle = <T>(values: readonly T[]): T[] =>
  values
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);

/** What is measured, by its name. */
export type Measures<T> = ReadonlyMap<string, () => Promise<T>>;

/**
 * The measurements by name, in the order of `count` rounds, in each of which all are made. One more round goes before them
 * and fills the machine's caches.
 */
export const measureInRounds = async <T>(
  phase: string,
  measures: Measures<T>,
  count: number,
): Promise<Map<string, T[]>> => {
  const step = startPhase(phase, measures.size * (count + 1));
  const results = new Map<string, T[]>([...measures.keys()].map((name) => [name, []]));
  for (let round = 0; round <= count; round += 1) {
    for (const [name, measure] of shuffle([...measures])) {
      const result = await measure();
      if (round > 0) results.get(name)?.push(result);
      step();
    }
  }
  return results;
};

/** Median milliseconds of `count` runs, one after the other. */
export const medianMs = async (work: () => Promise<unknown>, count: number): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
};

/** The value of a name that must be there. */
export const getMeasured = <Key, Value>(values: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = values.get(key);
  if (value === undefined) throw new Error(`Nothing was measured of ${key}.`);
  return value;
};

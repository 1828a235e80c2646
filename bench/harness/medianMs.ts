// The wall time of work that is done one at a time.
import { median } from './statistics.ts';

/** Median milliseconds of `count` runs in a row. */
export const medianMs = async (work: () => Promise<unknown>, count: number): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
};

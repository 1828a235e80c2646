// The slope of a line through points.
import { mean } from '#bench/harness/statistics.ts';

export type Point = { x: number; y: number };

/** Of the line with the least squares. */
export const slopeOf = (points: readonly Point[]): number => {
  const middle = mean(points.map(({ x }) => x));
  const level = mean(points.map(({ y }) => y));
  const rise = points.map(({ x, y }) => (x - middle) * (y - level));
  return mean(rise) / mean(points.map(({ x }) => (x - middle) ** 2));
};

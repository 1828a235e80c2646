// Means, quantiles, and ratios of paired measurements with confidence bounds.

/** The median of the ratios, and the bounds between which it lies with 95 % confidence. */
export type Ratio = { median: number; low: number; high: number };

const resamples = 2_000;

/** The value below which `share` of the values lie, from 0 to 1; between two values, on the line through them. */
export const quantile = (sorted: readonly number[], share: number): number => {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position % 1);
};

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const median = (values: readonly number[]): number => quantile(ascending(values), 0.5);

/** Compares measurements of the same round, so that what slows a whole round down does not count (bootstrap). */
export const pairedRatio = (values: readonly number[], floor: readonly number[]): Ratio => {
  const ratios = values.map((value, round) => value / (floor[round] as number));
  const resampled = () => ratios.map(() => ratios[Math.floor(Math.random() * ratios.length)] as number);
  const medians = ascending(Array.from({ length: resamples }, () => median(resampled())));
  return { median: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
};

/** The slope of the line with the least squares through points. */
export const slopeOf = (points: readonly { x: number; y: number }[]): number => {
  const middle = mean(points.map(({ x }) => x));
  const level = mean(points.map(({ y }) => y));
  const rise = points.map(({ x, y }) => (x - middle) * (y - level));
  return mean(rise) / mean(points.map(({ x }) => (x - middle) ** 2));
};

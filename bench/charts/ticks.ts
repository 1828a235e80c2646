// Where an axis has its lines.

/** Powers of ten around all values. */
export const ticksByTen = (values: readonly number[]): number[] => {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
};

/** At most six round steps from 0 to above all values. */
export const ticksFromZero = (values: readonly number[]): number[] => {
  const highest = Math.max(...values);
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [0.2, 0.5, 1, 2].map((share) => share * power).find((width) => highest / width <= 5) as number;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
};

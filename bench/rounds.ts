// Measures several things in rounds, in an order that changes at random. Called by the measurements.

const shuffled = <T>(values: readonly T[]): T[] =>
  values
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);

/** The measurements by name, in the order of the rounds. A first round fills the machine's caches and does not count. */
export const rounds = async <T>(
  measures: ReadonlyMap<string, () => Promise<T>>,
  count: number,
): Promise<Map<string, T[]>> => {
  const results = new Map<string, T[]>([...measures.keys()].map((name) => [name, []]));
  for (let round = 0; round <= count; round += 1) {
    for (const [name, measure] of shuffled([...measures])) {
      const result = await measure();
      if (round > 0) results.get(name)?.push(result);
    }
  }
  return results;
};

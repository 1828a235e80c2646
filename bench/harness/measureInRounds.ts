// Measures several things in rounds, in an order that changes at random.

const shuffle = <T>(values: readonly T[]): T[] =>
  values
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);

export type RoundsOptions<T> = {
  /** What to measure, by its name. */
  measures: ReadonlyMap<string, () => Promise<T>>;
  /** Rounds that count. One more goes before them and fills the machine's caches. */
  count: number;
  /** Called after each measurement. */
  onStep: () => void;
};

/** The measurements by name, in the order of the rounds. */
export const measureInRounds = async <T>(options: RoundsOptions<T>): Promise<Map<string, T[]>> => {
  const { measures, count, onStep } = options;
  const results = new Map<string, T[]>([...measures.keys()].map((name) => [name, []]));
  for (let round = 0; round <= count; round += 1) {
    for (const [name, measure] of shuffle([...measures])) {
      const result = await measure();
      if (round > 0) results.get(name)?.push(result);
      onStep();
    }
  }
  return results;
};

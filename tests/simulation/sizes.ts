// Sizes and shares that a seed chooses for the whole history.
import type { Random } from './random.ts';

export const chooseSizes = (random: Random) => ({
  maxCallMs: random.pick([5, 50, 500, 2_000]),
  faultShare: random.pick([0, 0.01, 0.03, 0.08]),
  killShare: random.pick([0, 0.1, 0.3]),
  maxSkewMs: random.pick([0, 5, 100]),
  pageKeys: random.pick([1, 2, 5, 1_000]),
  maxRows: random.pick([3, 8, 5_000]),
  chunkRows: random.pick([1, 2, 5, 1_000]),
  pageUsers: random.pick([1, 2, 5, 1_000]),
  batchSize: random.pick([1, 3, 10]),
  duplicateShare: random.pick([0, 0.1]),
});

export type Sizes = ReturnType<typeof chooseSizes>;

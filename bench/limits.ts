// The limits that `npm run bench` holds the service to. A ratio breaks its limit when its whole confidence interval is
// above it.

export type Limit = { id: string; metric: string; limit: number; unit: 'KB' | 'x' };

export const limits = {
  size: { id: 'T1', metric: 'JavaScript of one function', limit: 230, unit: 'KB' },
  layer: { id: 'T2', metric: 'added over the base image, gzip, code cache included', limit: 330, unit: 'KB' },
  init: { id: 'T3', metric: 'init CPU, unprimed, against no-op', limit: 1.5, unit: 'x' },
  cold: { id: 'T4', metric: 'cold CPU to the first response against ping', limit: 1.35, unit: 'x' },
  coldNaive: { id: 'T5', metric: 'cold CPU against the naive build', limit: 0.62, unit: 'x' },
  first: { id: 'T6', metric: 'first invocation after a primed init against no-op', limit: 3.5, unit: 'x' },
  warm: { id: 'T8', metric: 'warm CPU an invocation, 5 rows, against ping', limit: 2.5, unit: 'x' },
  rows: { id: 'T10', metric: '1,000 rows in memory against parsing and writing JSON', limit: 1.6, unit: 'x' },
  express: {
    id: 'T11',
    metric: 'cold CPU, plain connections, against Express and MySQL',
    limit: 0.46,
    unit: 'x',
  },
} as const satisfies Record<string, Limit>;

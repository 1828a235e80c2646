// The limits that the bench commands hold the service to, by name.

export type Limit = {
  metric: string;
  limit: number;
  /** What we want it to become; a measurement between this and the limit holds. */
  reach?: number;
  unit: 'KB' | '×' | 'bytes';
};

/** Of `npm run bench`. */
export const performanceLimits = {
  scriptSize: { metric: 'JavaScript of one function', limit: 360, unit: 'KB' },
  layerSize: { metric: 'image layer over the base, gzip, with code cache', limit: 420, unit: 'KB' },
  initVersusNoop: { metric: 'initialization ÷ no-op', limit: 1.8, unit: '×' },
  coldVersusPing: { metric: 'cold start ÷ ping', limit: 1.5, reach: 1.35, unit: '×' },
  coldVersusNaive: { metric: 'cold start above no-op ÷ naive build', limit: 0.56, unit: '×' },
  firstVersusNoop: { metric: 'first request on demand ÷ no-op', limit: 4.8, reach: 3.7, unit: '×' },
  warmVersusPing: { metric: 'warm request, 5 rows ÷ ping', limit: 3.0, reach: 2.2, unit: '×' },
  rowsVersusJson: { metric: '1,000 rows without a network ÷ JSON', limit: 2.0, unit: '×' },
  coldVersusExpress: { metric: 'cold start without TLS above no-op ÷ Express', limit: 0.32, unit: '×' },
} as const satisfies Record<string, Limit>;

/** Of `npm run bench:scale`. */
export const scaleLimits = {
  latencyGrowth: { metric: 'p50 in the largest directory ÷ in the smallest', limit: 1.3, unit: '×' },
} as const satisfies Record<string, Limit>;

/** Of `npm run bench:events`. */
export const eventLimits = {
  batchVersusOneByOne: { metric: 'time per person ÷ one by one', limit: 0.125, unit: '×' },
  eventGrowth: {
    metric: 'time per person in the largest directory ÷ in the smallest',
    limit: 1.3,
    unit: '×',
  },
} as const satisfies Record<string, Limit>;

/** Of `npm run bench:import`. */
export const importLimits = {
  importVersusOneByOne: { metric: 'time per line ÷ one by one', limit: 0.05, unit: '×' },
} as const satisfies Record<string, Limit>;

/** Of `npm run bench:memory`. */
export const memoryLimits = {
  memoryGrowth: { metric: 'resident memory gained per request', limit: 100, unit: 'bytes' },
} as const satisfies Record<string, Limit>;

// The limits that benches hold the service to, by name.

export type Limit = {
  metric: string;
  limit: number;
  unit: 'KB' | '×' | 'bytes' | '/s' | 'ms' | 'MB' | '';
  /** Whether less than the limit breaks it, rather than more. */
  isFloor?: true;
};

export const performanceLimits = {
  scriptSize: { metric: 'JavaScript of one function', limit: 360, unit: 'KB' },
  layerSize: { metric: 'image layer over the base, gzip, with code cache', limit: 420, unit: 'KB' },
  initVersusNoop: { metric: 'initialization ÷ no-op', limit: 1.8, unit: '×' },
  coldVersusPing: { metric: 'cold start ÷ ping', limit: 1.5, unit: '×' },
  coldVersusNaive: { metric: 'cold start above no-op ÷ naive build', limit: 0.56, unit: '×' },
  firstVersusNoop: { metric: 'first request on demand ÷ no-op', limit: 4.8, unit: '×' },
  warmVersusPing: { metric: 'warm request, 5 rows ÷ ping', limit: 3.0, unit: '×' },
  /** What the rows cost: measured as 2.8 when the limit was set. Ping parses its answer once and copies no row. */
  rowsVersusPing: { metric: 'warm request, 1,000 rows ÷ ping', limit: 3.2, unit: '×' },
  memoryGrowth: { metric: 'resident memory gained per request', limit: 100, unit: 'bytes' },
  coldVersusExpress: { metric: 'cold start without TLS above no-op ÷ Express', limit: 0.32, unit: '×' },
} as const satisfies Record<string, Limit>;

export const scaleLimits = {
  latencyGrowth: { metric: 'p50 in the largest directory ÷ in the smallest', limit: 1.3, unit: '×' },
} as const satisfies Record<string, Limit>;

export const writeLimits = {
  writeVersusOneByOne: { metric: 'time per person ÷ one by one', limit: 0.125, unit: '×' },
  writeGrowth: {
    metric: 'time per person in the largest directory ÷ in the smallest',
    limit: 1.3,
    unit: '×',
  },
} as const satisfies Record<string, Limit>;

export const importLimits = {
  textVersusPlain: {
    metric: 'lines per second into the directory ÷ plain file',
    limit: 0.6,
    unit: '×',
    isFloor: true,
  },
  plainLines: { metric: 'lines per second into the directory', limit: 13_100, unit: '/s', isFloor: true },
  workbookRows: { metric: 'rows read per second', limit: 100_000, unit: '/s', isFloor: true },
  workbookMemory: { metric: 'resident memory at most', limit: 300, unit: 'MB' },
  longFileMemory: { metric: 'resident memory at most', limit: 256, unit: 'MB' },
} as const satisfies Record<string, Limit>;

export const localLimits = {
  requests: { metric: 'requests', limit: 300, unit: '/s', isFloor: true },
  failures: { metric: 'requests without an answer of 200', limit: 0, unit: '' },
  slowest: { metric: 'slowest answer', limit: 3_000, unit: 'ms' },
  memory: { metric: 'resident memory of all processes, at most', limit: 1_000, unit: 'MB' },
  growth: { metric: 'growth from the second quarter to the last', limit: 35, unit: 'MB' },
} as const satisfies Record<string, Limit>;

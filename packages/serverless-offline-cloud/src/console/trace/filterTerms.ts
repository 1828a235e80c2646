// The words of the filter language, for completion.

export const filterKeys = [
  ...(['status', 'duration', 'since', 'is', 'route', 'method', 'function'] as const),
  ...(['queue', 'fault', 'trigger'] as const),
];
export type FilterKey = (typeof filterKeys)[number];

export const filterStates = [
  'error',
  'fault',
  'running',
  'unmatched',
  'dead',
  'retried',
  'warned',
  'cold',
] as const;
export type FilterState = (typeof filterStates)[number];

// How many connections an Aurora Serverless v2 database accepts.

/**
 * `max_connections` by the largest capacity in ACU:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 */
const limits = [
  [128, 5_000],
  [64, 4_000],
  [32, 3_000],
  [16, 2_000],
  [8, 1_000],
  [4, 135],
  [1, 90],
] as const;

/** With a smallest capacity of 0 or 0.5 ACU. */
const limitOfSmall = 2_000;

const alarmShare = 0.8;

/** The number of connections from which on a database is short of them. A capacity between two steps counts as the lower. */
export const manyConnections = (minAcu: number, maxAcu: number): number => {
  const limit = limits.find(([acu]) => acu <= maxAcu)?.[1] ?? 90;
  return alarmShare * (minAcu <= 0.5 ? Math.min(limit, limitOfSmall) : limit);
};

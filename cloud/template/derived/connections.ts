// How many connections an Aurora Serverless v2 database accepts.

/**
 * Defaults of `max_connections` on Aurora MySQL by the largest capacity in ACU. They depend on nothing else: the cap of 2,000
 * with a smallest capacity of 0 or 0.5 is PostgreSQL's.
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

const alarmShare = 0.8;

/** The number of connections from which on a database is short of them. A capacity between two steps counts as the lower. */
export const manyConnections = (maxAcu: number): number =>
  alarmShare * (limits.find(([acu]) => acu <= maxAcu)?.[1] ?? 90);

// The stage `prod`: its data outlives mistakes, and a release reaches callers step by step.
import type { StageParameters } from '#cloud/parameters/parameters.ts';

export const parameters: StageParameters = {
  logRetentionDays: 90,
  accessLogRetentionDays: 365,
  rollout: 'Canary10Percent5Minutes',
  maxAcu: 8,
  backupDays: 14,
  deletionProtection: true,
  deletionPolicy: 'Snapshot',
};

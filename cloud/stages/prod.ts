// The stage `prod`: its data outlives mistakes, and a release reaches callers step by step.
import type { StageParameters } from '#cloud/parameters/parameters.ts';

export const parameters: StageParameters = {
  // Decisions of this stage's owner; docs/deploy.md#prod-is-a-decision has both sides of each. Where alarms go is missing:
  // alarmEmail or alarmTopicArn.
  minAcu: 0.5,
  readers: 0,
  usersRatePerS: 5,
  searchRatePerS: 50,

  logRetentionDays: 90,
  accessLogRetentionDays: 365,
  monitoring: 'full',
  rollout: 'Canary10Percent5Minutes',
  maxAcu: 8,
  backupDays: 14,
  deletionProtection: true,
  deletionPolicy: 'Snapshot',
};

// The bus, the queue of syncUsers, its dead letters and its event source mapping.
import type { EventStack } from '#offline-cloud/stack/eventStack.ts';

export type StackOptions = {
  batchSize: number;
  /** Seconds until a message comes back whose poller has died. */
  visibilityTimeoutS: number;
};

const retentionS = 14 * 24 * 3_600;

export const createStack = ({ batchSize, visibilityTimeoutS }: StackOptions): EventStack => ({
  queues: [
    { name: 'users-dev-sync-dlq', visibilityTimeoutS, retentionS },
    {
      name: 'users-dev-sync',
      visibilityTimeoutS,
      retentionS,
      deadLetters: { name: 'users-dev-sync-dlq', maxReceiveCount: 10 },
    },
  ],
  buckets: [],
  buses: ['users-dev'],
  rules: [
    {
      name: 'users-dev-sync',
      bus: 'users-dev',
      pattern: { 'detail-type': ['directory.user.upserted.v1', 'directory.user.deleted.v1'] },
      queues: ['users-dev-sync'],
    },
  ],
  mappings: [
    {
      queue: 'users-dev-sync',
      functionKey: 'syncUsers',
      batchSize,
      windowS: batchSize > 10 ? 1 : 0,
      maxConcurrency: 2,
      reportsFailures: true,
      postpones: false,
    },
  ],
});

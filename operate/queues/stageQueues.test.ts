import { expect, test } from '@jest/globals';
import { stageQueues } from './stageQueues.ts';

test('a function has its queue and its dead letters, and those of the bus what it could not deliver', () => {
  const ours = stageQueues('prod').filter(({ name }) => /^users-prod-(import|sync)\b/.test(name));
  expect(ours.map(({ name, redrive }) => [name, redrive])).toEqual([
    ['users-prod-import', undefined],
    ['users-prod-import-dlq', 'import'],
    ['users-prod-sync', undefined],
    ['users-prod-sync-dlq', 'sync'],
    ['users-prod-sync-undelivered', undefined],
  ]);
});

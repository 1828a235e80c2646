// An export with a fault at each of its calls in turn, and the export after it.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { createExporter } from '#layers/people/exports/exporter.ts';
import { atEachCall } from '#tests/support/faultAtCall.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { people } from '#tests/support/people.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

test('no manifest tells of another file than it lies beside, whichever call fails', async () => {
  const calls = await atEachCall(async (fault) => {
    let nowMs = Date.UTC(2026, 0, 1);
    const store = createInMemoryObjectStore(() => nowMs);
    const leases = createInMemoryLeases(() => nowMs);
    const { users } = createInMemoryDirectory(people);
    const database = new DatabaseError('transient', 'ServiceUnavailableError');
    const options = { order: 'time', now: () => nowMs } as const;
    const failing = createExporter({
      ...options,
      users: fault.wrap(users, database),
      store: fault.wrap(store, new ObjectStoreError('unavailable', 'SlowDown')),
      leases: fault.wrap(leases.exports, database),
    });
    const outcome = await failing.export({ form: 'plain' }, call).catch(() => undefined);
    nowMs += 1_000;
    const sound = createExporter({ ...options, users, store, leases: leases.exports });
    const { key, count } = await sound.export({ form: 'plain' }, call);
    expect(count).toBe(people.length);
    const manifests = [...store.objects.keys()].filter((name) => name.endsWith('.json'));
    expect(manifests).toContain(key.replace(/\.csv$/, '.json'));
    if (outcome) expect(manifests).toContain(outcome.key.replace(/\.csv$/, '.json'));
    for (const manifest of manifests) {
      const file = store.objects.get(manifest.replace(/\.json$/, '.csv'))?.body ?? '';
      const sha256 = createHash('sha256').update(file).digest('hex');
      expect(JSON.parse(String(store.objects.get(manifest)?.body))).toMatchObject({ sha256 });
    }
    expect(await store.listUploads('', call)).toEqual([]);
  });
  expect(calls).toBeGreaterThan(3);
});

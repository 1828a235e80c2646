// An erasure finds the person in an export of every form.
import { expect, test } from '@jest/globals';
import { exportForms } from '#layers/people/bucketLayout.ts';
import { ErasureProgress } from '#layers/people/erasures/erasureProgress.ts';
import { FileErasure } from '#layers/people/erasures/fileErasure.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { createInMemoryImportJobs } from '#tests/support/inMemoryImportJobs.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { createExporter } from './exporter.ts';

const now = () => Date.UTC(2026, 0, 31);
const call = { deadlineMs: now() + 900_000 };
const homer = { email: 'homer+&@x.co', phoneNumber: '+1 888' };
const marge = { email: 'marge@x.co', phoneNumber: '+1 889' };

/** An export of `people` in a bucket of its own, and what an erasure of Homer does there. */
const exportAndErase = async (form: (typeof exportForms)[number], people: (typeof homer)[]) => {
  const objects = createInMemoryObjectStore(now);
  const leases = createInMemoryLeases(now);
  const { users } = createInMemoryDirectory(people);
  const options = { users, store: objects, leases: leases.exports, order: 'time', now } as const;
  const { key } = await createExporter(options).export({ form }, call);
  const progress = new ErasureProgress(objects, ['subject'], new Date(now()).toISOString(), call);
  const jobs = createInMemoryImportJobs();
  const surroundings = { objects, leases, jobs, log: () => {}, now, sleep: async () => {} };
  const erasure = new FileErasure(surroundings, homer.email, progress, call);
  await erasure.run();
  const left = [...objects.objects.keys()].filter((name) => name.startsWith('exports/'));
  return { key, left, deleted: progress.found.deleted, unreadable: erasure.unreadable };
};

test.each(exportForms)('an export as %s that holds the person is deleted with its manifest', async (form) => {
  const { key, left, deleted } = await exportAndErase(form, [marge, homer]);
  expect({ left, deleted }).toEqual({ left: [], deleted: [key] });
});

test.each(exportForms)('an export as %s without the person is read and stays', async (form) => {
  const { left, deleted, unreadable } = await exportAndErase(form, [marge]);
  expect({ deleted, unreadable }).toEqual({ deleted: [], unreadable: [] });
  expect(left).toHaveLength(2);
});

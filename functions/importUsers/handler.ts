// The Lambda function that imports files of people from the bucket.
import { createImportHandler, type ImportUseCase } from '#layers/entry/files/createImportHandler.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { withLease } from '#layers/people/leases/withLease.ts';
import { getImportServices } from '#layers/services.ts';

export const importUsers =
  (services: ImportServices): ImportUseCase =>
  async ({ key, ...message }, call, receipt) => {
    const { store, now, newId } = services;
    const lease = { leases: services.leasesOf(key), store, now, newId };
    const outcome = await withLease(lease, call, (leased) =>
      importFile({ ...services, store: leased }, { key, ...message }, call, receipt),
    );
    const { state, job } = outcome;
    // A message of its own: one that failed would use up the receives after which a message is given up.
    if (state === 'running') await services.queue.send(JSON.stringify({ key, job }), call);
    return outcome;
  };

export const handler = createImportHandler(importUsers, getImportServices);

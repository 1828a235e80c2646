// The Lambda function that deletes what the directory has kept long enough; invoked by a schedule.

import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import type { Purged } from '#layers/people/erasures/purger.ts';
import { getPurgeServices, type PurgeServices } from '#layers/services.ts';
import { purgeUsersSchema } from './schema.ts';

export const purgeUsers: UseCase<object, Purged, PurgeServices> =
  ({ purger }) =>
  async (_request, call) => {
    const purged = await purger.purge(call);
    const { tombstones, importJobs } = purged;
    return { body: purged, counts: { tombstones, importJobs } };
  };

export const handler = createDirectHandler(purgeUsersSchema, purgeUsers, getPurgeServices);

// The event cloud of `npm start`: one that the environment names, or one in this process.

import { localRegion } from '#offline-cloud/account.ts';
import type { RecordSpan } from '#offline-cloud/console/record/tracer.ts';
import type { Parts } from '#offline-cloud/server/part.ts';

/** Returns its URL. */
export const startEvents = async (parts: Parts, port: number, onSpan?: RecordSpan): Promise<string> => {
  if (process.env.AWS_ENDPOINT_URL_SQS) return process.env.AWS_ENDPOINT_URL_SQS;
  // Loading it takes a fifth of a second.
  const { startEventCloud } = await import('#offline-cloud/server/startEventCloud.ts');
  return (await parts.add(await startEventCloud({ port, region: localRegion, onSpan }))).url;
};

// The event cloud of `npm start`: one that the environment names, or one in this process.
import type { Parts } from '../part.ts';
import { localRegion } from './account.ts';

/** Returns its URL. */
export const startEvents = async (parts: Parts, port: number): Promise<string> => {
  if (process.env.AWS_ENDPOINT_URL_SQS) return process.env.AWS_ENDPOINT_URL_SQS;
  // Loading it takes a fifth of a second.
  const { startEventCloud } = await import('./startEventCloud.ts');
  return (await parts.add(await startEventCloud({ port, region: localRegion }))).url;
};

// The event cloud of `npm start`: one that the environment names, or one in this process.
import type { Parts } from '../part.ts';
import { localRegion } from './account.ts';

/** Where the one is that the environment names; else where `startEvents` starts one. */
export const chooseEventsUrl = (port: number): string =>
  process.env.AWS_ENDPOINT_URL_SQS ?? `http://127.0.0.1:${port}`;

/** Starts none when the environment names one. */
export const startEvents = async (parts: Parts, port: number): Promise<void> => {
  if (process.env.AWS_ENDPOINT_URL_SQS) return;
  // Loading it takes a fifth of a second.
  const { startEventCloud } = await import('./startEventCloud.ts');
  await parts.add(await startEventCloud({ port, region: localRegion }));
};

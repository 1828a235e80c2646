// Where a command finds queues and the bus: in the local cloud that runs, or in AWS by a stage.

import { findRunning } from '#local/running.ts';
import type { EventService } from '#offline-cloud/server/awsClients.ts';
import { UserError } from '#tools/userError.ts';

export type Place = { stage?: string | undefined; region?: string | undefined };

/** The stage of the local cloud. */
export const localStage = 'dev';

export const notRunning =
  'No local cloud runs here: `npm start` in another terminal, or name a --stage of AWS.';

/** Throws UserError where no stage is given and no local cloud runs. */
export const findEventService = async ({ stage, region }: Place): Promise<EventService> => {
  if (stage !== undefined) return { region };
  const url = process.env.AWS_ENDPOINT_URL_SQS ?? (await findRunning())?.eventsUrl;
  if (url) return { url };
  throw new UserError(notRunning);
};

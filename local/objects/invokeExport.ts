// Invokes exportUsers and waits until the export is written.
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readFunction } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';
import { localRegion } from '../events/account.ts';
import { localStage, type Place } from '../events/findEventService.ts';
import { findRunning } from '../running.ts';

/** Longer than a function may run, since the answer comes when it has ended. */
const requestTimeoutMs = 910_000;

const createClient = async ({ stage, region }: Place): Promise<LambdaClient> => {
  // A second attempt would start a second export beside the first.
  const options = { maxAttempts: 1, requestHandler: { requestTimeout: requestTimeoutMs } };
  if (stage !== undefined) return new LambdaClient(region ? { ...options, region } : options);
  const endpoint = process.env.AWS_ENDPOINT_URL_LAMBDA ?? (await findRunning())?.lambdaUrl;
  if (!endpoint) throw new UserError('No local cloud runs here: `npm start` in another terminal.');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new LambdaClient({ ...options, endpoint, region: localRegion, credentials });
};

/** Throws UserError with the function's own reason when it fails. */
export const invokeExport = async (place: Place): Promise<void> => {
  const client = await createClient(place);
  const event = readFunction('exportUsers').schedule?.input ?? {};
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({
      FunctionName: `users-${place.stage ?? localStage}-exportUsers`,
      Payload: JSON.stringify(event),
    }),
  );
  if (FunctionError === undefined) return;
  const { errorMessage } = JSON.parse(Payload?.transformToString() || '{}');
  throw new UserError(`exportUsers failed: ${errorMessage ?? FunctionError}`);
};

// The functions of a stage, as the SDK invokes them in the local cloud or in AWS.
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { findRunning } from '#local/running.ts';
import { localRegion } from '#offline-cloud/account.ts';
import { UserError } from '#tools/userError.ts';
import { localStage, notRunning, type Place } from './findEventService.ts';

/** Longer than a function may run, since the answer comes when it has ended. */
const requestTimeoutMs = 910_000;

/** Throws UserError where no stage is given and no local cloud runs. */
export const createLambdaClient = async ({ stage, region }: Place): Promise<LambdaClient> => {
  // A second attempt would start a second invocation beside the first.
  const options = { maxAttempts: 1, requestHandler: { requestTimeout: requestTimeoutMs } };
  if (stage !== undefined) return new LambdaClient(region ? { ...options, region } : options);
  const endpoint = process.env.AWS_ENDPOINT_URL_LAMBDA ?? (await findRunning())?.lambdaUrl;
  if (!endpoint) throw new UserError(notRunning);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new LambdaClient({ ...options, endpoint, region: localRegion, credentials });
};

/** Returns what the function returned. Throws UserError with the function's own reason when it fails. */
export const invokeLambda = async (
  client: LambdaClient,
  stage: string | undefined,
  name: string,
  event: unknown,
): Promise<unknown> => {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({
      FunctionName: `users-${stage ?? localStage}-${name}`,
      Payload: JSON.stringify(event),
    }),
  );
  const result = JSON.parse(Payload?.transformToString() || '{}');
  if (FunctionError === undefined) return result;
  const { errorType = FunctionError, errorMessage = 'no reason given' } = result;
  throw new UserError(`${name} failed: ${errorType}: ${errorMessage}`);
};

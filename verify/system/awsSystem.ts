// A stage in AWS as a system to verify, with the caller's own credentials.
import { setTimeout as sleep } from 'node:timers/promises';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { createCloud, createSignedFetch } from '#cloud/deploy/aws/cloud.ts';
import type { Target } from '#cloud/deploy/steps/ports.ts';
import { readServiceStack } from '#cloud/deploy/steps/settleStack.ts';
import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { findBucket } from '#operate/files/findBucket.ts';
import { createLambdaClient, invokeLambda } from '#operate/lambdaClient.ts';
import { readFunctions } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';
import type { AccountName } from '../accounts/refusedStatements.ts';
import { NotRun } from '../expectations.ts';
import { createRequest } from './createRequest.ts';
import { executeAs } from './executeAs.ts';
import type { System } from './system.ts';

/** Half of what the smallest throttle of a route allows: the other half is for its callers. */
const intervalMs = ({ usersRatePerS, searchRatePerS }: ParameterValues): number =>
  2_000 / Math.min(usersRatePerS, searchRatePerS);

/** Time that Aurora may take to notice that nobody uses it, beyond `autoPauseS`. */
const pauseMarginS = 180;

const findFetch = (lambda: LambdaClient, { authorization }: ParameterValues, region: string) => {
  if (authorization === 'iam') return createSignedFetch(() => lambda.config.credentials(), region);
  if (authorization !== 'jwt') return fetch;
  const { API_TOKEN } = process.env;
  if (!API_TOKEN) throw new UserError('This stage asks for a token: API_TOKEN=… npm run verify -- …');
  return (url: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${API_TOKEN}`);
    return fetch(url, { ...init, headers });
  };
};

/** A function that has the account. */
const functionOf = (account: AccountName): string | undefined =>
  readFunctions().find((declared) => declared.account === account)?.name;

const findAccount = async (lambda: LambdaClient, stage: string, account: AccountName) => {
  const FunctionName = `users-${stage}-${functionOf(account)}`;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { DATABASE_RESOURCE_ARN, DATABASE_SECRET_ARN, DATABASE_NAME } = Environment?.Variables ?? {};
  return {
    resourceArn: DATABASE_RESOURCE_ARN,
    secretArn: DATABASE_SECRET_ARN,
    database: DATABASE_NAME,
  } as Parameters<typeof executeAs>[1];
};

/** Throws UserError where the stage is not deployed, or asks for a token that is not given. */
export const openAwsSystem = async (
  target: Target,
  parameters: ParameterValues,
  bucket?: string,
): Promise<System> => {
  const { stage, region } = target;
  const { outputs } = await readServiceStack(createCloud(region), target);
  const { HttpApiUrl: url } = outputs;
  if (!url) throw new UserError(`The stack of ${stage} has no HTTP API.`);
  const lambda = await createLambdaClient(target);
  const dataApi = new RDSDataClient({ region });
  return {
    ...createEventClients({ region }),
    place: 'AWS',
    name: `stage ${stage} in ${region}, ${url}`,
    stage,
    bus: parameters.eventBusName || `users-${stage}`,
    bucket: (await findBucket(target, bucket)).bucket,
    request: createRequest(findFetch(lambda, parameters, region), url, intervalMs(parameters)),
    invoke: (name, event) => invokeLambda(lambda, stage, name, event),
    execute: async (account, sql) => executeAs(dataApi, await findAccount(lambda, stage, account), sql),
    async pause(signal) {
      if (parameters.minAcu > 0) throw new NotRun('minAcu keeps the database awake');
      await sleep((parameters.autoPauseS + pauseMarginS) * 1_000, undefined, { signal });
    },
    waitMs: 180_000,
    pollMs: 2_000,
    // Fewer than the alarms on shares of 404 and 4xx need to ring.
    requests: 20,
  };
};

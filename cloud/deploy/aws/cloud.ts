// AWS behind the deployment's ports, with the caller's own credentials.

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { ECRClient } from '@aws-sdk/client-ecr';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsClient } from 'aws4fetch';
import type { Cloud } from '#cloud/deploy/steps/ports.ts';
import { createBuckets } from './buckets.ts';
import { createDatabases } from './databases.ts';
import { createEventSources, createFunctions } from './functions.ts';
import { createImages } from './images.ts';
import { createReleases } from './releases.ts';
import { createSecrets } from './secrets.ts';
import { createStacks } from './stacks.ts';

/** The keys that a client of the SDK has found. */
export type FindKeys = () => Promise<{
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}>;

/** Returns a `fetch` that makes one attempt. */
export const createSignedFetch =
  (findKeys: FindKeys, region: string) =>
  async (url: string, init?: RequestInit): Promise<Response> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await findKeys();
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    return new AwsClient({ ...keys, service: 'execute-api', region, retries: 0 }).fetch(url, init);
  };

/** Longer than `migrate` may run, since the answer comes when it has ended. */
const requestTimeoutMs = 910_000;

/** A step of minutes lies between two invocations: a connection that was kept would be closed by then, and is not retried. */
const freshConnection = { keepAlive: false };

export const createCloud = (region: string): Cloud => {
  const lambda = new LambdaClient({ region });
  // A second attempt would start a second invocation beside the first.
  const invoker = new LambdaClient({
    region,
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: requestTimeoutMs,
      httpAgent: freshConnection,
      httpsAgent: freshConnection,
    },
  });
  return {
    stacks: createStacks(new CloudFormationClient({ region })),
    databases: createDatabases(new RDSClient({ region })),
    images: createImages(new ECRClient({ region })),
    functions: createFunctions(lambda, invoker),
    eventSources: createEventSources(lambda),
    releases: createReleases(lambda, new CodeDeployClient({ region })),
    buckets: createBuckets(new S3Client({ region })),
    secrets: createSecrets(new SecretsManagerClient({ region })),
    async caller() {
      const { Account = '', Arn = '' } = await new STSClient({ region }).send(
        new GetCallerIdentityCommand({}),
      );
      return { account: Account, arn: Arn };
    },
    async signedGet(url) {
      const response = await createSignedFetch(() => lambda.config.credentials(), region)(url);
      const requestId = response.headers.get('apigw-requestid') ?? 'unknown';
      return { status: response.status, requestId, body: await response.text() };
    },
  };
};

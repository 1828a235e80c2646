// AWS behind the deployment's port, with the caller's own credentials. Built by deploy.ts and remove.ts.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AwsClient } from 'aws4fetch';
import { UserError } from '#tools/userError.ts';
import type { Cloud } from './cloud.ts';
import { stacks } from './stacks.ts';

export const awsCloud = (region: string): Cloud => {
  const ecr = new ECRClient({ region });
  // Longer than migrate may run, since the answer comes when it has ended.
  const lambda = new LambdaClient({ region, maxAttempts: 1, requestHandler: { requestTimeout: 910_000 } });

  return {
    ...stacks(new CloudFormationClient({ region })),

    async imageDigest(repositoryName, imageTag) {
      const command = new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] });
      try {
        return (await ecr.send(command)).imageDetails?.[0]?.imageDigest;
      } catch (error) {
        if ((error as Error).name === 'ImageNotFoundException') return undefined;
        throw error;
      }
    },

    async registry() {
      const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
      const { authorizationToken = '', proxyEndpoint = '' } = authorizationData?.[0] ?? {};
      const [username = '', password = ''] = Buffer.from(authorizationToken, 'base64').toString().split(':');
      return { host: new URL(proxyEndpoint).host, username, password };
    },

    async invoke(FunctionName, payload) {
      const command = new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) });
      const { FunctionError, Payload } = await lambda.send(command);
      const result = JSON.parse(Payload?.transformToString() || 'null');
      if (FunctionError === undefined) return result;
      throw new UserError(`${FunctionName} failed: ${result?.errorType}: ${result?.errorMessage}`);
    },

    async signedGet(url) {
      const client = new AwsClient({
        ...(await lambda.config.credentials()),
        service: 'execute-api',
        region,
        retries: 0,
      });
      return (await client.fetch(url)).status;
    },
  };
};

// AWS behind the deployment's port, with the caller's own credentials. Built by deploy.ts and remove.ts.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Cloud } from './cloud.ts';
import { DeployError } from './deployError.ts';
import { Sha256 } from './sha256.ts';
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
      throw new DeployError(`${FunctionName} failed: ${result?.errorType}: ${result?.errorMessage}`);
    },

    async signedGet(url) {
      const { protocol, host, pathname, searchParams } = new URL(url);
      const { credentials } = lambda.config;
      const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
      const { headers } = await signer.sign({
        method: 'GET',
        protocol,
        hostname: host,
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: { host },
      });
      return (await fetch(url, { headers })).status;
    },
  };
};

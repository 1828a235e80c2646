// The environment of functions that speak to the Data API's stub.
import { functionEnvironment, secretArn } from '#local/environment.ts';
import { credentialsPath, type DataApiStub } from './startDataApiStub.ts';

/** What every function of the bench finds that reads a directory. */
export const directoryEnvironment = (urls: { dataApiUrl: string; databaseUrl?: string }) => ({
  ...functionEnvironment(urls),
  DATABASE_SECRET_ARN: secretArn,
  AWS_REGION: 'eu-central-1',
});

/**
 * `on-demand`: Lambda initializes the environment because a request waits. `snap-start`: it is restored from a snapshot, and
 * its credentials come from an endpoint.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 * https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html
 */
export type Initialization = 'provisioned-concurrency' | 'on-demand' | 'snap-start';

const useEndpoint = (environment: Record<string, string>, { plainUrl }: DataApiStub) => ({
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => !/ACCESS_KEY/.test(name))),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: `${plainUrl}${credentialsPath}`,
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'bench',
});

export const stubEnvironment = (
  stub: DataApiStub,
  { hasTls = true, initialization = 'provisioned-concurrency' as Initialization } = {},
): Record<string, string> => {
  const environment = directoryEnvironment({ dataApiUrl: hasTls ? stub.url : stub.plainUrl });
  return {
    ...(initialization === 'snap-start' ? useEndpoint(environment, stub) : environment),
    AWS_LAMBDA_INITIALIZATION_TYPE: initialization,
    NODE_EXTRA_CA_CERTS: stub.certificateFile,
  };
};

// The environment of functions that speak to the Data API's stub.
import { credentialsPath, type DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { functionEnvironment, secretArn } from '#local/environment.ts';

export type StubEnvironmentOptions = {
  /** Without TLS. */
  plain?: boolean;
  /**
   * Lambda initializes the environment because a request waits, rather than ahead of requests:
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
   */
  onDemand?: boolean;
  /**
   * The environment is to be restored from a snapshot, and its credentials come from an endpoint:
   * https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html
   */
  snapStart?: boolean;
};

const initializationType = ({ onDemand, snapStart }: StubEnvironmentOptions): string => {
  if (snapStart) return 'snap-start';
  return onDemand ? 'on-demand' : 'provisioned-concurrency';
};

const credentialEndpoint = ({ plainUrl }: DataApiStub): Record<string, string> => ({
  AWS_CONTAINER_CREDENTIALS_FULL_URI: `${plainUrl}${credentialsPath}`,
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'bench',
});

const withoutKeys = (environment: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/ACCESS_KEY/.test(name)));

export const stubEnvironment = (
  stub: DataApiStub,
  options: StubEnvironmentOptions = {},
): Record<string, string> => {
  const environment = functionEnvironment({ dataApiUrl: options.plain ? stub.plainUrl : stub.url });
  return {
    ...(options.snapStart ? { ...withoutKeys(environment), ...credentialEndpoint(stub) } : environment),
    DATABASE_SECRET_ARN: secretArn,
    AWS_REGION: 'eu-central-1',
    AWS_LAMBDA_INITIALIZATION_TYPE: initializationType(options),
    NODE_EXTRA_CA_CERTS: stub.certificateFile,
  };
};

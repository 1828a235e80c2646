// The environment of functions that speak to the Data API's stub.
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { functionEnvironment } from '#local/environment.ts';

export type StubEnvironmentOptions = {
  /** Without TLS. */
  plain?: boolean;
  /**
   * Lambda initializes the environment because a request waits, rather than ahead of requests:
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
   */
  onDemand?: boolean;
};

export const stubEnvironment = (
  stub: DataApiStub,
  { plain = false, onDemand = false }: StubEnvironmentOptions = {},
): Record<string, string> => ({
  ...functionEnvironment(plain ? stub.plainUrl : stub.url),
  AWS_REGION: 'eu-central-1',
  AWS_LAMBDA_INITIALIZATION_TYPE: onDemand ? 'on-demand' : 'provisioned-concurrency',
  NODE_EXTRA_CA_CERTS: stub.certificateFile,
});

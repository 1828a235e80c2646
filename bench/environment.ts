// Where a bench keeps its files, and the environment that its functions find. Called by main.ts and the measurements.
import { join } from 'node:path';
import { functionEnvironment } from '#local/environment.ts';
import { root } from '#tools/paths.ts';
import type { Candidate } from './candidates.ts';
import type { DataApiStub } from './dataApiStub.ts';

export const benchFolder = join(root, '.local/bench');

export const environmentOf = ({ primed, plain }: Candidate, stub: DataApiStub): Record<string, string> => ({
  ...functionEnvironment(plain ? stub.plainUrl : stub.url),
  AWS_REGION: 'eu-central-1',
  AWS_LAMBDA_INITIALIZATION_TYPE: primed ? 'on-demand' : 'provisioned-concurrency',
  NODE_EXTRA_CA_CERTS: stub.certificate,
});

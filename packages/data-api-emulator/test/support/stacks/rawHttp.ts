// The stack without a client library: JSON over HTTP, as the restJson1 protocol says.
import type { SuiteTarget } from '../target.ts';
import { signedFetch } from './signedFetch.ts';
import { type Members, type SendCall, ServiceError, type Stack, type StackOperation } from './stack.ts';

const paths: Record<StackOperation, string> = {
  ExecuteStatement: '/Execute',
  BatchExecuteStatement: '/BatchExecute',
  BeginTransaction: '/BeginTransaction',
  CommitTransaction: '/CommitTransaction',
  RollbackTransaction: '/RollbackTransaction',
};

export const baseUrl = ({ endpoint, region }: SuiteTarget): string =>
  endpoint ?? `https://rds-data.${region}.amazonaws.com`;

/** The response as it came, for the checks that look at text and headers. */
export const rawFetch = (target: SuiteTarget, operation: StackOperation, body: string): Promise<Response> =>
  signedFetch(new URL(paths[operation], baseUrl(target)), target.region, body);

export const rawHttp: Stack = (target) => {
  const call: SendCall = async (operation, request) => {
    const response = await rawFetch(target, operation, JSON.stringify(request));
    const members = (await response.json()) as Members;
    if (response.ok) return members;
    const name = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? '';
    throw new ServiceError(name, members.message ?? '', response.status, members.dbConnectionId);
  };
  return call;
};

// An independent stack: data-api-client 1.x, whose native methods are aws-sdk 2's.
import { createRequire } from 'node:module';
import { credentials } from '../support/credentials.ts';
import {
  type Members,
  mapBlobs,
  type SendCall,
  ServiceError,
  type Stack,
  toBase64,
  toBuffer,
} from '../support/stacks/stack.ts';
import type { SuiteTarget } from '../support/target.ts';

type Client = Record<string, (request: unknown) => Promise<Members>> & {
  query(sql: string, parameters?: unknown): Promise<Members>;
  transaction(): TransactionBuilder;
};

type TransactionBuilder = {
  query(statement: unknown, parameters?: unknown): TransactionBuilder;
  rollback(listener: (error: Error | null, status: string) => void): TransactionBuilder;
  commit(): Promise<Members[]>;
};

type SdkError = Error & { code: string; statusCode?: number; dbConnectionId?: number };

/** Loaded when it is used: the package is not installed for the suite's other stacks. */
const loadPackage = (): ((options: unknown) => Client) => {
  process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
  return createRequire(import.meta.url)('data-api-client');
};

export const openDataApiClient = (target: SuiteTarget, database?: string): Client => {
  const { endpoint, region, resourceArn, secretArn } = target;
  const sdkOptions = { region, credentials, maxRetries: 0, ...(endpoint && { endpoint, sslEnabled: false }) };
  return loadPackage()({ resourceArn, secretArn, database, options: sdkOptions });
};

export const dataApiClient: Stack = (target) => {
  const client = openDataApiClient(target);
  const call: SendCall = async (operation, request) => {
    const method = operation.charAt(0).toLowerCase() + operation.slice(1);
    try {
      const native = client[method] as (request: unknown) => Promise<Members>;
      return mapBlobs(await native(mapBlobs(request, toBuffer)), toBase64) as Members;
    } catch (error) {
      const { code, message, statusCode, dbConnectionId } = error as SdkError;
      throw new ServiceError(code, message, statusCode, dbConnectionId);
    }
  };
  return call;
};

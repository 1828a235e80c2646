// The target of one test file, its own database on it, and clients on every stack.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { EmulatorOptions } from '../../src/startEmulator.ts';
import { dataApiClient } from '../clients/dataApiClient.ts';
import { rawHttp } from './stacks/rawHttp.ts';
import { sdkV3 } from './stacks/sdkV3.ts';
import type { Members, SendCall, Stack } from './stacks/stack.ts';
import { type SuiteTarget, startTarget } from './target.ts';

/** `npm run test:clients` adds the clients of test/clients, which it installs. */
const stacks: Readonly<Record<string, Stack>> = {
  'SDK v3': sdkV3,
  HTTP: rawHttp,
  ...(process.env.DATA_API_CLIENTS === '1' && { 'data-api-client': dataApiClient }),
};

export type SuiteClient = {
  call: SendCall;
  execute(sql: string, more?: Members): Promise<Members>;
  batch(sql: string, parameterSets: Members[][], more?: Members): Promise<Members>;
  begin(more?: Members): Promise<string>;
  commit(transactionId: string): Promise<Members>;
  rollback(transactionId: string): Promise<Members>;
  /** Creates a table of its own for one check and returns its name. */
  table(columns: string): Promise<string>;
};

const createClient = (call: SendCall, database: string): SuiteClient => {
  const client: SuiteClient = {
    call,
    execute: (sql, more) => call('ExecuteStatement', { database, sql, ...more }),
    batch: (sql, parameterSets, more) =>
      call('BatchExecuteStatement', { database, sql, parameterSets, ...more }),
    begin: async (more) => (await call('BeginTransaction', { database, ...more })).transactionId,
    commit: (transactionId) => call('CommitTransaction', { transactionId }),
    rollback: (transactionId) => call('RollbackTransaction', { transactionId }),
    table: async (columns) => {
      const name = `t${randomBytes(6).toString('hex')}`;
      await client.execute(`CREATE TABLE ${name} (${columns})`);
      return name;
    },
  };
  return client;
};

export const useTarget = (options: Partial<EmulatorOptions> = {}) => {
  const database = `test_${randomBytes(6).toString('hex')}`;
  let target: SuiteTarget;

  /** A client whose target exists by the time a check calls it. */
  const clientOn = (stack: Stack): SuiteClient => {
    let send: SendCall | undefined;
    return createClient((operation, request) => {
      send ??= stack(target);
      const { resourceArn, secretArn } = target;
      return send(operation, { resourceArn, secretArn, ...request });
    }, database);
  };
  const http = clientOn(rawHttp);

  beforeAll(async () => {
    target = await startTarget(options);
    await http.execute(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`, { database: undefined });
  });
  afterAll(async () => {
    await http.execute(`DROP DATABASE ${database}`, { database: undefined }).finally(target.stop);
  });

  return {
    database,
    target: () => target,
    /** The client for checks that no stack treats differently. */
    http,
    /** Registers the same checks once for each stack. */
    onEveryStack: (register: (client: SuiteClient) => void) => {
      for (const [name, stack] of Object.entries(stacks)) describe(name, () => register(clientOn(stack)));
    },
  };
};

// Gives a test file its target, its own database and clients on every stack; the first thing each file calls.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { EmulatorOptions } from '../../src/startEmulator.ts';
import { dataApiClient } from './stacks/dataApiClient.ts';
import { rawHttp } from './stacks/rawHttp.ts';
import { sdkV3 } from './stacks/sdkV3.ts';
import type { Call, Members, Operation } from './stacks/stack.ts';
import { startTarget, type Target } from './target.ts';

const stacks = { 'SDK v3': sdkV3, 'data-api-client': dataApiClient, HTTP: rawHttp };

export type Client = {
  call: Call;
  execute(sql: string, more?: Members): Promise<Members>;
  batch(sql: string, parameterSets: Members[][], more?: Members): Promise<Members>;
  begin(more?: Members): Promise<string>;
  commit(transactionId: string): Promise<Members>;
  rollback(transactionId: string): Promise<Members>;
  /** Creates a table of its own for one check and returns its name. */
  table(columns: string): Promise<string>;
};

const createClient = (call: Call, database: string): Client => {
  const client: Client = {
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

export const useDataApi = (options: Partial<EmulatorOptions> = {}) => {
  const database = `test_${randomBytes(6).toString('hex')}`;
  let target: Target;
  let callOf: Partial<Record<keyof typeof stacks, Call>> = {};

  /** A client whose target exists by the time a check calls it. */
  const client = (stack: keyof typeof stacks): Client => {
    const call: Call = (operation: Operation, request) => {
      callOf[stack] ??= stacks[stack](target);
      const { resourceArn, secretArn } = target;
      return callOf[stack](operation, { resourceArn, secretArn, ...request });
    };
    return createClient(call, database);
  };

  beforeAll(async () => {
    target = await startTarget(options);
    callOf = {};
    await client('HTTP').execute(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`, {
      database: undefined,
    });
  });
  afterAll(async () => {
    await client('HTTP').execute(`DROP DATABASE ${database}`, { database: undefined });
    await target.stop();
  });

  return {
    database,
    target: () => target,
    client,
    /** Registers the same checks once for each stack. */
    onEveryStack: (register: (client: Client) => void) => {
      for (const stack of Object.keys(stacks) as (keyof typeof stacks)[]) {
        describe(stack, () => register(client(stack)));
      }
    },
  };
};

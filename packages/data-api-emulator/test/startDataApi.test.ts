// An emulator with a private server of its own, as tests of other projects use it.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CompletedCall } from '../src/http/completedCall.ts';
import { findMysqlBinary } from '../src/mysql/findMysqlBinary.ts';
import { type DataApi, type DataApiOptions, startDataApi } from '../src/startDataApi.ts';
import { isReal } from './support/target.ts';

const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-test-'));
const schema = join(folder, 'schema.sql');
writeFileSync(
  schema,
  "CREATE TABLE users (email VARCHAR(254));\nINSERT INTO users VALUES ('a@x'), ('b@x');\n",
);
afterAll(() => rmSync(folder, { recursive: true }));

const createExecute = ({ clientSettings, resourceArn, secretArn, database }: DataApi) => {
  const client = new RDSDataClient(clientSettings);
  return (sql: string) => client.send(new ExecuteStatementCommand({ resourceArn, secretArn, database, sql }));
};

const use = async (options: DataApiOptions, work: (api: DataApi) => Promise<void>): Promise<void> => {
  const api = await startDataApi(options);
  await work(api).finally(api.stop);
};

const count = [[{ longValue: 2 }]];

(isReal || !findMysqlBinary() ? describe.skip : describe)('startDataApi', () => {
  test('gives a client what it needs, and a database with the tables of a file', async () => {
    await use({ schema, database: 'my-db' }, async (api) => {
      const { records } = await createExecute(api)('SELECT COUNT(*) FROM users');
      expect(records).toEqual(count);
    });
  });

  test('a reset takes away what calls have done, also where sessions are open', async () => {
    await use({ schema }, async (api) => {
      const execute = createExecute(api);
      await execute('DELETE FROM users');
      await execute('CREATE TABLE other (id INT)');
      await api.reset();
      expect((await execute('SELECT COUNT(*) FROM users')).records).toEqual(count);
      await expect(execute('SELECT * FROM other')).rejects.toThrow('Error code: 1146');
    });
  });

  test('keeps the data of a folder, and makes its tables once', async () => {
    const options = { schema, folder: join(folder, 'kept') };
    await use(options, async (api) => {
      await createExecute(api)("INSERT INTO users VALUES ('c@x')");
    });
    await use(options, async (api) => {
      const { records } = await createExecute(api)('SELECT COUNT(*) FROM users');
      expect(records).toEqual([[{ longValue: 3 }]]);
    });
  });

  test('tells onCall of each call, also of one that gets no answer', async () => {
    const calls: CompletedCall[] = [];
    const onCall = (call: CompletedCall) => void calls.push(call);
    await use({ schema, onCall }, async (api) => {
      const clientSettings = { ...api.clientSettings, maxAttempts: 1 };
      const execute = createExecute({ ...api, clientSettings });
      await execute("UPDATE users SET email = 'c@x'");
      api.faults.add({ fault: 'reset-after' });
      await expect(execute('DELETE FROM users')).rejects.toThrow();
      await expect(execute('SELECT * FROM other')).rejects.toThrow();
    });
    const common = { operation: 'ExecuteStatement', durationMs: expect.any(Number) };
    expect(calls).toMatchObject([
      { ...common, sql: "UPDATE users SET email = 'c@x'", rows: 2, isAnswered: true },
      { ...common, sql: 'DELETE FROM users', fault: 'reset-after', isAnswered: false },
      { ...common, error: { name: 'DatabaseErrorException' }, isAnswered: true },
    ]);
  });

  test('accepts any ARN unless one is named', async () => {
    const resourceArn = 'arn:aws:rds:eu-central-1:123456789012:cluster:mine';
    await use({ resourceArn }, async (api) => {
      expect(api.resourceArn).toBe(resourceArn);
      const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:any';
      const execute = createExecute({ ...api, secretArn });
      expect((await execute('SELECT 2')).records).toEqual(count);
      const other = createExecute({ ...api, resourceArn: `${resourceArn}s` });
      await expect(other('SELECT 2')).rejects.toMatchObject({ name: 'HttpEndpointNotEnabledException' });
    });
  });

  test('says in one sentence what the server refuses of a schema, and leaves nothing behind', async () => {
    const broken = join(folder, 'broken.sql');
    writeFileSync(broken, 'CREATE TABL users (id INT)');
    await expect(startDataApi({ schema: broken })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/broken\.sql could not be run: .*near 'TABL users/),
    });
  });

  test('ends the server and its data at the end of an `await using` block', async () => {
    const api = await startDataApi();
    await api[Symbol.asyncDispose]();
    await expect(fetch(api.url)).rejects.toThrow('fetch failed');
    expect(existsSync(api.origin)).toBe(true);
  });
});

// MySQL goes away and comes back; the emulator is never restarted.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { killTimeoutMs } from '../src/limits.ts';
import { type BreakableProxy, breakableProxy } from './support/breakableProxy.ts';
import { manualClock } from './support/manualClock.ts';
import { emulated, undocumented } from './support/sources.ts';
import { sdkV3 } from './support/stacks/sdkV3.ts';
import type { SendCall } from './support/stacks/stack.ts';
import { isReal, type SuiteTarget, startTarget } from './support/target.ts';
import { untilRuns } from './support/untilRuns.ts';

(isReal ? describe.skip : describe)('without a database', () => {
  let proxy: BreakableProxy;
  let target: SuiteTarget;
  let call: SendCall;
  const unavailable = { name: 'DatabaseUnavailableException', status: 504 };
  const execute = (sql: string, more = {}) => {
    const { resourceArn, secretArn } = target;
    return call('ExecuteStatement', { resourceArn, secretArn, sql, ...more });
  };
  const begin = () =>
    call('BeginTransaction', { resourceArn: target.resourceArn, secretArn: target.secretArn });

  beforeAll(async () => {
    proxy = await breakableProxy(process.env.TEST_DATABASE_URL as string);
    proxy.down();
    target = await startTarget({ databaseUrl: proxy.databaseUrl });
    call = sdkV3(target);
  });
  afterAll(async () => {
    await target.stop();
    proxy.down();
  });

  emulated(
    'API_ExecuteStatement',
    'starts, and answers DatabaseUnavailableException until MySQL is there',
    async () => {
      await expect(execute('SELECT 1')).rejects.toMatchObject(unavailable);
      await expect(begin()).rejects.toMatchObject(unavailable);
      await proxy.up();
      expect((await execute('SELECT 1')).records).toEqual([[{ longValue: 1 }]]);
    },
  );

  emulated(
    'API_ExecuteStatement',
    'recovers when MySQL returns, with calls at work and at rest',
    async () => {
      await Promise.all(Array.from({ length: 5 }, () => execute('SELECT 1')));
      const running = expect(execute('SELECT SLEEP(30) /* at work */')).rejects.toMatchObject(unavailable);
      const { transactionId } = await begin();
      await untilRuns('at work', execute);
      proxy.down();
      await running;
      await expect(execute('SELECT 1')).rejects.toMatchObject(unavailable);
      await proxy.up();
      expect((await execute('SELECT 1')).records).toEqual([[{ longValue: 1 }]]);
      await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject({
        name: 'TransactionNotFoundException',
        message: expect.stringContaining('aborted'),
      });
    },
  );

  emulated('data-api.calling', 'a MySQL that no longer answers does not delay the time limit', async () => {
    const clock = manualClock();
    const frozen = await breakableProxy(process.env.TEST_DATABASE_URL as string);
    const other = await startTarget({ databaseUrl: frozen.databaseUrl, clock });
    const { resourceArn, secretArn } = other;
    const executeThere = (sql: string, more = {}) =>
      sdkV3(other)('ExecuteStatement', { resourceArn, secretArn, sql, ...more });
    const running = expect(executeThere('SELECT SLEEP(60) /* frozen */')).rejects.toMatchObject({
      name: 'StatementTimeoutException',
    });
    await untilRuns('frozen', executeThere);
    frozen.freeze();
    clock.advance(45_000);
    await clock.hasTimer(killTimeoutMs);
    clock.advance(killTimeoutMs);
    await running;
    frozen.down();
    await other.stop();
  });

  undocumented('a wrong password is an SQL error', async () => {
    const url = new URL(process.env.TEST_DATABASE_URL as string);
    url.password = 'wrong';
    const other = await startTarget({ databaseUrl: url.href });
    const { resourceArn, secretArn } = other;
    await expect(
      sdkV3(other)('ExecuteStatement', { resourceArn, secretArn, sql: 'SELECT 1' }),
    ).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringContaining('Error code: 1045'),
    });
    await other.stop();
  });

  undocumented('a start warns of what would fail or lose text later', async () => {
    const serverUrl = process.env.TEST_DATABASE_URL as string;
    const database = `latin1_${randomBytes(6).toString('hex')}`;
    await execute(`CREATE DATABASE ${database} CHARACTER SET latin1`);
    const warningOf = async (databaseUrl: string): Promise<string> => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const other = await startTarget({ databaseUrl, warn: resolve });
      return promise.finally(other.stop);
    };
    expect(await warningOf(new URL(`/${database}`, serverUrl).href)).toMatch(
      new RegExp(`^The database ${database} has the character set latin1, .*CHARACTER SET utf8mb4;$`),
    );
    expect(await warningOf(new URL('/no_such_database', serverUrl).href)).toMatch(
      /^MySQL refuses the user .*: Unknown database 'no_such_database'; Error code: 1049/,
    );
    expect(await warningOf('mysql://root@127.0.0.1:1/users')).toBe('No MySQL answers at 127.0.0.1:1 yet.');
    await execute(`DROP DATABASE ${database}`);
  });

  undocumented('a taken port is one clear error', async () => {
    const port = Number(new URL(target.endpoint as string).port);
    await expect(startTarget({ port })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining(`127.0.0.1:${port}: the port is taken`),
    });
  });
});

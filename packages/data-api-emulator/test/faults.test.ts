// Faults switched at run time, over HTTP and by the command line.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FaultName, FaultRule } from '../src/faults/faults.ts';
import { manualClock } from './support/manualClock.ts';
import { isReal } from './support/target.ts';
import { useTarget } from './support/useTarget.ts';

const clock = manualClock();
const api = useTarget({ clock });

const admin = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(new URL(path, api.target().endpoint), init);
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
};
const add = (rule: FaultRule) => admin('/_faults', { method: 'POST', body: JSON.stringify(rule) });

const main = join(import.meta.dirname, '../src/main.ts');

const cli = (...flags: string[]) =>
  new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, 'faults', ...flags], (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

const errors: [FaultName, string, number][] = [
  ['throttling', 'ThrottlingException', 400],
  ['internal-error', 'InternalServerErrorException', 500],
  ['service-unavailable', 'ServiceUnavailableError', 503],
  ['database-unavailable', 'DatabaseUnavailableException', 504],
  ['statement-timeout', 'StatementTimeoutException', 400],
  ['too-many-connections', 'DatabaseErrorException', 400],
];

(isReal ? describe.skip : describe)('faults', () => {
  afterEach(() => admin('/_faults', { method: 'DELETE' }));

  api.onEveryStack(({ execute, begin, commit, table }) => {
    const insert = async (name: string) => execute(`INSERT INTO ${name} VALUES (1)`);
    const count = async (name: string) =>
      (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;

    test.each(errors)('%s fails the next call with %s %d and runs nothing', async (fault, name, status) => {
      const tableName = await table('v INT');
      await add({ fault });
      await expect(insert(tableName)).rejects.toMatchObject({ name, status });
      expect(await count(tableName)).toBe(0);
    });

    test('reset-before loses the call', async () => {
      const name = await table('v INT');
      await add({ fault: 'reset-before' });
      await expect(insert(name)).rejects.toThrow();
      expect(await count(name)).toBe(0);
    });

    test('reset-after runs the call and loses the answer', async () => {
      const name = await table('v INT');
      await add({ fault: 'reset-after' });
      await expect(insert(name)).rejects.toThrow();
      expect(await count(name)).toBe(1);
    });

    test('reset-after of a commit: the write happened, the transaction is over', async () => {
      const name = await table('v INT');
      const transactionId = await begin();
      await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
      await add({ fault: 'reset-after', operation: 'CommitTransaction' });
      await expect(commit(transactionId)).rejects.toThrow();
      await expect(commit(transactionId)).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
      expect(await count(name)).toBe(1);
    });

    test('slow holds the answer back', async () => {
      await add({ fault: 'slow', delayMs: 3_000 });
      let isAnswered = false;
      const call = execute('SELECT 1').then(() => {
        isAnswered = true;
      });
      await clock.hasTimer(3_000);
      expect(isAnswered).toBe(false);
      clock.advance(3_000);
      await call;
    });
  });

  test('hang never answers, and other calls go on', async () => {
    const { execute } = api.http;
    await add({ fault: 'hang' });
    const hanging = execute('SELECT 1').catch((error: Error) => error);
    expect((await execute('SELECT 2')).records).toEqual([[{ longValue: 2 }]]);
    expect(await Promise.race([hanging, Promise.resolve('no answer')])).toBe('no answer');
  });

  test('the endpoint lists the rules in force and refuses what is none', async () => {
    const rule: FaultRule = { fault: 'throttling', probability: 0, seed: 7, operation: 'BeginTransaction' };
    const state = { status: 200, instance: 'available', faults: [{ ...rule, applied: 0 }] };
    expect(await add(rule)).toEqual(state);
    expect(await admin('/_faults')).toEqual(state);
    expect(await add({ fault: 'nothing' as FaultName })).toMatchObject({ status: 400 });
    expect(await admin('/_faults', { method: 'PUT' })).toMatchObject({ status: 405 });
    expect(await admin('/_faults', { method: 'DELETE' })).toMatchObject({ faults: [] });
  });

  test('the command line adds, lists, clears and says what is wrong', async () => {
    const url = ['--url', api.target().endpoint as string];
    const added = await cli('add', 'throttling', '--times', '3', '--operation', 'ExecuteStatement', ...url);
    expect(JSON.parse(added.stdout).faults).toEqual([
      { fault: 'throttling', times: 3, operation: 'ExecuteStatement', applied: 0 },
    ]);
    expect(await cli('add', 'throttling', '--times', 'x', ...url)).toMatchObject({
      exitCode: 2,
      stderr: 'times must be an integer from 1.\n',
    });
    expect(JSON.parse((await cli('clear', ...url)).stdout)).toEqual({ instance: 'available', faults: [] });
    expect(await cli('list', '--url', 'http://127.0.0.1:1')).toMatchObject({ exitCode: 1 });
    expect((await cli('--help')).stdout).toContain('data-api-emulator faults add');
  });
});

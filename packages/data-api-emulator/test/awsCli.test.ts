// The AWS CLI, where installed: a third protocol stack, which prints 64-bit integers exactly.
import { execFile, spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { credentials } from './support/credentials.ts';
import { useTarget } from './support/useTarget.ts';

const isInstalled = spawnSync('aws', ['--version']).status === 0;
const api = useTarget();

type Run = { exitCode: number; stdout: string; stderr: string };

const aws = (command: string, more: string[] = []): Promise<Run> => {
  const { endpoint, region, resourceArn, secretArn } = api.target();
  const target = ['--resource-arn', resourceArn, '--secret-arn', secretArn, '--region', region];
  const flags = [...target, ...(endpoint ? ['--endpoint-url', endpoint] : []), ...more];
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_MAX_ATTEMPTS: '1',
  };
  return new Promise((resolve) => {
    execFile('aws', ['rds-data', command, '--output', 'json', ...flags], { env }, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
};

(isInstalled ? describe : describe.skip)('AWS CLI', () => {
  test('runs a statement with parameters and prints every digit', async () => {
    const value = '[{"name":"v","value":{"longValue":9223372036854775807}}]';
    const { stdout, stderr } = await aws('execute-statement', [
      '--sql',
      'SELECT :v AS v',
      '--parameters',
      value,
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain('9223372036854775807');
  });

  test('begins and rolls back a transaction', async () => {
    const { transactionId } = JSON.parse((await aws('begin-transaction')).stdout);
    const { stdout } = await aws('rollback-transaction', ['--transaction-id', transactionId]);
    expect(JSON.parse(stdout)).toEqual({ transactionStatus: 'Rollback Complete' });
  });

  test('knows the error by its name', async () => {
    const { exitCode, stderr } = await aws('execute-statement', ['--sql', 'SELEKT']);
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/\(DatabaseErrorException\).*Error code: 1064; SQLState: 42000/);
  });
});

// The command line `data-api-emulator`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sdkV3 } from './support/stacks/sdkV3.ts';
import { isReal } from './support/target.ts';

const arns = {
  resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:users',
  secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:users',
};
const required = [
  ...['--database-url', process.env.TEST_DATABASE_URL ?? ''],
  ...['--resource-arn', arns.resourceArn, '--secret-arn', arns.secretArn],
];

const main = join(import.meta.dirname, '../src/main.ts');
const startWith = (environment: Record<string, string>, ...flags: string[]): ChildProcess =>
  spawn(process.execPath, [main, ...flags], { env: { ...process.env, ...environment } });
const start = (...flags: string[]): ChildProcess => startWith({}, ...flags);

const output = async (child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> => {
  let text = '';
  child[stream]?.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return `${exitCode}: ${text}`;
};

(isReal ? describe.skip : describe)('data-api-emulator', () => {
  test('says where it listens, serves, and ends on SIGTERM', async () => {
    const child = start(...required, '--port', '0', '--auto-pause-s', '300', '--resume-s', '0.5');
    const [line] = await once(child.stdout?.setEncoding('utf8') as NodeJS.ReadableStream, 'data');
    const endpoint = /^RDS Data API emulator: (http:\/\/127\.0\.0\.1:\d+)\n/.exec(String(line))?.[1];
    const target = { ...arns, endpoint, region: 'eu-central-1', emulator: undefined, stop: async () => {} };
    const { records } = await sdkV3(target)('ExecuteStatement', { ...arns, sql: 'SELECT 1' });
    expect(records).toEqual([[{ longValue: 1 }]]);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('takes secrets from the environment, and warns of a user that MySQL refuses', async () => {
    const DATA_API_SECRETS = JSON.stringify({ [arns.secretArn]: { username: 'nobody', password: 'wrong' } });
    const child = startWith({ DATA_API_SECRETS }, ...required.slice(0, 4), '--port', '0');
    const [line] = await once(child.stderr?.setEncoding('utf8') as NodeJS.ReadableStream, 'data');
    expect(line).toMatch(
      /^MySQL refuses the user nobody: Access denied for user .*; Error code: 1045; SQLState: 28000\n$/,
    );
    child.kill('SIGTERM');
    await once(child, 'close');
  });

  test('--log writes one line per call on stderr, without values or colours', async () => {
    const child = start(...required, '--port', '0', '--log');
    const [line] = await once(child.stdout?.setEncoding('utf8') as NodeJS.ReadableStream, 'data');
    const log = output(child, 'stderr');
    const endpoint = /http:\S+/.exec(String(line))?.[0];
    const send = sdkV3({
      ...arns,
      endpoint,
      region: 'eu-central-1',
      emulator: undefined,
      stop: async () => {},
    });
    const parameters = [{ name: 'name', value: { stringValue: 'Homer' } }];
    await send('ExecuteStatement', { ...arns, sql: "SELECT :name,\n 'Marge'", parameters });
    await send('ExecuteStatement', { ...arns, sql: "SELECT 'Bart' FORM users" }).catch(() => {});
    await fetch(`${endpoint}/`);
    await fetch(`${endpoint}/Execute`, { method: 'POST', headers: { origin: 'http://evil.example' } });
    child.kill('SIGTERM');
    expect((await log).replaceAll(/ \d+\.\d ms/g, ' # ms')).toMatch(
      new RegExp(
        [
          '^0: ExecuteStatement  # ms  1 row  SELECT :name, \\?',
          'ExecuteStatement  # ms  DatabaseErrorException: .* 1064; SQLState: 42000  SELECT \\? FORM users',
          'POST /Execute  # ms  AccessDeniedException: Pages of this origin may not use this port\\.',
          '$',
        ].join('\n'),
      ),
    );
  });

  test('refuses an action of `faults` that is a name of every object', async () => {
    expect(await output(start('faults', 'constructor'), 'stderr')).toBe(
      '2: Give one of list, add, clear, pause; --help shows how.\n',
    );
  });

  test('--help is the manual', async () => {
    expect(await output(start('--help'), 'stdout')).toMatch(
      /^0: An emulator of the RDS Data API[\s\S]*--auto-pause-s/,
    );
  });

  test.each([
    [['--nothing'], /^2: Unknown option '--nothing'\. --help lists the flags\.\n$/],
    [['surplus'], /^2: Unexpected argument 'surplus'\. --help lists the flags\.\n$/],
    [[...required, '--keep', 'data'], /^2: --keep is for a private server, not for --database-url\.\n$/],
    [[...required, '--port', '65536'], /^2: --port must be a number from 0 to 65535, not "65536"\.\n$/],
    [[...required, '--resume-s', 'soon'], /^2: --resume-s must be a number of at least 0, not "soon"\.\n$/],
    [[...required, '--max-sessions', '0'], /^2: --max-sessions must be a number of at least 1, not "0"\.\n$/],
    [[...required.with(1, 'users')], /^1: The database URL must look like mysql:\/\/.*\n$/],
  ])('refuses %j', async (flags, sentence) => {
    expect(await output(start(...flags), 'stderr')).toMatch(sentence);
  });
});

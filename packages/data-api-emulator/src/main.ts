// Command line of the emulator: `npm run data-api -- --help`.
import { parseArgs } from 'node:util';
import { startEmulator } from './startEmulator.ts';

const manual = `An emulator of the RDS Data API for Aurora MySQL, in front of a MySQL or MariaDB server.

  npm run data-api -- --database-url mysql://user:password@127.0.0.1:3306/users \\
    --resource-arn arn:aws:rds:eu-central-1:123456789012:cluster:users \\
    --secret-arn arn:aws:secretsmanager:eu-central-1:123456789012:secret:users

  --database-url   the database; its name is used by calls that name none            (required)
  --resource-arn   the cluster ARN that calls must name                              (required)
  --secret-arn     the secret ARN that calls must name                               (required)
  --port           the port to listen on                                             (default 8080, 0 is any)
  --host           the address to listen on                                          (default 127.0.0.1)
  --auto-pause-s   pauses the instance after so many seconds without use             (default never)
  --resume-s       seconds that a resume takes                                       (default 15)
  --help           this text

On a paused instance a call starts the resume and fails with DatabaseResumingException, as it does on Aurora.
Other faults are switched while it runs: npm run faults -- --help

Clients need nothing but AWS_ENDPOINT_URL_RDS_DATA=http://127.0.0.1:8080, a region and any credentials.
MySQL may be started later, and may go away and come back. Ctrl-C stops the emulator.
Behaviour, limits and their sources: docs/data-api.md
`;

const fail = (message: string, exitCode: number): never => {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
};

/** Exit code 2 is for flags, 1 for an emulator that cannot start. */
const refuse = (message: string): never => fail(message, 2);

const flag = { type: 'string' } as const;

const parseFlags = () =>
  parseArgs({
    options: {
      'database-url': flag,
      'resource-arn': flag,
      'secret-arn': flag,
      port: { ...flag, default: '8080' },
      host: { ...flag, default: '127.0.0.1' },
      'auto-pause-s': flag,
      'resume-s': flag,
      help: { type: 'boolean' },
    },
  }).values;

const readOptions = (values: ReturnType<typeof parseFlags>) => {
  const required = (name: 'database-url' | 'resource-arn' | 'secret-arn'): string =>
    values[name] ?? refuse(`--${name} is missing; --help lists the flags.`);
  const seconds = (name: 'auto-pause-s' | 'resume-s'): number | undefined => {
    const text = values[name];
    if (text !== undefined && !/^\d+(\.\d+)?$/.test(text)) refuse(`--${name} must be a number of seconds.`);
    return text === undefined ? undefined : Number(text);
  };
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) refuse('--port must be a number from 0 to 65535.');
  return {
    databaseUrl: required('database-url'),
    resourceArn: required('resource-arn'),
    secretArn: required('secret-arn'),
    port,
    host: values.host,
    autoPauseS: seconds('auto-pause-s'),
    resumeS: seconds('resume-s'),
  };
};

const main = async () => {
  const values = parseFlags();
  if (values.help) {
    process.stdout.write(manual);
    return;
  }
  const { url, stop } = await startEmulator(readOptions(values));
  process.stdout.write(`RDS Data API emulator: ${url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
};

await main().catch((error: Error & { code?: string }) =>
  fail(error.message, error.code?.startsWith('ERR_PARSE_ARGS') || error instanceof TypeError ? 2 : 1),
);

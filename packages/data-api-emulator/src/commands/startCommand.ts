// The command that starts an emulator and keeps it running until a signal.
import { type EmulatorOptions, startEmulator } from '../startEmulator.ts';
import { readSecrets } from './readSecrets.ts';
import { CommandError, type NumberRange, readNumber, runCommand } from './runCommand.ts';

const manual = `An emulator of the RDS Data API for Aurora MySQL, in front of a MySQL or MariaDB server.

  data-api-emulator --database-url mysql://user:password@127.0.0.1:3306/users \\
    --resource-arn arn:aws:rds:eu-central-1:123456789012:cluster:users \\
    --secret-arn arn:aws:secretsmanager:eu-central-1:123456789012:secret:users
  data-api-emulator faults --help       switches faults of a running emulator

  --database-url   the server, and a database whose character set is checked         (required)
  --resource-arn   the cluster ARN that calls must name                              (required)
  --secret-arn     the secret ARN of the user in the URL                  (required without DATA_API_SECRETS)
  --default-database   the database of calls that name none            (default none, as on Aurora)
  --port           the port to listen on                                             (default 8080, 0 is any)
  --host           the address to listen on                                          (default 127.0.0.1)
  --allow-host     a name besides localhost by which clients call it; may be repeated
  --auto-pause-s   pauses the instance after so many seconds without use             (default never)
  --resume-s       seconds that a resume takes                                       (default 15)
  --max-sessions   MySQL sessions at most; further calls wait for one                (default 40)
  --help           this text

DATA_API_SECRETS holds more secrets, each of which logs in with its own user: JSON, or the path of a JSON file,
{"<secret ARN>": {"username": "reader", "password": "…"}}. With it the URL needs no user.

On a paused instance a call starts the resume and fails with DatabaseResumingException, as it does on Aurora.

Clients need nothing but AWS_ENDPOINT_URL_RDS_DATA=http://127.0.0.1:8080, a region and any credentials.
MySQL may be started later, and may go away and come back. Ctrl-C stops the emulator.
`;

const text = { type: 'string' } as const;

const flags = {
  'database-url': text,
  'resource-arn': text,
  'secret-arn': text,
  'default-database': text,
  port: { ...text, default: '8080' },
  host: { ...text, default: '127.0.0.1' },
  'allow-host': { ...text, multiple: true },
  'auto-pause-s': text,
  'resume-s': text,
  'max-sessions': text,
} as const;

type TextFlag = Exclude<keyof typeof flags, 'allow-host'>;
type Flags = Partial<Record<TextFlag, string>> & { port: string; host: string; 'allow-host'?: string[] };

const readOptions = (given: Flags): EmulatorOptions => {
  const required = (name: 'database-url' | 'resource-arn' | 'secret-arn'): string => {
    const value = given[name];
    if (value === undefined) throw new CommandError(`--${name} is missing; --help lists the flags.`);
    return value;
  };
  const number = (name: TextFlag, range?: NumberRange): number | undefined => {
    const value = given[name];
    return value === undefined ? undefined : readNumber(name, value, range);
  };
  const secrets = readSecrets(process.env.DATA_API_SECRETS);
  return {
    databaseUrl: required('database-url'),
    resourceArn: required('resource-arn'),
    secretArn: Object.keys(secrets).length > 0 ? given['secret-arn'] : required('secret-arn'),
    secrets,
    defaultDatabase: given['default-database'],
    port: readNumber('port', given.port, { max: 65_535 }),
    host: given.host,
    allowedHosts: given['allow-host'],
    autoPauseS: number('auto-pause-s'),
    resumeS: number('resume-s'),
    maxSessions: number('max-sessions', { min: 1 }),
    warn: (sentence) => process.stderr.write(`${sentence}\n`),
  };
};

export const startCommand = (args: readonly string[]): Promise<void> =>
  runCommand(
    { manual, flags, maxArguments: 0 },
    async (given) => {
      const { url, stop } = await startEmulator(readOptions(given));
      process.stdout.write(`RDS Data API emulator: ${url}\n`);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    },
    args,
  );

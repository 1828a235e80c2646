// The command that starts an emulator and keeps it running until a signal.
import type { parseArgs } from 'node:util';
import type { CompletedCall } from '../http/completedCall.ts';
import { localResourceArn, localSecretArn } from '../localArns.ts';
import { findMysqlBinary } from '../mysql/findMysqlBinary.ts';
import { startDataApi } from '../startDataApi.ts';
import { type EmulatorOptions, startEmulator } from '../startEmulator.ts';
import { describeCall } from './describeCall.ts';
import { describeStart, type StartDescription } from './describeStart.ts';
import { installServer } from './installServer.ts';
import { readFlags } from './readFlags.ts';
import { readSecrets } from './readSecrets.ts';
import { CommandError, type NumberRange, readNumber, runCommand } from './runCommand.ts';

const manualOf = (
  name: string,
): string => `An emulator of the RDS Data API for Aurora MySQL, in front of a MySQL or MariaDB
server.

  ${name}
      starts a private server, too, which ends with it
  ${name} --database-url mysql://user:password@127.0.0.1:3306/users
      asks this server
  data-api-emulator faults --help
      tells how to switch faults of a running emulator

  --database-url <url>       the server, and a database whose character set is
                             checked
  --database <name>          the database of the private server (default: test)
  --schema <file>            SQL that makes its tables, where it has none
  --keep <folder>            keeps the private server's data (default: none is
                             kept)
  --install                  installs MariaDB's server first, if none is found:
                             asks before it runs anything
  --default-database <name>  the database of calls that name none (default:
                             none, as on Aurora)
  --resource-arn <arn>       the cluster ARN that calls must name (default: any)
  --secret-arn <arn>         the secret ARN of the user in the URL (default:
                             any, without DATA_API_SECRETS)
  --strict                   accepts only the two ARNs that it prints
  --port <port>              the port to listen on (default: 8080, 0 is any)
  --host <address>           the address to listen on (default: 127.0.0.1)
  --allow-host <name>        a name besides localhost by which clients call it;
                             repeatable
  --auto-pause-s <s>         pauses the instance after so many seconds without
                             use (default: never)
  --resume-s <s>             seconds that a resume takes (default: 15)
  --max-sessions <n>         MySQL sessions at most; further calls wait for one
                             (default: 40)
  --log                      one line per call on stderr: operation, duration,
                             rows or error, SQL without its values
  --help                     this text

Each flag may be given by the environment: DATA_API_DATABASE_URL for
--database-url, and several hosts in DATA_API_ALLOW_HOST with commas between
them. DATA_API_SECRETS holds more secrets, each of which logs in with its own
user: JSON, or the path of a JSON file,
{"<secret ARN>": {"username": "reader", "password": "…"}}. With it the URL needs
no user.

On a paused instance a call starts the resume and fails with
DatabaseResumingException, as it does on Aurora.

Clients need nothing but the environment that it prints. A server of
--database-url may be started later, and may go away and come back. Ctrl-C stops
the emulator.
`;

const text = { type: 'string' } as const;

const flags = {
  'database-url': text,
  database: text,
  schema: text,
  keep: text,
  install: { type: 'boolean' },
  strict: { type: 'boolean' },
  'resource-arn': text,
  'secret-arn': text,
  'default-database': text,
  port: text,
  host: text,
  'allow-host': { ...text, multiple: true },
  'auto-pause-s': text,
  'resume-s': text,
  'max-sessions': text,
  log: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];
type NumberFlag = 'auto-pause-s' | 'resume-s' | 'max-sessions';

type Options = Omit<EmulatorOptions, 'databaseUrl'>;

const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** Terminals alone get colours, and not where NO_COLOR or TERM says otherwise. */
const logCall = (call: CompletedCall): void => {
  const isColoured = process.stderr.isTTY && process.stderr.hasColors();
  process.stderr.write(describeCall(call, isColoured));
};

const readOptions = (given: Flags): Options => {
  const number = (name: NumberFlag, range?: NumberRange): number | undefined => {
    const value = given[name];
    return value === undefined ? undefined : readNumber(name, value, range);
  };
  const secrets = readSecrets(process.env.DATA_API_SECRETS);
  const isAlone = given.strict && Object.keys(secrets).length === 0;
  return {
    resourceArn: given['resource-arn'] ?? (given.strict ? localResourceArn : undefined),
    secretArn: given['secret-arn'] ?? (isAlone ? localSecretArn : undefined),
    secrets,
    defaultDatabase: given['default-database'],
    port: readNumber('port', given.port ?? '8080', { max: 65_535 }),
    host: given.host,
    allowedHosts: given['allow-host'],
    autoPauseS: number('auto-pause-s'),
    resumeS: number('resume-s'),
    maxSessions: number('max-sessions', { min: 1 }),
    onCall: given.log ? logCall : undefined,
  };
};

type Started = { url: string; stop(): Promise<void>; server?: StartDescription['server'] };

const startWithServer = async (given: Flags, options: Options): Promise<Started> => {
  if (given.install && !findMysqlBinary()) await installServer();
  const { database, schema, keep: folder } = given;
  const api = await startDataApi({ ...options, database, schema, folder, log: complain });
  return { ...api, server: api };
};

const start = async (given: Flags, options: Options): Promise<Started> => {
  const databaseUrl = given['database-url'];
  if (databaseUrl === undefined) return startWithServer(given, options);
  const misplaced = (['database', 'schema', 'keep', 'install'] as const).find((name) => given[name]);
  if (misplaced) throw new CommandError(`--${misplaced} is for a private server, not for --database-url.`);
  return startEmulator({ ...options, databaseUrl, warn: complain });
};

const describeArns = ({ resourceArn, secretArn, secrets = {} }: Options): string => {
  const isAnySecret = secretArn === undefined && Object.keys(secrets).length === 0;
  if (resourceArn === undefined && isAnySecret)
    return 'Any cluster and secret ARN is accepted; --strict accepts these two alone.';
  if (resourceArn === undefined) return 'Any cluster ARN is accepted, and the secrets that were named.';
  return isAnySecret
    ? 'This cluster ARN alone is accepted, and any secret.'
    : 'This cluster ARN alone is accepted, and the secrets that were named.';
};

/** Runs the command line with the given arguments; `name` is how it is typed. */
export const startCommand = (
  args: readonly string[],
  { name = 'data-api-emulator' }: { name?: string } = {},
): Promise<void> =>
  runCommand(
    { manual: manualOf(name), flags, maxArguments: 0 },
    async (typed) => {
      const given = { ...readFlags(process.env, flags), ...typed };
      const options = readOptions(given);
      const { url, server, stop } = await start(given, options);
      const resourceArn = options.resourceArn ?? localResourceArn;
      const secretArn = options.secretArn ?? Object.keys(options.secrets ?? {})[0] ?? localSecretArn;
      const arns = describeArns(options);
      process.stdout.write(describeStart({ url, server, resourceArn, secretArn, arns }));
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    },
    args,
  );

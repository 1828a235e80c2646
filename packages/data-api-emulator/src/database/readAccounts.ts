// The database accounts of an emulator, by the ARNs of their secrets.
import { StartError } from '../startError.ts';

/** A user of MySQL, and where it logs in. */
export type DatabaseAccount = {
  host: string;
  port: number;
  user: string;
  password: string;
  /** The database of the URL, or the empty text. */
  database: string;
  /** The database of calls that name none, or the empty text: then they have none, as on Aurora. */
  defaultDatabase: string;
};

/** What a secret of an RDS cluster holds ("Secrets Manager secret JSON structure", Amazon RDS and Aurora). */
export type DatabaseSecret = { username: string; password: string };

export type AccountOptions = {
  /** The server, the account of `secretArn`, and a database to inspect at the start: `mysql://user:password@host:3306/database`. */
  databaseUrl: string;
  /** The secret of the account in `databaseUrl`; absent without `secrets`, every secret ARN is. */
  secretArn?: string | undefined;
  /** More secrets, by their ARNs; each logs into the same server with its own account. */
  secrets?: Readonly<Record<string, DatabaseSecret>> | undefined;
  /** The database of calls that name none. By default they have none, and a table without its schema is error 1046, as on Aurora. */
  defaultDatabase?: string | undefined;
};

/** Throws StartError. */
const readServer = ({ databaseUrl, defaultDatabase = '' }: AccountOptions): DatabaseAccount => {
  try {
    const { protocol, hostname, port, username, password, pathname } = new URL(databaseUrl);
    if (protocol !== 'mysql:' || !hostname) throw new Error('not a MySQL server');
    return {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port || 3306),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      defaultDatabase,
    };
  } catch {
    throw new StartError('The database URL must look like mysql://user:password@host:3306/database.');
  }
};

export type Accounts = {
  /** The account of a secret; undefined when there is no such secret. */
  find(secretArn: string): DatabaseAccount | undefined;
  all: readonly DatabaseAccount[];
};

/**
 * Without any secret, every secret ARN stands for the account in the URL. Throws StartError when the URL is none, or names
 * no user where it must.
 */
export const readAccounts = (options: AccountOptions): Accounts => {
  const { secretArn, secrets = {} } = options;
  const server = readServer(options);
  const named = Object.entries(secrets).map(
    ([arn, { username, password }]) => [arn, { ...server, user: username, password }] as const,
  );
  const isAnySecret = secretArn === undefined && named.length === 0;
  if (!server.user && (isAnySecret || secretArn !== undefined))
    throw new StartError('The database URL must name the user of the secret.');
  if (isAnySecret) return { find: () => server, all: [server] };
  const accounts = new Map(secretArn === undefined ? named : [[secretArn, server], ...named]);
  return { find: (arn) => accounts.get(arn), all: [...accounts.values()] };
};

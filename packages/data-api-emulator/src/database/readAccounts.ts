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
  /** The secret of the account in `databaseUrl`. */
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

/** Throws StartError when the URL is none, or when there is no account at all. */
export const readAccounts = (options: AccountOptions): ReadonlyMap<string, DatabaseAccount> => {
  const { secretArn, secrets = {} } = options;
  const server = readServer(options);
  const accounts = new Map<string, DatabaseAccount>();
  if (secretArn !== undefined) {
    if (!server.user) throw new StartError('The database URL must name the user of the secret.');
    accounts.set(secretArn, server);
  }
  for (const [arn, { username, password }] of Object.entries(secrets)) {
    accounts.set(arn, { ...server, user: username, password });
  }
  if (accounts.size === 0) throw new StartError('An emulator needs at least one secret.');
  return accounts;
};

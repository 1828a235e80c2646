// What every way of getting a MySQL is given, and what it gives.
import type { Part } from '#offline-cloud/server/part.ts';

export type Mysql = Part & {
  /** mysql://user:password@host:port/database */
  url: string;
  /** Where it came from, for people. */
  origin: string;
};

export type MysqlOptions = {
  /** A server to use as it is: DATABASE_URL. */
  url?: string | undefined;
  /** Where a private server keeps its data. */
  folder: string;
  /** The database to create on a private server. */
  database: string;
  log: (line: string) => void;
};

/** Resolves to a server, or to a sentence that says why there is none this way. */
export type MysqlWay = (options: MysqlOptions) => Promise<Mysql | string>;

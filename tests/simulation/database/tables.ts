// The tables of the model of the database.

export type PersonRecord = {
  id: number;
  subject: string | null;
  email: string | null;
  phone: string | null;
  revision: string;
  appliedMs: number | null;
};

export type ImportJobRecord = {
  state: string;
  file: string;
  asOfMs: number;
  sizeBytes: number;
  offsetBytes: number;
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  violations: string;
  onlyPossible: number;
  reason: string;
  changedMs: number;
};

/** A statement that the database refuses. */
export class MysqlError extends Error {
  readonly errno: number;

  constructor(errno: number) {
    super(`Database error code: ${errno}. Message: refused`);
    this.errno = errno;
  }
}

export type Tables = {
  people: PersonRecord[];
  /** The id of the next person. */
  nextId: number;
  settings: Map<string, string>;
  jobs: Map<string, ImportJobRecord>;
  exportLeases: Map<string, number>;
  importLeases: Map<string, { object: string; expiresMs: number }>;
  /** By name: the checksum, and whether it was confirmed. */
  migrations: Map<string, { checksum: string; applied: boolean }>;
  migrationLease: { owner: string; expiresMs: number };
  /** Names of the files whose statement has run. */
  schema: Set<string>;
  /** Passwords by user name. */
  accounts: Map<string, string>;
};

export const createTables = (): Tables => ({
  people: [],
  nextId: 1,
  settings: new Map(),
  jobs: new Map(),
  exportLeases: new Map(),
  importLeases: new Map(),
  migrations: new Map(),
  migrationLease: { owner: '', expiresMs: 0 },
  schema: new Set(),
  accounts: new Map(),
});

export type SqlArguments = Readonly<Record<string, string | number | null>>;

/** Rows that a SELECT returns, or how many rows a statement changed. */
export type StatementResult = Record<string, unknown>[] | number;

/** A statement of the service, and what it does to the tables. */
export type ModelledStatement = {
  name: string;
  sql: string;
  run(tables: Tables, given: SqlArguments, nowMs: number): StatementResult;
};

/** LOWER(TRIM(text)): TRIM takes off spaces alone. */
export const fold = (text: string): string => text.replace(/^ +| +$/g, '').toLowerCase();

export const keyOf = ({ email }: PersonRecord): string | null => (email === null ? null : fold(email));

/** DATETIME(6), in UTC. */
export const toDateTime = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, -1).replace('T', ' ')}000`;

export const textOf = (given: SqlArguments, name: string): string => String(given[name]);
export const numberOf = (given: SqlArguments, name: string): number => Number(given[name]);

/** INSERT IGNORE: returns how many rows it added. */
export const addNew = <Value>(map: Map<string, Value>, name: string, value: Value): number => {
  if (map.has(name)) return 0;
  map.set(name, value);
  return 1;
};

// The port between repositories and a SQL database.

/** The value of a named parameter; it is sent apart from the SQL text. `bigint` covers -2^63 to 2^63-1. */
export type SqlValue = string | bigint | number | boolean | null;

/** Named parameters: `{ email }` binds `:email`. */
export type SqlParameters = Readonly<Record<string, SqlValue>>;

/** One result row by column label. 64-bit integers arrive as decimal strings, so that none is rounded. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** The database layer's view of the request that it serves. */
export type CallContext = {
  /** When an answer stops being useful, in milliseconds since the epoch. No method waits longer. */
  readonly deadlineMs: number;
};

export type ExecuteOptions = {
  /** Whether running the statement twice leaves the same state as once, so that it may be repeated. */
  readonly idempotent: boolean;
  /** Lets the statement run on after the Data API's limit of 45 s, as AWS advises for DDL. */
  readonly continueAfterTimeout?: boolean;
};

/** A SQL database. Every method throws DatabaseError, and nothing else, when the database is the reason. */
export interface Database {
  /** Runs one SELECT and returns its rows. Repeats it on passing faults, since reading is harmless. */
  query(sql: string, parameters: SqlParameters, call: CallContext): Promise<ResultRow[]>;
  /** Runs one statement that writes and returns how many rows it changed. */
  execute(
    sql: string,
    parameters: SqlParameters,
    call: CallContext,
    options: ExecuteOptions,
  ): Promise<{ updatedRows: number }>;
}

// The port between repositories and a SQL database. Implemented by dataApi.ts; unit tests plug in a fake.

/** A value bound to a named parameter; it travels apart from the SQL text. `bigint` covers -2^63 to 2^63-1. */
export type Value = string | bigint | number | boolean | null;

/** Named parameters: `{ email }` binds `:email`. */
export type Parameters = Readonly<Record<string, Value>>;

/** One result row by column label. 64-bit integers arrive as decimal strings, so that none is rounded. */
export type Row = Readonly<Record<string, unknown>>;

/** What the database layer needs to know of the call it serves. */
export type Call = {
  /** When an answer stops being useful, in milliseconds since the epoch. Nothing is waited for beyond it. */
  readonly deadlineMs: number;
};

/** How a writing statement may be treated. */
export type ExecuteOptions = {
  /** Whether running the statement twice leaves the same state as once, so that it may be repeated. */
  readonly idempotent: boolean;
  /** Lets the statement run on when the Data API's 45 s are over, as AWS advises for DDL. */
  readonly continueAfterTimeout?: boolean;
};

/** A SQL database. Every method throws DatabaseError, and nothing else, when the database is the reason. */
export interface Database {
  /** Runs one SELECT and returns its rows. Repeated on passing faults, since reading is harmless. */
  query(sql: string, parameters: Parameters, call: Call): Promise<Row[]>;
  /** Runs one statement that writes and returns how many rows it changed. */
  execute(
    sql: string,
    parameters: Parameters,
    call: Call,
    options: ExecuteOptions,
  ): Promise<{ updatedRows: number }>;
}

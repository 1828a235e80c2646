// One MySQL connection.
import { connect as connectSocket, type Socket } from 'node:net';
import { type Connection, createConnection, type FieldPacket, type ResultSetHeader } from 'mysql2';
import { ApiError } from '../apiError.ts';
import type { DatabaseAccount } from './readAccounts.ts';

/** A row as MySQL's text protocol sends it: each value in its own text form, NULL as null. */
export type TextRow = (Buffer | null)[];

/** Takes a result set while it arrives. What it throws ends the session: the rest of the result is on its way. */
export type ResultReader = { columns(columns: FieldPacket[]): void; row(row: TextRow): void };

/**
 * Capability flags are Connector/J's: matched rather than changed rows are counted (FOUND_ROWS), and SQL's function
 * names are parsed as the server's sql_mode says (no IGNORE_SPACE).
 */
const flags = ['FOUND_ROWS', '-IGNORE_SPACE', '-LOCAL_FILES', '-ODBC'];

/**
 * Aurora's clusters run in UTC unless told otherwise ("Local time zone for Aurora DB clusters"). MariaDB, which alone runs
 * the comment, cuts off fractions of a second where MySQL rounds them, unless its sql_mode says otherwise.
 */
const sessionDefaults = `SET NAMES utf8mb4, time_zone = '+00:00', session_track_schema = ON /*M!100400 ,
  sql_mode = CONCAT_WS(',', NULLIF(@@GLOBAL.sql_mode, ''), 'TIME_ROUND_FRACTIONAL') */`;

/** After it FOUND_ROWS() tells nothing of an earlier call; a reset leaves it as it was. */
const forgetFoundRows = 'SELECT NULL LIMIT 0';

/** What MySQL tells of a session in its OK packets, missing from mysql2's types. */
type Tracked = { stateChanges?: { schema: string | null } };

type OnEnd = (session: Session) => void;

const connectionLost = () => new ApiError('DatabaseUnavailableException');

const noResult: ResultReader = { columns: () => {}, row: () => {} };

export class Session {
  readonly account: DatabaseAccount;
  readonly database: string;
  isDead = false;
  /** Nothing that a caller could notice was left in it by another. */
  isFresh = true;
  readonly #connection: Connection;
  readonly #socket: Socket;
  readonly #onEnd: OnEnd;
  #hasMoved = false;
  #failRunning: (error: Error) => void = () => {};

  private constructor(
    connection: Connection,
    socket: Socket,
    account: DatabaseAccount,
    database: string,
    onEnd: OnEnd,
  ) {
    this.#connection = connection;
    this.#socket = socket;
    this.#onEnd = onEnd;
    this.account = account;
    this.database = database;
    connection.on('error', (error: Error) => this.destroy(error));
    socket.on('close', () => this.destroy(connectionLost()));
  }

  /** `onEnd` is called once, when the session can no longer be used. */
  static async open(account: DatabaseAccount, database: string, onEnd: OnEnd): Promise<Session> {
    const { host, port, user, password } = account;
    const socket = connectSocket({ host, port, noDelay: true });
    const connection = createConnection({
      stream: socket,
      user,
      password,
      ...(database && { database }),
      charset: 'utf8mb4',
      flags,
      rowsAsArray: true,
      typeCast: false,
      supportBigNumbers: true,
      bigNumberStrings: true,
      maxPreparedStatements: 1,
    });
    const session = new Session(connection, socket, account, database, onEnd);
    try {
      await new Promise<void>((resolve, reject) => {
        session.#failRunning = reject;
        connection.once('connect', () => resolve());
      });
      await session.run(sessionDefaults);
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  /** MySQL's CONNECTION_ID(), the number that KILL takes. */
  get connectionId(): number {
    return this.#connection.threadId;
  }

  /** Runs one statement; resolves to MySQL's OK packet when it returned no result set. */
  run(sql: string, reader: ResultReader = noResult): Promise<ResultSetHeader | undefined> {
    return new Promise((resolve, reject) => {
      if (this.isDead) return reject(connectionLost());
      let ok: ResultSetHeader | undefined;
      let resultSets = 0;
      this.#failRunning = reject;
      const reading = (read: () => void) => {
        try {
          read();
        } catch (error) {
          this.destroy(error as Error);
        }
      };
      this.#connection
        .query({ sql })
        .on('error', reject)
        .on('fields', (columns: FieldPacket[] | undefined) => {
          resultSets += 1;
          if (resultSets === 1 && columns) reading(() => reader.columns(columns));
        })
        .on('result', (result: TextRow | ResultSetHeader) => {
          if (this.isDead || resultSets > 1) return;
          if (Array.isArray(result)) reading(() => reader.row(result));
          else ok = this.#note(result);
        })
        .on('end', () => resolve(ok));
    });
  }

  /** A reset leaves the database that USE or DROP DATABASE chose, so such a session is not kept. */
  #note(ok: ResultSetHeader & Tracked): ResultSetHeader {
    if (typeof ok.stateChanges?.schema === 'string') this.#hasMoved = true;
    return ok;
  }

  /** Makes it as good as new for the next caller: variables, temporary tables, locks and open transactions go. */
  async reset(): Promise<void> {
    if (this.#hasMoved) this.destroy();
    await new Promise<void>((resolve, reject) => {
      this.#failRunning = reject;
      this.#connection.reset((error) => (error ? reject(error) : resolve()));
    });
    await this.run(sessionDefaults);
    await this.run(forgetFoundRows);
    this.isFresh = true;
  }

  /** Drops the connection at once; MySQL rolls back what was open. */
  destroy(cause: Error = connectionLost()): void {
    if (this.isDead) return;
    this.isDead = true;
    this.#connection.destroy();
    this.#socket.destroy();
    this.#failRunning(cause);
    this.#onEnd(this);
  }
}

// A SQL database behind the RDS Data API; the only file that speaks to it.
import { Readable } from 'node:stream';
import {
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type ExecuteStatementCommandOutput,
  RDSDataClient,
} from '@aws-sdk/client-rds-data';
import { roleCredentials } from '#layers/aws/roleCredentials.ts';
import { type ServiceClock, type StartTimer, startTimer as startSystemTimer } from '#layers/base/clock.ts';
import type { CallContext, Database, ResultRow, SqlParameters, SqlValue } from './database.ts';
import { DatabaseError, toDatabaseError } from './databaseError.ts';
import { withRetries } from './withRetries.ts';

type Exchange = { response: unknown };

/**
 * Sends `GET /` in place of the signed statement. AWS refuses it, as it refuses everything without a signature, before it
 * concerns a database: so it neither wakes one nor is billed. Whatever the answer, the client reads a result without rows.
 */
export const sendNoStatement =
  <Args extends { request: unknown }, Result extends Exchange>(next: (args: Args) => Promise<Result>) =>
  async (args: Args): Promise<Result> => {
    const request = args.request as { headers: Record<string, string> };
    const { host } = request.headers;
    Object.assign(request, { method: 'GET', path: '/', body: undefined, headers: { host } });
    const result = await next(args);
    const response = result.response as { body: Readable };
    // Read to its end, or the connection would not be free for the next request.
    response.body.resume();
    const headers = { 'content-type': 'application/json' };
    const body = Readable.from([Buffer.from('{"formattedRecords":"[]"}')]);
    Object.assign(response, { statusCode: 200, headers, body });
    return result;
  };

/** A member of the Data API's Field union. The SDK's type of `longValue` is number, yet it sends a bigint exactly. */
type DataApiField =
  | { isNull: true }
  | { booleanValue: boolean }
  | { longValue: number }
  | { doubleValue: number }
  | { stringValue: string };

const toField = (value: SqlValue): DataApiField => {
  if (value === null) return { isNull: true };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'bigint') return { longValue: value as unknown as number };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isSafeInteger(value) ? { longValue: value } : { doubleValue: value };
};

export const toSqlParameters = (parameters: SqlParameters): { name: string; value: DataApiField }[] =>
  Object.entries(parameters).map(([name, value]) => ({ name, value: toField(value) }));

/** The client of the Data API, as far as statements need it. */
export type StatementClient = {
  send(
    command: ExecuteStatementCommand,
    options: { abortSignal: AbortSignal },
  ): Promise<Pick<ExecuteStatementCommandOutput, 'formattedRecords' | 'numberOfRecordsUpdated'>>;
};

export type DataApiDatabaseOptions = {
  resourceArn: string;
  secretArn: string;
  database: string;
  region: string;
  /** The address of the Data API; absent for AWS's own in the region. */
  endpoint?: string | undefined;
  clock: ServiceClock;
  /** AWS's client by default. */
  client?: StatementClient;
  /** The system's timers by default. */
  startTimer?: StartTimer;
};

type Statement = Omit<ExecuteStatementCommandInput, 'resourceArn' | 'secretArn' | 'database'>;

/** A read that takes longer is aborted and tried again; a healthy answer takes milliseconds. */
export const readTimeoutMs = 5_000;

/** A write waits longer than the Data API's own limit of 45 s, so that its outcome is known whenever possible. */
export const writeTimeoutMs = 50_000;

/** Initialization must not hang on a connection that cannot be made. */
const primeTimeoutMs = 500;

/** Long integers arrive as decimal strings, which loses no digit. */
const selection = {
  formatRecordsAs: 'JSON',
  resultSetOptions: { longReturnType: 'STRING' },
} satisfies Partial<Statement>;

export type DataApiDatabase = Database & {
  /**
   * Opens the connection and runs the client's code once, so that the first query does neither. Sends no statement.
   * Throws DatabaseError when there is no answer within half a second.
   */
  prime(): Promise<void>;
};

export const createDataApiDatabase = ({
  resourceArn,
  secretArn,
  database,
  region,
  endpoint,
  clock,
  client: given,
  startTimer = startSystemTimer,
}: DataApiDatabaseOptions): DataApiDatabase => {
  // One attempt per call: withRetries decides about the next, and the attempts of two layers would multiply.
  const options = { region, credentials: roleCredentials, maxAttempts: 1 };
  const client: StatementClient = given ?? new RDSDataClient({ ...options, ...(endpoint && { endpoint }) });

  const createCommand = (statement: Statement) =>
    new ExecuteStatementCommand({ resourceArn, secretArn, database, ...statement });

  const send = async (command: ExecuteStatementCommand, call: CallContext, timeoutMs: number) => {
    const remainingMs = call.deadlineMs - clock.now();
    if (remainingMs <= 0) throw new DatabaseError('timeout', 'DeadlineExceeded');
    const controller = new AbortController();
    // Not AbortSignal.timeout: its timer outlives the call by seconds and keeps alive what the call holds.
    const stopTimer = startTimer(() => controller.abort(), Math.min(remainingMs, timeoutMs));
    try {
      return await client.send(command, { abortSignal: controller.signal });
    } catch (error) {
      throw toDatabaseError(error);
    } finally {
      stopTimer();
    }
  };

  return {
    query(sql, parameters, call) {
      const statement: Statement = { sql, parameters: toSqlParameters(parameters), ...selection };
      return withRetries(
        async () => {
          const { formattedRecords = '[]' } = await send(createCommand(statement), call, readTimeoutMs);
          return JSON.parse(formattedRecords) as ResultRow[];
        },
        { idempotent: true, call, clock },
      );
    },

    execute(sql, parameters, call, { idempotent, continueAfterTimeout = false }) {
      const statement: Statement = { sql, parameters: toSqlParameters(parameters), continueAfterTimeout };
      return withRetries(
        async () => {
          const { numberOfRecordsUpdated = 0 } = await send(createCommand(statement), call, writeTimeoutMs);
          return { updatedRows: numberOfRecordsUpdated };
        },
        { idempotent, call, clock },
      );
    },

    async prime() {
      const command = createCommand({ sql: '', parameters: toSqlParameters({ email: '' }), ...selection });
      command.middlewareStack.add(sendNoStatement, { step: 'deserialize', priority: 'low' });
      await send(command, { deadlineMs: clock.now() + primeTimeoutMs }, primeTimeoutMs);
    },
  };
};

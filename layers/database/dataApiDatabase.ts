// The RDS Data API behind the database port. The only file that speaks to it; built by services.ts.
import {
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  RDSDataClient,
} from '@aws-sdk/client-rds-data';
import type { Clock } from '#layers/runtime/clock.ts';
import type { Call, Database, Row } from './database.ts';
import { DatabaseError, toDatabaseError } from './databaseError.ts';
import { toSqlParameters } from './parameters.ts';
import { retrying } from './retry.ts';

export type DataApiDatabaseOptions = {
  resourceArn: string;
  secretArn: string;
  database: string;
  region: string;
  /** Where the Data API answers, when that is not AWS's own address for the region. */
  endpoint?: string | undefined;
  clock: Clock;
};

type Statement = Omit<ExecuteStatementCommandInput, 'resourceArn' | 'secretArn' | 'database'>;

/** A read is given up after this time and tried again; a healthy answer takes milliseconds. */
export const readTimeoutMs = 5_000;

/** A write is waited for beyond the Data API's own 45 s limit, so that its outcome is known whenever it can be. */
export const writeTimeoutMs = 50_000;

export const dataApiDatabase = ({
  resourceArn,
  secretArn,
  database,
  region,
  endpoint,
  clock,
}: DataApiDatabaseOptions): Database => {
  // One attempt a call: retry.ts decides about the next one, and two layers that retry would multiply.
  const client = new RDSDataClient({ region, maxAttempts: 1, ...(endpoint && { endpoint }) });

  const send = async (statement: Statement, call: Call, timeoutMs: number) => {
    const remainingMs = call.deadlineMs - clock.now();
    if (remainingMs <= 0) throw new DatabaseError('timeout', 'DeadlineExceeded');
    const command = new ExecuteStatementCommand({ resourceArn, secretArn, database, ...statement });
    const controller = new AbortController();
    // Not AbortSignal.timeout, whose timer would outlive the call by seconds and keep what it holds.
    const timer = setTimeout(() => controller.abort(), Math.min(remainingMs, timeoutMs));
    try {
      return await client.send(command, { abortSignal: controller.signal });
    } catch (error) {
      throw toDatabaseError(error);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    query(sql, parameters, call) {
      const input: Statement = {
        sql,
        parameters: toSqlParameters(parameters),
        formatRecordsAs: 'JSON',
        resultSetOptions: { longReturnType: 'STRING' },
      };
      return retrying(
        async () => {
          const { formattedRecords = '[]' } = await send(input, call, readTimeoutMs);
          return JSON.parse(formattedRecords) as Row[];
        },
        { idempotent: true, call, clock },
      );
    },

    execute(sql, parameters, call, { idempotent, continueAfterTimeout = false }) {
      const input: Statement = { sql, parameters: toSqlParameters(parameters), continueAfterTimeout };
      return retrying(
        async () => {
          const { numberOfRecordsUpdated = 0 } = await send(input, call, writeTimeoutMs);
          return { updatedRows: numberOfRecordsUpdated };
        },
        { idempotent, call, clock },
      );
    },
  };
};

// The model of the RDS Data API, as the client of the adapter calls it.
import type { ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
import type { StatementClient } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { DatabaseModel } from '../database/execute.ts';
import {
  createTables,
  type ModelledStatement,
  MysqlError,
  type SqlArguments,
  type Tables,
} from '../database/tables.ts';
import type { Network } from '../network.ts';
import type { Caller } from '../networkCall.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import { createError, faults, refusals } from './dataApiErrors.ts';
import type { SecretStore } from './secretStore.ts';

const accessDenied = 1045;

export type DataApiOptions = {
  scheduler: Scheduler;
  network: Network;
  random: Random;
  model: DatabaseModel;
  secrets: SecretStore;
  /** More people of a page than these are more than the Data API's 1 MiB. */
  maxRows: number;
  /** Is told of a statement that the model does not know. */
  onUnknown(problem: string): void;
};

export class DataApi {
  readonly #options: DataApiOptions;
  tables: Tables = createTables();
  /** Until when Aurora resumes from its pause. */
  #resumesMs = 0;
  /** Statements that the database refused, by number: none but these is expected. */
  readonly refused: number[] = [];

  constructor(options: DataApiOptions) {
    this.#options = options;
  }

  /** The next statement wakes the database, which takes about 15 s. */
  pause(): void {
    this.#resumesMs = this.#options.scheduler.now() + 15_000;
  }

  clientOf(caller: Caller, secretArn: string): StatementClient {
    return {
      send: (command: ExecuteStatementCommand, { abortSignal }) =>
        this.#send(command, abortSignal, caller, secretArn),
    };
  }

  #send(command: ExecuteStatementCommand, signal: AbortSignal, caller: Caller, secretArn: string) {
    const { network, random } = this.#options;
    const { sql = '', parameters = [] } = command.input;
    const given = Object.fromEntries(
      parameters.map(({ name = '', value = {} }) => [
        name,
        'isNull' in value ? null : (Object.values(value)[0] as string),
      ]),
    );
    const statement = this.#find(sql);
    return network.call({
      caller,
      name: `database ${statement.name}`,
      isWrite: !/^\s*SELECT/.test(sql),
      run: () => this.#execute(sql, given, secretArn),
      onGivenUp: (giveUp) => {
        signal.addEventListener('abort', giveUp);
        return () => signal.removeEventListener('abort', giveUp);
      },
      fault: () => createError(random.pick(faults)),
      givenUp: () => createError({ name: 'AbortError' }),
    });
  }

  #find(sql: string): ModelledStatement {
    try {
      return this.#options.model.find(sql);
    } catch (error) {
      this.#options.onUnknown((error as Error).message);
      throw error;
    }
  }

  #execute(sql: string, given: SqlArguments, secretArn: string) {
    const { scheduler, network, random, model, secrets, maxRows } = this.#options;
    const nowMs = scheduler.now();
    if (nowMs < this.#resumesMs) throw createError({ name: 'DatabaseResumingException' });
    if (network.isFaulty && random.chance(0.002)) throw createError(random.pick(refusals));
    this.#authenticate(secretArn, secrets);
    try {
      const result = model.execute(this.tables, sql, given, nowMs);
      if (typeof result === 'number') return { numberOfRecordsUpdated: result };
      if (result.length > maxRows && model.find(sql).name === 'getUsers')
        throw createError({
          name: 'BadRequestException',
          message: 'Database returned more than the allowed response size limit',
        });
      return { formattedRecords: JSON.stringify(result) };
    } catch (error) {
      if (!(error instanceof MysqlError)) throw error;
      this.refused.push(error.errno);
      throw createError({ name: 'DatabaseErrorException', message: error.message });
    }
  }

  /** The owner's account exists always; the others are those that `migrate` has made. */
  #authenticate(secretArn: string, secrets: SecretStore): void {
    const { username, password } = JSON.parse(secrets.current(secretArn));
    if (username === 'owner' || this.tables.accounts.get(username) === password) return;
    throw createError({
      name: 'BadRequestException',
      message: `Database error code: ${accessDenied}. Message: Access denied`,
    });
  }
}

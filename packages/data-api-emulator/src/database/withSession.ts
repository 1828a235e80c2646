// Runs a call's work on the right session, within the call's time.
import { ApiError } from '../apiError.ts';
import type { Context } from '../context.ts';
import { killTimeoutMs, statementTimeoutMs } from '../limits.ts';
import { usesSession } from '../sql/usesSession.ts';
import type { DatabaseAccount } from './readAccounts.ts';
import type { Session } from './session.ts';
import { isDeadlock } from './sqlError.ts';

export type SessionRequest = {
  sql: string;
  database?: string | null;
  transactionId?: string | null;
  continueAfterTimeout?: boolean | null;
};

type Lease = { session: Session; giveBack: (error?: unknown) => void | Promise<void> };

/** The pinned session of a transaction. "Omit database or send the same": API_ExecuteStatement, transactionId. */
const leaseOfTransaction = (
  id: string,
  account: DatabaseAccount,
  database: string | undefined,
  { transactions }: Context,
): Lease => {
  const transaction = transactions.enter(id, account);
  const giveBack = (error?: unknown) => {
    if (isDeadlock(error)) transactions.abort(transaction);
    transactions.leave(transaction);
  };
  if (database && database !== transaction.session.database) {
    giveBack();
    throw new ApiError('BadRequestException', 'Database name is not the same as that of the transaction.');
  }
  return { session: transaction.session, giveBack };
};

const leaseOfPool = async (
  sql: string,
  account: DatabaseAccount,
  database: string | undefined,
  { pool }: Context,
): Promise<Lease> => {
  if (usesSession(sql)) {
    const session = await pool.acquireFresh(account, database);
    return { session, giveBack: () => pool.releaseReset(session) };
  }
  const session = await pool.acquire(account, database);
  return { session, giveBack: () => pool.release(session) };
};

/** Resolves when the statement has stopped, or when its session has been given up because MySQL does not answer. */
const stopStatement = (
  session: Session,
  running: Promise<unknown>,
  { pool, clock }: Context,
): Promise<void> =>
  new Promise((resolve) => {
    const stopTimer = clock.after(killTimeoutMs, () => {
      session.destroy();
      resolve();
    });
    const killed = pool.killQuery(session).catch(() => session.destroy());
    // Both, so that the kill does not meet the session's next statement.
    Promise.allSettled([killed, running]).then(() => {
      stopTimer();
      resolve();
    });
  });

/**
 * After 45 seconds the call fails and its statement is killed, unless it asked for `continueAfterTimeout`: then the
 * statement goes on, and its session is given back when it ends. (API_ExecuteStatement, data-api.calling)
 */
const withinTime = <T>(running: Promise<T>, session: Session, mayContinue: boolean, context: Context) =>
  new Promise<T>((resolve, reject) => {
    let isTimedOut = false;
    const fail = () =>
      reject(
        new ApiError('StatementTimeoutException', 'The statement timed out after 45 seconds.', {
          dbConnectionId: session.connectionId,
        }),
      );
    const stopTimer = context.clock.after(statementTimeoutMs, () => {
      isTimedOut = true;
      if (mayContinue) return fail();
      stopStatement(session, running, context).then(fail);
    });
    running.then(
      (result) => {
        stopTimer();
        if (!isTimedOut) resolve(result);
      },
      (error) => {
        stopTimer();
        if (!isTimedOut) reject(error);
      },
    );
  });

export const withSession = async <T>(
  request: SessionRequest,
  account: DatabaseAccount,
  context: Context,
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  const database = request.database || undefined;
  const { transactionId } = request;
  const { session, giveBack } =
    typeof transactionId === 'string'
      ? leaseOfTransaction(transactionId, account, database, context)
      : await leaseOfPool(request.sql, account, database, context);
  const running = work(session).then(
    async (result) => {
      // Waited for, so that the next call meets nothing that this one left in its session.
      await giveBack();
      return result;
    },
    async (error) => {
      await giveBack(error);
      throw error;
    },
  );
  return withinTime(running, session, request.continueAfterTimeout === true, context);
};

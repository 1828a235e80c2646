// A migration with a fault at each call in turn, then run again: each file applies once.

import type { FaultName } from 'data-api-emulator';
import type { RowDataPacket } from 'mysql2';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { readMigrationFiles } from '#layers/schema/readMigrationFiles.ts';
import { dropTablesOver } from '#local/mysql/tables.ts';
import { addPeople, createTestPeople, migrateDirectory } from '#tests/support/testDirectory.ts';
import { newTally, type Tally } from '../tally.ts';
import { virtualClock } from '../virtualClock.ts';
import { createWorld, type World } from '../world.ts';

const faults: FaultName[] = [
  'reset-before',
  'reset-after',
  'internal-error',
  'statement-timeout',
  'throttling',
];

/** Calls `before` with the number of each call. */
const counting = (database: Database, before: (call: number) => void): Database => {
  let calls = 0;
  const counted = <T>(run: () => Promise<T>): Promise<T> => {
    before(calls);
    calls += 1;
    return run();
  };
  return {
    query: (...parameters) => counted(() => database.query(...parameters)),
    execute: (...parameters) => counted(() => database.execute(...parameters)),
  };
};

const isWhole = async (
  { connection, database }: World,
  names: string[],
  call: CallContext,
): Promise<boolean> => {
  const [records] = await connection.query<RowDataPacket[]>(
    'SELECT name FROM schema_migrations WHERE applied_at IS NOT NULL ORDER BY name',
  );
  await addPeople(createTestPeople(database), [{ email: 'A@x', phoneNumber: '1' }], call);
  const [found] = await connection.query<RowDataPacket[]>("SELECT 1 FROM directory WHERE email_key = 'a@x'");
  return found.length === 1 && JSON.stringify(records.map(({ name }) => name)) === JSON.stringify(names);
};

/** Of each fault, every `step`th call meets it, beginning with another call. */
export const interruptedMigrations = async (step: number): Promise<Tally> => {
  const clock = virtualClock();
  const world = await createWorld({ users: 0, clock });
  const names = (await readMigrationFiles()).map(({ name }) => name);
  const tally = newTally();
  for (const [index, fault] of faults.entries()) {
    for (let target = index % step, met = true; met; target += step) {
      await dropTablesOver(world.connection);
      met = false;
      const database = counting(world.database, (call) => {
        if (call !== target) return;
        met = true;
        // More often than any call is repeated, so that the run fails wherever it may.
        world.api.faults.add({ fault, times: 10 });
      });
      const call = { deadlineMs: clock.now() + 1_200_000 };
      const attempt = (over: Database) => migrateDirectory(over, call, { clock });
      tally.requests += 1;
      try {
        await attempt(database);
        tally.right += 1;
      } catch (error) {
        if (error instanceof DatabaseError || error instanceof PublicError) tally.unavailable += 1;
        else tally.wrong += 1;
      }
      world.api.faults.clear();
      if (met) tally.injected += 1;
      // A run that could not even release its lease leaves it to expire, which takes a minute.
      await world.connection.query('UPDATE IGNORE migration_lease SET expires_at = NOW(6)').catch(() => {});
      await attempt(world.database);
      if (!(await isWhole(world, names, call))) tally.wrong += 1;
    }
  }
  await world.stop();
  return tally;
};

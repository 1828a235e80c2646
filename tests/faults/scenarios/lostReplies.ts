// Writes whose answers are lost after the commit: only idempotent ones are repeated.
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { inParallel, newTally, type Tally } from '../tally.ts';
import { createWorld, type World } from '../world.ts';
import { createWritesSql, upsertSql } from '../writes.ts';

type Counted = { token: number; count: number };

const insertSql = 'INSERT INTO inserts (token) VALUES (:token)';

const write = async (
  world: World,
  tally: Tally,
  sql: string,
  token: number,
  idempotent: boolean,
): Promise<boolean> => {
  tally.requests += 1;
  try {
    await world.database.execute(sql, { token }, soon(), { idempotent });
    tally.right += 1;
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'transient') tally.unavailable += 1;
    else tally.wrong += 1;
    return false;
  }
};

const check = async (
  world: World,
  tally: Tally,
  table: string,
  confirmed: ReadonlySet<number>,
): Promise<void> => {
  const [rows] = await world.connection.query(`SELECT token, COUNT(*) AS count FROM ${table} GROUP BY token`);
  const counts = new Map((rows as Counted[]).map(({ token, count }) => [token, count]));
  tally.lost += [...confirmed].filter((token) => !counts.has(token)).length;
  tally.duplicated += [...counts.values()].filter((count) => count > 1).length;
};

export const lostReplies = async (writes: number, seed: number): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const tally = newTally();
  await world.connection.query(createWritesSql);
  await world.connection.query('CREATE TABLE inserts (token INT)');
  for (const [table, sql, idempotent] of [
    ['writes', upsertSql, true],
    ['inserts', insertSql, false],
  ] as const) {
    world.api.faults.add({ fault: 'reset-after', probability: 0.1, seed });
    const confirmed = new Set<number>();
    await inParallel(writes, 20, async (token) => {
      if (await write(world, tally, sql, token, idempotent)) confirmed.add(token);
    });
    tally.injected += world.api.faults.list().reduce((sum, { applied }) => sum + applied, 0);
    world.api.faults.clear();
    await check(world, tally, table, confirmed);
  }
  await world.stop();
  return tally;
};

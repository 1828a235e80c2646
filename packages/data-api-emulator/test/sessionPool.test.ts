// How many MySQL sessions the emulator holds, and for how long.
import { describe, expect } from '@jest/globals';
import { sessionIdleMs } from '../src/limits.ts';
import { manualClock } from './support/manualClock.ts';
import processList from './support/processList.ts';
import { undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const maxSessions = 3;
const clock = manualClock();
const api = useTarget({ maxSessions, clock });
const { execute, begin, rollback } = api.http;

/** The sessions on this file's database, with the one that counts. */
const countSessions = async (): Promise<number> => {
  const sql = `SELECT COUNT(*) FROM ${processList} WHERE DB = DATABASE()`;
  return (await execute(sql)).records[0][0].longValue;
};

describe('sessions', () => {
  undocumented('a burst of calls opens no more than maxSessions', async () => {
    await Promise.all(Array.from({ length: 20 }, () => execute('SELECT SLEEP(0.05)')));
    expect(await countSessions()).toBe(maxSessions);
  });

  undocumented('an idle session is closed', async () => {
    await Promise.all(Array.from({ length: maxSessions }, () => execute('SELECT SLEEP(0.05)')));
    clock.advance(sessionIdleMs);
    while ((await countSessions()) > 1);
  });

  undocumented('a session in use is not closed, however long it takes', async () => {
    const transactionId = await begin();
    await execute('SET @mine = 1', { transactionId });
    clock.advance(sessionIdleMs);
    expect((await execute('SELECT @mine', { transactionId })).records).toEqual([[{ longValue: 1 }]]);
    await rollback(transactionId);
  });

  undocumented('a call that gets no session within 45 seconds is one connection too many', async () => {
    const ids = await Promise.all(Array.from({ length: maxSessions }, () => begin()));
    const waiting = expect(execute('SELECT 1')).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: 'Too many connections; Error code: 1040; SQLState: 08004',
    });
    await clock.hasTimer(45_000);
    clock.advance(45_000);
    await waiting;
    await Promise.all(ids.map(rollback));
  });
});

// Reads and writes while the database server is killed, the Data API is stopped, and both at once.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from 'data-api-emulator';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { killServer, startKillableServer } from '../killableServer.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld, type World } from '../world.ts';
import { createWritesSql, upsertSql } from '../writes.ts';

/** Sends requests one after the other until `isOver`, one reading and one writing per round. */
const load = async (
  world: World,
  tally: Tally,
  confirmed: number[],
  tokens: Iterator<number>,
  isOver: () => boolean,
) => {
  const user = world.users[0];
  while (!isOver()) {
    await world.expect(tally, '/search', `email=${user?.email}`, { status: 200, body: user });
    const token = tokens.next().value;
    tally.requests += 1;
    try {
      await world.database.execute(
        upsertSql,
        { token },
        { deadlineMs: Date.now() + 5_000 },
        { idempotent: true },
      );
      confirmed.push(token);
      tally.right += 1;
    } catch (error) {
      if (error instanceof DatabaseError) tally.unavailable += 1;
      else tally.wrong += 1;
    }
  }
};

function* naturals(): Iterator<number> {
  for (let number = 0; ; number += 1) yield number;
}

/** Starts a server of its own, since it may kill no other. Throws when there is no server binary. */
export const kills = async (rounds: number): Promise<Tally> => {
  const server = await startKillableServer();
  const world = await createWorld({ serverUrl: server.url });
  await world.connection.query(createWritesSql);
  world.connection.on('error', () => {});

  const tally = newTally();
  const confirmed: number[] = [];
  const tokens = naturals();
  let over = false;
  const loading = Promise.all(
    Array.from({ length: 8 }, () => load(world, tally, confirmed, tokens, () => over)),
  );

  let api: Emulator = world.api;
  const restartApi = async () => {
    const { port } = api;
    await api.stop();
    await sleep(300);
    api = await startEmulator({ databaseUrl: world.databaseUrl, resourceArn, secretArn, port });
  };
  const back = async (): Promise<void> => {
    const query = `email=${world.users[0]?.email}`;
    while ((await world.get('/search', query)).statusCode !== 200) await sleep(100);
  };

  await killServer(world.databaseUrl);
  await back();
  for (let round = 0; round < rounds; round += 1) {
    await restartApi();
    await back();
    await killServer(world.databaseUrl);
    await restartApi();
    await back();
    await killServer(world.databaseUrl);
    await back();
    tally.injected += 4;
  }
  tally.injected += 1;
  over = true;
  await loading;

  const connection = await createConnection({ uri: world.databaseUrl });
  const [rows] = await connection.query<RowDataPacket[]>('SELECT token FROM writes');
  const stored = new Set(rows.map(({ token }) => token));
  tally.lost = confirmed.filter((token) => !stored.has(token)).length;
  await connection.end();
  await api.stop();
  world.connection.destroy();
  await server.stop();
  return tally;
};

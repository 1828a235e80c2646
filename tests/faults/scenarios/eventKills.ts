// Events while function, Data API and database are killed: the table becomes the model's.
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from 'data-api-emulator';
import { createConnection } from 'mysql2/promise';
import { directorySecretArn, resourceArn, secretArn } from '#local/environment.ts';
import { startSecrets } from '#offline-cloud/secretsmanager/startSecrets.ts';
import { directorySecret } from '#tests/support/testDirectory.ts';
import { seededRandom } from '../../../packages/data-api-emulator/src/faults/seededRandom.ts';
import { compare, readPhones } from '../events/compare.ts';
import { consumerEnvironment } from '../events/consumerEnvironment.ts';
import { timeoutMs } from '../events/createConsumer.ts';
import { createHistory } from '../events/createHistory.ts';
import { deliver, toMessages } from '../events/queue.ts';
import { startConsumer } from '../events/startConsumer.ts';
import { killServer, startKillableServer } from '../killableServer.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

/** So many kills, of each part in turn, at random moments of the delivery. */
export const eventKills = async (points: number, seed: number): Promise<Tally> => {
  const server = await startKillableServer();
  const world = await createWorld({ serverUrl: server.url, users: 0 });
  world.connection.on('error', () => {});
  const secrets = await startSecrets({ secrets: { [directorySecretArn]: directorySecret } });
  const urls = { dataApiUrl: world.api.url, databaseUrl: world.databaseUrl, secretsUrl: secrets.url };
  const consumer = startConsumer({ name: 'syncUsers', timeoutMs, env: consumerEnvironment(urls) });
  let { api } = world;
  const kills = [
    async () => consumer.kill(),
    async () => {
      await api.stop();
      api = await startEmulator({ databaseUrl: world.databaseUrl, resourceArn, secretArn, port: api.port });
    },
    () => killServer(world.databaseUrl).catch(() => {}),
  ];

  const random = seededRandom(seed);
  const { delivered, model } = createHistory(20, seed);
  const messages = toMessages(delivered);
  let killed = 0;
  const killing = (async () => {
    for (; killed < points; killed += 1) {
      await sleep(100 + random() * 900);
      await kills[killed % kills.length]?.();
    }
  })();
  const tally = newTally();
  // Again and again while something is killed: what was applied before is stale, and changes nothing.
  while (killed < points) {
    const givenUp = await deliver(messages, { batchSize: 5, width: 4, invoke: consumer.invoke });
    // Given up while a part was down for long; the next round delivers it.
    if (killed === points) tally.lost += givenUp.length;
  }
  await killing;
  tally.lost = (await deliver(messages, { batchSize: 5, width: 4, invoke: consumer.invoke })).length;
  tally.injected = points;

  const connection = await createConnection({ uri: world.databaseUrl });
  compare(tally, model, await readPhones(connection));
  await connection.end();
  consumer.kill();
  await secrets.stop();
  await api.stop();
  world.connection.destroy();
  await server.stop();
  return tally;
};

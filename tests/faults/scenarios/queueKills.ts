// Events in the queue while its poller, the function, the Data API and the database are killed.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from 'data-api-emulator';
import { createConnection } from 'mysql2/promise';
import { directorySecretArn, resourceArn, secretArn } from '#local/environment.ts';
import { startSecrets } from '#offline-cloud/secretsmanager/startSecrets.ts';
import { directorySecret } from '#tests/support/testDirectory.ts';
import { root } from '#tools/paths.ts';
import { seededRandom } from '../../../packages/data-api-emulator/src/faults/seededRandom.ts';
import { compare, readPhones } from '../events/compare.ts';
import { consumerEnvironment } from '../events/consumerEnvironment.ts';
import { createHistory } from '../events/createHistory.ts';
import { killServer, startKillableServer } from '../killableServer.ts';
import { createEventQueue } from '../queue/createEventQueue.ts';
import { KillableProcess } from '../queue/killableProcess.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

/** Of an invocation: shorter than the function's, so that a batch is back before its messages are visible again. */
const timeoutMs = '10000';
const stackOptions = { batchSize: 5, visibilityTimeoutS: 12 };

const programs = join(import.meta.dirname, '../queue');
const emulator = join(root, 'node_modules/.bin/data-api-emulator');

/** The four parts, each a process of its own beside the queue's. */
const startParts = async (databaseUrl: string, eventsUrl: string) => {
  const secrets = await startSecrets({ secrets: { [directorySecretArn]: directorySecret } });
  const [apiPort, functionPort] = [await freePort(), await freePort()];
  const flags = [`--port=${apiPort}`, `--resource-arn=${resourceArn}`, `--secret-arn=${secretArn}`];
  const api = new KillableProcess([emulator, `--database-url=${databaseUrl}`, ...flags], {});
  const urls = { dataApiUrl: `http://127.0.0.1:${apiPort}`, databaseUrl, secretsUrl: secrets.url };
  const lambda = new KillableProcess([join(programs, 'functionProcess.ts'), 'syncUsers', timeoutMs], {
    ...consumerEnvironment(urls),
    PORT: String(functionPort),
  });
  const poller = new KillableProcess([join(programs, 'pollerProcess.ts')], {
    EVENTS_URL: eventsUrl,
    FUNCTION_URL: `http://127.0.0.1:${functionPort}`,
    STACK: JSON.stringify(stackOptions),
  });
  return {
    kills: [
      () => poller.kill(),
      () => lambda.kill(),
      () => api.kill(),
      () => killServer(databaseUrl).catch(() => {}),
    ],
    stop: async () => {
      for (const part of [poller, lambda, api]) await part.end();
      await secrets.stop();
    },
  };
};

/** So many kills by SIGKILL, of each part in turn, at random moments. */
export const queueKills = async (points: number, seed: number): Promise<Tally> => {
  const server = await startKillableServer();
  const world = await createWorld({ serverUrl: server.url, users: 0 });
  world.connection.on('error', () => {});
  const queue = await createEventQueue(stackOptions);
  const parts = await startParts(world.databaseUrl, queue.url);
  const tally = newTally();
  const models = [];
  const random = seededRandom(seed);
  for (; tally.injected < points; tally.injected += 1) {
    const { delivered, model } = createHistory(30, seed + tally.injected);
    models.push(model);
    await queue.put(delivered);
    await sleep(random() * 700);
    await parts.kills[tally.injected % parts.kills.length]?.();
  }
  await queue.untilEmpty();
  // What was in work so often when something was killed has died of that: valid, and safe to move back.
  await queue.redrive(await queue.takeDead());
  await queue.untilEmpty();
  await parts.stop();

  tally.lost += (await queue.takeDead()).length;
  const connection = await createConnection({ uri: world.databaseUrl });
  const phones = await readPhones(connection);
  for (const model of models) compare(tally, model, phones);
  await connection.end();
  await queue.stop();
  await world.api.stop();
  world.connection.destroy();
  await server.stop();
  return tally;
};

// `npm start`: starts the local cloud, part by part, prints the URLs and stays.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { freePort } from 'data-api-emulator';
import { SpanExporter } from '#offline-cloud/console/record/spanExporter.ts';
import { Parts } from '#offline-cloud/server/part.ts';
import { log, runCommand } from '#tools/command.ts';
import { describeRefusals, type RefusalCounts } from '#tools/describeRefusals.ts';
import { stateFolder } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { readPort, refuseReadOnly, refuseTakenPort } from './checkEnvironment.ts';
import { startCloud } from './cloud.ts';
import { startEvents } from './events/startEvents.ts';
import { invokeFunction } from './invokeFunction.ts';
import { killOnInterrupt } from './killOnInterrupt.ts';
import { isEmpty } from './mysql/tables.ts';
import { openOnKey } from './openOnKey.ts';
import { findRunning, forget, remember } from './running.ts';
import { seedFile } from './seed.ts';
import { startOffline } from './serverless/startOffline.ts';
import { createShowReady } from './showReady.ts';

const command = {
  name: process.argv.includes('--inspect') ? 'npm run debug' : 'npm start',
  description: `Starts the local cloud: database, Data API, API Gateway, Lambda, queues and a bus; applies the migrations;
    prints URLs. Ctrl-C ends it.

    Other web pages cannot use the ports that it opens. npm run debug runs the functions in one process, which a debugger
    attaches to on port 9229.`,
  options: {
    param: {
      placeholder: 'name=value',
      multiple: true,
      description:
        'a parameter of serverless.yml: corsOrigins=http://localhost:5173 lets pages of that origin call the API',
    },
    inspect: { type: 'boolean', description: 'lets a debugger attach (npm run debug)' },
  },
  environment: {
    PORT: 'the port of the HTTP API (default: 8123; the other services have the next ones)',
    HOST: 'the address that the HTTP API and Lambda listen on (default: 127.0.0.1)',
    ALLOWED_HOSTS: 'names besides localhost by which clients may call it, with commas between them',
    DATABASE_URL: 'a MySQL of yours: mysql://user:password@host:port/database (default: one that it starts)',
  },
} as const;

const refuseIfRunning = async (): Promise<void> => {
  const running = await findRunning();
  if (running) throw new UserError(`Already running at ${running.url} (process ${running.pid}).`);
};

type Migrated = { applied: string[]; counted: RefusalCounts };

type Flags = { inspect: boolean; param: string[] };

/** Never returns: rejects when a part cannot start or ends by itself. */
const run = async (parts: Parts, { inspect, param: parameters }: Flags): Promise<never> => {
  const httpPort = readPort(process.env.PORT);
  await refuseIfRunning();
  await refuseTakenPort(httpPort);
  refuseReadOnly(stateFolder);
  // A cloud that was killed left its own behind.
  forget();

  const lambdaPort = await freePort(httpPort + 2);
  const inspectPort = inspect ? await freePort(9229) : undefined;
  const host = process.env.HOST ?? '127.0.0.1';
  // They stop after the functions, which use them.
  const used = await parts.add(new Parts());
  const offline = await parts.add(startOffline({ host, httpPort, lambdaPort, parameters, inspectPort }));

  const { export: onSpan } = new SpanExporter({ endpoint: `http://127.0.0.1:${httpPort}/_console/api` });
  const ready = createShowReady();
  const [cloud, eventsUrl] = await Promise.all([
    startCloud({ log, ready, dataApiPort: httpPort + 1, onSpan }).then((cloud) => used.add(cloud)),
    startEvents(used, await freePort(httpPort + 3), onSpan),
  ]);
  ready('Events', eventsUrl);
  const { dataApiUrl, secretsUrl, databaseUrl } = cloud;
  const urls = { dataApiUrl, secretsUrl, eventsUrl, databaseUrl };
  await offline.serve(urls);
  const lambdaUrl = `http://127.0.0.1:${lambdaPort}`;
  ready('Lambda', lambdaUrl);

  const { applied, counted } = await invokeFunction<Migrated>(lambdaUrl, 'migrate', '{}');
  if (applied.length > 0) log(`Applied ${applied.join(', ')}`);
  for (const sentence of describeRefusals(counted)) log(sentence);
  if (await isEmpty(databaseUrl)) {
    await invokeFunction(lambdaUrl, 'syncUsers', await readFile(seedFile, 'utf8'));
    log('Added the people of db/seed.json');
  }

  const url = `http://localhost:${httpPort}`;
  remember({ pid: process.pid, url, lambdaUrl, ...urls });
  await parts.add({ stop: async () => forget() });
  await parts.add(openOnKey('c', `${url}/_console`));
  if (inspectPort) log(`Debugger  127.0.0.1:${inspectPort}`);
  log(
    `\nReady: try\n\n  curl ${url}/users\n  curl '${url}/search?email=homer@thesimpsons.com'\n  npm run send -- functions/syncUsers/events/homer-moved.json\n  ${url}/docs in a browser\n\nConsole   ${url}/_console  (c and Enter opens it)\n\nFor AWS's clients:  export AWS_ENDPOINT_URL=${eventsUrl}\n\nCtrl-C ends everything.\n`,
  );
  throw new UserError(`serverless-offline ended with status ${await offline.ended}.`);
};

/** The parts take 12 s each at most, and hardly ever a second together. */
const maxStopS = 60;

const parts = new Parts();
killOnInterrupt(maxStopS);
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const interrupted = Promise.race(signals.map((signal) => once(process, signal)));
await runCommand(command, (flags) => Promise.race([run(parts, flags), interrupted]));
// A part that does not end must not keep what a second signal is for.
setTimeout(() => process.exit(1), maxStopS * 1000).unref();
for (const signal of signals) process.once(signal, () => process.exit(1));
await parts.stop();

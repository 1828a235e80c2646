// The local cloud of `npm start`, or that of compose, as a system to verify.
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { databaseName, resourceArn } from '#local/environment.ts';
import { findRunning } from '#local/running.ts';
import { localRegion } from '#offline-cloud/account.ts';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { findBucket } from '#operate/files/findBucket.ts';
import { findEventService, localStage } from '#operate/findEventService.ts';
import { createLambdaClient, invokeLambda } from '#operate/lambdaClient.ts';
import { localSecretArn } from '#tools/accounts.ts';
import { NotRun } from '../expectations.ts';
import { executeAs } from './executeAs.ts';
import type { System } from './system.ts';

const composeUrl = 'http://127.0.0.1:8123';
const requestTimeoutMs = 60_000;

/** The local cloud that AWS_ENDPOINT_URL_SQS names, as compose's, is the running one only where it has that address. */
const findUrls = async (given: string | undefined) => {
  const running = await findRunning();
  const { AWS_ENDPOINT_URL_SQS: named, AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl } = process.env;
  const started = named === undefined || named === running?.eventsUrl ? running : undefined;
  return {
    url: given ?? started?.url ?? composeUrl,
    dataApiUrl: dataApiUrl ?? started?.dataApiUrl,
    database: started ? new URL(started.databaseUrl).pathname.slice(1) : databaseName,
  };
};

/** `given` is the URL of the HTTP API. Throws UserError where no local cloud runs. */
export const openLocalSystem = async (given: string | undefined): Promise<System> => {
  const clients = createEventClients(await findEventService({}));
  const { bucket } = await findBucket({});
  const lambda = await createLambdaClient({});
  const { url, dataApiUrl, database } = await findUrls(given);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dataApi = dataApiUrl && new RDSDataClient({ endpoint: dataApiUrl, region: localRegion, credentials });
  const needDataApi = <Found>(found: Found | '' | undefined): Found => {
    if (!found) throw new NotRun('AWS_ENDPOINT_URL_RDS_DATA does not name the Data API');
    return found;
  };
  return {
    ...clients,
    place: 'local cloud',
    name: url,
    stage: localStage,
    bus: `users-${localStage}`,
    bucket,
    request: (path, init) =>
      fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) }),
    invoke: (name, event) => invokeLambda(lambda, undefined, name, event),
    async execute(account, sql) {
      const secretArn = localSecretArn(account);
      await executeAs(needDataApi(dataApi), { resourceArn, secretArn, database }, sql);
    },
    async pause() {
      await fetch(`${needDataApi(dataApiUrl)}/_pause`, { method: 'POST' });
    },
    waitMs: 90_000,
    pollMs: 200,
    requests: 200,
  };
};

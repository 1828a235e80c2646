// `node takeCodeCache.ts <folder of a bundle>`: writes V8's code cache of the bundle beside it.
// Needs nothing but Node, because it also runs on the base image, with the processor and the Node that the function will have.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const record = { id: '1', email: 'homer@thesimpsons.com', phoneNumber: '+1 888 123 1111' };

/** A page of one and its next, where a statement has a limit, and one user otherwise. */
const answerTo = (statement: string): string => {
  const rows = statement.includes('"limit"') ? [record, record] : [record];
  return JSON.stringify({ formattedRecords: JSON.stringify(rows), numberOfRecordsUpdated: 0 });
};

const event = {
  version: '2.0',
  routeKey: 'ANY /',
  rawQueryString: `limit=1&email=${record.email}`,
  requestContext: { http: { method: 'GET' } },
};
const context = { awsRequestId: 'warm-up', functionName: 'warm-up', getRemainingTimeInMillis: () => 10_000 };

/** Starts a Data API in this process and returns the environment that leads to it. */
const startDataApi = async (): Promise<Record<string, string>> => {
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json').end(answerTo(await text(request)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'warm-up',
    AWS_SECRET_ACCESS_KEY: 'warm-up',
    // No client of AWS reaches AWS, or what a person has configured.
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL_RDS_DATA: url,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    DATABASE_RESOURCE_ARN: 'arn:aws:rds:eu-central-1:000000000000:cluster:warm-up',
    DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:warm-up',
    DATABASE_NAME: 'users',
  };
};

const folder = resolve(process.argv[2] as string);
Object.assign(process.env, await startDataApi());
const { handler, prime, script } = await import(pathToFileURL(join(folder, 'handler.mjs')).href);
// What is primed is behind a route, and may be asked. Anything else is loaded and never invoked: migrate, for one, would run on any event.
if (prime) {
  process.stdout.write = () => true;
  const { statusCode } = await handler(event, context);
  if (statusCode !== 200)
    process.stderr.write(`${folder}: ${statusCode} to the warm-up, so its cache holds less.\n`);
}
writeFileSync(join(folder, 'bundle.cache'), script.createCachedData());
process.exit();

// Takes V8's code cache of a bundle after it has served a request: `node takeCodeCache.ts <folder of bundle.cjs>`.
// Run by build.ts, and in the image's build on the platform and Node that the image has. Needs nothing but Node.
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
  rawPath: '/',
  rawQueryString: `limit=1&email=${record.email}`,
  requestContext: { http: { method: 'GET' } },
};
const context = { awsRequestId: 'warm-up', functionName: 'warm-up', getRemainingTimeInMillis: () => 10_000 };

const server = createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json').end(answerTo(await text(request)));
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
Object.assign(process.env, {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'warm-up',
  AWS_SECRET_ACCESS_KEY: 'warm-up',
  AWS_ENDPOINT_URL_RDS_DATA: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  DATABASE_RESOURCE_ARN: 'arn:aws:rds:eu-central-1:000000000000:cluster:warm-up',
  DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:warm-up',
  DATABASE_NAME: 'users',
});

const folder = resolve(process.argv[2] as string);
const { handler, script } = await import(pathToFileURL(join(folder, 'handler.mjs')).href);
process.stdout.write = () => true;
const { statusCode } = await handler(event, context);
if (statusCode !== 200) throw new Error(`The warm-up of ${folder} was answered with ${statusCode}.`);
writeFileSync(join(folder, 'bundle.cache'), script.createCachedData());
process.exit();

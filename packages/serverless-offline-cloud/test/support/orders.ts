// What a person does with the example service, and sees of it.
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Offline } from './startOffline.ts';

/** Calls `look` until it returns something. The test's own time is the limit. */
const until = async <Found>(look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Returns the status of the answer. */
export const order = async ({ url }: Offline, item: string, count: number): Promise<number> => {
  const body = JSON.stringify({ item, count });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/orders`, { method: 'POST', headers, body })).status;
};

/** Resolves when the function of the bucket has printed that an invoice is there. */
export const invoiceOf = (offline: Offline, item: string): Promise<void> =>
  offline.until(`New invoice: ${item}.json`);

/** The order in the first dead letter. */
export const deadOrder = async ({ eventsUrl }: Offline): Promise<unknown> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: eventsUrl, region: 'eu-central-1', credentials });
  const QueueUrl = `${eventsUrl}/000000000000/dead-orders`;
  const body = await until(async () => {
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
    return Messages?.[0]?.Body;
  });
  client.destroy();
  return JSON.parse(body).detail;
};

/** What the scheduled function returns when it is invoked by hand. */
export const report = async ({ lambdaUrl }: Offline): Promise<unknown> => {
  const path = '/2015-03-31/functions/orders-dev-reportInvoices/invocations';
  return (await fetch(`${lambdaUrl}${path}`, { method: 'POST' })).json();
};

// Entries of PutEvents in requests that EventBridge takes: by their number and their size.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { entryBytes, maxRequestBytes } from '#offline-cloud/eventbridge/size.ts';
import { UserError } from '#tools/userError.ts';

const maxEntries = 10;

/** In their order. Throws UserError with the place of an entry that is too large by itself. */
export const toBatches = (entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] => {
  const batches: PutEventsRequestEntry[][] = [];
  let leftBytes = 0;
  for (const [index, entry] of entries.entries()) {
    const bytes = entryBytes(entry);
    if (bytes >= maxRequestBytes) {
      const sizes = `${bytes.toLocaleString('en')} bytes, and EventBridge takes less than 1 MB`;
      throw new UserError(`Nothing was sent: event ${index + 1} has ${sizes}.`);
    }
    const batch = batches.at(-1);
    if (batch && batch.length < maxEntries && bytes < leftBytes) batch.push(entry);
    else {
      batches.push([entry]);
      leftBytes = maxRequestBytes;
    }
    leftBytes -= bytes;
  }
  return batches;
};

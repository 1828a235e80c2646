// Reads which objects a message is about: an event of S3, or the function's own message to go on.
import * as z from 'zod/mini';
import { unwrapEvent } from '#layers/entry/events/cloudEvent.ts';
import { isImported } from '#layers/people/bucketLayout.ts';
import type { ImportMessage } from '#layers/people/imports/importFile.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const notification = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string(), eTag: z.string() }) }) })),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html, the detail of "Object Created" */
const createdDetail = z.object({ object: z.object({ key: z.string(), etag: z.string() }) });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

const own = z.object({ key: z.string(), job: z.optional(z.string()) });

/** The message is none that imports know: its queue makes it a dead letter. */
export class UnknownMessage extends Error {
  override readonly name = 'UnknownMessage';
}

/** Keys are encoded as in a form. */
const decodeKey = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw new UnknownMessage('The key is not encoded.');
  }
};

const readKnown = (message: unknown): ImportMessage[] | undefined => {
  const told = notification.safeParse(message);
  if (told.success) return told.data.Records.map(({ s3: { object } }) => ({ key: decodeKey(object.key) }));
  const created = createdDetail.safeParse(message);
  if (created.success) return [{ key: created.data.object.key }];
  const { success, data } = own.safeParse(message);
  if (success) return [data];
  return testEvent.safeParse(message).success ? [] : undefined;
};

/** Empty for the message by which S3 tests a new notification. Throws UnknownMessage. */
export const readMessages = (body: unknown): ImportMessage[] => {
  const messages = readKnown(unwrapEvent(body));
  if (!messages) throw new UnknownMessage('The message names no object.');
  // Results and rejects lie in the same bucket, and are no files to import.
  if (!messages.every(({ key }) => isImported(key)))
    throw new UnknownMessage('The object is not to be imported.');
  return messages;
};

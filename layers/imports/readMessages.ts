// Reads which objects a message is about: a notification of S3, or a version to go on with.
import * as z from 'zod/mini';
import { unwrapEvent } from '#layers/events/unwrapEvent.ts';
import type { ObjectVersion } from '#layers/objects/objectStore.ts';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
const notification = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string(), eTag: z.string() }) }) })),
});

const version = z.object({ key: z.string(), etag: z.string() });

/** Results and rejects lie in the same bucket, and are no files to import. */
const isImported = ({ key }: ObjectVersion): boolean => /^(incoming|dry-run)\//.test(key);

/** Keys are encoded as in a form: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

/** Empty for a message about no object, such as the one that tests a new notification. */
export const readVersions = (body: unknown): ObjectVersion[] => {
  const message = unwrapEvent(body);
  const single = version.safeParse(message);
  if (single.success) return [single.data].filter(isImported);
  const { success, data } = notification.safeParse(message);
  if (!success) return [];
  return data.Records.map(({ s3: { object } }) => ({ key: decodeKey(object.key), etag: object.eTag })).filter(
    isImported,
  );
};

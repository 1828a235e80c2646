// Which event of S3 a request causes when it succeeds.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
import type { RawRequest } from '../sqs/queues.ts';
import type { S3Request } from './readS3Request.ts';

/** The SDK names the operation (`x-id`), a presigned URL its signature (`X-Amz-…`); all else is about a part or a property. */
const isWholeObject = (query: URLSearchParams): boolean =>
  [...query.keys()].every((name) => /^x-/i.test(name));

/** `ObjectCreated:Put` and its like; undefined for a request that creates no object. */
export const createdEvent = (
  { method, key, query }: S3Request,
  { headers }: RawRequest,
): string | undefined => {
  if (key === '') return undefined;
  if (method === 'POST' && query.has('uploadId')) return 'ObjectCreated:CompleteMultipartUpload';
  if (method !== 'PUT' || !isWholeObject(query)) return undefined;
  return headers['x-amz-copy-source'] ? 'ObjectCreated:Copy' : 'ObjectCreated:Put';
};

/** Whether `s3:ObjectCreated:*`, or an event by its full name, stands for the event. */
export const matchesEvent = (configured: string, eventName: string): boolean =>
  configured.endsWith(':*')
    ? `s3:${eventName}`.startsWith(configured.slice(0, -1))
    : configured === `s3:${eventName}`;

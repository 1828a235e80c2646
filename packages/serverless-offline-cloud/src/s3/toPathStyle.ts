// A request of S3 in the form that fauxqs needs.
import type { RawRequest } from '../sqs/queues.ts';
import type { S3Request } from './readS3Request.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html; an object without a type, even an empty one. */
const defaultType = 'binary/octet-stream';

/** With the bucket in the path, and a type where an object has none, as fauxqs needs it. */
export const toPathStyle = (raw: RawRequest, { bucket, isByHost }: S3Request): RawRequest => ({
  ...raw,
  url: isByHost ? `/${bucket}${raw.url}` : raw.url,
  headers: {
    ...(raw.method === 'PUT' && { 'content-type': defaultType }),
    ...raw.headers,
    ...(isByHost && { host: 'localhost' }),
  },
});

// Bucket, key and query of a request of S3, with the bucket in its path or in its host name.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
import type { RawRequest } from '../sqs/queues.ts';

export type S3Request = {
  method: string;
  bucket: string;
  /** Empty for a request about the bucket itself. */
  key: string;
  query: URLSearchParams;
  /** Whether the host name stands for the bucket. */
  isByHost: boolean;
};

/** `buckets` are those that exist, by the host names that stand for them. Throws URIError for a broken escape. */
export const readS3Request = (
  { method, url, headers }: RawRequest,
  buckets: ReadonlyMap<string, string>,
): S3Request => {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const host = String(headers.host).replace(/:\d+$/, '').toLowerCase();
  const [first = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  const bucket = buckets.get(host);
  return bucket === undefined
    ? { method, bucket: first, key: rest.join('/'), query, isByHost: false }
    : { method, bucket, key: [first, ...rest].join('/'), query, isByHost: true };
};

// S3: the objects of the deployment bucket.
import { type AwsAnswer, AwsRefusal, type AwsRequest, xml } from './protocol.ts';
import type { AwsState } from './state.ts';

const list = (objects: ReadonlyMap<string, { body: string; modified: Date }>, prefix: string): AwsAnswer => {
  const found = [...objects].filter(([key]) => key.startsWith(prefix));
  const Contents = found.map(([Key, { body, modified }]) => ({
    Key,
    Size: body.length,
    LastModified: modified.toISOString(),
  }));
  return xml({ ListBucketResult: { Contents, KeyCount: found.length, IsTruncated: false } });
};

const removeListed = (objects: Map<string, unknown>, body: string): AwsAnswer => {
  for (const [, key = ''] of body.matchAll(/<Key>([^<]+)<\/Key>/g)) objects.delete(key);
  return xml({ DeleteResult: {} });
};

/** With the bucket in the path, as clients do for an address without a name. */
export const answerS3 = (state: AwsState, { method, path, query, headers, body }: AwsRequest): AwsAnswer => {
  const [bucket = '', ...rest] = path.slice(1).split('/');
  const key = rest.join('/');
  const objects = state.buckets.get(bucket);
  if (!objects) throw new AwsRefusal('NoSuchBucket', `There is no bucket ${bucket}.`, 404);
  if (key === '' && method === 'HEAD') return { headers: { 'x-amz-bucket-region': 'eu-central-1' } };
  if (key === '' && query.has('delete')) return removeListed(objects, body);
  if (key === '') return list(objects, query.get('prefix') ?? '');
  if (method === 'PUT') {
    const hash = String(headers['x-amz-meta-filesha256']);
    objects.set(key, { body, hash, modified: new Date() });
    return { headers: { etag: '"etag"' } };
  }
  const found = objects.get(key);
  if (!found) throw new AwsRefusal('NoSuchKey', `There is no object ${key}.`, 404);
  return {
    headers: { 'x-amz-meta-filesha256': found.hash, 'last-modified': found.modified.toUTCString() },
    body: method === 'HEAD' ? '' : found.body,
  };
};

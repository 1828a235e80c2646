// The unfinished multipart uploads of a local S3, which fauxqs keeps and does not list.
import type { RawAnswer } from '../sqs/queues.ts';
import type { S3Request } from './readS3Request.ts';

type Upload = { bucket: string; key: string; id: string; initiated: string };

const maxUploads = 1_000;

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
const element = (name: string, text: string | number | boolean): string =>
  `<${name}>${escapeXml(String(text))}</${name}>`;

const describe = ({ key, id, initiated }: Upload): string =>
  `<Upload>${element('Key', key)}${element('UploadId', id)}${element('Initiated', initiated)}</Upload>`;

/** By key and, within a key, by the time at which they began. */
const compare = (one: Upload, other: Upload): number =>
  Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)) ||
  one.initiated.localeCompare(other.initiated);

export class MultipartUploads {
  readonly #uploads = new Map<string, Upload>();

  /** Adds or removes the upload that a request was about, given its answer. */
  follow({ method, bucket, key, query }: S3Request, { status, body }: RawAnswer, now: Date): void {
    if (status >= 300) return;
    const id = query.get('uploadId');
    if (id !== null && (method === 'POST' || method === 'DELETE')) this.#uploads.delete(id);
    const [, created] = /<UploadId>(.+?)<\/UploadId>/.exec(body.toString()) ?? [];
    if (method === 'POST' && query.has('uploads') && created !== undefined)
      this.#uploads.set(created, { bucket, key, id: created, initiated: now.toISOString() });
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html, without delimiter and encoding. */
  list({ bucket, query }: S3Request): RawAnswer {
    const prefix = query.get('prefix') ?? '';
    const uploads = [...this.#uploads.values()]
      .filter((upload) => upload.bucket === bucket && upload.key.startsWith(prefix))
      .sort(compare);
    const marker = uploads.findIndex(
      ({ key, id }) => key === query.get('key-marker') && id === query.get('upload-id-marker'),
    );
    const page = uploads.slice(marker + 1, marker + 1 + maxUploads);
    const last = page.at(-1);
    const isTruncated = marker + 1 + page.length < uploads.length;
    const next = isTruncated && last;
    const members = [
      element('Bucket', bucket),
      element('Prefix', prefix),
      element('IsTruncated', isTruncated),
      ...(next ? [element('NextKeyMarker', next.key), element('NextUploadIdMarker', next.id)] : []),
      ...page.map(describe),
    ];
    const text = `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${members.join('')}</ListMultipartUploadsResult>`;
    return { status: 200, headers: { 'content-type': 'application/xml' }, body: Buffer.from(text) };
  }
}

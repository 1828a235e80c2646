// S3 with notifications: fauxqs keeps the objects, and queues are told of those that are created.
import type { Forward, RawAnswer, RawRequest } from '../sqs/queues.ts';
import { createdEvent, matchesEvent } from './createdEvent.ts';
import { MultipartUploads } from './multipartUploads.ts';
import { parseNotificationConfiguration, type QueueConfiguration } from './notificationConfiguration.ts';
import { emptyAnswer, invalidUri } from './plainAnswers.ts';
import { readS3Request, type S3Request } from './readS3Request.ts';
import { toPathStyle } from './toPathStyle.ts';
import { toS3Event, toTestEvent } from './toS3Event.ts';

export type S3Options = {
  region: string;
  forward: Forward;
  sendToQueue(queueArn: string, body: string): Promise<void>;
  /** Names that requests may be addressed to; those of new buckets, `<bucket>.localhost`, are added. */
  hosts: string[];
};

type ObjectPath = { bucket: string; key: string };

export class S3 {
  readonly #options: S3Options;
  /** What stands behind the name of a bucket in a host. */
  readonly #zones: readonly string[];
  readonly #bucketsByHost = new Map<string, string>();
  readonly #configurations = new Map<string, QueueConfiguration[]>();
  readonly #uploads = new MultipartUploads();
  #sequence = 0;

  constructor(options: S3Options) {
    this.#options = options;
    this.#zones = ['localhost', ...options.hosts];
  }

  async answer(raw: RawRequest): Promise<RawAnswer> {
    const request = this.#parse(raw);
    return request ? this.#answer(raw, request) : invalidUri;
  }

  #parse(raw: RawRequest): S3Request | undefined {
    try {
      return readS3Request(raw, this.#bucketsByHost);
    } catch {
      return undefined;
    }
  }

  async #answer(raw: RawRequest, request: S3Request): Promise<RawAnswer> {
    const { method, bucket, key, query } = request;
    const isConfigured = method === 'PUT' && key === '' && query.has('notification');
    if (isConfigured) return this.#configure(bucket, raw);
    const answer = await this.#options.forward(toPathStyle(raw, request));
    this.#uploads.follow(request, answer, new Date());
    if (answer.status !== 200) return answer;
    if (method === 'GET' && key === '' && query.has('uploads')) return this.#uploads.list(request);
    if (method === 'PUT' && key === '') this.#addHosts(bucket);
    const eventName = createdEvent(request, raw);
    if (eventName) await this.#notify(request, eventName);
    return answer;
  }

  #addHosts(bucket: string): void {
    for (const host of this.#zones.map((zone) => `${bucket}.${zone}`)) {
      if (!this.#bucketsByHost.has(host)) this.#options.hosts.push(host);
      this.#bucketsByHost.set(host, bucket);
    }
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
  async #configure(bucket: string, { headers: asked, body }: RawRequest): Promise<RawAnswer> {
    const headers = { host: 'localhost' };
    const found = await this.#options.forward({
      method: 'GET',
      url: `/${bucket}?list-type=2&max-keys=1`,
      headers,
      body: Buffer.alloc(0),
    });
    if (found.status !== 200) return found;
    const configurations = parseNotificationConfiguration(String(body));
    const before = JSON.stringify(this.#configurations.get(bucket) ?? []);
    this.#configurations.set(bucket, configurations);
    const isTested = asked['x-amz-skip-destination-validation'] !== 'true';
    if (!isTested || JSON.stringify(configurations) === before) return emptyAnswer;
    for (const queueArn of new Set(configurations.map((configuration) => configuration.queueArn))) {
      await this.#options.sendToQueue(queueArn, JSON.stringify(toTestEvent(bucket, new Date())));
    }
    return emptyAnswer;
  }

  async #notify({ bucket, key }: ObjectPath, eventName: string): Promise<void> {
    const told = (this.#configurations.get(bucket) ?? []).filter(
      ({ events, prefix, suffix }) =>
        events.some((event) => matchesEvent(event, eventName)) &&
        key.startsWith(prefix) &&
        key.endsWith(suffix),
    );
    if (told.length === 0) return;
    const { sizeBytes, eTag } = await this.#read({ bucket, key });
    this.#sequence += 1;
    const { region, sendToQueue } = this.#options;
    const object = { bucket, key, sizeBytes, eTag, eventName, region };
    for (const { id, queueArn } of told) {
      const event = toS3Event({ ...object, time: new Date(), sequence: this.#sequence }, id);
      await sendToQueue(queueArn, JSON.stringify(event));
    }
  }

  async #read({ bucket, key }: ObjectPath): Promise<{ sizeBytes: number; eTag: string }> {
    const url = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    const { headers } = await this.#options.forward({
      method: 'HEAD',
      url,
      headers: { host: 'localhost' },
      body: Buffer.alloc(0),
    });
    return { sizeBytes: Number(headers['content-length']), eTag: String(headers.etag).replaceAll('"', '') };
  }
}

// The messages that S3 sends to a queue.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

export type CreatedObject = {
  bucket: string;
  key: string;
  sizeBytes: number;
  /** Without quotes. */
  eTag: string;
  /** `ObjectCreated:Put` and its like. */
  eventName: string;
  region: string;
  time: Date;
  /** Grows with each change of the same key. */
  sequence: number;
};

/** Spaces become `+`, slashes stay, and what a form would encode is encoded. */
export const encodeKey = (key: string): string =>
  encodeURIComponent(key)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const requestIds = { 'x-amz-request-id': 'LOCAL00000000000', 'x-amz-id-2': 'local' };

export const toS3Event = (object: CreatedObject, configurationId: string): object => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: object.region,
      eventTime: object.time.toISOString(),
      eventName: object.eventName,
      userIdentity: { principalId: 'AWS:local' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: requestIds,
      s3: {
        s3SchemaVersion: '1.0',
        configurationId,
        bucket: {
          name: object.bucket,
          ownerIdentity: { principalId: 'local' },
          arn: `arn:aws:s3:::${object.bucket}`,
        },
        object: {
          key: encodeKey(object.key),
          size: object.sizeBytes,
          eTag: object.eTag,
          sequencer: object.sequence.toString(16).toUpperCase().padStart(18, '0'),
        },
      },
    },
  ],
});

/** What a queue gets when a bucket is told to notify it, so that S3 knows that it may. */
export const toTestEvent = (bucket: string, time: Date): object => ({
  Service: 'Amazon S3',
  Event: 's3:TestEvent',
  Time: time.toISOString(),
  Bucket: bucket,
  RequestId: requestIds['x-amz-request-id'],
  HostId: requestIds['x-amz-id-2'],
});

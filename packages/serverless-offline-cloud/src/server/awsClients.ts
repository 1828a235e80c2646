// The SDK's clients of the local event cloud, or of AWS.
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localRegion } from '../account.ts';

/** Where the local event cloud is, or the region of AWS. */
export type EventService = { url: string; region?: string } | { region: string | undefined };

export type EventClients = { sqs: SQSClient; eventBridge: EventBridgeClient; s3: S3Client };

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** In AWS, the SDK finds credentials as it always does, and the region where none is given. */
export const createEventClients = (service: EventService): EventClients => {
  const options =
    'url' in service
      ? { endpoint: service.url, region: service.region ?? localRegion, credentials }
      : service.region
        ? { region: service.region }
        : {};
  return {
    sqs: new SQSClient(options),
    eventBridge: new EventBridgeClient(options),
    // By the path: not every resolver finds `<bucket>.localhost`.
    s3: new S3Client({ ...options, forcePathStyle: 'url' in service }),
  };
};

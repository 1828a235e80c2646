// The bucket of a stage, in the local cloud or in AWS.
import { ListBucketsCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { findEventService, localStage, type Place } from '#operate/findEventService.ts';
import { UserError } from '#tools/userError.ts';

export type FoundBucket = { s3: S3Client; bucket: string };

/** `given` is its name where the caller knows it: who may not list buckets needs it. Throws UserError. */
export const findBucket = async (place: Place, given?: string): Promise<FoundBucket> => {
  const { s3 } = createEventClients(await findEventService(place));
  if (given !== undefined) return { s3, bucket: given };
  // The name ends with account and region: docs/deploy.md#the-bucket
  const Prefix = `users-${place.stage ?? localStage}-imports-`;
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix })).catch((error: Error) => {
    if (!(error instanceof S3ServiceException)) throw error;
    throw new UserError(`Buckets cannot be listed: ${error.message}. Name one with --bucket.`);
  });
  const region = await s3.config.region();
  const names = Buckets.map(({ Name = '' }) => Name);
  const bucket = names.find((name) => name.startsWith(Prefix) && name.endsWith(`-${region}`));
  if (bucket) return { s3, bucket };
  throw new UserError(`There is no bucket ${Prefix}<account>-${region}.`);
};

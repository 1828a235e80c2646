// S3 behind the bucket port.
import {
  DeleteObjectsCommand,
  HeadBucketCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketPort } from '#cloud/deploy/steps/ports.ts';
import { UserError } from '#tools/userError.ts';

export const createBuckets = (client: S3Client): BucketPort => ({
  async exists(Bucket) {
    try {
      await client.send(new HeadBucketCommand({ Bucket }));
      return true;
    } catch (error) {
      if ((error as Error).name === 'NotFound') return false;
      throw error;
    }
  },

  async empty(Bucket) {
    // A page has at most 1,000 objects, as many as one request deletes.
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      if (Contents.length === 0) return;
      const Objects = Contents.map(({ Key }) => ({ Key }));
      const { Errors: [refused] = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
      );
      if (refused) throw new UserError(`${Bucket} cannot be emptied: ${refused.Code}: ${refused.Message}`);
    }
  },
});

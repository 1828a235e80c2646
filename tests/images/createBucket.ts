// The stage's bucket in compose, where no API is there that makes it with the rest of the stack.
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import type { Compose } from '#tests/support/compose.ts';

export const createBucket = async ({ up, address }: Pick<Compose, 'up' | 'address'>): Promise<void> => {
  up('events');
  const { s3 } = createEventClients({ url: `http://${address('events', 8080)}` });
  await s3.send(new CreateBucketCommand({ Bucket: 'users-dev-imports-000000000000-eu-central-1' }));
};

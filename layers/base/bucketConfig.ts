// The configuration of the bucket of files, read from environment variables.
import * as z from 'zod/mini';
import { type Environment, parseEnvironment } from './config.ts';

const environment = z.object({
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  BUCKET_NAME: z
    .string({ error: 'is required' })
    .check(z.regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, { error: 'must be the name of a bucket' })),
  /** The address of S3; absent for AWS's own in the region. */
  AWS_ENDPOINT_URL_S3: z.optional(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })),
});

export type BucketConfig = { bucket: string; endpoint: string | undefined };

/** Throws ConfigError naming all problems at once. */
export const readBucketConfig = (env: Environment): BucketConfig => {
  const { BUCKET_NAME, AWS_ENDPOINT_URL_S3 } = parseEnvironment(environment, env);
  return { bucket: BUCKET_NAME, endpoint: AWS_ENDPOINT_URL_S3 };
};

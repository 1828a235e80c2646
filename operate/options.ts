// The options that say which system a command works on.

/** Those of every command. */
export const placeOptions = {
  stage: { description: 'works on this stage in AWS (default: the running npm start)' },
  region: { description: "the AWS region of the stage (default: the SDK's, such as AWS_REGION)" },
} as const;

/** Those of commands for files. */
export const bucketOptions = {
  ...placeOptions,
  bucket: { placeholder: 'name', description: "the stage's S3 bucket, for callers who may not list buckets" },
} as const;

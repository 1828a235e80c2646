// The environment of a function that changes people, over the directory of a test.
import { directorySecretArn, functionEnvironment, type LocalUrls, secretArn } from '#local/environment.ts';

export const consumerEnvironment = (urls: LocalUrls): Record<string, string> => ({
  ...functionEnvironment(urls),
  DATABASE_SECRET_ARN: secretArn,
  DIRECTORY_SECRET_ARN: directorySecretArn,
  DIRECTORY_ORDER: 'time',
  AWS_REGION: 'eu-central-1',
});

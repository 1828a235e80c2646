// The sentence about AWS credentials that were not found.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html */
const profileFiles = (environment: NodeJS.ProcessEnv): string[] => {
  const folder = join(environment.HOME ?? homedir(), '.aws');
  return [
    environment.AWS_CONFIG_FILE ?? join(folder, 'config'),
    environment.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
};

const hasProfile = (file: string, profile: string): boolean =>
  existsSync(file) &&
  [...readFileSync(file, 'utf8').matchAll(/^\s*\[\s*(?:profile\s+)?(.+?)\s*\]/gm)].some(
    ([, name]) => name?.replaceAll(/["']/g, '') === profile,
  );

/** `message` is the SDK's. */
export const explainCredentials = (message: string, environment: NodeJS.ProcessEnv): string => {
  const { AWS_PROFILE: profile } = environment;
  if (!profile) {
    return `There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (${message}).`;
  }
  const files = profileFiles(environment);
  if (!files.some((file) => hasProfile(file, profile))) {
    return `There is no profile "${profile}", which AWS_PROFILE names, in ${files.join(' or ')}.`;
  }
  return `The profile "${profile}" gives no AWS credentials: ${message}`;
};

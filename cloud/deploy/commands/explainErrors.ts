// Explains errors of AWS, its credentials or the network in one sentence.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '#tools/userError.ts';

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

type ForeignError = Error & { $fault?: unknown; $metadata?: { requestId?: string }; code?: unknown };

const systemCode = ({ code }: ForeignError): string | undefined =>
  typeof code === 'string' && /^E(?!RR_)[A-Z_]+$/.test(code) ? code : undefined;

/** The sentence, or undefined for a bug of ours, which keeps its stack. */
const explain = (error: ForeignError): string | undefined => {
  const code = systemCode(error);
  if (code) return `${code}: the network or this machine refused: ${error.message || 'no reason given'}.`;
  if (error.name === 'CredentialsProviderError') return explainCredentials(error.message, process.env);
  if (error.$fault === undefined) return undefined;
  return `${error.name}: ${error.message} (AWS request ${error.$metadata?.requestId ?? 'unknown'})`;
};

/** Runs `work`. Throws UserError when AWS, the credentials or the network is the reason. */
export const explainErrors = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const sentence = error instanceof UserError ? undefined : explain(error as ForeignError);
    throw sentence ? new UserError(sentence, { cause: error }) : error;
  }
};

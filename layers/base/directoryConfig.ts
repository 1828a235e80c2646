// The configuration of a directory that events change, read from environment variables.
import * as z from 'zod/mini';
import { type Environment, parseEnvironment, secretArn } from './config.ts';

const ordering = z.object({
  /** What orders the events. */
  DIRECTORY_ORDER: z.enum(['version', 'time'], { error: 'must be version or time' }),
});

const environment = z.object({
  /** The ARN of the secret under which deletions are remembered. */
  DIRECTORY_SECRET_ARN: secretArn,
  ...ordering.shape,
});

const ruling = z.object({
  /** What becomes of changes that break a rule for new addresses or phone numbers: they are refused, or only logged. */
  DIRECTORY_RULES: z._default(z.enum(['refuse', 'log'], { error: 'must be refuse or log' }), 'refuse'),
});

export type DirectoryConfig = { secretArn: string; order: 'version' | 'time' };

/** Throws ConfigError naming all problems at once. */
export const readDirectoryConfig = (env: Environment): DirectoryConfig => {
  const { DIRECTORY_SECRET_ARN, DIRECTORY_ORDER } = parseEnvironment(environment, env);
  return { secretArn: DIRECTORY_SECRET_ARN, order: DIRECTORY_ORDER };
};

/** The order alone, for who may not read the secret. Throws ConfigError. */
export const readOrder = (env: Environment): DirectoryConfig['order'] =>
  parseEnvironment(ordering, env).DIRECTORY_ORDER;

/** Throws ConfigError. */
export const readRules = (env: Environment): 'refuse' | 'log' =>
  parseEnvironment(ruling, env).DIRECTORY_RULES;

// The configuration of imports, read from environment variables.
import * as z from 'zod/mini';
import { type Environment, parseEnvironment } from './config.ts';

const url = { protocol: /^https?$/, error: 'must be the URL of a queue' };

const environment = z.object({
  /** The queue that invokes the function, which sends itself a message when its time runs out. */
  IMPORT_QUEUE_URL: z.string({ error: 'is required' }).check(z.url(url)),
});

export type ImportConfig = { queueUrl: string };

/** Throws ConfigError. */
export const readImportConfig = (env: Environment): ImportConfig => ({
  queueUrl: parseEnvironment(environment, env).IMPORT_QUEUE_URL,
});

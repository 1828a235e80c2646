// Reads the secrets in DATA_API_SECRETS, which no command line shows.
import { readFileSync } from 'node:fs';
import type { DatabaseSecret } from '../database/readAccounts.ts';
import { CommandError } from './runCommand.ts';

const isSecret = (value: unknown): value is DatabaseSecret => {
  const { username, password } = Object(value);
  return typeof username === 'string' && typeof password === 'string';
};

/**
 * `text` is JSON, or the path of a JSON file: secrets by their ARNs, each with `username` and `password`; undefined is no
 * secrets. Throws CommandError, whose message shows nothing of them.
 */
export const readSecrets = (text: string | undefined): Record<string, DatabaseSecret> => {
  if (!text) return {};
  try {
    const json = text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8');
    const secrets: unknown = JSON.parse(json);
    if (Object.values(Object(secrets)).every(isSecret)) return secrets as Record<string, DatabaseSecret>;
  } catch {
    // The message of JSON.parse quotes what it read.
  }
  throw new CommandError(
    'DATA_API_SECRETS must be JSON, or the path of a JSON file: {"<secret ARN>": {"username": "…", "password": "…"}}.',
  );
};

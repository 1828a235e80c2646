// Remembers the local cloud of this checkout: other commands use it, and no second starts.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFree } from 'data-api-emulator';
import { stateFolder } from '#tools/paths.ts';

const file = join(stateFolder, 'cloud.json');

export type Running = {
  pid: number;
  url: string;
  dataApiUrl: string;
  secretsUrl: string;
  eventsUrl: string;
  lambdaUrl: string;
  databaseUrl: string;
};

export const remember = (running: Running): void => {
  mkdirSync(dirname(file), { recursive: true });
  // Holds the database's password.
  writeFileSync(file, JSON.stringify(running), { mode: 0o600 });
};

export const forget = (): void => rmSync(file, { force: true });

const read = (): Running | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch {
    return undefined;
  }
};

/** The cloud that runs now. One that was killed leaves its file behind, but nothing listens on its port. */
export const findRunning = async (): Promise<Running | undefined> => {
  const running = read();
  return running && !(await isFree(Number(new URL(running.dataApiUrl).port))) ? running : undefined;
};

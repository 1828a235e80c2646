// Starts the Data API emulator as a process of its own, by the command that its package publishes.
import { once } from 'node:events';
import { join } from 'node:path';
import { resourceArn, secretArn } from '#local/environment.ts';
import { root } from '#tools/paths.ts';
import { startProcess } from './startProcess.ts';

export type EmulatorProcess = { url: string; stop(): void };

const command = join(root, 'node_modules/.bin/data-api-emulator');

export const startEmulatorProcess = async (databaseUrl: string): Promise<EmulatorProcess> => {
  const flags = {
    port: 0,
    'database-url': databaseUrl,
    'resource-arn': resourceArn,
    'secret-arn': secretArn,
  };
  const args = [command, ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
  const emulator = startProcess({ args, env: {} });
  const lines = emulator.child.stdout as NodeJS.ReadableStream;
  const [line] = await Promise.race([once(lines, 'data'), emulator.ended]);
  const [url] = /http:\/\/\S+/.exec(String(line)) ?? [];
  if (url === undefined) throw new Error(`The emulator printed no URL: ${line}`);
  return { url, stop: emulator.stop };
};

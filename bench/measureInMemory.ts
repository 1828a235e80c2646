// Runs inMemory.ts in a process of its own. Called by main.ts.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#build/functionNames.ts';
import { functionEnvironment } from '#local/environment.ts';

/** CPU milliseconds of the service and of the floor, batch by batch. */
export const measureInMemory = (taskRoot: string, batches: number): { service: number; floor: number }[] => {
  const env = { ...process.env, ...functionEnvironment('http://127.0.0.1:1'), AWS_REGION: 'eu-central-1' };
  const program = join(root, 'bench/inMemory.ts');
  return JSON.parse(
    execFileSync(process.execPath, [program, taskRoot, String(batches)], { env, encoding: 'utf8' }),
  );
};

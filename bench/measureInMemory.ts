// Runs inMemory.ts in processes of their own. Called by main.ts.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#build/functionNames.ts';
import { functionEnvironment } from '#local/environment.ts';

/** CPU milliseconds of one call of the service and of the floor, batch by batch. */
export type InMemory = { service: number; floor: number }[];

const program = join(root, 'bench/inMemory.ts');

/** By the number of rows that the Data API answers with. */
export const measureInMemory = (taskRoot: string, batches: number): Map<number, InMemory> => {
  const env = { ...process.env, ...functionEnvironment('http://127.0.0.1:1'), AWS_REGION: 'eu-central-1' };
  const measure = (rows: number): InMemory =>
    JSON.parse(
      execFileSync(process.execPath, [program, taskRoot, String(rows), String(batches)], {
        env,
        encoding: 'utf8',
      }),
    );
  return new Map([1, 100, 1_000].map((rows) => [rows, measure(rows)]));
};

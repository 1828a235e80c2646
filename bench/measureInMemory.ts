// Runs inMemory.ts in processes of their own. Called by main.ts and report.ts.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { functionEnvironment } from '#local/environment.ts';
import { root } from '#tools/paths.ts';
import { pairedRatio, type Ratio } from './statistics.ts';

/** CPU milliseconds of one call of the service and of the floor, batch by batch. */
export type InMemory = { service: number; floor: number }[];

export const inMemoryRatio = (batches: InMemory): Ratio =>
  pairedRatio(
    batches.map(({ service }) => service),
    batches.map(({ floor }) => floor),
  );

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

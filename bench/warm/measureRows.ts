// The handler's own work by the number of rows, in a process without a network.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { serviceFolder } from '#bench/candidates/buildService.ts';
import type { Progress } from '#bench/harness/createProgress.ts';
import { functionEnvironment, secretArn } from '#local/environment.ts';

/** CPU milliseconds of one call of the service, and of the bare call, batch by batch. */
export type RowBatches = readonly { serviceMs: number; bareMs: number }[];

const program = join(import.meta.dirname, 'rowsProgram.ts');
const counts = [1, 100, 1_000];

const measureBatches = (rows: number, batches: number): RowBatches => {
  const args = [program, serviceFolder('getUsers'), String(rows), String(batches)];
  // Nothing listens on this port: the program answers from memory.
  const env = {
    ...functionEnvironment({ dataApiUrl: 'http://127.0.0.1:1' }),
    DATABASE_SECRET_ARN: secretArn,
    AWS_REGION: 'eu-central-1',
  };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
};

/** By the number of rows that the Data API answers with. */
export const measureRows = (batches: number, progress: Progress): ReadonlyMap<number, RowBatches> => {
  const step = progress.start('Rows without a network', counts.length);
  const results = new Map<number, RowBatches>();
  for (const rows of counts) {
    results.set(rows, measureBatches(rows, batches));
    step();
  }
  return results;
};

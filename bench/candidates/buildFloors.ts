// The least that a function can cost: without a call, with one call, and with one signed call.
import { join } from 'node:path';
import { build } from 'esbuild';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { anyAnswer } from '#bench/harness/exchanges.ts';
import type { Candidate } from '#bench/harness/program.ts';
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { startFunction } from '#bench/harness/startFunction.ts';
import { stubEnvironment } from './stubEnvironment.ts';

const modules = { 'no-op': 'noop', ping: 'ping', 'signed call': 'signed' } as const;
const source = join(import.meta.dirname, 'floors');

export const buildFloors = async (stub: DataApiStub): Promise<Candidate[]> => {
  const taskRoot = join(benchFolder, 'floors');
  await build({
    entryPoints: Object.values(modules).map((module) => join(source, `${module}.ts`)),
    outdir: taskRoot,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'warning',
  });
  return Object.entries(modules).map(([name, module]) => ({
    name,
    exchange: anyAnswer,
    start: () => startFunction({ taskRoot, handler: `${module}.handler`, env: stubEnvironment(stub) }),
  }));
};

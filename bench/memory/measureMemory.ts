// The memory of one function process over many invocations.
import { join } from 'node:path';
import { stubEnvironment } from '#bench/candidates/stubEnvironment.ts';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { page } from '#bench/harness/exchanges.ts';
import { ask } from '#bench/harness/program.ts';
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { startFunction } from '#bench/harness/startFunction.ts';
import { bundle } from '#image/bundle.ts';

export type MemorySample = { requests: number; residentBytes: number };

export type MemoryOptions = {
  stub: DataApiStub;
  requests: number;
  samples: number;
  /** Called after each sample. */
  onStep: () => void;
};

const taskRoot = join(benchFolder, 'memory');
/** A heap that V8 cannot let grow instead of collecting: what grows nevertheless is kept by something. */
const nodeOptions = ['--max-old-space-size=32', '--max-semi-space-size=1'];

export const measureMemory = async ({
  stub,
  requests,
  samples,
  onStep,
}: MemoryOptions): Promise<MemorySample[]> => {
  await bundle('getUsers', { folder: taskRoot });
  const handler = 'functions/getUsers/handler.handler';
  const getUsers = await startFunction({ taskRoot, handler, nodeOptions, env: stubEnvironment(stub) });
  const exchange = page(5);
  const perSample = Math.ceil(requests / samples);
  const measured: MemorySample[] = [];
  try {
    for (let sample = 1; sample <= samples; sample += 1) {
      for (let index = 0; index < perSample; index += 1) await ask(getUsers, 'getUsers', exchange);
      measured.push({ requests: sample * perSample, residentBytes: getUsers.residentBytes() });
      onStep();
    }
  } finally {
    getUsers.stop();
  }
  return measured;
};

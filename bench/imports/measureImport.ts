// Imports a file in as many invocations as it takes, and watches what the process uses.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportBench } from './createImportBench.ts';

export type ImportResult = {
  lines: number;
  elapsedMs: number;
  /** Of the function's process. */
  cpuMs: number;
  /** The most that the function's process had in memory. */
  residentBytes: number;
};

type Outcome = { state: string; progress: { applied: number; unchanged: number; rejected: number } };

const invoke = async ({ url }: ImportBench, event: object): Promise<Outcome> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
  if (!response.ok) throw new Error('The import failed.');
  const { outcomes } = (await response.json()) as { outcomes: [Outcome] };
  return outcomes[0];
};

/** What the queue does with the function's own message: invokes it again, until the file has ended. */
const importObject = async (bench: ImportBench, event: object): Promise<Outcome> => {
  for (;;) {
    const outcome = await invoke(bench, event);
    if (outcome.state !== 'running') return outcome;
  }
};

const watchMemory = async (bench: ImportBench, { aborted }: { aborted: () => boolean }): Promise<number> => {
  let most = 0;
  while (!aborted()) {
    most = Math.max(most, bench.importer.residentBytes());
    await sleep(100);
  }
  return most;
};

export const measureImport = async (bench: ImportBench, file: string, key: string): Promise<ImportResult> => {
  await bench.upload(file, key);
  const cpuMs = bench.importer.cpuTimeMs();
  const startedMs = performance.now();
  let isDone = false;
  const memory = watchMemory(bench, { aborted: () => isDone });
  const { state, progress } = await importObject(bench, { key }).finally(() => {
    isDone = true;
  });
  if (state !== 'done') throw new Error(`The import of ${key} is ${state}.`);
  return {
    lines: progress.applied + progress.unchanged + progress.rejected,
    elapsedMs: performance.now() - startedMs,
    cpuMs: bench.importer.cpuTimeMs() - cpuMs,
    residentBytes: await memory,
  };
};
